/// A derived due date and the reasons for it.
public struct TermOutcome: Hashable, Sendable {
  public enum Status: String, Hashable, Sendable {
    case running
    /// The clock stands still; the due date is the earliest possible one.
    case suspended
    /// The term was met.
    case fulfilled
    /// The ground for the term fell away.
    case lapsed
  }

  /// The day of the event; the first day that counts is the day after it.
  public let start: CivilDate
  /// The last day of the term: the hard date.
  public let due: CivilDate
  /// The day on which the house wants to be ready: a working day, never after the due date.
  public let target: CivilDate
  public let status: Status
  public let suspendedDays: Int
  public let steps: [TermStep]
  public let notices: [TermNotice]
}
