import ExactNumbers
import LegalCalendar

/// What a recipient hands in with a report: the figures and accounts that the completeness rules look at.
public struct Filing: Hashable, Sendable {
  /// One line of the budget with what was spent on it.
  public struct Line: Hashable, Sendable {
    public var name: String
    public var budgeted: Money
    public var realised: Money
    /// Why the two differ.
    public var explanation: String?

    public init(name: String, budgeted: Money, realised: Money, explanation: String? = nil) {
      self.name = name
      self.budgeted = budgeted
      self.realised = realised
      self.explanation = explanation
    }
  }

  /// What became of a planned activity.
  public struct ActivityAccount: Hashable, Sendable {
    /// The activity's key.
    public var activity: String
    public var status: ActivityStatus
    public var stopReason: StopReason?
    public var note: String?

    public init(
      activity: String, status: ActivityStatus, stopReason: StopReason? = nil, note: String? = nil
    ) {
      self.activity = activity
      self.status = status
      self.stopReason = stopReason
      self.note = note
    }
  }

  /// The day on which it came in.
  public var receivedOn: CivilDate
  public var hasAuditorsOpinion: Bool
  public var lines: [Line]
  public var activities: [ActivityAccount]
  /// The indicators that got a value, by key.
  public var indicators: [String: String]

  public init(
    receivedOn: CivilDate, hasAuditorsOpinion: Bool, lines: [Line],
    activities: [ActivityAccount], indicators: [String: String]
  ) {
    self.receivedOn = receivedOn
    self.hasAuditorsOpinion = hasAuditorsOpinion
    self.lines = lines
    self.activities = activities
    self.indicators = indicators
  }
}
