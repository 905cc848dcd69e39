import LegalCalendar

/// A date of a test; the tests give dates that exist.
func day(_ year: Int, _ month: Int, _ day: Int) -> CivilDate {
  CivilDate(year: year, month: month, day: day) ?? CivilDate(epochDay: 0)
}
