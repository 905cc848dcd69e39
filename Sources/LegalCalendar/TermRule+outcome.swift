extension TermRule {
  /// The due date of the term that an event on `anchor` starts, with every step that led to it.
  public func outcome(from anchor: CivilDate, calendar: HolidayCalendar) -> TermOutcome {
    var trail = TermTrail(calendar: calendar)
    trail.begin(self, on: anchor)
    switch direction {
    case .backward: trail.remark(coverage)
    case .forward: trail.finish(coverage, from: anchor)
    }
    return trail.outcome(
      start: anchor, target: target(before: trail.date, from: anchor, calendar: calendar))
  }

  /// The target date: so many days before the due date, back to a working day, not before the start.
  func target(before due: CivilDate, from anchor: CivilDate, calendar: HolidayCalendar)
    -> CivilDate
  {
    guard targetDaysBefore > 0 else { return due }
    let wished = calendar.workingDay(onOrBefore: due.adding(days: -targetDaysBefore))
    if isFixedDay { return min(wished, due) }
    return direction == .forward ? min(max(wished, anchor), due) : wished
  }
}
