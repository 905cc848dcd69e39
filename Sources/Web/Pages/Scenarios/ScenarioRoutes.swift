import Diagnostics
import Identity
import Simulation

extension RouteTable {
  static func scenarioPages() -> [Route] {
    [
      .page("/regelingen/{regeling}/scenarios", nl: "Scenario’s", en: "Scenarios") { context in
        try await design(context, query: ScenarioDesignQuery(context.query, words: context.words))
      },
      .form(
        "/regelingen/{regeling}/scenarios", .permission(.runScenarios), nl: "Scenario maken",
        en: "Make a scenario"
      ) { context in
        let query = ScenarioDesignQuery(context.form, words: context.words)
        let form = ScenarioForm(context.form, words: context.words)
        guard form.faults.isEmpty else {
          return try await design(context, query: query, form: form, status: 400)
        }
        return .redirect(
          Places.with(
            Places(scheme: context.scheme).scenarios + "/vergelijking",
            query.parameters + [("s", form.text)]))
      },
      .page(
        "/regelingen/{regeling}/scenarios/vergelijking", .permission(.runScenarios),
        nl: "Vergelijking", en: "Comparison"
      ) { context in
        let query = ScenarioDesignQuery(context.query, words: context.words)
        guard query.faults.isEmpty else {
          return try await design(context, query: query, status: 400)
        }
        let page = ComparisonPage(
          scene: try await context.scene(), query: query, comparison: try await run(query))
        return context.answer(page.page)
      },
      Route(
        .get, "/regelingen/{regeling}/scenarios/vergelijking.csv", .page,
        .permission(.runScenarios), nl: "Vergelijking als CSV", en: "Comparison as CSV"
      ) { context in
        let query = ScenarioDesignQuery(context.query, words: context.words)
        let text = "\u{FEFF}" + (try await run(query)).csv
        return .file(Array(text.utf8), type: "text/csv; charset=utf-8", named: "scenarios.csv")
      },
    ]
  }

  private static func run(_ query: ScenarioDesignQuery) async throws -> ScenarioComparison {
    try await Simulation.run(
      scenarios: query.scenarios, population: try Population.generate(.like2022),
      seed: query.seed, draws: ScenarioDesignQuery.draws, threads: 2)
  }

  private static func design(
    _ context: RequestContext, query: ScenarioDesignQuery, form: ScenarioForm? = nil,
    status: Int = 200
  ) async throws -> Answer {
    var page = ScenariosPage(
      scene: try await context.scene(), query: query, mayRun: context.may(.runScenarios),
      form: form
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
