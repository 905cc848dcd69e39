import Casework
import ExactNumbers
import HTTPTypes
import Identity
import JSONText
import Services

/// Awards as open data, after the 360Giving Data Standard: JSON, or a table of comma-separated values.
///
/// The fields have the standard's English names: programs elsewhere read them. `docs/open-data.md` explains
/// each.
enum OpenDataResource {
  private static let organisation = Schema.list(
    of: .object([
      .init("id", .line(400), "kenmerk"), .init("name", .line(400), "naam"),
    ]), maximum: 1)

  private static let grant = Schema.named(
    "Grant",
    .object([
      .init("id", .line(400), "kenmerk: voorvoegsel van de uitgever, regeling, verlening"),
      .init("title", .line(1000), "naam van de alliantie of het archief"),
      .init("description", .line(2000), "waarvoor, en hoe zeker dit is"),
      .init("currency", .oneOf(["EUR"]), "munt"),
      .init("amountAwarded", .amount, "verleend bedrag in euro’s"),
      .init("awardDate", .date, "dag van het besluit"),
      .init(
        "plannedDates",
        .list(
          of: .object([
            .init("startDate", .date, "eerste dag"), .init("endDate", .date, "laatste dag"),
          ]), maximum: 1), "waarvoor zij geldt"),
      .init("recipientOrganization", organisation, "de penvoerder, of anders de alliantie"),
      .init("fundingOrganization", organisation, "wie verleent"),
      .init(
        "grantProgramme",
        .list(
          of: .object([
            .init("code", .line(), "nummer van de regeling"),
            .init("title", .line(1000), "naam van de regeling"),
          ]), maximum: 1), "de regeling"),
      .init("zekerheid", .oneOf(DutchWords.certainty.map(\.1)), "hoe zeker dit alles is"),
    ]))

  /// - Parameter isPublic: then nobody needs a token; else the right to export.
  static func routes(isPublic: Bool) -> [Route] {
    [
      Route(
        .get, "/v1/regelingen/{regeling}/openbare-verleningen", .api,
        isPublic ? .anyone : .permission(.exportData),
        nl: "Verleningen als open data, zonder privépersonen (360Giving of CSV)",
        en: "Awards as open data, without private persons (360Giving or CSV)",
        answers: [
          .init(
            200,
            .named(
              "OpenbareVerleningen",
              .object([
                .init("grants", .list(of: grant), "de verleningen"),
                .init(
                  "weggelaten", .integer(minimum: 0),
                  "aantal dat ontbreekt omdat de ontvanger een privépersoon kan zijn"),
              ])), "De verleningen; kies het formaat met Accept."),
          .init(200, nil, "Hetzelfde als tabel.", type: "text/csv"),
          .init(404, nil, "Deze regeling is hier niet.", type: "application/problem+json"),
        ], showsCasework: !isPublic
      ) { try await answer($0) }
    ]
  }

  private static func answer(_ context: RequestContext) async throws -> Answer {
    let data = try await context.office.openData(scheme: context.scheme)
    let grants = data.awards.map { Grant($0, data, context.desk.settings.openData) }
    let type = AcceptHeader(context.headers[.accept]).preferred(context.route.produces)
    guard type == "text/csv" else {
      return .entity(["grants": .array(grants.map(\.json)), "weggelaten": .int(data.leftOut)])
    }
    var table = CommaText(Grant.header)
    for grant in grants { table.add(grant.cells) }
    var answer = Answer.file(
      table.bytes, type: "text/csv; charset=utf-8", named: "verleningen-\(context.scheme).csv")
    answer.headers.append((.eTag, EntityTag.of(.string(table.text))))
    return answer
  }
}

/// One award in the words of the standard.
private struct Grant {
  private let published: CaseOffice.PublishedAward
  private let data: CaseOffice.OpenData
  private let publisher: DeskSettings.OpenData

  init(
    _ published: CaseOffice.PublishedAward, _ data: CaseOffice.OpenData,
    _ publisher: DeskSettings.OpenData
  ) {
    self.published = published
    self.data = data
    self.publisher = publisher
  }

  static let header = [
    "Identifier", "Title", "Description", "Currency", "Amount Awarded", "Award Date",
    "Planned Dates:Start Date", "Planned Dates:End Date", "Recipient Org:Identifier",
    "Recipient Org:Name", "Funding Org:Identifier", "Funding Org:Name", "Grant Programme:Code",
    "Grant Programme:Title", "Zekerheid",
  ]

  var cells: [String] {
    [
      id, published.recipient.name, description, "EUR", amount, "\(award.decidedOn)",
      "\(award.from)", "\(award.to)", recipientID, recipientName, funderID, funderName, code,
      data.scheme.title.nl, certainty,
    ]
  }

  var json: JSON {
    [
      "id": .string(id), "title": .string(published.recipient.name),
      "description": .string(description), "currency": "EUR", "amountAwarded": .number(amount),
      "awardDate": .string(award.decidedOn.description),
      "plannedDates": .array([
        [
          "startDate": .string(award.from.description), "endDate": .string(award.to.description),
        ]
      ]),
      "recipientOrganization": .array([
        ["id": .string(recipientID), "name": .string(recipientName)]
      ]),
      "fundingOrganization": .array([["id": .string(funderID), "name": .string(funderName)]]),
      "grantProgramme": .array([
        ["code": .string(code), "title": .string(data.scheme.title.nl)]
      ]),
      "zekerheid": .string(certainty),
    ]
  }

  private var award: Award { published.award }
  private var prefix: String { publisher.prefix + "-" + data.scheme.id }
  private var id: String { prefix + "-" + award.id }
  private var code: String { data.scheme.identifier ?? data.scheme.id }
  private var recipientID: String {
    publisher.prefix + "-" + (published.lead?.id ?? published.recipient.id)
  }
  private var recipientName: String { published.lead?.name ?? published.recipient.name }
  private var funderID: String { publisher.prefix }
  private var funderName: String {
    publisher.publisher ?? data.scheme.funding?.nl ?? data.scheme.title.nl
  }
  private var certainty: String {
    DutchWords.word(published.certainty.rawValue, in: DutchWords.certainty)
  }

  /// Euros with two decimals, exactly.
  private var amount: String {
    let cents = String(award.granted.cents % 100)
    return "\(award.granted.cents / 100).\(cents.count == 1 ? "0" : "")\(cents)"
  }

  private var description: String {
    let what = published.recipient.theme ?? data.scheme.title.nl
    return published.certainty == .illustrative
      ? "\(what). Illustratief: namen of bedragen zijn verzonnen, dit zijn geen feiten." : what
  }
}
