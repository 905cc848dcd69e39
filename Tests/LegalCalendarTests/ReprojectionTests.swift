import LegalCalendar
import Testing

@Suite struct ReprojectionTests {
  let objection = TermRule(length: .weeks(6), setBy: .act, article: "Awb 6:7")

  @Test func `a new decree that moves a date names itself as the reason`() throws {
    let old = HolidayCalendar.dutch
    let day = EquatedDay(
      date: try date("2029-05-11"), decree: "verzonnen besluit 2029", standing: .recalled)
    let new = HolidayCalendar(
      equatedDays: old.equatedDays + [day],
      knownPeriods: old.knownPeriods + [try date("2029-01-01")...(try date("2031-12-31"))])
    let ledger = TermLedger(rule: objection, start: try date("2029-03-30"))
    let before = ledger.outcome(calendar: old)
    let after = ledger.outcome(calendar: new)
    #expect(before.due.description == "2029-05-11")
    #expect(after.due.description == "2029-05-14")
    #expect(before.notices.map(\.kind) == [.equatedDaysUnknown])
    #expect(after.notices.isEmpty)
    let reasons = Reprojection.reasons(before.steps, after.steps)
    #expect(reasons.contains { $0.text.nl.contains("verzonnen besluit 2029") })
    #expect(Reprojection.reasons(after.steps, before.steps).isEmpty == false)
  }

  @Test func `another rule keeps the suspensions and names the new length`() throws {
    var ledger = TermLedger(rule: objection, start: try date("2026-01-05"))
    try ledger.record(entry("s", "2026-01-10", .suspend(until: date("2026-01-20"))))
    let longer = TermRule(length: .weeks(8), setBy: .act, article: "Awb 4:13")
    let before = ledger.outcome(calendar: .dutch)
    let after = ledger.governed(by: longer).outcome(calendar: .dutch)
    #expect(before.due.days(until: after.due) == 14)
    #expect(after.suspendedDays == before.suspendedDays)
    #expect(Reprojection.reasons(before.steps, after.steps).contains { $0.kind == .length })
  }
}
