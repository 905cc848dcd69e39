import LegalCalendar
import Testing

@Suite struct RecurrenceTests {
  @Test(arguments: [29, 30, 31])
  func `a series on a late day of the month does not drift in ten years`(day: Int) throws {
    let first = try #require(CivilDate(year: 2022, month: 1, day: day))
    let series = try #require(Recurrence(first: first, everyMonths: 1)).dates(count: 121)
    #expect(series.count == 121)
    for (index, date) in series.enumerated() {
      let (year, month) = (2022 + index / 12, index % 12 + 1)
      #expect(date.year == year && date.month == month)
      #expect(date.day == min(day, CivilDate.daysInMonth(month, of: year)))
    }
  }

  @Test func `the quarter days of a year come from one recurrence`() throws {
    let quarters = try #require(Recurrence(first: date("2023-01-01"), everyMonths: 3))
    #expect(
      try quarters.dates(through: date("2023-12-31")).map(\.description) == [
        "2023-01-01", "2023-04-01", "2023-07-01", "2023-10-01",
      ])
    #expect(try Recurrence(first: date("2023-01-01"), everyMonths: 0) == nil)
  }

  @Test func `a ladder counts calendar days or working days from the due date`() throws {
    let calendar = HolidayCalendar.dutch
    let due = try date("2027-04-01")
    #expect(LadderOffset(days: -28).date(from: due, calendar: calendar).description == "2027-03-04")
    // Between lie Good Friday, the weekend and Easter Monday 2027.
    let fifth = LadderOffset(days: -5, workingDays: true)
    #expect(fifth.date(from: due, calendar: calendar).description == "2027-03-23")
    #expect(LadderOffset(days: 0).date(from: due, calendar: calendar) == due)
    #expect(
      LadderOffset(days: 2, workingDays: true).date(from: due, calendar: calendar).description
        == "2027-04-05")
  }
}
