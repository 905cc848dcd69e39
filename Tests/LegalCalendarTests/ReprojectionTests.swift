import LegalCalendar
import Testing

@Suite struct ReprojectionTests {
  let objection = TermRule(length: .weeks(6), setBy: .act, article: "Awb 6:7")

  @Test func `a new decree moves the open terms that end on its day and names itself`() throws {
    let old = HolidayCalendar.dutch
    let day = EquatedDay(
      date: try date("2029-05-11"), decree: "verzonnen besluit 2029", standing: .recalled)
    let new = HolidayCalendar(
      equatedDays: old.equatedDays + [day],
      knownPeriods: old.knownPeriods + [try date("2029-01-01")...(try date("2031-12-31"))])
    let hit = TermLedger(rule: objection, start: try date("2029-03-30"))
    let missed = TermLedger(rule: objection, start: try date("2029-03-20"))
    var closed = hit
    try closed.record(entry("end", "2029-04-20", .fulfil))
    let moved = Reprojection.moved(
      [("hit", hit), ("missed", missed), ("closed", closed)], from: old, to: new)
    #expect(moved.map(\.id) == ["hit"])
    let first = try #require(moved.first)
    #expect(first.before.due.description == "2029-05-11")
    #expect(first.after.due.description == "2029-05-14")
    #expect(first.days == 3)
    #expect(first.because.contains { $0.text.nl.contains("verzonnen besluit 2029") })
    #expect(first.before.notices.map(\.kind) == [.equatedDaysUnknown])
    #expect(first.after.notices.isEmpty)
  }

  @Test func `a rule change moves the terms it governs, suspensions kept`() throws {
    var ledger = TermLedger(rule: objection, start: try date("2026-01-05"))
    try ledger.record(entry("s", "2026-01-10", .suspend(until: date("2026-01-20"))))
    let longer = TermRule(length: .weeks(8), setBy: .act, article: "Awb 4:13")
    let moved = Reprojection.moved(
      [(1, ledger), (2, ledger)], from: .dutch, to: .dutch, rule: { $0 == 1 ? longer : nil })
    #expect(moved.map(\.id) == [1])
    #expect(moved.first?.days == 14)
    #expect(moved.first?.because.contains { $0.kind == .length } == true)
  }
}
