import Casework
import LegalCalendar
import Services
import Statechart
import Storage

/// *Zaak*: one lifecycle, where it stands, what may happen next and what may not, with the reason.
struct CasePage: Sendable {
  let scene: Scene
  let view: CaseOffice.CaseView
  let events: [EventLine]
  let mayAct: Bool
  /// What was just done.
  var done: Event?
  var refusal: Refusal?
  /// The event that was refused.
  var attempted: String?

  var page: Page {
    var blocks: [Block] = []
    if let refusal { blocks.append(notice(refusal)) }
    if let done { blocks.append(.notice(confirmation(done))) }
    blocks.append(.facts(facts))
    blocks += [.h2(words("Wat nu kan", "What is possible now"), id: "acties")] + actions
    blocks += [.h2(words("Levensloop", "Lifecycle"), id: "levensloop")] + lifecycle
    blocks += [
      .h2(words("Geschiedenis", "History"), id: "geschiedenis"),
      .timeline(Timeline(items: events.map(scene.item))),
    ]
    return Page(
      "\(scene.name(view.subject).capitalizedFirst): \(view.key)",
      trail: [scene.home, Link(words("Allianties", "Alliances"), scene.places.alliances)], blocks)
  }

  private var words: Words { scene.words }

  private var facts: Facts {
    Facts([
      (words("Soort zaak", "Kind of case"), Cell(scene.name(view.subject))),
      (
        words("Stand", "State"),
        Cell(scene.state(view.state, of: view.subject), tone: .info)
      ),
      (words("Kenmerk", "Reference"), Cell(view.key, isCode: true)),
    ])
  }

  private func label(_ action: Lifecycle.Action) -> String {
    (words.isDutch ? action.labelNL : action.labelEN) ?? action.event
  }

  private var actions: [Block] {
    guard !view.actions.isEmpty else {
      return [
        .text(
          words(
            "Deze zaak is afgesloten: er kan niets meer gebeuren.",
            "This case is closed: nothing more can happen."))
      ]
    }
    let permitted = view.actions.filter(\.isPermitted)
    let refused = view.actions.filter { !$0.isPermitted }
    var blocks: [Block] = []
    if mayAct {
      blocks += permitted.map { action in
        let next = action.target.map {
          words(
            "Daarna staat de zaak op “\(scene.state($0, of: view.subject))”.",
            "The case is then in “\(scene.state($0, of: view.subject))”.")
        }
        return .form(
          Form(
            id: "actie-\(Places.encoded(action.event))", action: scene.places.caseAction,
            legend: label(action) + (action.article.map { " (\($0))" } ?? ""),
            hidden: [("kenmerk", view.key), ("actie", action.event)], submit: label(action),
            note: next))
      }
    } else if !permitted.isEmpty {
      blocks.append(
        .list(ItemList(items: permitted.map { Cell(label($0), note: $0.article) })))
      blocks.append(
        .text(words("Uw rol mag deze stappen niet zetten.", "Your role may not take these steps.")))
    }
    if !refused.isEmpty {
      blocks.append(
        .table(
          DataTable(
            id: "geweigerd", caption: words("Wat nu niet kan", "What is not possible now"),
            columns: [
              .init(words("Stap", "Step")), .init(words("Waarom niet", "Why not")),
              .init(words("Artikel", "Article")),
            ],
            rows: refused.map { action in
              [
                Cell(label(action)),
                Cell(unless(action)), Cell(action.article ?? "–"),
              ]
            }, empty: "")))
      blocks.append(conditions(refused))
    }
    return blocks
  }

  private func unless(_ action: Lifecycle.Action) -> String {
    action.unless.map { words($0) }
      ?? words("De voorwaarde geldt niet.", "The condition does not hold.")
  }

  /// The conditions as the lifecycle's file has them, for whoever keeps the rules.
  private func conditions(_ refused: [Lifecycle.Action]) -> Block {
    .disclosure(
      Disclosure(
        summary: words(
          "De voorwaarden zoals de regels ze schrijven (FEEL)",
          "The conditions as the rules write them (FEEL)"),
        blocks: [
          .facts(
            Facts(
              refused.map { (label($0), Cell($0.reason ?? "–", isCode: true)) }))
        ]))
  }

  /// A refused step in words; what is possible instead stands on the page itself.
  private func notice(_ refusal: Refusal) -> Block {
    guard let action = view.actions.first(where: { $0.event == attempted && !$0.isPermitted })
    else { return .notice(Notice(.error, words(refusal.nl, refusal.en))) }
    return .notice(
      Notice(
        .error,
        words("“\(label(action))” kan nu niet", "“\(label(action))” is not possible now"),
        [unless(action)]))
  }

  private var lifecycle: [Block] {
    guard let chart = scene.rules?.lifecycles[view.subject.lifecycle] else { return [] }
    let drawing = chart.rendered(
      as: .svg, marking: [view.state], language: words.language.rawValue)
    let name = scene.name(view.subject)
    return [
      .figure(
        Figure(
          caption: words(
            "Levensloop van een \(name); nu: \(scene.state(view.state, of: view.subject))",
            "Lifecycle of \(name); now: \(scene.state(view.state, of: view.subject))"),
          svg: SVG(drawing: drawing))),
      .disclosure(
        Disclosure(
          summary: words("De levensloop als tekst", "The lifecycle as text"),
          blocks: [
            .preformatted(
              Preformatted(
                label: words("Levensloop", "Lifecycle"),
                text: chart.rendered(
                  as: .text, marking: [view.state], language: words.language.rawValue)))
          ])),
    ]
  }

  private func confirmation(_ event: Event) -> Notice {
    let changes = event.changes.count
    return Notice(
      .success, words("Vastgelegd", "Recorded"),
      [
        words(
          "Kenmerk: gebeurtenis \(event.sequence). \(changes) gegevens zijn veranderd; de zaak staat nu op “\(scene.state(view.state, of: view.subject))”.",
          "Reference: event \(event.sequence). \(changes) records changed; the case is now in “\(scene.state(view.state, of: view.subject))”."
        )
      ],
      links: [
        Link(words("Wat er veranderde", "What changed"), scene.places.event(event.sequence))
      ])
  }
}
