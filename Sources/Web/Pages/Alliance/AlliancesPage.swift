import Casework
import ExactNumbers
import LegalCalendar

/// The alliances of a scheme, with lead, members, running period and grant.
struct AlliancesPage: Sendable {
  let scene: Scene
  /// The awards of this page, and who is party to them.
  let state: SchemeState
  /// Of all pages.
  let total: Int
  /// What was searched for.
  let text: String?
  /// Which page this is, from 1.
  let number: Int

  static let pageSize = 100

  var page: Page {
    Page(
      words("Allianties", "Alliances"), trail: [scene.home],
      lead: words(
        "Strategische partnerschappen en archieven onder deze regeling. Bedragen per alliantie zijn niet openbaar: ze zijn hier illustratief.",
        "Strategic partnerships and archives under this scheme. Amounts per alliance are not public: they are illustrative here."
      ), search + [.table(table)] + pages)
  }

  private var places: Places { scene.places }

  private func name(_ award: Award) -> String {
    state.alliances[award.recipient]?.name ?? ""
  }

  /// Only where one page does not hold them all.
  private var search: [Block] {
    guard total > Self.pageSize || text != nil else { return [] }
    let form = Form(
      id: "zoek", action: places.alliances, isPost: false,
      legend: words("Allianties zoeken", "Search alliances"),
      fields: [
        Field(
          .text, "zoek", words("Zoek op naam of kenmerk", "Search name or reference"),
          value: text ?? "")
      ], submit: words("Zoeken", "Search"))
    return [
      .search(
        SearchForm(form: form, reset: Link(words("Alles tonen", "Show all"), places.alliances)))
    ]
  }

  private var pages: [Block] {
    guard total > Self.pageSize else { return [] }
    let last = (total + Self.pageSize - 1) / Self.pageSize
    func link(_ label: String, _ page: Int) -> Link? {
      guard (1...last).contains(page) else { return nil }
      return Link(
        label,
        Places.with(
          places.alliances, [("zoek", text ?? ""), ("bladzijde", page > 1 ? String(page) : "")]))
    }
    return [
      .pages(
        Pagination(
          label: words("Bladeren", "Pages"),
          text: words("Bladzijde \(number) van \(last)", "Page \(number) of \(last)"),
          previous: link(words("Vorige", "Previous"), number - 1),
          next: link(words("Volgende", "Next"), number + 1)))
    ]
  }

  private var words: Words { scene.words }

  private var table: DataTable {
    let awards = state.awards.values.sorted { (name($0), $0.id) < (name($1), $1.id) }
    return DataTable(
      id: "allianties",
      caption: words(
        "\(words.number(total)) verleningen", "\(words.number(total)) awards"),
      columns: [
        .init(words("Naam", "Name")), .init(words("Soort", "Kind")),
        .init(words("Penvoerder", "Lead organisation")),
        .init(words("Leden", "Members"), isNumber: true), .init(words("Tijdvak", "Period")),
        .init(words("Verleend", "Granted"), isNumber: true), .init(words("Stand", "State")),
      ], rows: awards.map(row),
      empty: words("Er zijn nog geen verleningen.", "There are no awards yet."))
  }

  private func row(_ award: Award) -> [Cell] {
    let alliance = state.alliances[award.recipient]
    let parties = state.memberships.values.filter {
      $0.alliance == award.recipient && $0.from <= scene.today
        && ($0.to.map { scene.today <= $0 } ?? true)
    }
    let lead = parties.first { $0.role == .lead }
    let organisation = lead.flatMap { state.organisations[$0.organisation] }
    let period = state.periods.values.filter { $0.award == award.id && $0.state == "running" }
      .map(\.year).max()
    return [
      words.named(
        alliance?.name ?? award.recipient, alliance?.certainty ?? award.certainty,
        href: scene.places.alliance(award.recipient)), Cell(scene.kind(award.kind)),
      organisation.map { words.named($0.name, lead?.certainty ?? $0.certainty) } ?? .none,
      Cell(String(parties.count { $0.role.countsAsMember })),
      period.map { Cell(String($0)) } ?? .none,
      Cell(words.euros(award.granted), mark: words.mark(award.certainty)),
      Cell(scene.state(award.state, of: .award), href: scene.places.caseFile(award.id)),
    ]
  }
}

extension Scene {
  func kind(_ kind: AwardKind) -> String {
    switch kind {
    case .alliance: words("alliantie", "alliance")
    case .archive: words("archief", "archive")
    case .project: words("project", "project")
    }
  }
}
