import Casework
import Identity
import Services
import Storage

extension RouteTable {
  static func obligations() -> [Route] {
    [
      .page("/regelingen/{regeling}/verplichtingen", nl: "Verplichtingen", en: "Obligations") {
        try await list($0)
      },
      Route(
        .get, "/regelingen/{regeling}/verplichtingen.csv", .page, .permission(.exportData),
        nl: "Verplichtingen als CSV", en: "Obligations as CSV", showsCasework: true
      ) { context in
        .file(
          try await export(context).csv, type: "text/csv; charset=utf-8",
          named: "verplichtingen-\(context.today).csv")
      },
      Route(
        .get, "/regelingen/{regeling}/verplichtingen.xlsx", .page, .permission(.exportData),
        nl: "Verplichtingen als werkmap", en: "Obligations as a workbook", showsCasework: true
      ) { context in
        .file(
          try await export(context).xlsx(),
          type: "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet",
          named: "verplichtingen-\(context.today).xlsx")
      },
      .form(
        "/regelingen/{regeling}/verplichtingen/weergaven", .permission(.viewCasework),
        nl: "Weergave bewaren", en: "Keep a view", handler: save),
      .form(
        "/regelingen/{regeling}/verplichtingen/weergaven/weg", .permission(.viewCasework),
        nl: "Weergave weghalen", en: "Remove a view"
      ) { context in
        try await context.office.removeView(
          scheme: context.scheme, name: context.form["naam"] ?? "")
        return .redirect(Places(scheme: context.scheme).obligations)
      },
    ]
  }

  private static func query(_ context: RequestContext, _ encoded: String? = nil)
    -> ObligationsQuery
  {
    let pairs = encoded.map { PercentEncoding.pairs($0) ?? [] } ?? context.query.pairs
    return ObligationsQuery(
      Dictionary(pairs.map { ($0.name, $0.value) }, uniquingKeysWith: { first, _ in first }),
      words: context.words)
  }

  private static func list(
    _ context: RequestContext, filter: String? = nil, faults: FormFaults = FormFaults(),
    status: Int = 200
  ) async throws -> Answer {
    let query = query(context, filter)
    let office = context.office
    let part = try await office.obligations(
      scheme: context.scheme, query.filter, order: query.order, limit: ObligationsPage.pageSize,
      offset: query.offset)
    let page = ObligationsPage(
      scene: try await context.scene(), query: query, part: part,
      alliances: try await office.allianceChoices(
        scheme: context.scheme, atMost: ObligationsPage.mostChoices,
        chosen: query.filter.alliance),
      views: try await office.savedViews(scheme: context.scheme),
      actor: context.viewer?.id ?? "", saved: context.query["bewaard"], nameFaults: faults,
      writtenName: context.form["naam"] ?? "")
    return context.answer(page.page, status: query.faults.isEmpty ? status : 400)
  }

  private static func export(_ context: RequestContext) async throws -> ObligationsExport {
    let query = query(context)
    let lines = try await context.office.allObligations(
      scheme: context.scheme, query.filter, order: query.order)
    return ObligationsExport(scene: try await context.scene(), lines: lines)
  }

  @Sendable private static func save(_ context: RequestContext) async throws -> Answer {
    let filter = context.form["filter"] ?? ""
    guard let name = context.form.text("naam") else {
      var faults = FormFaults()
      faults.add(
        "naam", context.say("Geef de weergave een naam.", "Give the view a name."))
      return try await list(context, filter: filter, faults: faults, status: 400)
    }
    // What is kept is what this page understands, not what was sent.
    let query = query(context, filter)
    try await context.office.saveView(
      scheme: context.scheme, name: name, query: query.encoded,
      isShared: context.form.flag("gedeeld") ?? false)
    return .redirect(
      Places(scheme: context.scheme).obligations(query.parameters() + [("bewaard", name)]))
  }
}
