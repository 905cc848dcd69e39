import LegalCalendar
import Testing

@Suite struct TermLedgerTests {
  let calendar = HolidayCalendar.dutch
  let decision = TermRule(
    length: .weeks(13), setBy: .ministerialRegulation, article: "KR 4.1")

  @Test func `an invitation to complete stops the clock from the next day to the completion`()
    throws
  {
    var ledger = TermLedger(rule: decision, start: try date("2026-01-05"))
    try ledger.record(entry("in", "2026-01-20", .suspend(until: date("2026-02-03"))))
    // Unused term: 21 January up to 2 February is 13 days.
    #expect(ledger.outcome(calendar: calendar).suspendedDays == 13)
    try ledger.record(entry("done", "2026-01-27", .resume(suspension: "in")))
    let outcome = ledger.outcome(calendar: calendar)
    #expect(outcome.suspendedDays == 6)
    #expect(outcome.due.description == "2026-04-12")
    #expect(outcome.steps.contains { $0.kind == .suspension && $0.article == "Awb 4:15" })
  }

  @Test func `days in two suspensions count once`() throws {
    var ledger = TermLedger(rule: decision, start: try date("2026-01-05"))
    try ledger.record(entry("a", "2026-01-09", .suspend(until: date("2026-01-20"))))
    try ledger.record(entry("b", "2026-01-14", .suspend(until: date("2026-01-25"))))
    #expect(ledger.outcome(calendar: calendar).suspendedDays == 15)
  }

  @Test func `an open suspension gives the earliest possible date as of today`() throws {
    var ledger = TermLedger(rule: decision, start: try date("2026-01-05"))
    try ledger.record(entry("a", "2026-01-09", .suspend(until: nil)))
    let outcome = ledger.outcome(calendar: calendar, today: try date("2026-03-10"))
    #expect(outcome.status == .suspended)
    #expect(outcome.due.description == "2026-06-04")
    // The clock stands still, so that even a late extension still counts.
    try ledger.record(entry("x", "2026-09-01", .extend(by: .weeks(1))))
    let later = ledger.outcome(calendar: calendar, today: try date("2026-09-01"))
    #expect(later.notices.isEmpty)
  }

  @Test func `an extension after the end has no effect and says so`() throws {
    var ledger = TermLedger(rule: decision, start: try date("2026-01-05"))
    try ledger.record(entry("late", "2026-05-01", .extend(by: .weeks(4))))
    let outcome = ledger.outcome(calendar: calendar)
    #expect(outcome.due.description == "2026-04-06")
    #expect(outcome.notices.map(\.kind) == [.entryWithoutEffect])
  }

  @Test func `an extension takes a term out of the act when the whole is too long`() throws {
    let rule = TermRule(
      length: .weeks(12), setBy: .act, article: "Awb 7:10(1)", extensionLimit: .weeks(6))
    var ledger = TermLedger(rule: rule, start: try date("2026-01-02"))
    #expect(ledger.outcome(calendar: calendar).due.description == "2026-03-27")
    try ledger.record(entry("x", "2026-02-01", .extend(by: .weeks(6))))
    let extended = ledger.outcome(calendar: calendar)
    #expect(extended.due.description == "2026-05-08")
    #expect(extended.steps.contains { $0.kind == .coverage && $0.article == "Atw 4" })
    try ledger.record(entry("y", "2026-02-02", .extend(by: .days(1))))
    #expect(ledger.outcome(calendar: calendar).notices.map(\.kind) == [.extensionBeyondLimit])
  }

  @Test func `a withdrawn entry counts as never made`() throws {
    let plain = TermLedger(rule: decision, start: try date("2026-01-05"))
    var ledger = plain
    try ledger.record(entry("x", "2026-02-01", .extend(by: .weeks(4))))
    try ledger.record(entry("back", "2026-02-10", .withdraw(entry: "x")))
    #expect(ledger.dueDate(calendar: calendar) == plain.dueDate(calendar: calendar))
  }

  @Test func `an entry that refers to nothing is named`() throws {
    var ledger = TermLedger(rule: decision, start: try date("2026-01-05"))
    try ledger.record(entry("r", "2026-02-01", .resume(suspension: "none")))
    try ledger.record(entry("w", "2026-02-01", .withdraw(entry: "none")))
    #expect(
      ledger.outcome(calendar: calendar).notices.map(\.kind) == [.unmatchedEntry, .unmatchedEntry])
  }

  @Test func `an id names one entry only`() throws {
    var ledger = TermLedger(rule: decision, start: try date("2026-01-05"))
    let first = try entry("x", "2026-02-01", .extend(by: .weeks(4)))
    try ledger.record(first)
    try ledger.record(first)
    #expect(ledger.entries.count == 1)
    let other = try entry("x", "2026-02-01", .extend(by: .weeks(5)))
    #expect(throws: TermLedgerError.idInUse(first)) { try ledger.record(other) }
  }

  @Test func `a term that was met or fell away says so and takes no more entries`() throws {
    var ledger = TermLedger(rule: decision, start: try date("2026-01-05"))
    try ledger.record(entry("s", "2026-01-09", .suspend(until: nil)))
    try ledger.record(entry("end", "2026-02-01", .fulfil))
    try ledger.record(entry("x", "2026-02-03", .extend(by: .weeks(4))))
    let outcome = ledger.outcome(calendar: calendar)
    #expect(outcome.status == .fulfilled)
    #expect(outcome.suspendedDays == 22)
    #expect(outcome.notices.map(\.kind) == [.entryWithoutEffect])
  }

  @Test func `a later date by agreement holds and an earlier one does not`() throws {
    var ledger = TermLedger(rule: decision, start: try date("2026-01-05"))
    try ledger.record(entry("a", "2026-02-01", .agree(due: date("2026-03-01"))))
    #expect(ledger.dueDate(calendar: calendar).description == "2026-04-06")
    try ledger.record(entry("b", "2026-02-02", .agree(due: date("2026-07-01"))))
    #expect(ledger.outcome(calendar: calendar).due.description == "2026-07-01")
  }

  @Test func `what follows an agreed date moves it too, by the actual length`() throws {
    var ledger = TermLedger(rule: decision, start: try date("2026-01-05"))
    try ledger.record(entry("a", "2026-02-01", .agree(due: date("2026-07-01"))))
    try ledger.record(entry("s", "2026-03-01", .suspend(until: date("2026-04-01"))))
    try ledger.record(entry("r", "2026-03-11", .resume(suspension: "s")))
    try ledger.record(entry("x", "2026-03-12", .extend(by: .weeks(1))))
    let outcome = ledger.outcome(calendar: calendar)
    // Nine days of standstill and a week.
    #expect(outcome.due.description == "2026-07-17")
    #expect(outcome.steps.last { $0.kind == .agreedDate }?.text.nl.contains("16 dagen") == true)
  }

  @Test func `a fixed day can be extended before it and granted after it`() throws {
    let rule = TermRule(length: .days(0), setBy: .ministerialRegulation, article: "SR 1.5")
    var ledger = TermLedger(rule: rule, start: try date("2027-04-01"))
    try ledger.record(entry("x", "2027-02-15", .extend(by: .weeks(4))))
    #expect(ledger.dueDate(calendar: calendar).description == "2027-04-29")
    try ledger.record(entry("late", "2027-06-01", .extend(by: .weeks(4))))
    #expect(ledger.outcome(calendar: calendar).notices.map(\.kind) == [.entryWithoutEffect])
    try ledger.record(entry("g", "2027-06-02", .grant(due: date("2027-07-01"))))
    let granted = ledger.outcome(calendar: calendar)
    #expect(granted.due.description == "2027-07-01")
    #expect(granted.steps.contains { $0.text.en.contains("Granted after expiry") })
  }

  @Test func `a fixed day is moved by the days for which it is stopped`() throws {
    let rule = TermRule(length: .days(0), setBy: .decision, article: "test")
    var ledger = TermLedger(rule: rule, start: try date("2027-04-01"))
    try ledger.record(entry("s", "2027-03-01", .suspend(until: date("2027-03-12"))))
    let outcome = ledger.outcome(calendar: calendar)
    #expect(outcome.suspendedDays == 10)
    #expect(outcome.due.description == "2027-04-11")
  }

  @Test func `an invitation on the last day stops nothing, for the term ends that day`() throws {
    let rule = TermRule(length: .weeks(2), setBy: .decision, article: "test")
    var ledger = TermLedger(rule: rule, start: try date("2026-01-05"))
    try ledger.record(entry("s", "2026-01-19", .suspend(until: nil)))
    let outcome = ledger.outcome(calendar: calendar, today: try date("2026-03-01"))
    #expect(outcome.due.description == "2026-01-19")
    #expect(outcome.notices.map(\.kind) == [.entryWithoutEffect])
  }
}

func entry(_ id: String, _ day: String, _ action: TermEntry.Action) throws -> TermEntry {
  TermEntry(
    id: id, date: try date(day), action: action,
    reason: BilingualText(nl: "reden \(id)", en: "reason \(id)"), article: "Awb 4:15")
}
