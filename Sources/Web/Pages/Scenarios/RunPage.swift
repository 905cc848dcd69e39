import Casework
import Services
import Storage

/// A run that is not done, or one of which only the words are kept.
struct RunPage: Sendable {
  let scene: Scene
  let run: ScenarioRun
  /// The stored report of a run that cannot be shown as a comparison.
  var text: String?
  let mayRun: Bool

  var page: Page {
    Page(
      run.state == .done
        ? words("Uitkomst van run \(run.id)", "Outcome of run \(run.id)")
        : words("Run \(run.id) wordt doorgerekend", "Run \(run.id) is being made"),
      trail: [scene.home, Link(words("Scenario’s", "Scenarios"), scene.places.scenarios)],
      [.facts(facts)] + content)
  }

  private var words: Words { scene.words }

  private var facts: Facts {
    Facts([
      (words("Wat", "What"), Cell(scene.title(of: run))),
      (words("Stand", "State"), scene.state(of: run)),
      (
        words("Gevraagd door", "Asked by"),
        Cell(run.requestedBy, note: scene.moment(run.requestedAt))
      ),
    ])
  }

  private var content: [Block] {
    if let text {
      return [.preformatted(Preformatted(label: words("Verslag", "Report"), text: text))]
    }
    let percent = run.slices == 0 ? 0 : run.slicesMade * 100 / run.slices
    var blocks: [Block] = [
      .text(
        words(
          "\(run.slicesMade) van \(run.slices) delen zijn klaar (\(percent)%). U kunt deze pagina sluiten: wat gemaakt is, blijft.",
          "\(run.slicesMade) of \(run.slices) pieces are made (\(percent)%). You may close this page: what was made stays."
        )),
      .links(
        LinkRow(links: [
          Link(words("Kijk of het klaar is", "See whether it is done"), scene.places.run(run.id))
        ])),
    ]
    guard mayRun else { return blocks }
    blocks.append(
      .form(
        Form(
          id: "verder", action: scene.places.run(run.id, "verder"),
          submit: words("Verder rekenen", "Go on"),
          note: words(
            "Het loket rekent dan zelf een paar tellen mee.",
            "The desk then helps for a few seconds itself."))))
    if run.state == .open {
      blocks.append(
        .form(
          Form(
            id: "loslaten", action: scene.places.run(run.id, "loslaten"),
            submit: words("Loslaten", "Let go"), isSevere: true,
            note: words(
              "Wat gemaakt is blijft; verder rekenen kan later.",
              "What was made stays; it can go on later."))))
    }
    return blocks
  }
}

extension Scene {
  func state(of run: ScenarioRun) -> Cell {
    switch run.state {
    case .done: Cell(words("klaar", "done"), tone: .good)
    case .open:
      Cell(
        words(
          "\(run.slicesMade) van \(run.slices) delen", "\(run.slicesMade) of \(run.slices) pieces"),
        tone: .info)
    case .cancelled: Cell(words("losgelaten", "let go"), tone: .quiet)
    }
  }

  /// What a run is about; its stored title names scenarios and, in brackets, the applicants.
  func title(of run: ScenarioRun) -> String {
    let kind =
      switch run.kind {
      case .comparison: words("vergelijking", "comparison")
      case .search: words("zoektocht", "search")
      case .study: words("studie", "study")
      }
    let title = run.title.split(separator: " ").filter { $0 != "baseline" }.joined(separator: " ")
    return "\(kind): \(title)"
  }
}
