import LegalCalendar
import Testing

@Suite struct DutchHolidayTests {
  @Test(arguments: [
    (2022, "2022-04-15", "2022-04-18", "2022-04-27", "2022-05-26", "2022-06-06"),
    (2023, "2023-04-07", "2023-04-10", "2023-04-27", "2023-05-18", "2023-05-29"),
    (2024, "2024-03-29", "2024-04-01", "2024-04-27", "2024-05-09", "2024-05-20"),
    (2025, "2025-04-18", "2025-04-21", "2025-04-26", "2025-05-29", "2025-06-09"),
    (2026, "2026-04-03", "2026-04-06", "2026-04-27", "2026-05-14", "2026-05-25"),
    (2027, "2027-03-26", "2027-03-29", "2027-04-27", "2027-05-06", "2027-05-17"),
    (2028, "2028-04-14", "2028-04-17", "2028-04-27", "2028-05-25", "2028-06-05"),
    (2029, "2029-03-30", "2029-04-02", "2029-04-27", "2029-05-10", "2029-05-21"),
    (2030, "2030-04-19", "2030-04-22", "2030-04-27", "2030-05-30", "2030-06-10"),
    (2031, "2031-04-11", "2031-04-14", "2031-04-26", "2031-05-22", "2031-06-02"),
    (2032, "2032-03-26", "2032-03-29", "2032-04-27", "2032-05-06", "2032-05-17"),
  ])
  func `the movable holidays of each year fall where the law puts them`(
    year: Int, goodFriday: String, easterMonday: String, kingsDay: String, ascension: String,
    whitMonday: String
  ) {
    let found = Dictionary(
      HolidayRule.dutch.map { ($0.id, $0.date(in: year)?.description) },
      uniquingKeysWith: { first, _ in first })
    #expect(found["good-friday"] == goodFriday)
    #expect(found["easter-monday"] == easterMonday)
    #expect(found["kings-day"] == kingsDay)
    #expect(found["ascension-day"] == ascension)
    #expect(found["whit-monday"] == whitMonday)
    #expect(found["new-year"] == "\(year)-01-01")
    #expect(found["liberation-day"] == "\(year)-05-05")
    #expect(found["christmas-day"] == "\(year)-12-25")
    #expect(found["boxing-day"] == "\(year)-12-26")
  }

  @Test func `Easter agrees with Gauss's rule for every year of six centuries`() throws {
    for year in 1700...2299 {
      let easter = try #require(CivilDate.easterSunday(of: year))
      #expect(easter == gaussEaster(year), "\(year)")
      #expect(easter.isoWeekday == 7)
    }
  }

  @Test func `every equated day is a Friday except the Monday before Liberation Day 2015`() {
    let others = HolidayCalendar.dutch.equatedDays.filter { $0.date.isoWeekday != 5 }
    #expect(others.map(\.date.description) == ["2015-05-04"])
  }

  @Test func `a year without a known decree yields a notice and a known one does not`() throws {
    let calendar = HolidayCalendar.dutch
    #expect(try calendar.notice(about: date("2028-12-31")) == nil)
    let later = try #require(calendar.notice(about: date("2029-01-01")))
    #expect(later.kind == .equatedDaysUnknown)
    #expect(later.text.nl.contains("31 december 2028"))
    #expect(try calendar.notice(about: date("2018-05-11")) != nil)
  }

  @Test func `the bit table says the same as the rules and decrees`() throws {
    let calendar = HolidayCalendar.dutch
    var day = try date("1969-12-20")
    let end = try date("2121-01-10")
    while day < end {
      let free = day.isoWeekday > 5 || calendar.holiday(on: day) != nil
      #expect(calendar.isWorkingDay(day) == !free, "\(day)")
      day = day.adding(days: 1)
    }
  }

  @Test func `working days are counted over weekends and holidays in both directions`() throws {
    let calendar = HolidayCalendar.dutch
    let thursday = try date("2024-03-28")
    #expect(calendar.adding(workingDays: 1, to: thursday).description == "2024-04-02")
    #expect(try calendar.adding(workingDays: -1, to: date("2024-04-02")) == thursday)
    #expect(calendar.adding(workingDays: 0, to: thursday) == thursday)
  }

  /// Gauss's Easter rule with the century terms worked out: another method than the sources use.
  private func gaussEaster(_ year: Int) -> CivilDate? {
    let a = year % 19
    let b = year % 4
    let c = year % 7
    let k = year / 100
    let p = (13 + 8 * k) / 25
    let q = k / 4
    let m = (15 - p + k - q) % 30
    let n = (4 + k - q) % 7
    let d = (19 * a + m) % 30
    let e = (2 * b + 4 * c + 6 * d + n) % 7
    var offset = d + e
    if d == 29, e == 6 { offset -= 7 }
    if d == 28, e == 6, (11 * m + 11) % 30 < 19 { offset -= 7 }
    return CivilDate(year: year, month: 3, day: 22)?.adding(days: offset)
  }
}

func date(_ iso: String) throws -> CivilDate { try #require(CivilDate(iso: iso)) }
