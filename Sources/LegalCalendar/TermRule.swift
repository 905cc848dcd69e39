/// A term that the law, a regulation or a decision sets.
///
/// The day of the event that starts the term is not counted: six weeks from an event on a Monday end
/// on a Monday. A term in months or years ends on the day with the event's number, or on the month's
/// last day where that number does not exist. A length of no days makes a fixed day: the rule names the
/// date itself, and it can be moved by entries like any other.
public struct TermRule: Hashable, Sendable {
  public enum Direction: String, Hashable, Sendable {
    case forward
    /// Counted back from a moment, as "13 weeks before the year".
    case backward
  }

  /// The kind of instrument that sets the term (Atw 1 and 5).
  public enum SetBy: String, Hashable, Sendable, CaseIterable {
    case act
    case orderInCouncil = "order-in-council"
    case ministerialRegulation = "ministerial-regulation"
    case decision
  }

  /// Whether the extension of terms (Algemene termijnenwet) is left to the act itself.
  public enum ExtensionPolicy: Hashable, Sendable {
    /// The act applies where it says it does.
    case byLaw
    /// The act is also applied to a term that no act or order in council sets, on this basis.
    case alsoApplied(basis: String)
    /// Another rule takes the term out of the act, as Awb 4:17(1) does for the 42 days.
    case excluded(article: String)
  }

  public let length: TermLength
  public let direction: Direction
  public let setBy: SetBy
  public let article: String
  public let policy: ExtensionPolicy
  /// The longest extension the law allows in all, if it sets one.
  public let extensionLimit: TermLength?
  /// Calendar days before the due date at which the house wants to be ready.
  public let targetDaysBefore: Int
  let span: TermSpan
  let extends: Bool

  public init(
    length: TermLength, direction: Direction = .forward, setBy: SetBy, article: String,
    policy: ExtensionPolicy = .byLaw, extensionLimit: TermLength? = nil, targetDaysBefore: Int = 0
  ) {
    self.length = length
    self.direction = direction
    self.setBy = setBy
    self.article = article
    self.policy = policy
    self.extensionLimit = extensionLimit
    self.targetDaysBefore = min(max(targetDaysBefore, 0), 100_000)
    span = length.span
    extends =
      TermCoverage(
        length: length, added: TermSpan(months: 0, days: 0), direction: direction, setBy: setBy,
        policy: policy
      ).applies
  }

  /// Whether and why the Algemene termijnenwet extends this term.
  public var coverage: TermCoverage { coverage(extendedBy: TermSpan(months: 0, days: 0)) }

  /// Whether the rule names the last day itself instead of counting to it.
  public var isFixedDay: Bool { span == TermSpan(months: 0, days: 0) }

  func coverage(extendedBy added: TermSpan) -> TermCoverage {
    TermCoverage(
      length: length, added: added, direction: direction, setBy: setBy, policy: policy)
  }
}
