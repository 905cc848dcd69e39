import LegalCalendar

/// Who hears of a due date, and when.
public struct ReminderLadder: Hashable, Sendable {
  public var name: String
  public var title: LocalizedText
  public var certainty: SourceCertainty
  public var steps: [ReminderStep]
  public var quiet: QuietDays

  /// The day of each step for a due date, in the order of the steps; never a quiet day.
  ///
  /// A step before or on the due date that falls on a quiet day comes earlier, one after it later.
  public func dates(due: CivilDate, calendar: HolidayCalendar)
    -> [(step: ReminderStep, date: CivilDate)]
  {
    steps.map { step in
      let day = step.date(due: due, calendar: calendar)
      return (step, quiet.moved(day, earlier: step.offset <= 0, calendar: calendar))
    }
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
  /// The name of a letter to send along; it may use the fields of `letterFields`.
  public var letter: String?
  /// The name of a message; nil for the policy's message of this moment.
  public var message: String?
  public var escalation: Bool

  /// What is known of a reminder, for the letter that goes along with it.
  public static let letterFields: Set<String> = [
    "alliantie", "datum", "jaar", "kenmerk", "regeling", "vervaldatum",
  ]

  public var moment: ReminderMoment {
    escalation ? .escalation : offset < 0 ? .before : offset == 0 ? .on : .after
  }

  /// The step's day, quiet or not.
  public func date(due: CivilDate, calendar: HolidayCalendar) -> CivilDate {
    workingDays
      ? calendar.adding(workingDays: offset, to: due) : due.adding(days: offset)
  }
}
