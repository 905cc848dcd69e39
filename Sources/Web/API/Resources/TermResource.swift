import Casework
import JSONText
import LegalCalendar
import Services
import Storage

/// The ledger of an obligation's term: what happened to it, and what happens next.
enum TermResource {
  static let entries = Resource<LedgerEntry>(
    plural: "vermeldingen", singular: "vermelding", schemaName: "Vermelding",
    summary: .init(
      nl: "Vermeldingen in de termijnrekening", en: "Entries in the ledger of a term"),
    fields: [
      .init("id", "id", "sleutel"), .init("obligation", "verplichting", "de verplichting"),
      .init("action", "soort", "wat er gebeurde", words: DutchWords.ledgerAction),
      .init("onDay", "ingangsdatum", "dag waarop het ingaat"),
      .init("untilDay", "totDatum", "einde van een opschorting, of de nieuwe laatste dag"),
      .init("length", "duur", "lengte van een verlenging"),
      .init("target", "vermelding", "de vermelding die wordt ingetrokken of hervat"),
      .init("reason", "reden", "waarom"), .init("article", "grondslag", "artikel"),
      .init("recordedOn", "vastleggingsdatum", "dag waarop het is vastgelegd"),
      .init("actor", "door", "wie"),
    ], sortable: ["id", "ingangsdatum"])

  /// A date that moves because of something else.
  static let move = Schema.named(
    "Verschuiving",
    .object([
      .init("wat", .oneOf(DutchWords.moved.map(\.1)), "wat er verschuift"),
      .init("id", .key, "sleutel daarvan"), .init("soort", .line(), "soort of trede"),
      .init("verlening", .optional(.key), "de verlening"),
      .init("vanDatum", .optional(.date), "leeg: nieuw"),
      .init("naarDatum", .optional(.date), "leeg: vervallen"),
    ]))

  static func json(_ move: DateMove) -> JSON {
    [
      "wat": .string(DutchWords.word(move.what.rawValue, in: DutchWords.moved)),
      "id": .string(move.key), "soort": .string(move.kind),
      "verlening": move.award.map(JSON.string) ?? .null,
      "vanDatum": move.before.map { .string($0.description) } ?? .null,
      "naarDatum": move.after.map { .string($0.description) } ?? .null,
    ]
  }

  static func routes() -> [Route] {
    [
      entries.list(
        under: "/verplichtingen/{verplichting}",
        narrowed: .init(place: "verplichting", field: "obligation") { context in
          _ = try await context.existing(Obligation.self, "verplichting")
        }), change(),
    ]
  }

  private static func change() -> Route {
    Route(
      .post, "/v1/regelingen/{regeling}/verplichtingen/{verplichting}/vermeldingen", .api,
      .permission(.manageTerms),
      nl: "Een termijn verlengen, opschorten of hervatten, of een verplichting kwijtschelden",
      en: "Extend, suspend or resume a term, or waive an obligation",
      body: .json(TermChangeBody.schema),
      answers: [
        .init(
          201,
          .named(
            "Termijnwijziging",
            .object([
              .init("verplichting", Resources.obligations.schema, "de verplichting erna"),
              .init("verschuivingen", .list(of: move), "elke datum die verschuift"),
              .init("volgnummer", .integer(minimum: 1), "de gebeurtenis die het vastlegt"),
            ])), "Vastgelegd; de ETag is die van de verplichting."),
        .init(
          409, nil, "De regels of de stand staan het niet toe.", type: "application/problem+json"),
      ] + Route.AnswerShape.conditional
    ) { context in
      let (scheme, id) = (context.scheme, context.path["verplichting"] ?? "")
      let change = try TermChangeBody(context.body).change(today: context.today)
      return try await context.change(
        seen: { office, db in
          guard let now = try office.record(db, of: scheme, id, as: Obligation.self) else {
            throw Problem.unknownSubject
          }
          return Resources.obligations.json(now)
        }
      ) {
        try await $0.changeTerm(scheme: scheme, obligation: id, change)
      } answer: { result in
        let after = Resources.obligations.json(result.after)
        return .json(
          [
            "verplichting": after, "verschuivingen": .array(result.moves.map { json($0) }),
            "volgnummer": .int(result.event?.sequence ?? 0),
          ], status: 201, headers: [(.eTag, EntityTag.of(after))])
      }
    }
  }
}
