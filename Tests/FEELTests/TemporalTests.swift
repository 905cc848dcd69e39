import FEEL
import Testing

@Suite struct TemporalTests {
  @Test(arguments: [
    "2026-12-31", "-2017-12-31", "999999999-12-31", "10:15:00", "10:15:00.123456789",
    "10:15:00+05:30", "10:15:00-02:45:55", "10:15:00@Europe/Amsterdam", "2026-12-31T10:15:00",
    "2026-12-31T10:15:00.5Z", "-999999999-12-31T23:59:59.999999999+02:00",
    "2026-12-31T10:15:00@America/New_York", "P1Y2M", "-P1M", "P0M", "P1DT2H3M4.5S", "-PT0.5S",
    "PT0S", "P10D",
  ])
  func `a temporal text is written as it was read`(text: String) throws {
    try expect("string(@\"\(text)\")", is: "\"\(text)\"")
  }

  @Test(arguments: [
    ("10:15:00+00:00", "10:15:00Z"), ("2026-12-31T24:00:00", "2027-01-01T00:00:00"),
    ("PT36H", "P1DT12H"), ("P14M", "P1Y2M"), ("PT61S", "PT1M1S"),
    ("10:00:00.1234567899", "10:00:00.123456789"),
  ])
  func `some have a plainer form`(text: String, plain: String) throws {
    try expect("string(@\"\(text)\")", is: "\"\(plain)\"")
  }

  @Test(arguments: [
    "2026-02-29", "2026-13-01", "02026-01-01", "226-01-01", "+2026-01-01", "9999999999-01-01",
    "10:60:00", "23:59:60", "24:00:01", "7:00:00", "10:00", "10:00:00+19:00", "10:00:00+5:00",
    "10:00:00+02:00@Europe/Paris", "10:00:00@No/Where", "2026-01-01T", "2026-01-01 10:00:00", "P",
    "PT", "P1Y1D", "P1S", "PT1D", "P1M1Y", "P1.5Y", "1Y", "P1Y ", "", "P99999999999999999999Y",
  ])
  func `what is not a date, time or duration is refused`(text: String) throws {
    try expectRefused("@\"\(text)\"", .invalidValue)
  }

  @Test(arguments: [
    ("2026-03-29T00:59:59", 3600), ("2026-03-29T03:00:00", 7200), ("2026-10-25T01:59:59", 7200),
    ("2026-10-25T03:00:00", 3600),
  ])
  func `summer time in Europe begins and ends on the last Sundays`(
    local: String, offset: Int
  ) throws {
    try expect(
      "@\"\(local)@Europe/Amsterdam\".time offset", is: "@\"PT\(offset / 3600)H\"")
  }

  @Test func `other zones keep their own rules`() throws {
    try expect("@\"2026-03-08T12:00:00@America/New_York\".time offset", is: "@\"-PT4H\"")
    try expect("@\"2026-03-07T12:00:00@America/New_York\".time offset", is: "@\"-PT5H\"")
    try expect("@\"2026-01-01T12:00:00@Australia/Sydney\".time offset", is: "@\"PT11H\"")
    try expect("@\"2026-07-01T12:00:00@Pacific/Auckland\".time offset", is: "@\"PT12H\"")
    try expect("@\"2026-07-01T12:00:00@Asia/Kolkata\".time offset", is: "@\"PT5H30M\"")
  }

  @Test func `a host may bring its own zones`() throws {
    let moon = TimeZones { zone, _ in zone == "Moon/Base" ? 5400 : nil }
    let environment = FEELEnvironment(zones: moon)
    let outcome = try evaluate(
      "@\"2026-01-01T12:00:00@Moon/Base\".time offset", environment: environment)
    #expect(outcome.value == .dayTimeDuration(FEELDayTimeDuration(seconds: 5400)))
  }
}
