import Casework
import JSONText
import Services
import Simulation
import Storage

/// Scenarios: what can be changed, and runs that work out what a change would do.
///
/// A run belongs to no scheme: it stands on levers and invented applicants.
enum ScenarioResource {
  private static let run = Schema.named(
    "Doorrekening",
    .object([
      .init("id", .key, "sleutel"),
      .init("soort", .oneOf(DutchWords.runKind.map(\.1)), "wat er wordt gevraagd"),
      .init("titel", .line(2000), "de scenario’s en de aanvragers"),
      .init("stand", .oneOf(DutchWords.scenarioState.map(\.1)), "stand"),
      .init("delen", .integer(minimum: 0), "in zoveel delen wordt er getrokken"),
      .init("delenGereed", .integer(minimum: 0), "zoveel daarvan zijn er"),
      .init("bevolking", .optional(.line()), "hash van de aanvragers"),
      .init("door", .line(), "wie het vroeg"),
      .init("aanvraagtijdstip", .dateTime, "wanneer, in UTC"),
      .init("eindtijdstip", .optional(.dateTime), "wanneer het klaar was"),
      .init("vingerafdruk", .optional(.line()), "over regels, gegevens, zaad en uitkomst"),
    ]))

  private static let outcome = Schema.named(
    "Uitkomst",
    .object([
      .init("doorrekening", .key, "de doorrekening"),
      .init("vingerafdruk", .line(), "over regels, gegevens, zaad en uitkomst"),
      .init("cijfers", .any, "alle cijfers met hun definities, zoals het rekenhart ze geeft"),
      .init("tekst", .optional(.lines(10_000_000)), "hetzelfde in woorden, in de gevraagde taal"),
    ]))

  static func routes() -> [Route] {
    [LeverResource.list(), list(), item(), result(), start(), cancel()]
  }

  private static func json(_ run: ScenarioRun) -> JSON {
    [
      "id": .string(run.id),
      "soort": .string(DutchWords.word(run.kind.rawValue, in: DutchWords.runKind)),
      "titel": .string(run.title),
      "stand": .string(DutchWords.word(run.state.rawValue, in: DutchWords.scenarioState)),
      "delen": .int(run.slices), "delenGereed": .int(run.slicesMade),
      "bevolking": run.population.map(JSON.string) ?? .null, "door": .string(run.requestedBy),
      "aanvraagtijdstip": .string(run.requestedAt.description),
      "eindtijdstip": run.finishedAt.map { .string($0.description) } ?? .null,
      "vingerafdruk": run.fingerprint.map(JSON.string) ?? .null,
    ]
  }

  private static func list() -> Route {
    Route(
      .get, "/v1/doorrekeningen", .api, .permission(.viewCasework), nl: "Doorrekeningen: lijst",
      en: "Runs of scenarios: list", query: Paging.parameters,
      answers: [.init(200, Paging.schema(of: run), "De doorrekeningen, nieuwste eerst.")]
    ) { context in
      let paging = Paging(context.query)
      let page = try await context.office.scenarioRunPage(
        limit: paging.size, offset: paging.offset)
      return paging.answer(page.runs.map { json($0) }, total: page.total, context)
    }
  }

  private static func item() -> Route {
    Route(
      .get, "/v1/doorrekeningen/{doorrekening}", .api, .permission(.viewCasework),
      nl: "Een doorrekening: haar stand en hoe ver zij is",
      en: "A run of scenarios: its state and progress",
      answers: [.init(200, run, "De doorrekening.")]
    ) { context in .entity(json(try await current(context))) }
  }

  private static func result() -> Route {
    Route(
      .get, "/v1/doorrekeningen/{doorrekening}/uitkomst", .api, .permission(.viewCasework),
      nl: "De uitkomst van een doorrekening, in cijfers en in woorden",
      en: "The outcome of a run, in figures and in words",
      answers: [
        .init(200, outcome, "De uitkomst."),
        .init(409, nil, "Zij is nog niet klaar.", type: "application/problem+json"),
      ]
    ) { context in
      let run = try await current(context)
      let outcome = try await context.office.scenarioOutcome(run)
      let text = context.language == .dutch ? outcome.dutch : outcome.english
      return .entity([
        "doorrekening": .string(run.id), "vingerafdruk": .string(outcome.fingerprint),
        "cijfers": try JSON.parse(outcome.result), "tekst": text.map(JSON.string) ?? .null,
      ])
    }
  }

  private static func start() -> Route {
    Route(
      .post, "/v1/doorrekeningen", .api, .permission(.runScenarios),
      nl:
        "Scenario’s laten doorrekenen; werkers doen het, dezelfde vraag geeft dezelfde doorrekening",
      en: "Have scenarios run; workers do it, the same request gives the same run",
      body: .json(ScenarioBody.schema),
      answers: [.init(201, run, "De doorrekening; volg haar onder Location.")]
    ) { context in
      let body = try ScenarioBody(context.body)
      let base = context.route.path.description
      return try await context.change {
        try await $0.request(body.request, on: body.population, enqueued: true)
      } answer: { run in
        Answer.entity(json(run), status: 201).adding(.location, base + "/" + run.id)
      }
    }
  }

  private static func cancel() -> Route {
    Route(
      .post, "/v1/doorrekeningen/{doorrekening}/_annuleren", .api, .permission(.runScenarios),
      nl: "Een doorrekening loslaten die nog niet klaar is", en: "Let go of a run that is not done",
      answers: [
        .init(200, run, "De doorrekening; wat er al van is, blijft."),
        .init(409, nil, "Zij is niet open.", type: "application/problem+json"),
      ] + Route.AnswerShape.conditional
    ) { context in
      let id = try id(context)
      return try await context.change(
        seen: { json(try $0.scenarioRun($1, id)) }
      ) {
        try await $0.cancelScenarios(id)
      } answer: {
        .entity(json($0))
      }
    }
  }

  /// The run of exactly that id; the beginning of one is enough on the command line, not here.
  private static func current(_ context: RequestContext) async throws -> ScenarioRun {
    try await context.office.scenarioRun(try id(context))
  }

  private static func id(_ context: RequestContext) throws -> String {
    let id = context.path["doorrekening"] ?? ""
    guard id.utf8.count == 12 else { throw Problem.unknownSubject }
    return id
  }
}
