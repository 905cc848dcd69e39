import Casework
import JSONText
import Services
import Storage

/// *Gebeurtenissen*: what happened to the scheme, in a chain that cannot be changed unseen.
struct EventsPage: Sendable {
  static let pageSize = 100

  let scene: Scene
  let events: [EventLine]
  /// What checking the books found, when somebody asked for it.
  var audit: CaseOffice.Audit?

  var page: Page {
    var blocks: [Block] = []
    if let audit { blocks.append(.notice(verdict(audit))) }
    blocks += [
      .form(
        Form(
          id: "controle", action: scene.places.events + "/controle",
          legend: words("De boeken controleren", "Check the books"),
          submit: words("Controleren", "Check"),
          note: words(
            "Bouwt alles opnieuw op uit de gebeurtenissen en vergelijkt het met de tabellen en de bonnen.",
            "Builds everything anew from the events and compares it with the tables and the receipts."
          ))), .table(table),
    ]
    if let last = events.last, events.count == Self.pageSize {
      blocks.append(
        .pages(
          Pagination(
            label: words("Bladeren", "Pages"), text: "",
            next: Link(
              words("Oudere gebeurtenissen", "Older events"),
              Places.with(scene.places.events, [("voor", String(last.sequence))])))))
    }
    return Page(words("Gebeurtenissen", "Events"), trail: [scene.home], blocks)
  }

  private var words: Words { scene.words }

  private func verdict(_ audit: CaseOffice.Audit) -> Notice {
    audit.isIntact
      ? Notice(
        .success, words("De boeken zijn in orde", "The books are intact"),
        [
          words(
            "\(audit.events) gebeurtenissen in een gave keten, \(audit.receipts) bonnen, tabellen gelijk aan de gebeurtenissen. Laatste schakel: \(audit.headHash.prefix(16)).",
            "\(audit.events) events in an unbroken chain, \(audit.receipts) receipts, tables equal to the events. Last link: \(audit.headHash.prefix(16))."
          )
        ])
      : Notice(
        .error, words("De boeken kloppen niet", "The books do not agree"), audit.faults)
  }

  private var table: DataTable {
    DataTable(
      id: "gebeurtenissen", caption: words("Nieuwste eerst", "Newest first"),
      columns: [
        .init(words("Nummer", "Number")), .init(words("Wat", "What")),
        .init(words("Waaraan", "On what")), .init(words("Wanneer", "When")),
        .init(words("Wie", "Who")),
      ],
      rows: events.map { event in
        [
          Cell(String(event.sequence), href: scene.places.event(event.sequence)),
          Cell(scene.eventName(event.kind)), Cell(event.subject), Cell(scene.moment(event.at)),
          Cell(event.actor),
        ]
      }, empty: words("Er is nog niets gebeurd.", "Nothing has happened yet."))
  }
}

/// One event with each record before and after.
struct EventPage: Sendable {
  let scene: Scene
  let event: Event

  var page: Page {
    Page(
      words("Gebeurtenis \(event.sequence)", "Event \(event.sequence)"),
      trail: [scene.home, Link(words("Gebeurtenissen", "Events"), scene.places.events)],
      lead: scene.eventName(event.kind).capitalizedFirst,
      [
        .facts(
          Facts([
            (words("Waaraan", "On what"), Cell(event.subject)),
            (words("Wanneer", "When"), Cell(scene.moment(event.at))),
            (words("Wie", "Who"), Cell(event.actor)),
            (
              words("Schakel", "Link"),
              Cell(
                event.hash,
                note: event.isIntact
                  ? words("klopt met de inhoud", "fits the content")
                  : words("KLOPT NIET met de inhoud", "does NOT fit the content"), isCode: true)
            ),
            (words("Vorige schakel", "Previous link"), Cell(event.previousHash, isCode: true)),
          ])), .h2(words("Wat veranderde", "What changed"), id: "wijzigingen"), .table(changes),
      ])
  }

  private var words: Words { scene.words }

  private var changes: DataTable {
    let rows = event.changes.flatMap { change -> [[Cell]] in
      let names = ((change.after ?? change.before)?.members ?? []).map(\.name)
      return names.compactMap { name -> [Cell]? in
        let (before, after) = (change.before?[name], change.after?[name])
        guard before != after, name != "id" else { return nil }
        return [
          Cell("\(change.table.rawValue) \(change.key)"), Cell(name, isCode: true), show(before),
          show(after),
        ]
      }
    }
    return DataTable(
      id: "wijzigingen-tabel", caption: words("Per gegeven", "By record"),
      columns: [
        .init(words("Gegeven", "Record")), .init(words("Veld", "Field")),
        .init(words("Was", "Was")), .init(words("Werd", "Became")),
      ], rows: rows,
      empty: words("Er veranderde geen gegeven.", "No record changed."))
  }

  private func show(_ value: JSON?) -> Cell {
    guard let value, !value.isNull else { return .none }
    let text = value.string ?? value.compact
    return Cell(text.count > 200 ? String(text.prefix(200)) + "…" : text)
  }
}
