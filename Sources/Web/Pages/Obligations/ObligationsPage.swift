import Casework
import LegalCalendar
import Services
import Storage

/// *Verplichtingen*: what is due, filtered and ordered by the page's own address.
struct ObligationsPage: Sendable {
  let scene: Scene
  let query: ObligationsQuery
  let part: CaseOffice.ObligationPart
  /// Empty when there are too many to choose from: then the search text finds them.
  let alliances: [AllianceList.Choice]
  var views: [SavedView] = []
  var actor = ""
  /// The name of the view that was just kept.
  var saved: String?
  var nameFaults = FormFaults()
  var writtenName = ""

  static let pageSize = 100
  /// A longer list of choices is no help to anybody, and would be most of the page.
  static let mostChoices = 60

  var page: Page {
    var blocks: [Block] = []
    if let saved {
      blocks.append(
        .notice(
          Notice(
            .success, words("De weergave “\(saved)” is bewaard.", "The view “\(saved)” is kept."))))
    }
    if !query.faults.isEmpty {
      blocks.append(
        .notice(
          Notice(
            .error, words("Dit filter klopt niet", "This filter is not right"),
            query.faults.list.map(\.text))))
    }
    if !views.isEmpty { blocks.append(savedViews) }
    blocks += [.search(search), .text(summary)]
    if let narrowed { blocks.append(.small(narrowed)) }
    blocks += [.table(table)]
    if part.total > Self.pageSize { blocks.append(.pages(pagination)) }
    blocks.append(.links(exports))
    blocks += [saveForm]
    return Page(
      words("Verplichtingen", "Obligations"), trail: [scene.home], blocks)
  }

  private var words: Words { scene.words }
  private var places: Places { scene.places }

  private var summary: String {
    let first = query.offset + 1
    let last = query.offset + part.lines.count
    guard part.total > 0 else {
      return words("Niets voldoet aan dit filter.", "Nothing passes this filter.")
    }
    var count = words.count(
      part.total, ("verplichting", "obligation"), ("verplichtingen", "obligations"))
    if part.isMore { count = words("Meer dan \(count)", "More than \(count)") }
    guard part.total > part.lines.count else { return count + "." }
    let here = words(
      "\(count); hier \(first) tot en met \(last).", "\(count); here \(first) through \(last).")
    guard part.isMore else { return here }
    return here
      + words(
        " Maak het filter smaller om verder te bladeren; een bestand bevat ze allemaal.",
        " Narrow the filter to page further; a file holds them all.")
  }

  /// What was understood of dates that people wrote in their own way.
  private var narrowed: String? {
    let filter = query.filter
    let parts = [
      filter.from.map { words("vanaf \(words.longDate($0))", "from \(words.longDate($0))") },
      filter.through.map {
        words("tot en met \(words.longDate($0))", "through \(words.longDate($0))")
      },
    ].compactMap { $0 }
    return parts.isEmpty
      ? nil : words("Fatale datum ", "Due date ") + parts.joined(separator: " ") + "."
  }

  private var search: SearchForm {
    let any = ("", words("alle", "all"))
    let kinds = (scene.rules?.obligations.keys.sorted() ?? []).map {
      ($0, scene.title(ofKind: $0))
    }
    let states: [(String, String)] = ObligationState.allCases.map {
      ($0.rawValue, scene.obligationState($0))
    }
    let value = query.written
    let form = Form(
      id: "filter", action: places.obligations, isPost: false,
      legend: words("Verplichtingen filteren", "Filter obligations"),
      hidden: value["volgorde"].map { [("volgorde", $0)] } ?? [],
      fields: [
        Field(
          .select, "toestand", words("Toestand", "State"), value: value["toestand"] ?? "open",
          options: [("alle", words("alle", "all"))] + states),
        Field(
          .select, "soort", words("Soort", "Kind"), value: value["soort"] ?? "",
          options: [any] + kinds),
      ] + alliance
        + [
          Field(
            .select, "wie", words("Aan zet", "To act"), value: value["wie"] ?? "",
            options: [any] + ["lead", "minister", "administrator"].map { ($0, scene.role($0)) }),
          Field(
            .text, "vanaf", words("Vanaf", "From"), hint: nil, value: value["vanaf"] ?? "",
            isRequired: true),
          Field(
            .text, "tot", words("Tot en met", "Through"), value: value["tot"] ?? ""),
          Field(
            .text, "zoek", words("Zoek op naam of kenmerk", "Search name or reference"),
            value: value["zoek"] ?? ""),
        ], submit: words("Filteren", "Filter"))
    return SearchForm(
      form: form, reset: Link(words("Filter wissen", "Clear filter"), places.obligations))
  }

  private var alliance: [Field] {
    guard !alliances.isEmpty else { return [] }
    return [
      Field(
        .select, "alliantie", words("Alliantie", "Alliance"),
        value: query.written["alliantie"] ?? "",
        options: [("", words("alle", "all"))] + alliances.map { ($0.id, $0.name) })
    ]
  }

  private func column(_ label: String, _ key: ObligationOrder, _ last: ObligationOrder)
    -> DataTable.Column
  {
    let current = query.order
    let next = current == key ? last : key
    return DataTable.Column(
      label, sortHref: places.obligations(query.parameters(order: next)),
      sorted: current == key ? "ascending" : current == last ? "descending" : nil)
  }

  private var table: DataTable {
    DataTable(
      id: "verplichtingen",
      caption: words(
        "Verplichtingen van \(scene.title)", "Obligations of \(scene.title)"),
      columns: [
        column(words("Alliantie", "Alliance"), .alliance, .allianceLast),
        column(words("Wat", "What"), .kind, .kindLast),
        column(words("Fatale datum", "Due date"), .due, .dueLast),
        .init(words("Nog", "Left")), .init(words("Streefdatum", "Target date")),
        column(words("Aan zet", "To act"), .debtor, .debtorLast),
        .init(words("Grondslag", "Article")),
      ],
      rows: part.lines.map(row),
      empty: words("Niets voldoet aan dit filter.", "Nothing passes this filter."))
  }

  private func row(_ line: ObligationLine) -> [Cell] {
    let obligation = line.obligation
    return [
      words.named(
        line.name, line.certainty,
        href: line.alliance.isEmpty ? nil : places.alliance(line.alliance)),
      Cell(scene.title(ofKind: obligation.kind, year: obligation.year)),
      scene.dueDate(obligation), scene.label(obligation),
      obligation.target.map { Cell(words.shortDate($0)) } ?? .none,
      Cell(scene.role(obligation.debtor)), Cell(obligation.article),
    ]
  }

  private var pagination: Pagination {
    let size = Self.pageSize
    let pages = max(1, (part.total + size - 1) / size)
    let number = query.offset / size + 1
    return Pagination(
      label: words("Bladeren", "Pages"),
      text: words("Bladzijde \(number) van \(pages)", "Page \(number) of \(pages)"),
      previous: number > 1
        ? Link(
          words("Vorige", "Previous"), places.obligations(query.parameters(page: number - 1)))
        : nil,
      next: number < pages
        ? Link(words("Volgende", "Next"), places.obligations(query.parameters(page: number + 1)))
        : nil)
  }

  private var exports: LinkRow {
    LinkRow(links: [
      Link(
        words("Als CSV (Excel)", "As CSV (Excel)"),
        Places.with(places.obligations + ".csv", query.parameters())),
      Link(
        words("Als Excel-werkmap", "As Excel workbook"),
        Places.with(places.obligations + ".xlsx", query.parameters())),
    ])
  }

  private var savedViews: Block {
    .links(
      LinkRow(
        links: views.map { view in
          Link(
            (view.isShared ? "★ " : "") + view.name,
            view.query.isEmpty ? places.obligations : "\(places.obligations)?\(view.query)")
        }))
  }

  private var saveForm: Block {
    .disclosure(
      Disclosure(
        summary: words("Deze weergave bewaren", "Keep this view"),
        blocks: [
          .form(
            Form(
              id: "bewaar", action: places.obligations + "/weergaven",
              hidden: [("filter", query.encoded)],
              fields: [
                Field(
                  .text, "naam", words("Naam", "Name"),
                  hint: words(
                    "Zo vindt u dit filter boven de lijst terug.",
                    "You find this filter under this name above the list."), value: writtenName),
                Field(
                  .checkbox, "gedeeld", words("Ook voor mijn collega's", "For my colleagues too")),
              ], submit: words("Bewaren", "Keep")
            ).showing(nameFaults, words))
        ] + own.map(removal), isOpen: !nameFaults.isEmpty))
  }

  private var own: [SavedView] { views.filter { $0.owner == actor } }

  private func removal(_ view: SavedView) -> Block {
    .form(
      Form(
        id: "weg-\(Places.encoded(view.name))", action: places.obligations + "/weergaven/weg",
        hidden: [("naam", view.name)],
        submit: words("“\(view.name)” weghalen", "Remove “\(view.name)”"), isSevere: true))
  }
}
