import LegalCalendar
import Testing

@Suite struct SecondCalculatorTests {
  static let lengths: [TermLength] = [
    .days(1), .days(2), .days(3), .days(4), .days(5), .days(14), .days(42), .days(90), .weeks(1),
    .weeks(2),
    .weeks(4), .weeks(6), .weeks(8), .weeks(12), .weeks(13), .weeks(22), .weeks(40), .months(1),
    .months(3),
    .months(6), .years(1), .years(5), .days(0),
  ]

  @Test(arguments: lengths)
  func `two calculators agree for every start day from 2022 to 2035`(length: TermLength) throws {
    let calendar = HolidayCalendar.dutch
    let second = SecondCalculator(
      through: 2041, equated: calendar.equatedDays.map(\.date.description))
    for setBy in [TermRule.SetBy.act, .ministerialRegulation] {
      let rule = TermRule(length: length, setBy: setBy, article: "test")
      let covered =
        setBy == .act
        && ![.weeks(13), .weeks(22), .weeks(40), .months(6), .years(1), .years(5)]
          .contains(length)
      for (index, day) in second.days.enumerated() where (2022...2035).contains(day.year) {
        let start = try #require(CivilDate(year: day.year, month: day.month, day: day.day))
        let expected = try #require(second.due(start: index, length: length, covered: covered))
        let due = rule.dueDate(from: start, calendar: calendar)
        let (year, month, dayOfMonth) = due.components
        try #require(
          year * 10_000 + month * 100 + dayOfMonth == expected.key, "\(length) from \(start)")
      }
    }
  }

  @Test func `counted back from every day of 2022 to 2035 they agree too`() throws {
    let calendar = HolidayCalendar.dutch
    let second = SecondCalculator(through: 2035, equated: [])
    let rule = TermRule(length: .weeks(13), direction: .backward, setBy: .act, article: "test")
    for (index, day) in second.days.enumerated() where day.year >= 2022 {
      let moment = try #require(CivilDate(year: day.year, month: day.month, day: day.day))
      let (year, month, dayOfMonth) = rule.dueDate(from: moment, calendar: calendar).components
      try #require(year * 10_000 + month * 100 + dayOfMonth == second.days[index - 91].key)
    }
  }

  @Test func `the steps lead to the same date as the fast path and add up to it`() throws {
    let calendar = HolidayCalendar.dutch
    let first = try date("2022-01-01")
    for length in SecondCalculatorTests.lengths {
      for direction in [TermRule.Direction.forward, .backward] {
        let rule = TermRule(length: length, direction: direction, setBy: .act, article: "test")
        for offset in stride(from: 0, to: 5_110, by: 13) {
          let start = first.adding(days: offset)
          let outcome = rule.outcome(from: start, calendar: calendar)
          try #require(outcome.due == rule.dueDate(from: start, calendar: calendar))
          try #require(
            outcome.steps.reduce(0) { $0 + $1.effect } == start.days(until: outcome.due))
          try #require(outcome.steps.last?.date == outcome.due)
        }
      }
    }
  }
}
