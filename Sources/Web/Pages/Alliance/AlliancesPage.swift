import Casework
import ExactNumbers
import LegalCalendar

/// The alliances of a scheme, with lead, members, running period and grant.
struct AlliancesPage: Sendable {
  let scene: Scene
  let state: SchemeState

  var page: Page {
    Page(
      words("Allianties", "Alliances"), trail: [scene.home],
      lead: words(
        "Strategische partnerschappen en archieven onder deze regeling. Bedragen per alliantie zijn niet openbaar: ze zijn hier illustratief.",
        "Strategic partnerships and archives under this scheme. Amounts per alliance are not public: they are illustrative here."
      ), [.table(table)])
  }

  private var words: Words { scene.words }

  private var table: DataTable {
    let awards = state.awards.values.sorted { $0.id < $1.id }
    return DataTable(
      id: "allianties",
      caption: words(
        "\(awards.count) verleningen", "\(awards.count) awards"),
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
