import Casework
import ExactNumbers
import LegalCalendar
import Postgres
import Services
import Storage
import TestSupport
import Testing

/// Three made-up awards whose year 2027 began on 4 January: the reports over 2026 are due on 1 April.
let in2027 = DatabaseTemplate("in-2027") { pool in
  let office = try await activated(pool)
  _ = try await office.importPortfolio(madeUpPortfolio(3, planned: true), scheme: schemeID)
  try await changeYear(office, from: 2026, to: 2027, on: "2027-01-04")
}

/// One made-up award in its settlement: the final account is due on 2 June 2028.
let in2028 = DatabaseTemplate("in-2028") { pool in
  let office = try await activated(pool)
  _ = try await office.importPortfolio(madeUpPortfolio(1, planned: true), scheme: schemeID)
  try await changeYear(office, from: 2026, to: 2027, on: "2027-01-04")
  _ = try await office.on("2027-10-02").sweep(scheme: schemeID)
  try await changeYear(office, from: 2027, to: nil, on: "2028-01-03")
}

private func activated(_ pool: PostgresPool) async throws -> CaseOffice {
  try await Migrator(try migrations()).migrate(pool)
  let office = try CaseOffice(
    pool: pool, calendar: .dutch, actor: "anna", clock: { Moment(microseconds: 0) }
  ).on("2026-12-28")
  _ = try await office.activate(try schemeFiles())
  return office
}

private func changeYear(_ office: CaseOffice, from: Int, to: Int?, on day: String) async throws {
  let planned = try await office.on(day).planTransition(scheme: schemeID, from: from, to: to)
  _ = try await office.on(day, as: "bram").approveTransition(scheme: schemeID, run: planned.run.id)
  _ = try await office.on(day).applyTransition(scheme: schemeID, run: planned.run.id)
}

/// The portfolio with a plan: two activities of 2026, one of 2027, and an indicator for each award.
private func madeUpPortfolio(_ count: Int, planned: Bool) throws -> Portfolio {
  var portfolio = try madeUpPortfolio(count)
  for award in portfolio.awards {
    for (name, year) in [("campagne", 2026), ("netwerk", 2026), ("congres", 2027)] {
      portfolio.activities.append(
        Activity(
          id: "\(award.id)/\(year)/\(name)", award: award.id, year: year, title: name,
          status: .running, certainty: .illustrative))
    }
    portfolio.goals.append(
      Goal(
        id: "\(award.recipient)/doel", alliance: award.recipient, title: "Doel",
        certainty: .illustrative))
    portfolio.indicators.append(
      Indicator(
        id: "\(award.recipient)/doel/bereik", goal: "\(award.recipient)/doel", title: "Bereik",
        certainty: .illustrative))
  }
  portfolio.recommendations = [
    Recommendation(
      id: "gelijk-speelveld", text: "Verklein het ongelijke speelveld", addressee: "OCW",
      due: try day("2027-06-01"), status: .open, certainty: .illustrative)
  ]
  portfolio.commitments = [
    Commitment(
      id: "brief", text: "Brief aan de Kamer", due: try day("2027-05-01"), status: .open,
      certainty: .illustrative)
  ]
  return portfolio
}

let award = "a000000-2023"
let report2026 = Keys.report(award, "interim-report", 2026)
let obligation2026 = Keys.obligation(award, "interim-report", 2026)

/// A filing over 2026 at which nothing is lacking.
func completeFiling(on iso: String, year: Int = 2026) throws -> Filing {
  Filing(
    receivedOn: try day(iso), hasAuditorsOpinion: true,
    lines: [
      .init(
        name: "Personeel", budgeted: Money(cents: 20_000_000), realised: Money(cents: 19_000_000))
    ],
    activities: (year == 2026
      ? ["2026/campagne", "2026/netwerk"]
      : [
        "2026/campagne", "2026/netwerk", "2027/congres",
      ]).map { .init(activity: "\(award)/\($0)", status: .done) },
    indicators: ["a000000/doel/bereik": "1200"])
}

extension CaseOffice {
  func obligation(_ id: String) async throws -> Obligation {
    try await milestone(scheme: schemeID, id).obligation
  }

  func plannedReminders(_ obligation: String) async throws -> [Reminder] {
    try await state(of: schemeID).reminders.values
      .filter { $0.obligation == obligation && $0.state == .planned }
      .sorted { ($0.on, $0.id) < ($1.on, $1.id) }
  }

  @discardableResult
  func change(
    _ obligation: String, _ action: TermChange.Action, reason: String = "uitstel gevraagd",
    article: String? = nil
  ) async throws -> TermChangeResult {
    try await changeTerm(
      scheme: schemeID, obligation: obligation,
      TermChange(action, on: today, reason: reason, article: article))
  }

  func refusal(_ obligation: String, _ action: TermChange.Action, reason: String = "reden")
    async -> String?
  {
    await #expect(throws: Refusal.self) {
      try await change(obligation, action, reason: reason)
    }?.code
  }
}
