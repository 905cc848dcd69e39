import Diagnostics
import FEEL

/// A compiled decision table.
struct TableProgram: Sendable {
  struct Input: Sendable {
    var expression: Step
    /// The input's type, declared on the input or on the variable that it is.
    var domain: ModelType?
    var values: FEELUnaryTests?
    var valuesText: String
    var label: String
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

  struct Rule: Sendable {
    var cells: [Cell]
    var outputs: [Step]
    var trace: FiredRule
    var position: SourcePosition
  }

  var name: String
  var hitPolicy: HitPolicy
  var inputs: [Input]
  var outputs: [Output]
  var rules: [Rule]
  var index: TableIndex
  /// Columns that the index does not know, whose entries are tested one by one.
  var looseColumns: [Int]
  var position: SourcePosition

  /// Whether the result is a context of the outputs rather than the one output's value.
  var isCompound: Bool { outputs.count > 1 }
}
