import Casework
import JSONText
import LegalCalendar
import Postgres
import Services
import Storage
import Synchronization
import TestSupport
import Testing

@Suite struct TransitionTests {
  /// Plans 2026 → 2027 as anna and approves as bram.
  private func approvedRun(_ office: CaseOffice) async throws -> String {
    let planned = try await office.planTransition(scheme: schemeID, from: 2026, to: 2027)
    _ = try await office.acting(as: "bram").approveTransition(scheme: schemeID, run: planned.run.id)
    return planned.run.id
  }

  @Test(arguments: [14, 1000])
  func `plan and result are equal byte for byte`(count: Int) async throws {
    try await withOffice { office in
      _ = try await office.importPortfolio(madeUpPortfolio(count), scheme: schemeID)
      let planned = try await office.planTransition(scheme: schemeID, from: 2026, to: 2027)
      _ = try await office.acting(as: "bram").approveTransition(
        scheme: schemeID, run: planned.run.id)
      let applied = try await office.on("2027-01-04").applyTransition(
        scheme: schemeID, run: planned.run.id)
      #expect(planned.plan.json.pretty == applied.plan.json.pretty)
      let blocked = planned.plan.rows.count { $0.outcome == .blocked }
      #expect(blocked == (0..<count).count { $0 % 7 == 3 })
      let found1 = try await office.audit(scheme: schemeID).faults
      #expect(found1 == [])
    }
  }

  @Test
  func `a moving award starts its period with four exact advances, a report duty and a letter`()
    async throws
  {
    try await withOffice { office in
      _ = try await office.importPortfolio(madeUpPortfolio(1), scheme: schemeID)
      let run = try await approvedRun(office)
      _ = try await office.on("2027-01-04").applyTransition(scheme: schemeID, run: run)
      let state = try await office.state(of: schemeID)
      #expect(state.periods["a000000-2023/2026"]?.state == "reporting")
      #expect(state.periods["a000000-2023/2027"]?.state == "running")
      #expect(state.schemes[schemeID]?.state == "run-off")
      let advances = state.payments.values.filter { $0.year == 2027 }.sorted { $0.due < $1.due }
      #expect(
        advances.map(\.due.description) == [
          "2027-01-01", "2027-04-01", "2027-07-01", "2027-10-01",
        ])
      #expect(advances.map(\.amount.cents) == [2_500_001, 2_500_000, 2_500_000, 2_500_000])
      let obligation = try #require(
        state.obligations["a000000-2023/obligation/interim-report/2026"])
      #expect(obligation.due == (try day("2027-04-01")))
      #expect(state.reports["a000000-2023/interim-report/2026"]?.state == "expected")
      #expect(state.reminders.values.contains { $0.obligation == obligation.id })
      #expect(state.letters.values.contains { $0.template == "tijdvak-gestart" })
    }
  }

  @Test func `advances follow the rule of the day on which they fall due`() async throws {
    try await withOffice { office in
      _ = try await office.importPortfolio(madeUpPortfolio(1), scheme: schemeID)
      let state = try await office.state(of: schemeID)
      let first = state.payments.values.filter { $0.year == 2023 }.sorted { $0.due < $1.due }
      // 80 % until 23 February 2023, 100 % from 24 February 2023 (SR 1.4).
      #expect(first.map(\.amount.cents) == [2_000_001, 2_500_000, 2_500_000, 2_500_000])
    }
  }

  @Test func `undo restores every table's content`() async throws {
    try await withOffice { office in
      _ = try await office.importPortfolio(madeUpPortfolio(40), scheme: schemeID)
      let before = try await office.state(of: schemeID)
      let run = try await approvedRun(office)
      _ = try await office.on("2027-01-04").applyTransition(scheme: schemeID, run: run)
      let between = try await office.state(of: schemeID)
      #expect(!between.differences(from: before).isEmpty)
      _ = try await office.on("2027-01-05").undoTransition(scheme: schemeID, run: run)
      let after = try await office.state(of: schemeID)
      #expect(after.differences(from: before) == [])
      let found2 = try await office.audit(scheme: schemeID).faults
      #expect(found2 == [])
    }
  }

  @Test func `a fault at any statement of apply leaves all or nothing`() async throws {
    struct Injected: Error {}
    let failing = Mutex<Int?>(nil)
    let seen = Mutex(0)
    try await withOffice(configure: { configuration in
      configuration.beforeStatement = { number, _ in
        seen.withLock { $0 = max($0, number) }
        if failing.withLock({ $0 }) == number { throw Injected() }
      }
    }) { office in
      _ = try await office.importPortfolio(madeUpPortfolio(30), scheme: schemeID)
      let run = try await approvedRun(office)
      let before = try await office.state(of: schemeID)
      let later = try office.on("2027-01-04")
      var statement = 0
      while true {
        statement += 1
        try #require(statement < 500)
        failing.withLock { $0 = statement }
        let outcome: Result<CaseOffice.Transition, any Error>
        do {
          outcome = .success(try await later.applyTransition(scheme: schemeID, run: run))
        } catch {
          outcome = .failure(error)
        }
        failing.withLock { $0 = nil }
        let audit = try await office.audit(scheme: schemeID)
        #expect(audit.faults == [], "after a fault at statement \(statement)")
        if case .success = outcome { break }
        let now = try await office.state(of: schemeID)
        #expect(now.differences(from: before) == [], "after a fault at statement \(statement)")
        let found3 = try await office.transition(scheme: schemeID, run: run).run.state
        #expect(found3 == .approved)
      }
      #expect(statement > 20)
      let found4 = try await office.transition(scheme: schemeID, run: run).run.state
      #expect(found4 == .applied)
    }
  }

  @Test func `apply is refused after a relevant change and names it`() async throws {
    try await withOffice { office in
      _ = try await office.importPortfolio(madeUpPortfolio(7), scheme: schemeID)
      let run = try await approvedRun(office)
      try await office.acting(as: "carla").send(
        "settle", scheme: schemeID, case: "a000003-2023/interim-report/2025")
      let refusal = await #expect(throws: Refusal.self) {
        try await office.applyTransition(scheme: schemeID, run: run)
      }
      #expect(refusal?.code == "ground-changed")
      let details = refusal?.details.joined() ?? ""
      #expect(details.contains("carla"))
      #expect(details.contains("report a000003-2023/interim-report/2025"))
      #expect(details.contains(#"state "filed" → "settled""#))
    }
  }

  @Test func `of two applies at once one succeeds and the other is told why not`() async throws {
    try await withOffice { office in
      _ = try await office.importPortfolio(madeUpPortfolio(20), scheme: schemeID)
      let run = try await approvedRun(office)
      async let first = await Result {
        try await office.applyTransition(scheme: schemeID, run: run)
      }
      async let second = await Result {
        try await office.applyTransition(scheme: schemeID, run: run)
      }
      let outcomes = await [first, second]
      #expect(outcomes.count { $0.isSuccess } == 1)
      for case .failure(let error) in outcomes {
        #expect((error as? Refusal)?.code == "wrong-state")
      }
      let found5 = try await office.audit(scheme: schemeID).faults
      #expect(found5 == [])
    }
  }

  @Test func `nobody approves the plan they made, in the program or in the database`() async throws
  {
    try await withOffice { office in
      _ = try await office.importPortfolio(madeUpPortfolio(1), scheme: schemeID)
      let planned = try await office.planTransition(scheme: schemeID, from: 2026, to: 2027)
      let refusal = await #expect(throws: Refusal.self) {
        try await office.approveTransition(scheme: schemeID, run: planned.run.id)
      }
      #expect(refusal?.code == "second-person")
      let run = planned.run.id
      let error = await #expect(throws: PostgresError.self) {
        try await office.pool.transaction { db in
          try TransitionStore.approve(
            db, schemeID, run, .init(by: "anna", at: Moment(microseconds: 0)))
        }
      }
      #expect(error?.constraint == "two_persons")
    }
  }

  @Test func `a blocked award moves by a named exception with a reason, and only then`()
    async throws
  {
    try await withOffice { office in
      _ = try await office.importPortfolio(madeUpPortfolio(4), scheme: schemeID)
      let empty = await #expect(throws: Refusal.self) {
        try await office.grantException(
          scheme: schemeID, award: "a000003-2023", year: 2027, reason: "  ")
      }
      #expect(empty?.code == "no-reason")
      let before = try await office.planTransition(scheme: schemeID, from: 2026, to: 2027)
      #expect(before.plan.rows.last?.outcome == .blocked)
      _ = try await office.grantException(
        scheme: schemeID, award: "a000003-2023", year: 2027, reason: "verklaring ontvangen")
      let after = try await office.planTransition(scheme: schemeID, from: 2026, to: 2027)
      #expect(after.plan.rows.last?.outcome == .excepted)
      #expect(after.plan.rows.last?.fired.last?.article == "SR 1.5")
    }
  }

  @Test func `a run that later events build upon is not undone`() async throws {
    try await withOffice { office in
      _ = try await office.importPortfolio(madeUpPortfolio(2), scheme: schemeID)
      let run = try await approvedRun(office)
      let later = try office.on("2027-01-04")
      _ = try await later.applyTransition(scheme: schemeID, run: run)
      try await later.send("fall-due", scheme: schemeID, case: "a000000-2023/2027/advance-1")
      let refusal = await #expect(throws: Refusal.self) {
        try await later.undoTransition(scheme: schemeID, run: run)
      }
      #expect(refusal?.code == "built-upon")
      #expect(refusal?.details.joined().contains("payment.fall-due") == true)
    }
  }

  @Test func `planning changes nothing of the casework`() async throws {
    try await withOffice { office in
      _ = try await office.importPortfolio(madeUpPortfolio(8), scheme: schemeID)
      let before = try await office.audit(scheme: schemeID)
      let dry = try await office.previewTransition(scheme: schemeID, from: 2026, to: 2027)
      let planned = try await office.planTransition(scheme: schemeID, from: 2026, to: 2027)
      #expect(dry == planned.plan)
      let found6 = try await office.audit(scheme: schemeID)
      #expect(found6 == before)
    }
  }

  @Test(arguments: [(2026, 2028, "years-apart"), (2031, 2032, "no-period")])
  func `an impossible change of years is refused`(from: Int, to: Int, code: String) async throws {
    try await withOffice { office in
      _ = try await office.importPortfolio(madeUpPortfolio(1), scheme: schemeID)
      let refusal = await #expect(throws: Refusal.self) {
        try await office.planTransition(scheme: schemeID, from: from, to: to)
      }
      #expect(refusal?.code == code)
    }
  }
}

extension Result where Failure == any Error {
  init(_ work: () async throws -> Success) async {
    do {
      self = .success(try await work())
    } catch {
      self = .failure(error)
    }
  }

  var isSuccess: Bool { if case .success = self { true } else { false } }
}
