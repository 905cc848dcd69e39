import Diagnostics
import FEEL

/// A compiled decision table.
final class TableProgram: Sendable {
  final class Input: Sendable {
    let expression: Step
    /// The variable's slot, when the expression is nothing but a variable; -1 otherwise.
    let slot: Int
    /// The type that a variable's value must be of.
    let plain: PlainType
    /// The input's type, declared on the input or on the variable that it is.
    let domain: ModelType?
    let values: FEELUnaryTests?
    let valuesText: String
    let label: String

    init(
      expression: Step, slot: Int?, domain: ModelType?, values: FEELUnaryTests?,
      valuesText: String, label: String
    ) {
      self.expression = expression
      // With input values there is more to do than to read the slot.
      self.slot = values == nil ? slot ?? -1 : -1
      plain = PlainType(expression.type)
      self.domain = domain
      self.values = values
      self.valuesText = valuesText
      self.label = label
    }
  }

  struct Output: Sendable {
    var name: String
    /// The output values in order of priority; empty when there are none.
    var values: [FEELValue]
    var defaultEntry: Step?
  }

  enum Cell: Sendable {
    case any
    case tests(FEELUnaryTests)
    /// An entry that could not be compiled; no value passes it.
    case broken(String, SourcePosition?)
  }

  final class Rule: Sendable {
    let cells: [Cell]
    /// The entries that depend on the input alone; nil in the other columns.
    let constants: [CellTest?]
    let outputs: [Step]
    let trace: FiredRule
    let position: SourcePosition

    init(
      cells: [Cell], constants: [CellTest?], outputs: [Step], trace: FiredRule,
      position: SourcePosition
    ) {
      self.cells = cells
      self.constants = constants
      self.outputs = outputs
      self.trace = trace
      self.position = position
    }
  }

  let name: String
  let hitPolicy: HitPolicy
  let inputs: [Input]
  let outputs: [Output]
  let rules: [Rule]
  let index: TableIndex
  /// The inputs' `slot` and `plain`, side by side for the fast way through.
  let slots: [Int]
  let plains: [PlainType]
  /// Whether all inputs are variables and all entries are indexed.
  let isPlain: Bool
  /// The result of each rule whose outputs are constants, shared by all evaluations.
  let results: [FEELValue?]
  /// Columns that the index does not know, whose entries are tested one by one.
  let looseColumns: [Int]
  let position: SourcePosition
  /// Whether only the first rules that apply are asked for: one for FIRST, two to tell a UNIQUE apart.
  let hitLimit: Int

  init(
    name: String, hitPolicy: HitPolicy, inputs: [Input], outputs: [Output], rules: [Rule],
    position: SourcePosition
  ) {
    self.name = name
    self.hitPolicy = hitPolicy
    self.inputs = inputs
    self.outputs = outputs
    self.rules = rules
    self.position = position
    index = TableIndex(
      rowCount: rules.count,
      columns: inputs.indices.map { column in
        let tests = rules.compactMap { $0.constants[column] }
        return tests.count == rules.count ? tests : nil
      }, kinds: inputs.map { AxisKey.Kind($0.domain?.feel) })
    slots = inputs.map(\.slot)
    plains = inputs.map(\.plain)
    let isIndexed = index.isIndexed
    looseColumns = inputs.indices.filter { !isIndexed[$0] }
    isPlain = looseColumns.isEmpty && slots.allSatisfy { $0 >= 0 }
    results = rules.map { Self.constantResult($0, outputs) }
    hitLimit = hitPolicy == .first ? 1 : hitPolicy == .unique ? 6 : .max
  }

  private static func constantResult(_ rule: Rule, _ outputs: [Output]) -> FEELValue? {
    var values: [FEELValue] = []
    for step in rule.outputs {
      guard case .constant(let value) = step.form, step.type == nil else { return nil }
      values.append(value)
    }
    return assembled(outputs, values)
  }

  /// The outputs' values as the table's one result.
  static func assembled(_ outputs: [Output], _ values: [FEELValue]) -> FEELValue {
    if outputs.count <= 1 { return values.first ?? .null }
    return .context(FEELContext(names: outputs.map(\.name), values: values))
  }

  /// Whether the result is a context of the outputs rather than the one output's value.
  var isCompound: Bool { outputs.count > 1 }
}
