import LegalCalendar

/// Who hears of a due date, and when.
public struct ReminderLadder: Hashable, Sendable {
  public var name: String
  public var title: LocalizedText
  public var certainty: SourceCertainty
  public var steps: [ReminderStep]

  /// The day of each step for a due date, in the order of the steps.
  public func dates(due: CivilDate, calendar: HolidayCalendar)
    -> [(step: ReminderStep, date: CivilDate)]
  {
    steps.map { ($0, $0.date(due: due, calendar: calendar)) }
  }
}

/// One message of a ladder.
public struct ReminderStep: Hashable, Sendable {
  /// Unique within the ladder.
  public var id: String
  /// Days from the due date; negative before it.
  public var offset: Int
  /// True when `offset` counts working days.
  public var workingDays: Bool
  /// Roles, at least one of `Roles.recipients`.
  public var recipients: [String]
  /// The name of a letter to send along.
  public var letter: String?
  public var escalation: Bool

  public func date(due: CivilDate, calendar: HolidayCalendar) -> CivilDate {
    workingDays
      ? calendar.adding(workingDays: offset, to: due) : due.adding(days: offset)
  }
}
