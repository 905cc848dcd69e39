import LegalCalendar

/// The days on which no reminder goes out.
public struct QuietDays: Hashable, Sendable {
  public enum Kind: String, Hashable, Sendable, CaseIterable { case saturday, sunday, holidays }

  public var kinds: Set<Kind>

  public init(_ kinds: Set<Kind>) { self.kinds = kinds }

  public func contains(_ day: CivilDate, calendar: HolidayCalendar) -> Bool {
    switch day.isoWeekday {
    case 6: kinds.contains(.saturday)
    case 7: kinds.contains(.sunday)
    default: kinds.contains(.holidays) && !calendar.isWorkingDay(day)
    }
  }

  /// The nearest day that is not quiet: earlier for what must be heard in time, later for what comes after.
  ///
  /// Gives the day itself when a whole month is quiet.
  public func moved(_ day: CivilDate, earlier: Bool, calendar: HolidayCalendar) -> CivilDate {
    for step in 0...31 {
      let other = day.adding(days: earlier ? -step : step)
      if !contains(other, calendar: calendar) { return other }
    }
    return day
  }
}
