import Casework
import JSONText
import LegalCalendar
import SchemeDefinition
import Services

/// Schemes, their versions and their terms.
enum SchemeResource {
  private static let scheme = Schema.named(
    "Regeling",
    .object([
      .init("id", .key, "sleutel"), .init("titel", .line(1000), "citeertitel"),
      .init("stand", .line(), "stand van de regeling"),
      .init("activeringsdatum", .date, "dag waarop de regels zijn geactiveerd"),
    ]))

  private static let version = Schema.named(
    "Versie",
    .object([
      .init("id", .line(), "sleutel: de hash van alle bestanden"),
      .init("naam", .line(), "naam van de versie"),
      .init("begindatum", .date, "eerste dag van geldigheid"),
      .init("einddatum", .optional(.date), "eerste dag waarop zij niet meer geldt"),
      .init("beslissingen", .list(of: .line()), "namen van de beslissingen"),
    ]))

  private static let step = Schema.object([
    .init("datum", .date, "dag"), .init("tekstNl", .lines(), "wat er gebeurt, in het Nederlands"),
    .init("tekstEn", .lines(), "wat er gebeurt, in het Engels"),
    .init("grondslag", .line(), "artikel"),
  ])

  static func routes() -> [Route] { [list(), item(), versions(), terms(), endOfTerm()] }

  static func json(_ record: SchemeRecord) -> JSON {
    [
      "id": .string(record.id), "titel": .string(record.title), "stand": .string(record.state),
      "activeringsdatum": .string(record.activatedOn.description),
    ]
  }

  private static func list() -> Route {
    Route(
      .get, "/v1/regelingen", .api, .permission(.viewCasework), nl: "Regelingen: lijst",
      en: "Schemes: list", query: Paging.parameters,
      answers: [.init(200, Paging.schema(of: scheme), "De regelingen die u mag inzien.")]
    ) { context in
      let paging = Paging(context.query)
      let known = try await context.office.schemes().filter {
        context.viewer?.may(.viewCasework, in: $0.id) ?? false
      }
      let page = paging.page(of: known)
      return paging.answer(page.map(json), total: known.count, context)
    }
  }

  private static func item() -> Route {
    Route(
      .get, "/v1/regelingen/{regeling}", .api, .permission(.viewCasework), nl: "Regelingen: één",
      en: "Schemes: one", answers: [.init(200, scheme, "De regeling.")]
    ) { context in .entity(json(try await context.existingScheme())) }
  }

  private static func versions() -> Route {
    Route(
      .get, "/v1/regelingen/{regeling}/versies", .api, .permission(.viewCasework),
      nl: "Versies van de regels: lijst", en: "Versions of the rules: list",
      query: Paging.parameters,
      answers: [.init(200, Paging.schema(of: version), "De versies, oudste eerst.")]
    ) { context in
      let paging = Paging(context.query)
      let versions = try await context.office.scheme(context.scheme).versions
      let items = paging.page(of: versions).map { rules -> JSON in
        [
          "id": .string(rules.hash), "naam": .string(rules.label),
          "begindatum": .string(rules.validFrom.description),
          "einddatum": rules.validTo.map { .string($0.description) } ?? .null,
          "beslissingen": .array(rules.decisionNames.map(JSON.string)),
        ]
      }
      return paging.answer(items, total: versions.count, context)
    }
  }

  private static func terms() -> Route {
    Route(
      .get, "/v1/regelingen/{regeling}/termijnen", .api, .permission(.viewCasework),
      nl: "Termijnen: lijst", en: "Terms: list", query: Paging.parameters,
      answers: [
        .init(
          200,
          Paging.schema(
            of: .named(
              "Termijn",
              .object([
                .init("id", .key, "sleutel"), .init("naam", .line(400), "naam"),
                .init("grondslag", .line(), "artikel"),
              ]))), "De termijnen van de geldende regels.")
      ]
    ) { context in
      let paging = Paging(context.query)
      let rules = try await governing(context)
      let terms = rules.terms.sorted { $0.key < $1.key }
      let items = paging.page(of: terms).map { key, term -> JSON in
        [
          "id": .string(key), "naam": .string(context.say(term.title.nl, term.title.en)),
          "grondslag": .string(term.source.article),
        ]
      }
      return paging.answer(items, total: terms.count, context)
    }
  }

  private static func endOfTerm() -> Route {
    Route(
      .get, "/v1/regelingen/{regeling}/termijnen/{termijn}/einddatum", .api,
      .permission(.viewCasework), nl: "Einddatum van een termijn, met uitleg",
      en: "End of a term, explained",
      query: [
        .init(
          "vanaf", .date, nl: "De dag waarop zij begint; vandaag.", en: "The day it starts; today.")
      ],
      answers: [
        .init(
          200,
          .named(
            "Einddatum",
            .object([
              .init("termijn", .key, "de termijn"), .init("vanafDatum", .date, "begin"),
              .init("einddatum", .date, "einde"), .init("grondslag", .line(), "artikel"),
              .init("stappen", .list(of: step), "hoe het einde volgt, dag voor dag"),
            ])), "De einddatum.")
      ]
    ) { context in
      let rules = try await governing(context)
      let key = context.path["termijn"] ?? ""
      guard let term = rules.terms[key] else { throw Problem.unknownSubject }
      let start = context.query.date("vanaf") ?? context.today
      let outcome = term.rule.outcome(from: start, calendar: context.office.calendar)
      return .json([
        "termijn": .string(key), "vanafDatum": .string(start.description),
        "einddatum": .string(outcome.due.description), "grondslag": .string(term.source.article),
        "stappen": .array(
          outcome.steps.map { step in
            [
              "datum": .string(step.date.description), "tekstNl": .string(step.text.nl),
              "tekstEn": .string(step.text.en), "grondslag": .string(step.article),
            ]
          }),
      ])
    }
  }

  private static func governing(_ context: RequestContext) async throws -> RuleSet {
    let definition = try await context.office.scheme(context.scheme)
    let today = context.today
    guard
      let rules = definition.versions.last(where: { $0.isValid(on: today) })
        ?? definition.versions.last
    else { throw Problem.unknownSubject }
    return rules
  }
}
