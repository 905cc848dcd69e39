import Casework
import Identity
import JSONText
import LegalCalendar
import Services
import Storage

/// Period changes: planned, approved by a second person, applied, undone.
enum TransitionResource {
  private static let act = Schema.optional(
    .object([
      .init("door", .line(), "wie"), .init("tijdstip", .dateTime, "wanneer, in UTC"),
    ]))

  private static let run = Schema.named(
    "Overgang",
    .object([
      .init("id", .key, "sleutel"), .init("vanJaar", .integer(), "het jaar dat eindigt"),
      .init("naarJaar", .optional(.integer()), "het jaar dat begint; leeg: naar de verantwoording"),
      .init("ingangsdatum", .date, "eerste dag van het nieuwe tijdvak"),
      .init("stand", .oneOf(DutchWords.runState.map(\.1)), "stand"),
      .init("regelset", .line(), "hash van de regels"),
      .init("regelsetNaam", .line(), "naam van de regels"),
      .init("vingerafdruk", .line(), "hash over het hele plan"),
      .init("gepland", act, "wie plande"), .init("goedgekeurd", act, "wie goedkeurde"),
      .init("toegepast", act, "wie toepaste"), .init("teruggedraaid", act, "wie terugdraaide"),
    ]))

  private static let row = Schema.named(
    "Overgangsregel",
    .object([
      .init("verlening", .optional(.key), "de verlening; leeg: de regeling zelf"),
      .init("naam", .line(400), "naam"),
      .init("uitkomst", .oneOf(DutchWords.outcome.map(\.1)), "wat er gebeurt"),
      .init("reden", .lines(), "waarom"),
      .init("artikelen", .list(of: .line()), "artikelen van de regels die beslisten"),
      .init("gevolgen", .integer(minimum: 0), "aantal gegevens dat verandert"),
      .init("bewijzen", .list(of: .key), "verantwoordingsbewijzen"),
    ]))

  private static let conflict = Route.AnswerShape(
    409, nil, "De stand van zaken staat het niet toe.", type: "application/problem+json")

  static func routes() -> [Route] {
    [
      list(), item(), rows(), plan(), exception(),
      action(
        "_goedkeuren", .approveTransition, nl: "Een overgang goedkeuren, als tweede persoon",
        en: "Approve a period change, as the second person"
      ) { context, scheme, run in
        try await change(context) {
          try await $0.approveTransition(scheme: scheme, run: run)
        } run: {
          $0
        }
      },
      action(
        "_toepassen", .applyTransition, nl: "Een goedgekeurde overgang toepassen: helemaal of niet",
        en: "Apply an approved period change: wholly or not at all"
      ) { context, scheme, run in
        try await change(context) {
          try await $0.applyTransition(scheme: scheme, run: run)
        } run: {
          $0.run
        }
      },
      action(
        "_terugdraaien", .applyTransition, nl: "Een toegepaste overgang terugdraaien",
        en: "Undo an applied period change"
      ) { context, scheme, run in
        try await change(context) {
          try await $0.undoTransition(scheme: scheme, run: run)
        } run: {
          $0
        }
      },
    ]
  }

  static func json(_ run: TransitionRun) -> JSON {
    func act(_ step: TransitionRun.Step?) -> JSON {
      step.map { ["door": .string($0.by), "tijdstip": .string($0.at.description)] } ?? .null
    }
    return [
      "id": .string(run.id), "vanJaar": .int(run.header.from),
      "naarJaar": run.header.to.map { .int($0) } ?? .null,
      "ingangsdatum": .string(run.header.effective.description),
      "stand": .string(DutchWords.word(run.state.rawValue, in: DutchWords.runState)),
      "regelset": .string(run.header.ruleSet), "regelsetNaam": .string(run.header.ruleSetLabel),
      "vingerafdruk": .string(run.digest), "gepland": act(run.planned),
      "goedgekeurd": act(run.approved), "toegepast": act(run.applied),
      "teruggedraaid": act(run.undone),
    ]
  }

  private static func json(_ row: TransitionRow) -> JSON {
    [
      "verlening": row.award.map(JSON.string) ?? .null, "naam": .string(row.name),
      "uitkomst": .string(DutchWords.word(row.outcome.rawValue, in: DutchWords.outcome)),
      "reden": .string(row.reason.nl),
      "artikelen": .array(Array(Set(row.fired.map(\.article))).sorted().map(JSON.string)),
      "gevolgen": .int(row.changes.count),
      "bewijzen": .array(row.receipts.map { .string($0.id) }),
    ]
  }

  private static func list() -> Route {
    Route(
      .get, "/v1/regelingen/{regeling}/overgangen", .api, .permission(.viewCasework),
      nl: "Overgangen: lijst", en: "Period changes: list", query: Paging.parameters,
      answers: [.init(200, Paging.schema(of: run), "De overgangen, oudste eerst.")]
    ) { context in
      let paging = Paging(context.query)
      _ = try await context.existingScheme()
      let runs = try await context.office.transitions(scheme: context.scheme)
      let page = paging.page(of: runs)
      return paging.answer(page.map { json($0) }, total: runs.count, context)
    }
  }

  private static func item() -> Route {
    Route(
      .get, "/v1/regelingen/{regeling}/overgangen/{overgang}", .api, .permission(.viewCasework),
      nl: "Overgangen: één", en: "Period changes: one",
      answers: [.init(200, run, "De overgang; de ETag is nodig voor elke volgende stap.")]
    ) { context in .entity(json(try await current(context))) }
  }

  private static func rows() -> Route {
    Route(
      .get, "/v1/regelingen/{regeling}/overgangen/{overgang}/regels", .api,
      .permission(.viewCasework), nl: "Wat een overgang met elke verlening doet",
      en: "What a period change does to each award", query: Paging.parameters,
      answers: [.init(200, Paging.schema(of: row), "Eén regel per verlening.")]
    ) { context in
      let paging = Paging(context.query)
      let found = try await context.office.transition(
        scheme: context.scheme, run: context.path["overgang"] ?? "")
      let page = paging.page(of: found.plan.rows)
      return paging.answer(page.map { json($0) }, total: found.plan.rows.count, context)
    }
  }

  private static func plan() -> Route {
    Route(
      .post, "/v1/regelingen/{regeling}/overgangen", .api, .permission(.planTransition),
      nl: "Een overgang plannen; er verandert nog niets",
      en: "Plan a period change; nothing changes yet",
      body: .json(
        .named(
          "NieuweOvergang",
          .object([
            .init("vanJaar", .integer(minimum: 1900, maximum: 2200), "het jaar dat eindigt"),
            .init(
              "naarJaar", .optional(.integer(minimum: 1900, maximum: 2200)), required: false,
              "het jaar dat begint; leeg: naar de verantwoording"),
          ]))),
      answers: [.init(201, run, "Het plan, dat op goedkeuring wacht."), conflict]
    ) { context in
      let (from, to) = (context.body["vanJaar"]?.int ?? 0, context.body["naarJaar"]?.int)
      let (scheme, base) = (context.scheme, context.route.path)
      return try await context.change {
        try await $0.planTransition(scheme: scheme, from: Int(from), to: to.map { Int($0) })
      } answer: { planned in
        let run = planned.run
        let place = base.path(["regeling": scheme]) + "/" + PercentEncoding.encode(run.id)
        return Answer.entity(json(run), status: 201).adding(.location, place)
      }
    }
  }

  private static func exception() -> Route {
    Route(
      .post, "/v1/regelingen/{regeling}/uitzonderingen", .api, .permission(.grantException),
      nl: "Eén verlening laten overgaan al houdt een regel haar tegen",
      en: "Let one award move although a rule blocks it",
      body: .json(
        .named(
          "NieuweUitzondering",
          .object([
            .init("verlening", .key, "de verlening"),
            .init("jaar", .integer(minimum: 1900, maximum: 2200), "het nieuwe jaar"),
            .init("reden", .line(1000), "waarom"),
          ]))),
      answers: [
        .init(
          201,
          .named(
            "Uitzondering",
            .object([
              .init("id", .key, "sleutel"), .init("verlening", .key, "de verlening"),
              .init("jaar", .integer(), "het nieuwe jaar"),
              .init("reden", .line(1000), "waarom"), .init("door", .line(), "wie"),
              .init("datum", .date, "wanneer"),
            ])), "De uitzondering."), conflict,
      ]
    ) { context in
      let (body, scheme) = (context.body, context.scheme)
      return try await context.change {
        try await $0.grantException(
          scheme: scheme, award: body["verlening"]?.string ?? "", year: Int(body["jaar"]?.int ?? 0),
          reason: body["reden"]?.string ?? "")
      } answer: { exception in
        .json(
          [
            "id": .string(exception.id), "verlening": .string(exception.award),
            "jaar": .int(exception.year), "reden": .string(exception.reason),
            "door": .string(exception.grantedBy), "datum": .string(exception.grantedOn.description),
          ], status: 201)
      }
    }
  }

  private static func action(
    _ name: String, _ permission: Permission, nl: String, en: String,
    _ handler:
      @escaping @Sendable (RequestContext, _ scheme: String, _ run: String) async throws -> Answer
  ) -> Route {
    Route(
      .post, PathTemplate("/v1/regelingen/{regeling}/overgangen/{overgang}/\(name)"), .api,
      .permission(permission), nl: nl, en: en,
      answers: [.init(200, run, "De overgang in haar nieuwe stand."), conflict]
        + Route.AnswerShape.conditional
    ) { context in try await handler(context, context.scheme, context.path["overgang"] ?? "") }
  }

  /// A step of the run that the path names, on the state that the sender saw.
  private static func change<Result: Sendable>(
    _ context: RequestContext, _ work: @escaping @Sendable (CaseOffice) async throws -> Result,
    run: @escaping @Sendable (Result) -> TransitionRun
  ) async throws -> Answer {
    let (scheme, id) = (context.scheme, context.path["overgang"] ?? "")
    return try await context.change(
      seen: { json(try $0.transitionRun($1, scheme: scheme, id)) }, work
    ) { .entity(json(run($0))) }
  }

  private static func current(_ context: RequestContext) async throws -> TransitionRun {
    try await context.office.transitionRun(
      scheme: context.scheme, context.path["overgang"] ?? "")
  }
}

extension Route.AnswerShape {
  /// The answers of a change that needs `If-Match`.
  static let conditional = [
    Route.AnswerShape(
      412, nil, "Intussen gewijzigd: haal opnieuw op.", type: "application/problem+json"),
    Route.AnswerShape(428, nil, "If-Match ontbreekt.", type: "application/problem+json"),
  ]
}
