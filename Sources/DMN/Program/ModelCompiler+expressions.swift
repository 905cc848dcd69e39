import Diagnostics
import FEEL

extension ModelCompiler {
  mutating func compile(_ boxed: BoxedExpression, _ scope: ScopeNames, name: String) -> Step {
    let declared = type(boxed.typeRef, at: boxed.position)
    if case .function(let definition) = boxed.kind {
      return Step(
        form: .function(compile(definition, scope, name: name, result: declared)),
        position: boxed.position)
    }
    return Step(form: form(boxed, scope, name: name), type: declared, position: boxed.position)
  }

  private mutating func form(_ boxed: BoxedExpression, _ scope: ScopeNames, name: String)
    -> Step.Form
  {
    switch boxed.kind {
    case .literal(let source, let language): return literal(source, scope, language: language)
    case .table(let table): return .table(compile(table, scope))
    case .context(let entries): return context(entries, scope)
    case .invocation(let function, let bindings):
      guard let function else { return .broken("the invocation names no function") }
      return .invocation(
        function: compile(function, scope, name: name),
        bindings: bindings.map { binding in
          (
            binding.parameter.name,
            binding.expression.map { compile($0, scope, name: name) }
              ?? Step(form: .constant(.null), position: binding.parameter.position)
          )
        })
    case .function(let definition):
      return .function(compile(definition, scope, name: name, result: nil))
    case .relation(let columns, let rows): return relation(columns, rows, scope, name, boxed)
    case .list(let items): return .list(items.map { compile($0, scope, name: name) })
    case .conditional(let test, let then, let otherwise):
      return .conditional(
        test: compile(test, scope, name: name), then: compile(then, scope, name: name),
        otherwise: compile(otherwise, scope, name: name))
    case .filter(let list, let match): return filter(list, match, scope, name)
    case .iterator(let iterator):
      let partial = iterator.form == .each && iterator.body.mentionsPartial
      let inner = scope.adding(iterator.variable)
      return .iterator(
        IteratorProgram(
          form: iterator.form, list: compile(iterator.list, scope, name: name),
          type: type(iterator.typeRef, at: boxed.position),
          body: compile(iterator.body, partial ? inner.adding("partial") : inner, name: name),
          usesPartial: partial))
    case .missing: return .broken("there is no expression")
    }
  }

  mutating func literal(_ source: SourceText, _ scope: ScopeNames, language: String? = nil)
    -> Step.Form
  {
    if let language, !language.isEmpty, !language.uppercased().contains("FEEL") {
      note(
        "dmn-language", "Expressions in \(language) are not evaluated.", at: source.position,
        remedy: "Write the expression in FEEL.")
      return .broken("expressions in \(language) are not evaluated")
    }
    if source.isBlank { return .constant(.null) }
    do {
      let expression = try FEELExpression.compile(
        source.text, names: scope.names, file: file, origin: source.position)
      note(expression.warnings)
      return .literal(expression)
    } catch {
      note(error.findings)
      return .broken(Self.reason(error))
    }
  }

  static func reason(_ error: FindingsError) -> String {
    "the expression cannot be read: \(error.findings.first?.message ?? "it is not FEEL")"
  }

  private mutating func context(_ entries: [BoxedExpression.ContextEntry], _ scope: ScopeNames)
    -> Step.Form
  {
    var scope = scope
    var compiled: [Step.Entry] = []
    var result: Step?
    for entry in entries {
      guard let variable = entry.variable else {
        result = compile(entry.expression, scope, name: "")
        continue
      }
      if compiled.contains(where: { $0.name == variable.name }) {
        note(
          "dmn-duplicate-name", "The context has two entries named \"\(variable.name)\".",
          at: variable.position)
        return .broken("the context has two entries named \"\(variable.name)\"")
      }
      let type = type(variable.typeRef, at: variable.position)
      compiled.append(
        Step.Entry(
          name: variable.name, type: type,
          value: compile(entry.expression, scope, name: variable.name)))
      scope = scope.adding(variable.name, type)
    }
    return .context(compiled, result: result)
  }

  private mutating func relation(
    _ columns: [InformationItem], _ rows: [[BoxedExpression]], _ scope: ScopeNames, _ name: String,
    _ boxed: BoxedExpression
  ) -> Step.Form {
    let types = columns.map { type($0.typeRef, at: $0.position) }
    var compiled: [[Step]] = []
    for row in rows {
      if row.count != columns.count {
        note(
          "dmn-relation-shape",
          "A row of the relation has \(row.count) cells; there are \(columns.count) columns.",
          at: row.first?.position ?? boxed.position)
        return .broken("a row of the relation has \(row.count) cells for \(columns.count) columns")
      }
      compiled.append(
        zip(row, types).map { cell, type in
          let step = compile(cell, scope, name: name)
          return Step(form: step.form, type: step.type ?? type, position: step.position)
        })
    }
    return .relation(columns: columns.map(\.name), rows: compiled)
  }

  private mutating func filter(
    _ list: BoxedExpression, _ match: BoxedExpression, _ scope: ScopeNames, _ name: String
  ) -> Step.Form {
    let compiled = compile(list, scope, name: name)
    guard case .literal(let source, _) = match.kind, !source.isBlank else {
      return .filter(
        list: compiled, filter: nil, match: compile(match, scope.adding("item"), name: name))
    }
    // The list stands in a slot of its own, so that FEEL's filter can run on it unchanged.
    let head = "filtered_list["
    var origin = source.position
    origin?.column -= head.count
    let whole = SourceText(head + source.text + "]", at: origin)
    let form = literal(whole, scope.adding("filtered_list"))
    guard case .literal(let filter) = form else { return form }
    return .filter(
      list: compiled, filter: filter, match: Step(form: .constant(.null), position: match.position))
  }

  mutating func compile(
    _ definition: BoxedExpression.FunctionDefinition, _ scope: ScopeNames, name: String,
    result: ModelType?
  ) -> FunctionProgram {
    var inner = scope
    var parameters: [FunctionProgram.Parameter] = []
    for parameter in definition.parameters {
      let type = type(parameter.typeRef, at: parameter.position)
      inner = inner.adding(parameter.name, type)
      parameters.append(FunctionProgram.Parameter(name: parameter.name, type: type ?? .any))
    }
    let body =
      definition.language == .feel
      ? definition.body.map { compile($0, inner, name: name) } : nil
    let refusal =
      definition.language == .feel
      ? "the function \"\(name)\" has no body"
      : "the function \"\(name)\" is written in \(definition.language.rawValue), which is not run here"
    return FunctionProgram(
      name: name, parameters: parameters, result: returned(result), body: body, refusal: refusal)
  }
}

extension BoxedExpression {
  /// Whether some text inside may speak of `partial`, the results so far.
  fileprivate var mentionsPartial: Bool {
    var found = false
    forEach {
      if case .literal(let source, _) = $0.kind, source.mentions("partial") { found = true }
    }
    return found
  }
}

extension SourceText {
  /// Whether a word occurs in the text.
  fileprivate func mentions(_ word: String) -> Bool {
    let bytes = Array(text.utf8)
    let wanted = Array(word.utf8)
    guard bytes.count >= wanted.count else { return false }
    return (0...(bytes.count - wanted.count)).contains { bytes[$0...].starts(with: wanted) }
  }
}
