import FEEL
import Testing

@Suite struct ArithmeticTests {
  @Test(arguments: [
    ("1 + 2 * 3", "7"), ("(1 + 2) * 3", "9"), ("10 - 2 - 3", "5"), ("2 ** 3 ** 2", "64"),
    ("-2 ** 2", "4"), ("2 ** -2", "0.25"), ("--5", "5"), (".5 + 1.2e3", "1200.5"),
    ("1.20 + 1", "2.20"), ("12 / 4 / 3", "1"), ("0.1 + 0.2", "0.3"),
    ("1 / 3", "0.3333333333333333333333333333333333"), ("\"a\" + \"b\"", "\"ab\""),
  ])
  func `operators group to the left and by rank`(text: String, value: String) throws {
    try expect(text, is: value)
  }

  @Test(arguments: [
    ("@\"P1Y\" + @\"P2M\"", "@\"P1Y2M\""), ("@\"P1D\" - @\"PT1H\"", "@\"PT23H\""),
    ("@\"P1Y\" * 1.5", "@\"P1Y6M\""), ("2 * @\"PT45M\"", "@\"PT1H30M\""),
    ("@\"P1Y\" / @\"P3M\"", "4"), ("@\"P1D\" / @\"PT6H\"", "4"), ("@\"P1D\" / 2", "@\"PT12H\""),
    ("-@\"P1Y2M\"", "@\"-P1Y2M\""),
  ])
  func `durations of one kind add, scale and divide`(text: String, value: String) throws {
    try expect(text, is: value)
  }

  @Test(arguments: [
    ("@\"2026-01-31\" + @\"P1M\"", "@\"2026-02-28\""),
    ("@\"P1M\" + @\"2024-01-31\"", "@\"2024-02-29\""),
    ("@\"2026-01-01\" - @\"PT1H\"", "@\"2025-12-31\""),
    ("@\"2026-03-01\" - @\"2026-02-01\"", "@\"P28D\""),
    ("@\"23:30:00\" + @\"PT45M\"", "@\"00:15:00\""),
    ("@\"00:15:00\" - @\"PT30M\"", "@\"23:45:00\""),
    ("@\"2026-01-01T00:00:00Z\" - @\"2026-01-01T00:00:00+02:00\"", "@\"PT2H\""),
    ("@\"2026-01-02\" - @\"2026-01-01T12:00:00Z\"", "@\"PT12H\""),
    (
      "@\"2026-03-29T01:30:00@Europe/Amsterdam\" + @\"PT1H\"",
      "@\"2026-03-29T03:30:00@Europe/Amsterdam\""
    ),
  ])
  func `points in time move by durations`(text: String, value: String) throws {
    try expect(text, is: value)
  }

  @Test(arguments: [
    "1 + \"a\"", "null + 1", "\"a\" - \"b\"", "true * 2", "@\"P1Y\" + @\"P1D\"", "[1] + 1",
    "@\"2026-01-01\" + 1", "@\"2026-01-01\" - @\"10:00:00\"", "{a: 1} + {b: 2}", "-\"a\"",
    "@\"10:00:00\" + @\"P1Y\"", "1 - @\"P1D\"", "@\"2026-01-01\" - @\"2026-01-01T12:00:00\"",
    "\"a\" - @\"P1D\"", "@\"P1D\" * @\"P1D\"", "1 / @\"P1D\"",
  ])
  func `what cannot be computed is null with a reason`(text: String) throws {
    try expectRefused(text, .wrongType)
  }

  @Test(arguments: ["1 / 0", "@\"P1D\" / 0", "@\"P1D\" / @\"P0D\"", "modulo(1, 0)"])
  func `division by nothing is refused`(text: String) throws {
    try expectRefused(text, .divisionByZero)
  }

  @Test(arguments: ["10 ** 9999", "9.9e6144 * 10", "@\"999999999-12-31\" + @\"P1D\""])
  func `results beyond the range of their kind are refused`(text: String) throws {
    try expectRefused(text, .outOfRange)
  }
}
