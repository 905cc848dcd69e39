import Casework
import ExactNumbers
import LegalCalendar
import Services
import Storage

/// All that is kept of one alliance.
struct AlliancePage: Sendable {
  let scene: Scene
  let file: CaseOffice.AllianceFile
  /// The account that may record contact moments here; nil for readers.
  var recorder: String?
  var contactForm = ContactForm()
  var done: String?

  var page: Page {
    var blocks: [Block] = done.map { [.notice(Notice(.success, $0))] } ?? []
    blocks += [
      .facts(facts), .h2(words("Wie doet mee", "Who takes part"), id: "leden"), .table(parties),
    ]
    for award in awards {
      blocks += money(award)
    }
    blocks += [
      .h2(words("Verplichtingen", "Obligations"), id: "verplichtingen"), .table(obligations),
      .h2(words("Activiteiten", "Activities"), id: "activiteiten"), .table(activities),
      .h2(words("Verandertheorie", "Theory of change"), id: "verandertheorie"), .table(goals),
      .h2(words("Signalen", "Signals"), id: "signalen"), .table(signals),
    ]
    blocks += contactMoments
    blocks += [
      .h2(words("Brieven", "Letters"), id: "brieven"), .table(letters),
      .h2(words("Geschiedenis", "History"), id: "geschiedenis"),
      .timeline(Timeline(items: file.events.map(scene.item))),
    ]
    return Page(
      file.alliance.name,
      trail: [scene.home, Link(words("Allianties", "Alliances"), scene.places.alliances)],
      lead: file.alliance.theme?.capitalizedFirst, blocks)
  }

  var words: Words { scene.words }
  var state: SchemeState { file.state }

  private var awards: [Award] { state.awards.values.sorted { $0.id < $1.id } }

  private var facts: Facts {
    Facts(
      [
        (
          words("Naam", "Name"),
          Cell(
            file.alliance.name.replacing(" (illustratief)", with: ""),
            mark: words.mark(file.alliance.certainty), note: file.alliance.source)
        ),
        (words("Soort", "Kind"), Cell(scene.kind(file.alliance.kind))),
        (
          words("Partnerschap", "Partnership"),
          Cell(
            scene.state(file.alliance.state, of: .partnership),
            href: scene.places.caseFile(file.alliance.id))
        ),
      ]
        + awards.map {
          (
            words("Verlening", "Award"),
            Cell(
              scene.state($0.state, of: .award), href: scene.places.caseFile($0.id),
              hidden: $0.id,
              note: words(
                "\($0.id), \(words.date($0.from)) tot en met \(words.date($0.to))",
                "\($0.id), \(words.date($0.from)) through \(words.date($0.to))"))
          )
        })
  }

  private var parties: DataTable {
    let order = Role.allCases
    let list = state.memberships.values.sorted {
      (order.firstIndex(of: $0.role) ?? 9, $0.from, $0.id)
        < (order.firstIndex(of: $1.role) ?? 9, $1.from, $1.id)
    }
    return DataTable(
      id: "leden-tabel",
      caption: words("Organisaties door de tijd", "Organisations over time"),
      columns: [
        .init(words("Organisatie", "Organisation")), .init(words("Rol", "Role")),
        .init(words("Van", "From")), .init(words("Tot en met", "Through")),
        .init(words("Bron", "Source")),
      ],
      rows: list.map { party in
        let organisation = state.organisations[party.organisation]
        let ended = party.to.map { $0 < scene.today } ?? false
        return [
          words.named(organisation?.name ?? party.organisation, party.certainty),
          Cell(
            scene.role(party.role.rawValue),
            note: party.within.map {
              words("binnen ", "within ") + (state.organisations[$0]?.name ?? $0)
            }),
          Cell(words.date(party.from)),
          party.to.map { Cell(words.date($0), note: ended ? words("geweest", "past") : nil) }
            ?? Cell(words("heden", "present")),
          Cell(party.source ?? "–"),
        ]
      }, empty: words("Er doet nog niemand mee.", "Nobody takes part yet."))
  }

  private var obligations: DataTable {
    DataTable(
      id: "verplichtingen-tabel", caption: words("Open eerst", "Open ones first"),
      columns: [
        .init(words("Wat", "What")), .init(words("Fatale datum", "Due date")),
        .init(words("Stand", "State")), .init(words("Aan zet", "To act")),
        .init(words("Artikel", "Article")),
      ],
      rows: state.obligations.values.sorted {
        ($0.state == .open ? 0 : 1, $0.due, $0.id) < ($1.state == .open ? 0 : 1, $1.due, $1.id)
      }.map { obligation in
        [
          Cell(scene.title(ofKind: obligation.kind, year: obligation.year)),
          scene.dueDate(obligation), scene.label(obligation), Cell(scene.role(obligation.debtor)),
          Cell(obligation.article),
        ]
      }, empty: words("Er zijn geen verplichtingen.", "There are no obligations."))
  }

  private var signals: DataTable {
    DataTable(
      id: "signalen-tabel", caption: words("Nieuwste eerst", "Newest first"),
      columns: [
        .init(words("Dag", "Day")), .init(words("Onderwerp", "Subject")),
        .init(words("Signaal", "Signal")), .init(words("Bron", "Source")),
      ],
      rows: state.signals.values.sorted { ($0.on, $0.id) > ($1.on, $1.id) }.map { signal in
        [
          Cell(words.date(signal.on)), Cell(signal.subject),
          Cell(signal.text, mark: words.mark(signal.certainty)), Cell(signal.source ?? "–"),
        ]
      }, empty: words("Er zijn geen signalen.", "There are no signals."))
  }

  private var letters: DataTable {
    DataTable(
      id: "brieven-tabel",
      caption: words("Brieven aan de penvoerder", "Letters to the lead organisation"),
      columns: [
        .init(words("Brief", "Letter")), .init(words("Gedateerd", "Dated")),
        .init(words("Stand", "State")),
      ],
      rows: state.letters.values.sorted { ($0.date, $0.id) > ($1.date, $1.id) }.map { letter in
        [
          Cell(
            scene.letter(letter.template),
            href: Places.with(scene.places.letters, [("verlening", letter.award)])
              + "#" + Places.encoded(letter.id)), Cell(words.date(letter.date)),
          Cell(scene.letterState(letter.state)),
        ]
      }, empty: words("Er zijn nog geen brieven.", "There are no letters yet."))
  }
}
