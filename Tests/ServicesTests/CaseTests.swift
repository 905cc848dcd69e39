import Casework
import ExactNumbers
import FEEL
import JSONText
import LegalCalendar
import Postgres
import SchemeDefinition
import Services
import Storage
import TestSupport
import Testing

@Suite struct CaseTests {
  @Test func `what a case permits is listed, and what it refuses has its reason`() async throws {
    try await withOffice { office in
      _ = try await office.importPortfolio(madeUpPortfolio(1), scheme: schemeID)
      let view = try await office.actions(scheme: schemeID, case: "a000000-2023")
      #expect(view.state == "running")
      let finish = try #require(view.actions.first { $0.event == "finish" })
      #expect(!finish.isPermitted)
      #expect(finish.reason?.contains("endsOn") == true)
      let withdraw = try #require(view.actions.first { $0.event == "withdraw" })
      #expect(withdraw.isPermitted)
    }
  }

  @Test func `an event that the lifecycle does not allow is refused and stores nothing`()
    async throws
  {
    try await withOffice { office in
      _ = try await office.importPortfolio(madeUpPortfolio(1), scheme: schemeID)
      let before = try await office.audit(scheme: schemeID)
      for (event, code) in [("finish", "guard-refused"), ("fly", "not-permitted")] {
        let refusal = await #expect(throws: Refusal.self) {
          try await office.send(event, scheme: schemeID, case: "a000000-2023")
        }
        #expect(refusal?.code == code)
      }
      let unknown = await #expect(throws: Refusal.self) {
        try await office.send("pay", scheme: schemeID, case: "nobody")
      }
      #expect(unknown?.code == "unknown-case")
      let after = try await office.audit(scheme: schemeID)
      #expect(after == before)
    }
  }

  @Test func `an award is walked through to its closing, with recovery of what was not spent`()
    async throws
  {
    try await withOffice { office in
      _ = try await office.importPortfolio(madeUpPortfolio(1), scheme: schemeID)
      let award = "a000000-2023"
      try await move(office, from: 2026, to: 2027, on: "2027-01-04")
      for number in 1...4 {
        let payment = Keys.advance(award, 2027, number)
        try await office.on("2027-12-01").send("fall-due", scheme: schemeID, case: payment)
        try await office.on("2027-12-01").send("pay", scheme: schemeID, case: payment)
      }
      try await move(office, from: 2027, to: nil, on: "2028-01-03")
      let state = try await office.state(of: schemeID)
      let account = try #require(state.obligations["\(award)/obligation/final-account"])
      #expect(account.due == (try day("2028-06-02")))
      try await office.on("2028-05-30").send("account", scheme: schemeID, case: award)
      let paid = state.payments.values.filter { $0.kind == .advance && $0.state == "paid" }
        .reduce(Int64(0)) { $0 + $1.amount.cents }
      let spent = Money(cents: 40_000_000)
      _ = try await office.on("2028-09-15").determine(
        scheme: schemeID, award: award,
        account: .init(
          realisedCosts: spent, thirdParties: Money(cents: 0), ownBudgeted: Money(cents: 0),
          ownRealised: Money(cents: 0), reserve: Money(cents: 0), activitiesDone: Decimal128(1)))
      try await office.on("2028-09-20").send("recover", scheme: schemeID, case: award)
      let after = try await office.state(of: schemeID)
      let determined = try #require(after.awards[award]?.determined)
      let recovery = try #require(after.payments["\(award)/recovery"])
      #expect(recovery.amount.cents == paid - determined.cents)
      #expect(recovery.amount.cents > 0)
      // Six weeks after 20 September 2028 (Awb 4:87).
      #expect(recovery.due == (try day("2028-11-01")))
      try await office.on("2028-11-01").send("fall-due", scheme: schemeID, case: recovery.id)
      try await office.on("2028-11-01").send("pay", scheme: schemeID, case: recovery.id)
      try await office.on("2028-11-02").send("settle", scheme: schemeID, case: award)
      let closed = try await office.state(of: schemeID).awards[award]?.state
      #expect(closed == "closed")
      let audit = try await office.audit(scheme: schemeID)
      #expect(audit.faults == [])
    }
  }

  private func move(_ office: CaseOffice, from: Int, to: Int?, on day: String) async throws {
    let planned = try await office.on(day).planTransition(scheme: schemeID, from: from, to: to)
    _ = try await office.on(day, as: "bram").approveTransition(
      scheme: schemeID, run: planned.run.id)
    _ = try await office.on(day).applyTransition(scheme: schemeID, run: planned.run.id)
  }

  @Test func `filing a report cancels its reminders in the same event`() async throws {
    try await withOffice { office in
      _ = try await office.importPortfolio(madeUpPortfolio(1), scheme: schemeID)
      try await move(office, from: 2026, to: 2027, on: "2027-01-04")
      let report = Keys.report("a000000-2023", "interim-report", 2026)
      let event = try await office.on("2027-02-01").send("file", scheme: schemeID, case: report)
      let state = try await office.state(of: schemeID)
      #expect(state.obligations["a000000-2023/obligation/interim-report/2026"]?.state == .done)
      #expect(!state.reminders.values.contains { $0.state == .planned })
      #expect(event.changes.contains { $0.table == .reminder })
      let run = try await office.on("2027-04-20").runReminders(scheme: schemeID)
      #expect(run.sent.isEmpty)
    }
  }
}

@Suite struct BooksTests {
  @Test func `a receipt run again gives the same outcome by the same rules`() async throws {
    try await withOffice { office in
      _ = try await office.importPortfolio(madeUpPortfolio(1), scheme: schemeID)
      let receipts = try await office.receipts(scheme: schemeID, award: nil, limit: 100)
      #expect(!receipts.isEmpty)
      for stored in receipts {
        let rerun = try await office.rerun(scheme: schemeID, stored.receipt.id)
        #expect(rerun.isSame, "\(stored.receipt.id): \(rerun.outcome)")
        #expect(!stored.receipt.fired.isEmpty)
        #expect(stored.receipt.fired.allSatisfy { !$0.article.isEmpty })
      }
    }
  }

  @Test(arguments: [
    "update award set granted_cents = granted_cents - 1",
    "update payment set state = 'paid' where state = 'planned'", "delete from reminder",
    "insert into organisation values ('\(schemeID)', 'x', 'x', 'illustrative', null)",
    "update chain set sequence = sequence + 1",
    "alter table event disable trigger all; update event set body = replace(body, 'anna', 'boze') where sequence = 2",
    "alter table event disable trigger all; delete from event where sequence = 2",
    "alter table receipt disable trigger all; update receipt set outcome = '1'",
  ])
  func `a change behind the program's back is found by the audit`(sql: String) async throws {
    try await withOffice { office in
      _ = try await office.importPortfolio(madeUpPortfolio(4), scheme: schemeID)
      let planned = try await office.planTransition(scheme: schemeID, from: 2026, to: 2027)
      _ = try await office.acting(as: "bram").approveTransition(
        scheme: schemeID, run: planned.run.id)
      _ = try await office.on("2027-01-04").applyTransition(scheme: schemeID, run: planned.run.id)
      let clean = try await office.audit(scheme: schemeID)
      #expect(clean.faults == [])
      try await office.pool.transaction { db in try db.executeScript(sql) }
      let audit = try await office.audit(scheme: schemeID)
      #expect(!audit.isIntact)
    }
  }

  @Test func `importing twice adds nothing and corrects nothing`() async throws {
    try await withOffice { office in
      let portfolio = try madeUpPortfolio(5)
      let first = try await office.importPortfolio(portfolio, scheme: schemeID)
      let before = try await office.audit(scheme: schemeID)
      let second = try await office.importPortfolio(portfolio, scheme: schemeID)
      #expect(first.added > 0)
      #expect(second.added == 0)
      #expect(second.corrected == 0)
      let after = try await office.audit(scheme: schemeID)
      #expect(after == before)
    }
  }

  @Test func `a dry run of an import stores nothing`() async throws {
    try await withOffice { office in
      let result = try await office.importPortfolio(
        madeUpPortfolio(2), scheme: schemeID, dryRun: true)
      #expect(result.added > 0)
      let state = try await office.state(of: schemeID)
      #expect(state.awards.isEmpty)
    }
  }

  @Test func `as of a day shows what was known then, not what was learned later`() async throws {
    try await withOffice { office in
      _ = try await office.importPortfolio(madeUpPortfolio(1), scheme: schemeID)
      let report = Keys.report("a000000-2023", "interim-report", 2026)
      let planned = try await office.on("2027-01-04").planTransition(
        scheme: schemeID, from: 2026, to: 2027)
      _ = try await office.on("2027-01-04", as: "bram").approveTransition(
        scheme: schemeID, run: planned.run.id)
      _ = try await office.on("2027-01-05").applyTransition(scheme: schemeID, run: planned.run.id)
      let before = try await office.state(of: schemeID, asOf: day("2027-01-04"))
      let after = try await office.state(of: schemeID, asOf: day("2027-01-05"))
      #expect(before.reports[report] == nil)
      #expect(before.periods["a000000-2023/2026"]?.state == "running")
      #expect(after.reports[report]?.state == "expected")
    }
  }

  @Test func `grants above the ceiling are refused by the database and nothing is written`()
    async throws
  {
    try await withOffice { office in
      var portfolio = try madeUpPortfolio(3)
      portfolio.ceilings = [
        Ceiling(
          id: "alliance", kind: .alliance, amount: Money(cents: 100_000_000),
          certainty: .illustrative)
      ]
      let error = await #expect(throws: PostgresError.self) {
        try await office.importPortfolio(portfolio, scheme: schemeID)
      }
      #expect(error?.constraint == "ceiling_not_exceeded")
      let state = try await office.state(of: schemeID)
      #expect(state.awards.isEmpty)
      let audit = try await office.audit(scheme: schemeID)
      #expect(audit.faults == [])
    }
  }
}
