/// A distance from a due date at which something is done, such as a reminder.
public struct LadderOffset: Hashable, Sendable, Comparable {
  /// Negative before the due date, zero on it.
  public let days: Int
  /// Counts working days only.
  public let workingDays: Bool

  public init(days: Int, workingDays: Bool = false) {
    self.days = min(max(days, -100_000), 100_000)
    self.workingDays = workingDays
  }

  /// The date at this distance; calendar days may give a weekend day, working days never move to one.
  public func date(from due: CivilDate, calendar: HolidayCalendar) -> CivilDate {
    workingDays ? calendar.adding(workingDays: days, to: due) : due.adding(days: days)
  }

  public static func < (a: LadderOffset, b: LadderOffset) -> Bool {
    (a.days, a.workingDays ? 1 : 0) < (b.days, b.workingDays ? 1 : 0)
  }
}
