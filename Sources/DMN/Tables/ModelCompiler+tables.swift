import Diagnostics
import FEEL

extension ModelCompiler {
  mutating func compile(_ table: DecisionTable, _ scope: ScopeNames) -> TableProgram {
    let inputs = table.inputs.map { compile($0, table, scope) }
    let outputs = table.outputs.enumerated().map { compile($1, $0, table, scope) }
    let outputTypes = table.outputs.map { type($0.typeRef, at: table.position) }
    var rules: [TableProgram.Rule] = []
    rules.reserveCapacity(table.rules.count)
    for (number, rule) in table.rules.enumerated() {
      rules.append(compile(rule, number, table, outputTypes, scope))
    }
    let tests = inputs.indices.map { column in constantTests(rules.map { $0.cells[column] }) }
    let index = TableIndex(
      rowCount: rules.count, columns: tests,
      kinds: inputs.map { AxisKey.Kind($0.domain?.feel) })
    return TableProgram(
      name: table.name, hitPolicy: table.hitPolicy, inputs: inputs, outputs: outputs, rules: rules,
      index: index, looseColumns: inputs.indices.filter { index.columns[$0] == nil },
      position: table.position)
  }

  private mutating func compile(
    _ input: DecisionTable.Input, _ table: DecisionTable, _ scope: ScopeNames
  ) -> TableProgram.Input {
    let place = input.expression.position ?? table.position
    let expression = Step(
      form: literal(input.expression, scope), type: type(input.typeRef, at: place), position: place)
    return TableProgram.Input(
      expression: expression,
      domain: expression.type ?? scope.types[input.expression.trimmed],
      values: input.values.flatMap { tests($0, scope) },
      valuesText: input.values?.trimmed ?? "", label: input.label ?? input.expression.trimmed)
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
    _ scope: ScopeNames
  ) -> TableProgram.Rule {
    let cells = table.inputs.indices.map { column in
      column < rule.entries.count ? cell(rule.entries[column], scope) : .any
    }
    let outputs = types.indices.map { column -> Step in
      guard column < rule.outputs.count else {
        return Step(form: .constant(.null), position: rule.position)
      }
      let source = rule.outputs[column]
      return constantFolded(
        Step(
          form: literal(source, scope), type: types[column],
          position: source.position ?? rule.position))
    }
    let annotations = rule.annotations.enumerated().map { place, text in
      FiredRule.Annotation(
        name: place < table.annotations.count ? table.annotations[place] : "", text: text)
    }
    return TableProgram.Rule(
      cells: cells, outputs: outputs,
      trace: FiredRule(
        decision: table.name, table: table.id ?? "", row: number + 1, ruleID: rule.id ?? "",
        annotations: annotations), position: rule.position)
  }

  /// A step whose value is the same on every frame, as that value.
  private func constantFolded(_ step: Step) -> Step {
    guard case .literal(let expression) = step.form, let value = expression.constant else {
      return step
    }
    var folded = step
    if let type = step.type {
      guard case .value(let admitted) = type.admit(value) else { return step }
      folded.form = .constant(admitted)
      folded.type = nil
    } else {
      folded.form = .constant(value)
    }
    return folded
  }

  private mutating func cell(_ source: SourceText, _ scope: ScopeNames) -> TableProgram.Cell {
    let text = source.trimmed
    if text.isEmpty || text == "-" { return .any }
    do {
      return .tests(
        try FEELUnaryTests.compile(
          source.text, names: scope.names, file: file, origin: source.position))
    } catch {
      note(error.findings)
      return .broken(Self.reason(error), source.position)
    }
  }

  private mutating func tests(_ source: SourceText, _ scope: ScopeNames) -> FEELUnaryTests? {
    if case .tests(let tests) = cell(source, scope) { return tests }
    return nil
  }

  /// A column's entries as tests of the input alone; nil when one of them is not.
  private func constantTests(_ cells: [TableProgram.Cell]) -> [CellTest]? {
    var tests: [CellTest] = []
    tests.reserveCapacity(cells.count)
    for cell in cells {
      switch cell {
      case .any: tests.append(.any)
      case .tests(let compiled):
        guard let test = CellTest(compiled) else { return nil }
        tests.append(test)
      case .broken: return nil
      }
    }
    return tests
  }
}

extension HitPolicy {
  /// Whether the order of the output values counts.
  var ranksOutputs: Bool { self == .priority || self == .outputOrder }
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
