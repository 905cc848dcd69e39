/// Which rules hold on a day, and why.
public struct GoverningRule: Sendable {
  public enum Status: Hashable, Sendable {
    case notYetInForce
    case inForce
    /// The scheme has lapsed; `runOff` when an award granted under it still runs by its rules.
    case lapsed(runOff: Bool)
  }

  /// Nil when no rules hold: an ended rule never falls back to its predecessor.
  public let ruleSet: RuleSet?
  public let status: Status
  public let reason: LocalizedText
  public let source: LegalSource
}
