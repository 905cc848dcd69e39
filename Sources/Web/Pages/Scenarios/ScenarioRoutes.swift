import Casework
import Diagnostics
import Identity
import Services
import Simulation
import Storage

extension RouteTable {
  static func scenarioPages() -> [Route] {
    let one = "/regelingen/{regeling}/scenarios/{run}"
    return [
      .page("/regelingen/{regeling}/scenarios", nl: "Scenario’s", en: "Scenarios") { context in
        try await design(context, query: ScenarioDesignQuery(context.query, words: context.words))
      },
      .form(
        "/regelingen/{regeling}/scenarios", .permission(.runScenarios), nl: "Scenario maken",
        en: "Make a scenario", handler: make),
      .page(
        PathTemplate(one), .permission(.runScenarios), nl: "Vergelijking", en: "Comparison",
        handler: show),
      Route(
        .get, PathTemplate("\(one)/cijfers.csv"), .page, .permission(.runScenarios),
        nl: "Vergelijking als CSV", en: "Comparison as CSV"
      ) { context in
        let comparison = try await context.office.scenarioComparison(try await run(context))
        let text = "\u{FEFF}" + comparison.csv
        return .file(Array(text.utf8), type: "text/csv; charset=utf-8", named: "scenarios.csv")
      },
      .form(
        PathTemplate("\(one)/verder"), .permission(.runScenarios), nl: "Verder rekenen", en: "Go on"
      ) { context in
        let run = try await run(context)
        return try await help(context, with: run)
      },
      .form(
        PathTemplate("\(one)/loslaten"), .permission(.runScenarios), nl: "Loslaten", en: "Let go"
      ) { context in
        let run = try await run(context)
        if run.state == .open { try await context.office.cancelScenarios(run) }
        return .redirect(Places(scheme: context.scheme).run(run.id))
      },
    ]
  }

  static func run(_ context: RequestContext) async throws -> ScenarioRun {
    let id = context.path["run"] ?? ""
    guard !id.isEmpty, id.allSatisfy({ $0.isASCII && $0.isHexDigit }) else {
      throw Problem.unknownSubject
    }
    do {
      return try await context.office.scenarioRun(id)
    } catch let refusal as Refusal where refusal.code == "no-run" {
      throw Problem.unknownSubject
    }
  }

  /// Stores what is asked, has it made, and helps for a few seconds, so that a small run is done at once.
  @Sendable private static func make(_ context: RequestContext) async throws -> Answer {
    let before = ScenarioDesignQuery(context.form, words: context.words)
    let form = ScenarioForm(context.form, words: context.words)
    guard form.faults.isEmpty, before.faults.isEmpty else {
      return try await design(context, query: before, form: form, status: 400)
    }
    let query = ScenarioDesignQuery(
      Values(context.form.pairs + [(name: "s", value: form.text)]), words: context.words)
    let population = try Population.generate(.like2022)
    do {
      let run = try await context.office.request(
        SimulationRequest(
          scenarios: query.scenarios, population: population, seed: query.seed, draws: query.draws),
        on: population, enqueued: true)
      return try await help(context, with: run)
    } catch let error as FindingsError {
      var contradicting = form
      contradicting.faults.add("", error.findings.map(\.message).joined(separator: " "))
      return try await design(context, query: before, form: contradicting, status: 409)
    }
  }

  private static func help(_ context: RequestContext, with run: ScenarioRun) async throws -> Answer
  {
    if run.state == .open {
      _ = try await context.office.makeScenarios(run, for: .seconds(4), threads: 2, by: "desk")
    }
    return .redirect(Places(scheme: context.scheme).run(run.id))
  }

  @Sendable private static func show(_ context: RequestContext) async throws -> Answer {
    let office = context.office
    let run = try await run(context)
    let scene = try await context.scene()
    guard run.state == .done else {
      return context.answer(
        RunPage(scene: scene, run: run, mayRun: context.may(.runScenarios)).page)
    }
    guard run.kind == .comparison,
      let comparison = try? await office.scenarioComparison(run),
      let plan = try? await office.scenarioPlan(run)
    else {
      let outcome = try await office.scenarioOutcome(run)
      let text = context.language == .dutch ? outcome.dutch : outcome.english
      return context.answer(
        RunPage(
          scene: scene, run: run, text: text ?? outcome.result, mayRun: context.may(.runScenarios)
        ).page)
    }
    let page = ComparisonPage(
      scene: scene, query: ScenarioDesignQuery(plan, words: context.words), comparison: comparison,
      run: run, mayPromote: context.may(.promoteScenario))
    return context.answer(page.page)
  }

  private static func design(
    _ context: RequestContext, query: ScenarioDesignQuery, form: ScenarioForm? = nil,
    status: Int = 200
  ) async throws -> Answer {
    var page = ScenariosPage(
      scene: try await context.scene(), query: query, mayRun: context.may(.runScenarios),
      form: form, runs: try await context.office.scenarioRuns(limit: 20)
    ).page
    if !query.faults.isEmpty {
      page.blocks.insert(
        .notice(
          Notice(
            .error, context.say("Dit adres klopt niet", "This address is not right"),
            query.faults.list.map(\.text))), at: 0)
    }
    return context.answer(page, status: status)
  }
}
