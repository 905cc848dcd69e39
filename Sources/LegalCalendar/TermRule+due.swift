extension TermRule {
  /// The last day of the term that an event on `anchor` starts, without the steps.
  ///
  /// The same date as `outcome(from:calendar:).due`, at a small part of its cost.
  public func dueDate(from anchor: CivilDate, calendar: HolidayCalendar) -> CivilDate {
    switch direction {
    case .backward: span.start(before: anchor)
    case .forward:
      extends
        ? calendar.extended(end: span.end(from: anchor), from: anchor) : span.end(from: anchor)
    }
  }
}

extension HolidayCalendar {
  /// The end after Atw 2 (two working days in a term of three days or more) and Atw 1(1).
  func extended(end: CivilDate, from anchor: CivilDate) -> CivilDate {
    workingDay(onOrAfter: withTwoWorkingDays(end: end, from: anchor))
  }

  func withTwoWorkingDays(end: CivilDate, from anchor: CivilDate) -> CivilDate {
    guard anchor.days(until: end) >= 3 else { return end }
    var day = anchor
    var found = 0
    while found < 2 {
      day = day.adding(days: 1)
      if isWorkingDay(day) { found += 1 }
    }
    return max(day, end)
  }
}
