import FEEL
import LegalCalendar
import SchemeDefinition
import Testing

@Suite struct DueTests {
  private func due(_ kind: String, _ records: FEELContext, today: String = "2026-12-28") throws
    -> TermOutcome
  {
    let day = try #require(CivilDate(iso: today))
    let facts: FEELContext = ["case": .context(records), "today": .date(day)]
    let outcome = try Shipped.rules("2023-02-24").due(kind, facts: facts, calendar: .dutch)
    guard case .due(let due) = outcome else {
      Issue.record("\(kind): \(outcome)")
      throw Missing()
    }
    return due
  }

  private struct Missing: Error {}

  private func date(_ iso: String) throws -> FEELValue {
    .date(try #require(CivilDate(iso: iso)))
  }

  @Test(arguments: [(2023, "2024-04-01"), (2024, "2025-04-01"), (2026, "2027-04-01")])
  func `an interim report is due on 1 April, even on Easter Monday`(year: Int, iso: String) throws {
    let due = try due("interim-report", ["period": .context(["year": .number(.init(year))])])
    #expect(due.due.description == iso)
    #expect(due.steps.first?.article == "SR 1.5")
    #expect(due.steps.last?.text.nl.contains("ministeriële regeling") == true)
  }

  @Test func `the final account is due 22 weeks after the last year, the decision 22 weeks later`()
    throws
  {
    let account = try due(
      "final-account", ["award": .context(["endsOn": date("2027-12-31")])])
    #expect(account.due.description == "2028-06-02")
    #expect(account.target < account.due)
    let decision = try due(
      "determination-decision", ["event": .context(["date": date("2028-06-02")])])
    #expect(decision.due.description == "2028-11-03")
  }

  @Test func `an objection term that ends on a holiday runs on by the extension act`() throws {
    // Six weeks from 15 March 2027 end on Monday 26 April; from 16 March on King's Day.
    let published = try due(
      "objection-window", ["decision": .context(["publishedOn": date("2027-03-16")])])
    #expect(published.due.description == "2027-04-28")
    #expect(published.steps.contains { $0.article.hasPrefix("Atw 1") })
  }

  @Test func `a term without its own event starts today`() throws {
    #expect(try due("completion", [:], today: "2027-03-01").due.description == "2027-03-15")
  }

  @Test func `a missing fact is refused with the expression and a remedy`() throws {
    let outcome = try Shipped.rules("2023-02-24").due(
      "final-account", facts: ["case": .context([:])], calendar: .dutch)
    guard case .refused(let findings) = outcome else {
      Issue.record("a date came out of nothing")
      return
    }
    #expect(findings.first?.message.contains("case.award.endsOn") == true)
    #expect(findings.first?.remedy != nil)
  }

  @Test func `an unknown obligation is refused with the nearest name`() throws {
    let outcome = try Shipped.rules("2023-02-24").due(
      "final-acount", facts: [:], calendar: .dutch)
    guard case .refused(let findings) = outcome else {
      Issue.record("an unknown obligation has a date")
      return
    }
    #expect(findings.first?.remedy == "Did you mean \"final-account\"?")
  }

  @Test func `a due date is never before its start and a target never after the due date`() throws {
    let rules = try Shipped.rules("2023-02-24")
    let first = try #require(CivilDate(iso: "2024-01-01"))
    for offset in stride(from: 0, to: 1500, by: 7) {
      let today = first.adding(days: offset)
      let facts: FEELContext = [
        "case": .context([
          "award": .context(["endsOn": .date(today)]),
          "period": .context(["year": .number(.init(today.year))]),
          "scheme": .context(["validFrom": .date(today)]),
          "recommendation": .context(["due": .date(today)]),
          "commitment": .context(["due": .date(today)]),
        ]), "today": .date(today),
      ]
      for kind in rules.obligations.keys {
        guard case .due(let due) = rules.due(kind, facts: facts, calendar: .dutch) else {
          Issue.record("\(kind) has no date on \(today)")
          continue
        }
        #expect(due.due >= today || rules.termRule(of: kind)?.direction == .backward)
        #expect(due.target <= due.due)
        #expect(due.steps.last?.date == due.due)
      }
    }
  }

  @Test func `a ladder gives each step its day`() throws {
    let ladder = try #require(try Shipped.rules("2023-02-24").ladders["rapportage"])
    let due = try #require(CivilDate(iso: "2027-04-01"))
    let dates = ladder.dates(due: due, calendar: .dutch).map { $0.date.description }
    #expect(
      dates == [
        "2027-02-04", "2027-03-18", "2027-04-01", "2027-04-08", "2027-04-22", "2027-05-27",
      ])
    #expect(ladder.steps.last?.escalation == true)
  }

  @Test func `working days of a ladder skip weekends and holidays`() throws {
    let ladder = try #require(try Shipped.rules("2023-02-24").ladders["besluit"])
    let step = try #require(ladder.steps.first { $0.workingDays })
    // Five working days before Tuesday 30 March 2027: Easter Monday and Good Friday are none.
    let due = try #require(CivilDate(iso: "2027-03-30"))
    #expect(step.date(due: due, calendar: .dutch).description == "2027-03-19")
  }
}
