import LegalCalendar
import Testing

@Suite struct TermLedgerPropertyTests {
  let calendar = HolidayCalendar.dutch

  @Test(arguments: [UInt64(1), 2, 3, 4, 5, 6, 7, 8])
  func `recording in any order equals one replay`(seed: UInt64) throws {
    var random = SplitMix64(seed: seed)
    for _ in 0..<150 {
      let (ledger, entries) = try history(&random)
      let today = try date("2027-06-01")
      let expected = ledger.outcome(calendar: calendar, today: today)
      var shuffled = TermLedger(rule: ledger.rule, start: ledger.start)
      for entry in entries.shuffled(using: &random) { try shuffled.record(entry) }
      try #require(shuffled == ledger)
      try #require(shuffled.outcome(calendar: calendar, today: today) == expected)
      try #require(shuffled.dueDate(calendar: calendar, today: today) == expected.due)
    }
  }

  @Test(arguments: [UInt64(11), 12, 13, 14])
  func `no term ends before it starts and its steps add up`(seed: UInt64) throws {
    var random = SplitMix64(seed: seed)
    for _ in 0..<250 {
      let (ledger, _) = try history(&random)
      let outcome = ledger.outcome(calendar: calendar, today: try date("2027-06-01"))
      try #require(outcome.due >= ledger.start)
      try #require(outcome.target <= outcome.due)
      try #require(ledger.rule.isFixedDay || outcome.target >= ledger.start)
      let sum = outcome.steps.reduce(0) { $0 + $1.effect }
      try #require(ledger.start.adding(days: sum) == outcome.due)
      try #require(outcome.suspendedDays >= 0)
      let plain = ledger.rule.dueDate(from: ledger.start, calendar: calendar)
      try #require(outcome.due >= plain)
    }
  }

  /// The second way to the date: days are counted out one by one, and a stopped day is not counted.
  @Test(arguments: [UInt64(21), 22, 23, 24])
  func `counting running days one by one gives the same date`(seed: UInt64) throws {
    var random = SplitMix64(seed: seed)
    for _ in 0..<250 {
      let length = [10, 14, 42, 91].randomElement(using: &random) ?? 14
      let rule = TermRule(length: .days(length), setBy: .decision, article: "test")
      let start = try date("2026-01-01").adding(days: Int.random(in: 0..<300, using: &random))
      var ledger = TermLedger(rule: rule, start: start)
      var stopped: Set<CivilDate> = []
      var toRun = length
      // Each pair of a stop and a resumption, and each extension, falls after the one before.
      var day = start
      for number in 0..<4 {
        day = day.adding(days: Int.random(in: 1...30, using: &random))
        let isExtension = Bool.random(using: &random)
        let asked = isExtension ? day : day.adding(days: 1)
        guard asked <= walk(from: start, toRun, stopped) else { break }
        if isExtension {
          let more = Int.random(in: 1...20, using: &random)
          toRun += more
          try ledger.record(try entry("x\(number)", day.description, .extend(by: .days(more))))
        } else {
          let end = day.adding(days: Int.random(in: 1...25, using: &random))
          var next = day.adding(days: 1)
          while next < end {
            stopped.insert(next)
            next = next.adding(days: 1)
          }
          try ledger.record(try entry("s\(number)", day.description, .suspend(until: nil)))
          try ledger.record(
            try entry("r\(number)", end.description, .resume(suspension: "s\(number)")))
          day = end
        }
        try #require(ledger.dueDate(calendar: calendar) == walk(from: start, toRun, stopped))
      }
      try #require(ledger.outcome(calendar: calendar).suspendedDays == stopped.count)
    }
  }

  private func walk(from start: CivilDate, _ days: Int, _ stopped: Set<CivilDate>) -> CivilDate {
    var day = start
    var left = days
    while left > 0 {
      day = CivilDate(epochDay: day.epochDay + 1)
      if !stopped.contains(day) { left -= 1 }
    }
    return day
  }

  private func history(_ random: inout SplitMix64) throws -> (TermLedger, [TermEntry]) {
    let lengths: [TermLength] = [.days(0), .days(5), .weeks(6), .weeks(13), .months(1), .months(6)]
    let rule = TermRule(
      length: lengths.randomElement(using: &random) ?? .weeks(6),
      setBy: TermRule.SetBy.allCases.randomElement(using: &random) ?? .act, article: "test",
      targetDaysBefore: Int.random(in: 0...20, using: &random))
    let start = try date("2026-01-01").adding(days: Int.random(in: 0..<300, using: &random))
    var ledger = TermLedger(rule: rule, start: start)
    var entries: [TermEntry] = []
    for number in 0..<Int.random(in: 0...7, using: &random) {
      let day = start.adding(days: Int.random(in: -3...120, using: &random))
      let other = "e\(Int.random(in: 0...7, using: &random))"
      let actions: [TermEntry.Action] = [
        .suspend(until: nil), .suspend(until: day.adding(days: 14)), .resume(suspension: other),
        .extend(by: .weeks(Int.random(in: 0...6, using: &random))), .extend(by: .months(1)),
        .agree(due: day.adding(days: 40)), .grant(due: day.adding(days: 60)),
        .withdraw(entry: other), .fulfil, .lapse,
      ]
      let action = actions.randomElement(using: &random) ?? .fulfil
      let entry = TermEntry(
        id: "e\(number)", date: day, action: action, reason: BilingualText(nl: "r", en: "r"),
        article: "test")
      entries.append(entry)
      try ledger.record(entry)
    }
    return (ledger, entries)
  }
}
