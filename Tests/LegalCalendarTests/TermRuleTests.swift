import LegalCalendar
import Testing

@Suite struct TermRuleTests {
  let calendar = HolidayCalendar.dutch

  @Test(arguments: [
    ("2021-12-31", "2022-06-03"), ("2023-12-31", "2024-06-02"), ("2027-12-31", "2028-06-02"),
    ("2028-06-02", "2028-11-03"),
  ])
  func `twenty-two weeks under a ministerial regulation end on the plain day`(
    start: String, due: String
  ) throws {
    let rule = TermRule(
      length: .weeks(22), setBy: .ministerialRegulation, article: "KR 7.2")
    #expect(try rule.dueDate(from: date(start), calendar: calendar).description == due)
    #expect(rule.coverage == .tooLong)
  }

  @Test func `an objection term that ends on Ascension Day skips the equated Friday`() throws {
    let rule = TermRule(length: .weeks(6), setBy: .act, article: "Awb 6:7")
    let outcome = try rule.outcome(from: date("2027-03-25"), calendar: calendar)
    #expect(outcome.due.description == "2027-05-10")
    let rolled = outcome.steps.filter { $0.kind == .rolled }
    #expect(
      rolled.map(\.article) == [
        "Atw 1(1); Atw 3(1)", "Atw 1(1); Atw 3(3)", "Atw 1(1)", "Atw 1(1)",
      ])
    #expect(rolled[1].text.nl.contains("besluit voor de jaren 2026 tot en met 2028"))
    #expect(outcome.notices.isEmpty)
  }

  @Test func `a term that ends on Saturday 2 May can roll to Monday 11 May`() throws {
    // The chain of the facts: Ascension Day on 7 May with the days around it equated.
    let days = try ["2043-05-04", "2043-05-06", "2043-05-08"].map {
      EquatedDay(date: try date($0), decree: "verzonnen besluit", standing: .recalled)
    }
    let chained = HolidayCalendar(equatedDays: days, knownPeriods: [])
    let rule = TermRule(length: .days(14), setBy: .act, article: "test")
    #expect(
      try date("2043-05-07") == HolidayRule.dutch.first { $0.id == "ascension-day" }?.date(in: 2043)
    )
    let outcome = try rule.outcome(from: date("2043-04-18"), calendar: chained)
    #expect(outcome.due.description == "2043-05-11")
    #expect(outcome.notices.map(\.kind) == [.equatedDaysUnknown])
  }

  @Test func `a term of three days holds two working days`() throws {
    let rule = TermRule(length: .days(3), setBy: .act, article: "test")
    // From Maundy Thursday 2024: Good Friday, the weekend and Easter Monday do not count.
    let outcome = try rule.outcome(from: date("2024-03-28"), calendar: calendar)
    #expect(outcome.due.description == "2024-04-03")
    #expect(outcome.steps.contains { $0.kind == .twoWorkingDays && $0.article == "Atw 2" })
    let short = TermRule(length: .days(2), setBy: .act, article: "test")
    #expect(
      try short.dueDate(from: date("2024-03-28"), calendar: calendar).description == "2024-04-02")
  }

  @Test(arguments: [
    (TermLength.weeks(12), true), (.weeks(13), false), (.days(90), true), (.days(91), false),
    (.months(3), true), (.months(4), false), (.years(1), false), (.years(5), false),
  ])
  func `twelve weeks, ninety days and three months are the border`(
    length: TermLength, covered: Bool
  ) {
    #expect(TermRule(length: length, setBy: .act, article: "test").coverage.applies == covered)
    #expect(
      TermRule(length: length, setBy: .orderInCouncil, article: "test").coverage.applies == covered)
    #expect(
      !TermRule(length: length, setBy: .ministerialRegulation, article: "test").coverage.applies)
    #expect(
      TermRule(
        length: length, setBy: .decision, article: "test", policy: .alsoApplied(basis: "beleid")
      ).coverage.applies == covered)
    #expect(
      !TermRule(length: length, setBy: .act, article: "t", policy: .excluded(article: "Awb 4:17"))
        .coverage.applies)
  }

  @Test func `thirteen weeks before 2028 fall on 2 October 2027 and never roll`() throws {
    let rule = TermRule(
      length: .weeks(13), direction: .backward, setBy: .act, article: "Awb 4:60")
    let outcome = try rule.outcome(from: date("2028-01-01"), calendar: calendar)
    #expect(outcome.due.description == "2027-10-02")
    #expect(rule.coverage == .countedBack)
    #expect(outcome.steps.last?.article == "Atw 1(2)")
  }

  @Test func `the first of April on Easter Monday stays unless the policy switch rolls it`() throws
  {
    let strict = TermRule(
      length: .days(0), setBy: .ministerialRegulation, article: "SR 1.5", targetDaysBefore: 14)
    let outcome = strict.outcome(from: try date("2024-04-01"), calendar: calendar)
    #expect(outcome.due.description == "2024-04-01")
    #expect(outcome.target.description == "2024-03-18")
    #expect(outcome.steps.map(\.kind) == [.start, .coverage])
    let lenient = TermRule(
      length: .days(0), setBy: .ministerialRegulation, article: "SR 1.5",
      policy: .alsoApplied(basis: "beleidslijn"))
    let rolled = lenient.outcome(from: try date("2024-04-01"), calendar: calendar)
    #expect(rolled.due.description == "2024-04-02")
    #expect(rolled.steps.contains { $0.text.nl.contains("tweede paasdag") })
    #expect(
      try lenient.dueDate(from: date("2027-04-01"), calendar: calendar).description == "2027-04-01")
  }

  @Test func `the target date is a working day before the due date and not before the start`()
    throws
  {
    let rule = TermRule(
      length: .weeks(22), setBy: .ministerialRegulation, article: "KR 7.8", targetDaysBefore: 26)
    let outcome = try rule.outcome(from: date("2028-06-02"), calendar: calendar)
    #expect(outcome.target.description == "2028-10-06")
    let tight = TermRule(length: .days(5), setBy: .act, article: "test", targetDaysBefore: 30)
    let start = try date("2026-11-23")
    #expect(tight.outcome(from: start, calendar: calendar).target == start)
  }

  @Test(arguments: ["22 weeks", "1 week", "14 days", "1 day", "6 months", "1 month", "5 years"])
  func `a length is written as it is read`(text: String) {
    #expect(TermLength(text)?.description == text)
  }

  @Test(arguments: ["", "weeks", "-1 weeks", "1.5 weeks", "2 fortnights", "1000000 days", "2weeks"])
  func `a text that is no length is refused`(text: String) {
    #expect(TermLength(text) == nil)
  }
}
