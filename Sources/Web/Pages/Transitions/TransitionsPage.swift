import Casework
import Services
import Storage

/// *Overgangen*: the period changes of a scheme, and the form that plans the next.
struct TransitionsPage: Sendable {
  let scene: Scene
  let runs: [TransitionRun]
  /// Years with running periods, and the year that can follow: nil for settlement.
  let steps: [TransitionStep]
  let mayPlan: Bool
  var written: [String: String] = [:]
  var faults = FormFaults()
  var refusal: Refusal?

  var page: Page {
    var blocks: [Block] = []
    if let refusal { blocks.append(scene.notice(refusal)) }
    blocks += [
      .text(
        words(
          "Een overgang gaat in vier stappen: een plan maken, een tweede persoon laten goedkeuren, uitvoeren en – als het moet – terugdraaien. Tot u uitvoert verandert er niets.",
          "A transition takes four steps: make a plan, have a second person approve it, apply it and – if need be – undo it. Nothing changes until you apply."
        )),
      .h2(words("Nieuw plan", "New plan"), id: "nieuw"),
    ]
    blocks += planning
    blocks += [
      .h2(words("Overgangen tot nu toe", "Transitions so far"), id: "lijst"), .table(table),
    ]
    return Page(words("Overgangen", "Transitions"), trail: [scene.home], blocks)
  }

  private var words: Words { scene.words }
  private var places: Places { scene.places }

  private var planning: [Block] {
    guard mayPlan else {
      return [
        .text(
          words(
            "Uw rol mag geen plan maken.", "Your role may not make a plan."))
      ]
    }
    guard !steps.isEmpty else {
      return [
        .text(
          words(
            "Er is geen lopend tijdvak dat kan eindigen.",
            "There is no running period that can end."
          ))
      ]
    }
    let options = steps.map { step in
      (
        step.key,
        step.to.map { "\(step.from) → \($0)" }
          ?? words("\(step.from) → afloop", "\(step.from) → settlement")

      )
    }
    let form = Form(
      id: "plan", action: places.transitions,
      fields: [
        Field(
          .radios, "jaren", words("Welke overgang?", "Which transition?"),
          hint: words(
            "Het plan is een proef: u ziet wie doorgaat, wie geblokkeerd is en wat eruit volgt.",
            "The plan is a trial: you see who moves, who is blocked and what follows."),
          value: written["jaren"] ?? options.first?.0 ?? "", options: options)
      ], submit: words("Plan maken", "Make plan"))
    return [.form(form.showing(faults, words))]
  }

  private var table: DataTable {
    DataTable(
      id: "overgangen", caption: words("Nieuwste eerst", "Newest first"),
      columns: [
        .init(words("Overgang", "Transition")), .init(words("Jaren", "Years")),
        .init(words("Stand", "State")), .init(words("Gemaakt", "Planned")),
        .init(words("Goedgekeurd", "Approved")), .init(words("Uitgevoerd", "Applied")),
      ],
      rows: runs.reversed().map { run in
        [
          Cell(run.id, href: places.transition(run.id)), Cell(scene.years(run.header)),
          scene.runState(run.state), step(run.planned), step(run.approved), step(run.applied),
        ]
      },
      empty: words("Er zijn nog geen overgangen.", "There are no transitions yet."))
  }

  private func step(_ step: TransitionRun.Step?) -> Cell {
    step.map { Cell($0.by, note: scene.moment($0.at)) } ?? .none
  }
}

extension TransitionStep {
  /// The step as a form sends it: `2026-2027` or `2027-afloop`.
  var key: String { "\(from)-\(to.map(String.init) ?? "afloop")" }

  init?(key: String) {
    let parts = key.split(separator: "-").map(String.init)
    guard parts.count == 2, let from = Int(parts[0]), (1900...2200).contains(from) else {
      return nil
    }
    if parts[1] == "afloop" {
      self.init(from: from, to: nil)
    } else if let to = Int(parts[1]), (1900...2200).contains(to) {
      self.init(from: from, to: to)
    } else {
      return nil
    }
  }
}

extension Scene {
  /// A refusal as a reader of pages needs it: commands for the terminal are left out.
  func notice(_ refusal: Refusal) -> Block {
    .notice(
      Notice(
        .error, words(refusal.nl, refusal.en),
        refusal.details.filter { !$0.hasPrefix("speelveld ") }))
  }

  /// A moment in Dutch civil time.
  func moment(_ moment: Moment) -> String {
    let local = DutchClock.local(moment)
    return words.moment(moment, on: local.date, minute: local.minute)
  }
}
