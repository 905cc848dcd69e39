import Casework
import FEEL
import JSONText
import Services
import Storage

/// Events, receipts and what may be done with a case.
enum RecordRoutes {
  private static let event = Schema.named(
    "Gebeurtenis",
    .object([
      .init("volgnummer", .integer(minimum: 1), "plaats in de keten"),
      .init("tijdstip", .dateTime, "wanneer vastgelegd, in UTC"),
      .init("door", .line(), "wie"), .init("soort", .line(), "wat er gebeurde"),
      .init("onderwerp", .line(400), "waaraan, als tabel/sleutel"),
      .init("gegevens", .any, "wat er verder bij hoort"),
      .init("vorigeHash", .line(), "hash van de vorige"), .init("hash", .line(), "hash"),
    ]))

  private static let fired = Schema.object([
    .init("tabel", .line(400), "beslissingstabel"), .init("rij", .integer(), "rij"),
    .init("regel", .line(), "kenmerk van de regel"), .init("artikel", .line(400), "artikel"),
    .init("zekerheid", .optional(.line()), "hoe zeker de regel is"),
  ])

  private static let receipt = Schema.named(
    "Verantwoordingsbewijs",
    .object([
      .init("id", .key, "sleutel"), .init("beslissing", .line(400), "de beslissing"),
      .init("verlening", .optional(.key), "de verlening"),
      .init("regelset", .line(), "hash van de regels"), .init("programma", .line(), "versie"),
      .init("invoer", .lines(1_000_000), "alle invoer, als FEEL"),
      .init("uitkomst", .lines(1_000_000), "de uitkomst, als FEEL"),
      .init("regels", .list(of: fired), "de rijen die beslisten"),
      .init("volgnummer", .integer(), "de gebeurtenis waarbij het hoort"),
      .init("door", .line(), "wie"), .init("tijdstip", .dateTime, "wanneer, in UTC"),
    ]))

  private static let caseView = Schema.named(
    "Zaak",
    .object([
      .init("id", .key, "sleutel"), .init("soort", .line(), "wat het is"),
      .init("stand", .line(), "stand in de levensloop"),
      .init(
        "handelingen",
        .list(
          of: .object([
            .init("handeling", .line(), "naam"), .init("mag", .flag, "of het nu mag"),
            .init("reden", .optional(.lines()), "waarom niet"),
            .init("wordt", .optional(.line()), "stand erna"),
            .init("grondslag", .optional(.line()), "artikel"),
          ])), "wat er kan, en waarom niet"),
    ]))

  static func routes() -> [Route] {
    [events(), receipts(), oneReceipt(), rerun(), oneCase(), act()]
  }

  private static func json(_ event: Event) -> JSON {
    [
      "volgnummer": .int(event.sequence), "tijdstip": .string(event.at.description),
      "door": .string(event.actor), "soort": .string(event.kind),
      "onderwerp": .string(event.subject), "gegevens": event.data,
      "vorigeHash": .string(event.previousHash), "hash": .string(event.hash),
    ]
  }

  private static func json(_ row: Receipt.FiredRow) -> JSON {
    [
      "tabel": .string(row.table), "rij": .int(row.row), "regel": .string(row.rule),
      "artikel": .string(row.article), "zekerheid": row.certainty.map(JSON.string) ?? .null,
    ]
  }

  private static func json(_ stored: StoredReceipt) -> JSON {
    let receipt = stored.receipt
    return [
      "id": .string(receipt.id), "beslissing": .string(receipt.decision),
      "verlening": receipt.award.map(JSON.string) ?? .null, "regelset": .string(receipt.ruleSet),
      "programma": .string(receipt.engine), "invoer": .string(receipt.inputs),
      "uitkomst": .string(receipt.outcome), "regels": .array(receipt.fired.map { json($0) }),
      "volgnummer": .int(stored.sequence), "door": .string(stored.actor),
      "tijdstip": .string(stored.at.description),
    ]
  }

  private static func events() -> Route {
    Route(
      .get, "/v1/regelingen/{regeling}/gebeurtenissen", .api, .permission(.viewCasework),
      nl: "Gebeurtenissen, in hun volgorde", en: "Events, in their order",
      query: [
        .init(
          "na", .integer(minimum: 0), nl: "Alleen na dit volgnummer; 0 als u niets zegt.",
          en: "Only after this number; 0 by default."),
        Paging.parameters[1],
      ],
      answers: [
        .init(
          200,
          .object([
            .init("resultaten", .list(of: event), "de gebeurtenissen"),
            .init("laatste", .integer(minimum: 0), "geef dit mee als na om verder te lezen"),
          ]), "De volgende gebeurtenissen; een lege lijst als er geen meer zijn.")
      ]
    ) { context in
      _ = try await context.existingScheme()
      let after = Int64(context.query.integer("na") ?? 0)
      let found = try await context.office.events(
        scheme: context.scheme, after: after, limit: Paging(context.query).size)
      return .json([
        "resultaten": .array(found.map { json($0) }),
        "laatste": .int(found.last?.sequence ?? after),
      ])
    }
  }

  private static func receipts() -> Route {
    Route(
      .get, "/v1/regelingen/{regeling}/verantwoordingsbewijzen", .api,
      .permission(.viewCasework), nl: "Verantwoordingsbewijzen: lijst", en: "Receipts: list",
      query: [
        .init("verlening", .key, nl: "Alleen van deze verlening.", en: "Only of this award.")
      ] + Paging.parameters,
      answers: [.init(200, Paging.schema(of: receipt), "De bewijzen, oudste eerst.")]
    ) { context in
      _ = try await context.existingScheme()
      let paging = Paging(context.query)
      let found = try await context.office.receiptPage(
        scheme: context.scheme, award: context.query.text("verlening"), limit: paging.size,
        offset: paging.offset)
      return paging.answer(found.receipts.map { json($0) }, total: found.total, context)
    }
  }

  private static func oneReceipt() -> Route {
    Route(
      .get, "/v1/regelingen/{regeling}/verantwoordingsbewijzen/{bewijs}", .api,
      .permission(.viewCasework), nl: "Verantwoordingsbewijzen: één", en: "Receipts: one",
      answers: [.init(200, receipt, "Het bewijs.")]
    ) { context in .entity(json(try await context.receipt())) }
  }

  private static func rerun() -> Route {
    Route(
      .post, "/v1/regelingen/{regeling}/verantwoordingsbewijzen/{bewijs}/_herberekenen", .api,
      .permission(.viewCasework), nl: "Een beslissing opnieuw nemen, onder dezelfde regels",
      en: "Take a decision again, under the same rules",
      answers: [
        .init(
          200,
          .named(
            "Herberekening",
            .object([
              .init("bewijs", .key, "het bewijs"),
              .init("gelijk", .flag, "of de uitkomst gelijk is"),
              .init("uitkomst", .lines(1_000_000), "de uitkomst nu, als FEEL"),
              .init("regels", .list(of: fired), "de rijen die nu beslisten"),
            ])), "De uitkomst; er wordt niets vastgelegd."),
        .init(409, nil, "De regels zijn niet te lezen.", type: "application/problem+json"),
      ]
    ) { context in
      let stored = try await context.receipt()
      let rerun = try await context.office.rerun(scheme: context.scheme, stored.receipt.id)
      return .json([
        "bewijs": .string(stored.receipt.id), "gelijk": .bool(rerun.isSame),
        "uitkomst": .string(rerun.outcome), "regels": .array(rerun.fired.map { json($0) }),
      ])
    }
  }

  private static func json(_ view: CaseOffice.CaseView) -> JSON {
    func text(_ value: String?) -> JSON { value.map(JSON.string) ?? .null }
    return [
      "id": .string(view.key), "soort": .string(view.subject.rawValue),
      "stand": .string(view.state),
      "handelingen": .array(
        view.actions.map { action in
          [
            "handeling": .string(action.event), "mag": .bool(action.isPermitted),
            "reden": text(action.reason), "wordt": text(action.target),
            "grondslag": text(action.article),
          ]
        }),
    ]
  }

  private static func oneCase() -> Route {
    Route(
      .get, "/v1/regelingen/{regeling}/zaken/{zaak}", .api, .permission(.viewCasework),
      nl: "Een zaak: haar stand en wat er kan", en: "A case: its state and what may be done",
      answers: [.init(200, caseView, "De zaak; de ETag is nodig om te handelen.")]
    ) { context in
      .entity(
        json(
          try await context.office.actions(
            scheme: context.scheme, case: context.path["zaak"] ?? "")))
    }
  }

  private static func act() -> Route {
    Route(
      .post, "/v1/regelingen/{regeling}/zaken/{zaak}/handelingen", .api,
      .permission(.handleCases), nl: "Handelen in een zaak", en: "Act in a case",
      body: .json(
        .named(
          "NieuweHandeling",
          .object([.init("handeling", .key, "een van de handelingen van de zaak")]))),
      answers: [
        .init(201, event, "De gebeurtenis die is vastgelegd."),
        .init(409, nil, "De levensloop staat het niet toe.", type: "application/problem+json"),
      ] + Route.AnswerShape.conditional
    ) { context in
      let (scheme, key) = (context.scheme, context.path["zaak"] ?? "")
      let name = context.body["handeling"]?.string ?? ""
      return try await context.change(
        seen: { json(try $0.actions($1, scheme: scheme, case: key)) }
      ) {
        try await $0.send(name, scheme: scheme, case: key)
      } answer: {
        .json(json($0), status: 201)
      }
    }
  }
}

extension RequestContext {
  /// The receipt that the path names, or 404.
  fileprivate func receipt() async throws -> StoredReceipt {
    try await office.receipt(scheme: scheme, path["bewijs"] ?? "")
  }
}
