import Casework
import ExactNumbers
import FEEL
import LegalCalendar
import Services
import Simulation

extension DemoStory {
  /// From 2027 through final account, determination and recovery to closing in 2028.
  func walkToTheEnd() async throws {
    try await lateAlliance()
    try await yearOfPayments()
    try await settlement()
    try await determination()
    try await closing()
  }

  /// The blocked alliance mends its report and moves in a run of its own.
  private func lateAlliance() async throws {
    let blocked = try await awards { state, award in
      state.periods[Keys.period(award, 2026)]?.state == "running"
    }
    guard !blocked.isEmpty else { return }
    step(
      "15 februari 2027: wie achterbleef haalt in",
      "15 February 2027: who was left behind catches up",
      command: "transition plan --from 2026 --to 2027")
    for award in blocked {
      let report = Keys.report(award, "interim-report", 2025)
      for event in ["file", "settle"] where try await permitted(event, report, on: "2027-02-15") {
        try await on("2027-02-15").send(event, scheme: scheme, case: report)
        console.line("  \(report): \(event)")
      }
    }
    let planned = try await on("2027-02-15").planTransition(scheme: scheme, from: 2026, to: 2027)
    _ = try await on("2027-02-15", as: "bram").approveTransition(
      scheme: scheme, run: planned.run.id)
    let applied = try await on("2027-02-15").applyTransition(scheme: scheme, run: planned.run.id)
    for row in applied.plan.rows { console.line("  \(row.name): \(row.outcome.rawValue)") }
  }

  private func yearOfPayments() async throws {
    step(
      "2027: voorschotten betaald, rapportages over 2026 afgehandeld",
      "2027: advances paid, reports on 2026 settled", command: "case do … pay")
    var paid = Int64(0)
    let state = try await office.state(of: scheme)
    let payments = state.payments.values.filter { $0.state == "planned" }
      .sorted { ($0.due, $0.id) < ($1.due, $1.id) }
    for payment in payments {
      // Before the late alliance moved its first advance could not be paid.
      let day = max(payment.due, CivilDate(iso: "2027-02-16") ?? payment.due).description
      try await on(day).send("fall-due", scheme: scheme, case: payment.id)
      try await on(day).send("pay", scheme: scheme, case: payment.id)
      paid += payment.amount.cents
    }
    console.line(
      console.say(
        "  \(payments.count) voorschotten betaald, samen ",
        "  \(payments.count) advances paid, together ")
        + console.amount(Money(cents: paid), .illustrative))
    for award in try await awards({ _, _ in true }) {
      for year in [2025, 2026] {
        let report = Keys.report(award, "interim-report", year)
        for event in ["file", "settle"] where try await permitted(event, report, on: "2027-03-26") {
          try await on("2027-03-26").send(event, scheme: scheme, case: report)
        }
        let period = Keys.period(award, year)
        if try await permitted("settle", period, on: "2027-05-20") {
          try await on("2027-05-20").send("settle", scheme: scheme, case: period)
        }
      }
    }
    let open = try await on("2027-12-31").milestones(scheme: scheme, all: false).count
    console.line(
      console.say(
        "  Open verplichtingen eind 2027: \(open)", "  Open obligations at the end of 2027: \(open)"
      ))
  }

  private func settlement() async throws {
    step(
      "3 januari 2028: na het laatste tijdvak naar de eindverantwoording",
      "3 January 2028: after the last period to the final account",
      command: "transition plan --from 2027 --to settlement")
    let planned = try await on("2028-01-03").planTransition(scheme: scheme, from: 2027, to: nil)
    _ = try await on("2028-01-03", as: "bram").approveTransition(
      scheme: scheme, run: planned.run.id)
    _ = try await on("2028-01-03").applyTransition(scheme: scheme, run: planned.run.id)
    let due = try await on("2028-01-03").milestones(scheme: scheme, all: false)
      .filter { $0.obligation.kind == "final-account" }
    console.line(
      console.say(
        "  \(planned.plan.rows.count) verleningen; eindverantwoording uiterlijk ",
        "  \(planned.plan.rows.count) awards; final account due ")
        + (due.first.map { "\($0.obligation.due) [\($0.obligation.article)]" } ?? "–"))
  }

  private func determination() async throws {
    step(
      "2028: verantwoord en vastgesteld (KR 8.6–8.9)",
      "2028: accounted and determined (KR 8.6–8.9)",
      command: "award determine politica-2023 --costs 4500000.00")
    var table = TextTable([
      .init(console.say("verlening", "award")), .init(console.say("verleend", "granted"), .right),
      .init(console.say("vastgesteld", "determined"), .right),
      .init(console.say("betaald", "paid"), .right), .init(console.say("verder", "next")),
    ])
    for award in try await awards({ _, _ in true }) {
      let final = Keys.report(award, "final-account", 2027)
      try await on("2028-05-30").send("file", scheme: scheme, case: final)
      try await on("2028-05-30").send("account", scheme: scheme, case: award)
      let granted = try await office.state(of: scheme).awards[award]?.granted ?? Money(cents: 0)
      // Politica is made to have spent less than it got, so that a recovery can be seen.
      let spent = award == "politica-2023" ? Money(euros: 4_500_000) : granted
      _ = try await on("2028-09-15").determine(
        scheme: scheme, award: award,
        account: .init(
          realisedCosts: spent, thirdParties: Money(cents: 0), ownBudgeted: Money(cents: 0),
          ownRealised: Money(cents: 0), reserve: Money(cents: 0), activitiesDone: Decimal128(1)))
      try await on("2028-09-15").send("settle", scheme: scheme, case: final)
      table.add(try await closeAccount(award))
    }
    console.table(table)
    console.line(console.say("* bedragen illustratief", "* illustrative amounts"))
  }

  /// Recovers, pays or simply closes, as the lifecycle permits.
  private func closeAccount(_ award: String) async throws -> [String] {
    let view = try await on("2028-09-20").actions(scheme: scheme, case: award)
    let next = view.actions.first { $0.isPermitted }?.event ?? "settle"
    if next != "settle" {
      try await on("2028-09-20").send(next, scheme: scheme, case: award)
      let kind: PaymentKind = next == "recover" ? .recovery : .settlement
      let payment = "\(award)/\(kind.rawValue)"
      let due = try await office.state(of: scheme).payments[payment]?.due.description
      try await on(due ?? "2028-11-01").send("fall-due", scheme: scheme, case: payment)
      try await on(due ?? "2028-11-01").send("pay", scheme: scheme, case: payment)
    }
    try await on("2028-11-15").send("settle", scheme: scheme, case: award)
    let period = Keys.period(award, 2027)
    if try await permitted("settle", period, on: "2028-11-15") {
      try await on("2028-11-15").send("settle", scheme: scheme, case: period)
    }
    let state = try await office.state(of: scheme)
    guard let record = state.awards[award] else { return [award] }
    let advances = state.payments.values
      .filter { $0.award == award && $0.kind == .advance && $0.state == "paid" }
      .reduce(Int64(0)) { $0 + $1.amount.cents }
    return [
      award, console.amount(record.granted, .illustrative),
      console.amount(record.determined ?? Money(cents: 0), .illustrative),
      console.amount(Money(cents: advances), .illustrative), next + " → " + record.state,
    ]
  }

  private func closing() async throws {
    step(
      "November 2028: partnerschappen gesloten, regeling afgewikkeld",
      "November 2028: partnerships closed, scheme settled",
      command: "case do \(scheme) settle")
    let state = try await office.state(of: scheme)
    for alliance in state.alliances.keys.sorted() {
      for event in ["end", "close"] where try await permitted(event, alliance, on: "2028-11-16") {
        try await on("2028-11-16").send(event, scheme: scheme, case: alliance)
      }
    }
    let event = try await on("2028-11-17").send("settle", scheme: scheme, case: scheme)
    console.show(event)
  }

  func compareScenarios() async throws {
    step(
      "Ontwerpen van de opvolger vergeleken (verzonnen bevolking)",
      "Designs of the successor compared (made-up population)", command: "scenario run")
    let files = ScenarioFiles(home: home)
    let population = try files.population("like-2022")
    let request = SimulationRequest(
      scenarios: try files.scenarios(ScenarioFiles.first), population: population, seed: 1,
      draws: 2_000)
    let asked = try await office.request(request, on: population)
    let run = try await office.makeScenarios(asked, threads: 2, by: "demo")
    console.line(try await office.scenarioComparison(run).summary(console.language))
    console.wrapped(
      console.say(
        "Tabellen, kansen en de betekenis van elke maat: speelveld scenario run",
        "Tables, chances and what each measure means: speelveld scenario run"))
  }

  private func awards(_ condition: (SchemeState, String) -> Bool) async throws -> [String] {
    let state = try await office.state(of: scheme)
    return state.awards.keys.filter { condition(state, $0) }.sorted()
  }

  private func permitted(_ event: String, _ key: String, on day: String) async throws -> Bool {
    guard try await office.state(of: scheme).subject(named: key) != nil else { return false }
    return try await on(day).actions(scheme: scheme, case: key).actions
      .contains { $0.event == event && $0.isPermitted }
  }
}
