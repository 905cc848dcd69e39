import Casework
import ExactNumbers
import JSONText
import LegalCalendar
import Services

/// Reports that recipients hand in, and what completes them.
enum FilingResource {
  private static let amount = Schema.integer(minimum: 0, maximum: 1_000_000_000_000)

  private static let body = Schema.named(
    "NieuweIndiening",
    .object([
      .init("ontvangstdatum", .date, "dag waarop zij binnenkwam"),
      .init("controleverklaring", .flag, "of er een controleverklaring bij is"),
      .init(
        "begrotingsposten",
        .list(
          of: .object([
            .init("naam", .line(), "de post"), .init("begrootCenten", amount, "in hele centen"),
            .init("gerealiseerdCenten", amount, "in hele centen"),
            .init("toelichting", .lines(), required: false, "waarom die verschillen"),
          ]), maximum: 500), "de posten van de begroting"),
      .init(
        "activiteiten",
        .list(
          of: .object([
            .init("activiteit", .key, "sleutel van de activiteit"),
            .init("stand", .oneOf(DutchWords.activityStatus.map(\.1)), "wat ervan is geworden"),
            .init(
              "stopreden", .oneOf(DutchWords.stopReason.map(\.1)), required: false,
              "nodig bij gestopt"),
            .init("toelichting", .lines(), required: false, "toelichting"),
          ]), maximum: 500), "de geplande activiteiten"),
      .init(
        "indicatoren",
        .list(
          of: .object([
            .init("indicator", .key, "sleutel van de indicator"),
            .init("waarde", .line(), "de waarde"),
          ]), maximum: 500), "de indicatoren met een waarde"),
    ]))

  private static let lack = Schema.object([
    .init("code", .line(), "kenmerk"), .init("tekst", .lines(), "wat er ontbreekt"),
    .init("grondslag", .line(400), "artikel"),
    .init("zekerheid", .optional(.line()), "hoe zeker de regel is; leeg: geverifieerd"),
  ])

  static func routes() -> [Route] {
    [
      Route(
        .post, "/v1/regelingen/{regeling}/rapportages/{rapportage}/indieningen", .api,
        .permission(.handleCases), nl: "Een rapportage of een aanvulling daarop indienen",
        en: "File a report, or what completes it", body: .json(body),
        answers: [
          .init(
            201,
            .named(
              "Indiening",
              .object([
                .init("rapportage", Resources.reports.schema, "de rapportage erna"),
                .init("volledig", .flag, "of er niets ontbreekt"),
                .init("ontbreekt", .list(of: lack), "wat de regels missen"),
                .init("aanvullenTotDatum", .optional(.date), "laatste dag om aan te vullen"),
                .init("verschuivingen", .list(of: TermResource.move), "elke datum die verschuift"),
                .init("volgnummer", .integer(minimum: 1), "de gebeurtenis die het vastlegt"),
              ])), "Ingediend; de ETag is die van de rapportage."),
          .init(
            409, nil, "De regels of de stand staan het niet toe.",
            type: "application/problem+json"),
        ] + Route.AnswerShape.conditional
      ) { try await file($0) }
    ]
  }

  private static func file(_ context: RequestContext) async throws -> Answer {
    let (scheme, id) = (context.scheme, context.path["rapportage"] ?? "")
    let filing = try filing(context.body)
    let language = context.language
    return try await context.change(
      seen: { office, db in
        guard let now = try office.record(db, of: scheme, id, as: Report.self) else {
          throw Problem.unknownSubject
        }
        return Resources.reports.json(now)
      }
    ) {
      try await $0.fileReport(scheme: scheme, report: id, filing)
    } answer: { result in
      let report = Resources.reports.json(result.report)
      return .json(
        [
          "rapportage": report, "volledig": .bool(result.completeness.isComplete),
          "ontbreekt": .array(
            result.completeness.faults.map { fault in
              [
                "code": .string(fault.code),
                "tekst": .string(language == .dutch ? fault.nl : fault.en),
                "grondslag": .string(fault.article),
                "zekerheid": fault.certainty.map(JSON.string) ?? .null,
              ]
            }),
          "aanvullenTotDatum": result.completeBy.map { .string($0.description) } ?? .null,
          "verschuivingen": .array(result.moves.map { TermResource.json($0) }),
          "volgnummer": .int(result.event?.sequence ?? 0),
        ], status: 201, headers: [(.eTag, EntityTag.of(report))])
    }
  }

  /// The filing in a body of the right shape; throws one problem with what the shape cannot say.
  private static func filing(_ body: JSON) throws -> Filing {
    var faults: [Problem.Fault] = []
    var indicators: [String: String] = [:]
    for (index, item) in (body["indicatoren"]?.array ?? []).enumerated() {
      let key = item["indicator"]?.string ?? ""
      if indicators.updateValue(item["waarde"]?.string ?? "", forKey: key) != nil {
        faults.append(
          .init(
            .body, "/indicatoren/\(index)/indicator", "repeated", nl: "Deze staat er twee keer.",
            en: "This one is given twice."))
      }
    }
    let activities = (body["activiteiten"]?.array ?? []).enumerated().map { index, item in
      let status = ActivityStatus(
        rawValue: DutchWords.plain(item["stand"]?.string ?? "", in: DutchWords.activityStatus))
      let reason = item["stopreden"]?.string.flatMap {
        StopReason(rawValue: DutchWords.plain($0, in: DutchWords.stopReason))
      }
      if (status == .stopped) != (reason != nil) {
        faults.append(
          .init(
            .body, "/activiteiten/\(index)/stopreden", "stop-reason",
            nl: "Een stopreden hoort bij gestopt, en alleen daarbij.",
            en: "A reason belongs to what stopped, and to nothing else."))
      }
      return Filing.ActivityAccount(
        activity: item["activiteit"]?.string ?? "", status: status ?? .planned,
        stopReason: reason, note: item["toelichting"]?.string)
    }
    guard faults.isEmpty else { throw Problem.invalid(faults) }
    return Filing(
      receivedOn: body["ontvangstdatum"]?.string.flatMap { CivilDate(iso: $0) }
        ?? CivilDate(epochDay: 0),
      hasAuditorsOpinion: body["controleverklaring"]?.bool ?? false,
      lines: (body["begrotingsposten"]?.array ?? []).map { item in
        Filing.Line(
          name: item["naam"]?.string ?? "",
          budgeted: Money(cents: item["begrootCenten"]?.int ?? 0),
          realised: Money(cents: item["gerealiseerdCenten"]?.int ?? 0),
          explanation: item["toelichting"]?.string)
      }, activities: activities, indicators: indicators)
  }
}
