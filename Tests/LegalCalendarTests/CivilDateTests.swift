import LegalCalendar
import Testing

@Suite struct CivilDateTests {
  @Test func `every day of eight centuries survives a round trip and follows the day before`()
    throws
  {
    var date = try #require(CivilDate(year: 1600, month: 1, day: 1))
    let end = try #require(CivilDate(year: 2400, month: 12, day: 31))
    var weekday = date.isoWeekday
    while date < end {
      let (year, month, day) = date.components
      #expect(CivilDate(year: year, month: month, day: day) == date)
      date = date.adding(days: 1)
      weekday = weekday % 7 + 1
      #expect(date.isoWeekday == weekday)
    }
  }

  @Test func `a series on the 31st takes each month's last day and does not drift`() throws {
    let start = try #require(CivilDate(iso: "2027-01-31"))
    let series = (0...3).map { start.adding(months: $0).description }
    #expect(series == ["2027-01-31", "2027-02-28", "2027-03-31", "2027-04-30"])
  }

  @Test(arguments: [
    "2027-02-29", "2027-13-01", "2027-1-1", "27-01-01", "2027-01-0x", "", "2027-01-01Z",
  ])
  func `a text that is no day is refused`(text: String) {
    #expect(CivilDate(iso: text) == nil)
  }

  @Test func `adding beyond the calendar stops at its edge instead of overflowing`() throws {
    let day = try date("2026-11-23")
    #expect(day.adding(days: .max).description == "999999999-12-31")
    #expect(day.adding(days: .min).description == "-999999999-01-01")
    #expect(day.adding(months: .max) > day)
    #expect(day.adding(months: .min) < day)
  }
}
