import LegalCalendar

/// How near a date is, as a label: words first, colour last.
///
/// Working days up to four weeks ahead, calendar days beyond and for what is late.
struct DueDistance: Sendable {
  let today: CivilDate
  let calendar: HolidayCalendar
  let words: Words

  func cell(to due: CivilDate) -> Cell {
    let days = today.days(until: due)
    if days < 0 {
      return Cell(
        words.count(-days, ("dag te laat", "day late"), ("dagen te laat", "days late")),
        tone: .bad)
    }
    if days == 0 { return Cell(words("vandaag", "today"), tone: .bad) }
    guard days <= 28 else {
      return Cell(words.count(days, ("dag", "day"), ("dagen", "days")), tone: .quiet)
    }
    let working = (1...days).count { calendar.isWorkingDay(today.adding(days: $0)) }
    return Cell(
      words.count(working, ("werkdag", "working day"), ("werkdagen", "working days")),
      tone: working <= 5 ? .warn : .info)
  }
}
