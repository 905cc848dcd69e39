import Diagnostics
import FEEL

extension ModelCompiler {
  mutating func compile(_ table: DecisionTable, _ scope: ScopeNames) -> TableProgram {
    let outputTypes = table.outputs.map { type($0.typeRef, at: table.position) }
    var cache = CellCache()
    var rules: [TableProgram.Rule] = []
    rules.reserveCapacity(table.rules.count)
    for (number, rule) in table.rules.enumerated() {
      rules.append(compile(rule, number, table, outputTypes, scope, &cache))
    }
    return TableProgram(
      name: table.name, hitPolicy: table.hitPolicy,
      inputs: table.inputs.map { compile($0, table, scope) },
      outputs: table.outputs.enumerated().map { compile($1, $0, table, scope) }, rules: rules,
      position: table.position)
  }

  /// Entries that occur more than once and do not depend on where they stand, by the bytes of their text:
  /// equal strings may hold different characters.
  private struct CellCache {
    var cells: [[UInt8]: (TableProgram.Cell, CellTest)] = [:]
    var outputs: [[UInt8]: FEELValue] = [:]
  }

  private mutating func compile(
    _ input: DecisionTable.Input, _ table: DecisionTable, _ scope: ScopeNames
  ) -> TableProgram.Input {
    let place = input.expression.position ?? table.position
    let expression = Step(
      form: literal(input.expression, scope), type: type(input.typeRef, at: place), position: place)
    return TableProgram.Input(
      expression: expression, slot: slot(of: input.expression, scope),
      domain: expression.type ?? scope.types[input.expression.trimmed],
      values: input.values.flatMap { tests($0, scope) },
      valuesText: input.values?.trimmed ?? "", label: input.label ?? input.expression.trimmed)
  }

  /// The slot of a variable that is the whole expression.
  private func slot(of source: SourceText, _ scope: ScopeNames) -> Int? {
    scope.names.variables.lastIndex(of: source.trimmed)
  }

  private mutating func compile(
    _ output: DecisionTable.Output, _ number: Int, _ table: DecisionTable, _ scope: ScopeNames
  ) -> TableProgram.Output {
    let type = type(output.typeRef, at: table.position)
    var values: [FEELValue] = []
    var text = output.values
    if text == nil, case .tests(_, let allowed)? = type?.constraint { text = SourceText(allowed) }
    if let text, table.hitPolicy.ranksOutputs {
      let listed = SourceText("[\(text.text)]", at: text.position)
      if case .literal(let expression) = literal(
        listed, ScopeNames(names: FEELNames(variables: []))),
        case .list(let items) = expression.evaluate().value
      {
        values = items
      }
    }
    if table.hitPolicy.ranksOutputs, values.isEmpty, table.outputs.count == 1 {
      note(
        "dmn-no-output-values",
        "The table \"\(table.name)\" ranks its outputs but does not say in what order.",
        at: table.position, remedy: "List the output values, the one of highest priority first.")
    }
    return TableProgram.Output(
      name: output.name ?? "output \(number + 1)", values: values,
      defaultEntry: output.defaultEntry.map {
        Step(form: literal($0, scope), type: type, position: $0.position ?? table.position)
      })
  }

  private mutating func compile(
    _ rule: DecisionTable.Rule, _ number: Int, _ table: DecisionTable, _ types: [ModelType?],
    _ scope: ScopeNames, _ cache: inout CellCache
  ) -> TableProgram.Rule {
    var cells: [TableProgram.Cell] = []
    var constants: [CellTest?] = []
    for column in table.inputs.indices {
      let (cell, test) =
        column < rule.entries.count ? cell(rule.entries[column], scope, &cache) : (.any, .any)
      cells.append(cell)
      constants.append(test)
    }
    let outputs = types.indices.map { column -> Step in
      guard column < rule.outputs.count else {
        return Step(form: .constant(.null), position: rule.position)
      }
      return output(rule.outputs[column], types[column], rule.position, scope, &cache)
    }
    let annotations = rule.annotations.enumerated().map { place, text in
      FiredRule.Annotation(
        name: place < table.annotations.count ? table.annotations[place] : "", text: text)
    }
    return TableProgram.Rule(
      cells: cells, constants: constants, outputs: outputs,
      trace: FiredRule(
        decision: table.name, table: table.id ?? "", row: number + 1, ruleID: rule.id ?? "",
        annotations: annotations), position: rule.position)
  }

  private mutating func output(
    _ source: SourceText, _ type: ModelType?, _ place: SourcePosition, _ scope: ScopeNames,
    _ cache: inout CellCache
  ) -> Step {
    let position = source.position ?? place
    let key = Array(source.text.utf8)
    if let known = cache.outputs[key] {
      return constantFolded(Step(form: .constant(known), type: type, position: position))
    }
    let form = literal(source, scope)
    if case .literal(let expression) = form, let value = expression.constant {
      cache.outputs[key] = value
      return constantFolded(Step(form: .constant(value), type: type, position: position))
    }
    return Step(form: form, type: type, position: position)
  }

  /// A constant that is already of its declared type needs no check any more.
  private func constantFolded(_ step: Step) -> Step {
    guard case .constant(let value) = step.form, let type = step.type,
      case .value(let admitted) = type.admit(value)
    else { return step }
    return Step(form: .constant(admitted), position: step.position)
  }

  private mutating func cell(
    _ source: SourceText, _ scope: ScopeNames, _ cache: inout CellCache
  ) -> (TableProgram.Cell, CellTest?) {
    let key = Array(source.text.utf8)
    if let known = cache.cells[key] { return known }
    let compiled = cell(source, scope)
    switch compiled {
    case .any: return (.any, .any)
    case .broken: return (compiled, nil)
    case .tests(let tests):
      guard let test = CellTest(tests) else { return (compiled, nil) }
      cache.cells[key] = (compiled, test)
      return (compiled, test)
    }
  }

  private mutating func cell(_ source: SourceText, _ scope: ScopeNames) -> TableProgram.Cell {
    let text = source.trimmed
    if text.isEmpty || text == "-" { return .any }
    do {
      let tests = try FEELUnaryTests.compile(
        source.text, names: scope.names, file: file, origin: source.position)
      note(tests.warnings)
      return .tests(tests)
    } catch {
      note(error.findings)
      return .broken(Self.reason(error), source.position)
    }
  }

  private mutating func tests(_ source: SourceText, _ scope: ScopeNames) -> FEELUnaryTests? {
    if case .tests(let tests) = cell(source, scope) { return tests }
    return nil
  }
}

extension HitPolicy {
  /// Whether the order of the output values counts.
  var ranksOutputs: Bool { self == .priority || self == .outputOrder }

  /// Whether the result is one rule's outputs.
  var givesOneRule: Bool {
    switch self {
    case .unique, .any, .first, .priority: true
    default: false
    }
  }
}

extension AxisKey.Kind {
  init?(_ type: FEELType?) {
    switch type {
    case .number: self = .number
    case .string: self = .string
    case .date: self = .date
    case .boolean: self = .boolean
    case .yearMonthDuration: self = .months
    case .dayTimeDuration: self = .duration
    default: return nil
    }
  }
}
