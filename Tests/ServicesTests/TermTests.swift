import Casework
import LegalCalendar
import Services
import Storage
import TestSupport
import Testing

/// What can be done to a term, and what moves with it.
@Suite struct TermTests {
  @Test func `an extension moves the report and arms the ladder for the new date, in one event`()
    async throws
  {
    try await withOffice(in2027) { office in
      let office = try office.on("2027-02-15")
      let before = try await office.plannedReminders(obligation2026)
      let result = try await office.change(obligation2026, .extend(by: .weeks(6)))
      #expect(result.after.due == (try day("2027-05-13")))
      #expect(result.after.dueVersion == 2)
      let state = try await office.state(of: schemeID)
      #expect(state.reports[report2026]?.due == result.after.due)
      let planned = try await office.plannedReminders(obligation2026)
      #expect(planned.allSatisfy { $0.dueVersion == 2 })
      #expect(planned.count >= before.count)
      #expect(before.allSatisfy { state.reminders[$0.id]?.state == .cancelled })
      let tables = Set((result.event?.changes ?? []).map(\.table))
      #expect(tables.isSuperset(of: [.obligation, .ledgerEntry, .report, .reminder]))
      #expect(result.after.steps.contains { $0.kind == .extended && $0.article == "KR 1.6" })
      let effects = result.after.steps.reduce(0) { $0 + $1.effect }
      #expect(result.after.startsOn.adding(days: effects) == result.after.due)
    }
  }

  @Test func `a preview lists exactly the dates that then move, and stores nothing`() async throws {
    try await withOffice(in2027) { office in
      let office = try office.on("2027-02-15")
      let change = TermChange(
        .extendTo(try day("2027-07-01")), on: office.today, reason: "ziekte van de accountant")
      let audit = try await office.audit(scheme: schemeID)
      let preview = try await office.previewTerm(
        scheme: schemeID, obligation: obligation2026, change)
      let unchanged = try await office.audit(scheme: schemeID)
      #expect(unchanged == audit)
      #expect(preview.event == nil)
      let done = try await office.changeTerm(
        scheme: schemeID, obligation: obligation2026, change)
      #expect(done.moves == preview.moves)
      #expect(Set(preview.moves.map(\.what)) == [.obligation, .report, .reminder])
    }
  }

  @Test func `a waiver cancels the reminders and the report, and withdrawing it brings them back`()
    async throws
  {
    try await withOffice(in2027) { office in
      let office = try office.on("2027-02-15")
      try await office.change(obligation2026, .waive, reason: "fusie")
      let waived = try await office.obligation(obligation2026)
      #expect(waived.state == .waived)
      let silent = try await office.plannedReminders(obligation2026)
      #expect(silent.isEmpty)
      let report = try await office.state(of: schemeID).reports[report2026]?.state
      #expect(report == "waived")
      let entry = try await office.milestone(scheme: schemeID, obligation2026).entries[0]
      #expect(entry.actor == "anna")
      #expect(entry.reason == "fusie")
      try await office.change(obligation2026, .withdraw(entry: entry.id), reason: "toch niet")
      let again = try await office.obligation(obligation2026)
      #expect(again.state == .open)
      #expect(again.dueVersion == 2)
      let expected = try await office.state(of: schemeID).reports[report2026]?.state
      #expect(expected == "expected")
      let planned = try await office.plannedReminders(obligation2026)
      #expect(planned.count > 0)
      let audit = try await office.audit(scheme: schemeID)
      #expect(audit.faults == [])
    }
  }

  @Test func `a withdrawn extension counts as never made and stays on record`() async throws {
    try await withOffice(in2027) { office in
      let office = try office.on("2027-02-15")
      let extended = try await office.change(obligation2026, .extend(by: .weeks(6)))
      let entry = try await office.milestone(scheme: schemeID, obligation2026).entries[0]
      let back = try await office.change(obligation2026, .withdraw(entry: entry.id))
      #expect(back.after.due == extended.before.due)
      #expect(back.after.dueVersion == 3)
      let entries = try await office.milestone(scheme: schemeID, obligation2026).entries
      #expect(entries.map(\.action) == [.extend, .withdraw])
      let twice = await office.refusal(obligation2026, .withdraw(entry: entry.id))
      #expect(twice == "withdrawn-already")
    }
  }

  @Test func `nothing is changed without a reason, a ground or an open term`() async throws {
    try await withOffice(in2027) { office in
      let office = try office.on("2027-02-15")
      let before = try await office.audit(scheme: schemeID)
      let codes = await [
        office.refusal(obligation2026, .extend(by: .weeks(1)), reason: "  "),
        office.refusal(obligation2026, .suspend(until: nil)),
        office.refusal(obligation2026, .resume(suspension: nil)),
        office.refusal(obligation2026, .extendTo(CivilDate(epochDay: 0))),
        office.refusal(obligation2026, .withdraw(entry: "x")),
        office.refusal(obligation2026, .fulfil), office.refusal(obligation2026, .defaultNotice),
        office.refusal("nothing", .waive),
      ]
      #expect(
        codes == [
          "no-reason", "no-ground", "not-suspended", "not-later", "unknown-entry",
          "file-the-report", "no-penalty", "unknown-obligation",
        ])
      let after = try await office.audit(scheme: schemeID)
      #expect(after == before)
    }
  }

  @Test func `the objection term cannot be extended and a permission by four weeks at most`()
    async throws
  {
    try await withOffice(in2027) { office in
      let office = try office.on("2027-03-01")
      let permission = try await office.requestPermission(
        scheme: schemeID, award: award, act: "wijziging van de statuten", on: office.today)
      let id = "\(permission.id)/obligation/permission-decision"
      let first = try await office.obligation(id)
      // Four weeks end on Easter Monday.
      #expect(first.due == (try day("2027-03-30")))
      let beyond = await office.refusal(id, .extend(by: .weeks(5)))
      #expect(beyond == "beyond-limit")
      let once = try await office.change(id, .extend(by: .weeks(4)))
      #expect(once.after.due == (try day("2027-04-26")))
      let again = await office.refusal(id, .extend(by: .weeks(1)))
      #expect(again == "beyond-limit")
    }
  }

  @Test func `a permission that is not decided in time is given, by the sweep, once`() async throws
  {
    try await withOffice(in2027) { office in
      let permission = try await office.on("2027-03-01").requestPermission(
        scheme: schemeID, award: award, act: "geldlening", on: day("2027-03-01"))
      let onTime = try await office.on("2027-03-30").sweep(scheme: schemeID)
      #expect(!onTime.sweep.late.contains { $0.event == "deem" })
      let late = try await office.on("2027-03-31").sweep(scheme: schemeID)
      #expect(late.sweep.late.filter { $0.event == "deem" }.map(\.isSent) == [true])
      let again = try await office.on("2027-03-31").sweep(scheme: schemeID)
      #expect(again.event == nil)
      let state = try await office.state(of: schemeID)
      #expect(state.permissions[permission.id]?.state == "deemed-granted")
      #expect(
        !state.obligations.values.contains { $0.kind == "permission-decision" && $0.state == .open }
      )
    }
  }

  @Test func `a new decree moves open terms with their reminders and says why`() async throws {
    try await withOffice(in2027) { office in
      let permission = try await office.on("2027-03-31").requestPermission(
        scheme: schemeID, award: award, act: "dochterstichting", on: day("2027-03-31"))
      let id = "\(permission.id)/obligation/permission-decision"
      let decreed = HolidayCalendar(
        equatedDays: HolidayCalendar.dutch.equatedDays + [
          EquatedDay(
            date: try day("2027-04-28"), decree: "verzonnen besluit", standing: .recalled)
        ], knownPeriods: HolidayCalendar.dutch.knownPeriods)
      let later = CaseOffice(
        pool: office.pool, calendar: decreed, actor: "anna", clock: office.clock)
      let dry = try await later.on("2027-04-01").reproject(scheme: schemeID, dryRun: true)
      let still = try await office.obligation(id)
      #expect(still.due == (try day("2027-04-28")))
      let moved = try await later.on("2027-04-01").reproject(scheme: schemeID, dryRun: false)
      #expect(moved == dry)
      #expect(moved.map(\.after.id) == [id])
      #expect(moved[0].after.due == (try day("2027-04-29")))
      #expect(moved[0].because.contains { $0.text.nl.contains("verzonnen besluit") })
      let planned = try await office.plannedReminders(id)
      #expect(planned.allSatisfy { $0.dueVersion == 2 } && !planned.isEmpty)
      let none = try await later.on("2027-04-01").reproject(scheme: schemeID, dryRun: false)
      #expect(none.isEmpty)
    }
  }

  @Test func `a change of rules moves the open terms that it governs`() async throws {
    try await withOffice(in2027) { office in
      let office = try office.on("2027-02-15")
      try await office.change(obligation2026, .extend(by: .weeks(2)))
      var files = try schemeFiles()
      let path = "2022-02-18/obligations.yaml"
      let text = String(decoding: try #require(files[path]), as: UTF8.self)
      files[path] = Array(
        text.replacing("date(case.period.year + 1, 4, 1)", with: "date(case.period.year + 1, 5, 1)")
          .utf8)
      let activation = try await office.activate(files)
      let mine = try #require(activation.moved.first { $0.after.id == obligation2026 })
      // The extension stays: two weeks after 1 May.
      #expect(mine.after.due == (try day("2027-05-15")))
      #expect(activation.moved.count == 3)
      #expect(!mine.because.isEmpty)
    }
  }

  @Test func `any order of changes ends at the date that one replay of the ledger gives`()
    async throws
  {
    try await withOffice(in2028) { office in
      try await office.on("2028-05-30").send("account", scheme: schemeID, case: award)
      let id = "\(award)/obligation/determination-decision"
      try await office.on("2028-06-20").change(id, .suspend(until: nil), reason: "vragen")
      try await office.on("2028-06-30").change(id, .resume(suspension: nil), reason: "antwoord")
      try await office.on("2028-07-03").change(id, .extend(by: .weeks(2)), reason: "advies")
      let before = try await office.on("2028-07-04").obligation(id)
      // 22 weeks from 30 May, nine days of standstill, two weeks.
      #expect(before.due == (try day("2028-11-23")))
      let milestone = try await office.milestone(scheme: schemeID, id)
      let rules = try await office.scheme(schemeID).versions[1]
      let rule = try #require(rules.termRule(of: "determination-decision"))
      for seed in UInt64(1)...20 {
        var random = SplitMix64(seed: seed)
        let shuffled = milestone.entries.shuffled(using: &random)
        let replay = before.ledger(rule: rule, entries: shuffled)
        #expect(replay.dueDate(calendar: .dutch) == before.due)
      }
    }
  }

  @Test func `what the law forbids in the ledger the database refuses too`() async throws {
    try await withOffice(in2027) { office in
      for values in [
        "'x', '\(obligation2026)', 'extend', '2027-01-05', null, null, null, 'r', 'a', '2027-01-05', 'x'",
        "'x', '\(obligation2026)', 'agree', '2027-01-05', null, null, null, 'r', 'a', '2027-01-05', 'x'",
        "'x', '\(obligation2026)', 'suspend', '2027-01-06', null, null, null, 'r', 'a', '2027-01-05', 'x'",
        "'x', '\(obligation2026)', 'suspend', '2027-01-05', null, null, null, '', 'a', '2027-01-05', 'x'",
        "'x', 'nothing', 'suspend', '2027-01-05', null, null, null, 'r', 'a', '2027-01-05', 'x'",
      ] {
        await #expect(throws: (any Error).self) {
          try await office.pool.transaction { db in
            try db.executeScript("insert into ledger_entry values ('\(schemeID)', \(values))")
          }
        }
      }
    }
  }
}
