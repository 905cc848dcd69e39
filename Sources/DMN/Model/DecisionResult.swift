import Diagnostics
import FEEL

/// What evaluating a decision gave, and why.
public struct DecisionResult: Sendable {
  public var value: FEELValue
  /// Why something on the way is null, each with its place in the model. Empty when nothing went wrong.
  public var diagnostics: [FEELDiagnostic]
  /// The rules that fired in all tables on the way, in the order in which they did.
  public var fired: [FiredRule]

  public init(value: FEELValue, diagnostics: [FEELDiagnostic] = [], fired: [FiredRule] = []) {
    self.value = value
    self.diagnostics = diagnostics
    self.fired = fired
  }
}
