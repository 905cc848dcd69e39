import Allocation
import Services
import Simulation
import Storage

/// *Scenario's*: another scheme made from levers, beside those that are being compared.
struct ScenariosPage: Sendable {
  let scene: Scene
  let query: ScenarioDesignQuery
  let mayRun: Bool
  var form: ScenarioForm?
  /// What was run before, the newest first.
  var runs: [ScenarioRun] = []

  var page: Page {
    var blocks: [Block] = [
      .text(
        words(
          "Een scenario is een verschil met de huidige regeling. Verander één of meer knoppen en bekijk wie erop vooruit- en achteruitgaat. Aan de regeling zelf verandert niets.",
          "A scenario is a difference from the present scheme. Change one or more levers and see who gains and who loses. The scheme itself does not change."
        )),
      .notice(
        Notice(
          .warning,
          words(
            "Alle aanvragers en bedragen zijn verzonnen", "All applicants and amounts are invented"),
          [
            words(
              "Uitkomsten zeggen hoe regels werken op deze aanvragers, niet wie er in het echt wint.",
              "Results say how rules work on these applicants, not who really wins.")
          ])),
    ]
    if !query.scenarios.isEmpty {
      blocks += [
        .h2(words("In deze vergelijking", "In this comparison"), id: "vergelijking"),
        .list(
          ItemList(
            items: query.scenarios.map {
              Cell("\($0.id): \(words($0.title.dutch, $0.title.english))")
            })),
        .links(
          LinkRow(links: [
            Link(words("Opnieuw beginnen", "Begin anew"), scene.places.scenarios)
          ])),
      ]
    }
    if mayRun, query.scenarios.count < ScenarioDesignQuery.most {
      blocks += [.h2(words("Nieuw scenario", "New scenario"), id: "nieuw")] + designing
    } else if !mayRun {
      blocks.append(
        .text(
          words("Uw rol mag geen scenario’s doorrekenen.", "Your role may not run scenarios.")))
    }
    blocks += [
      .h2(words("Eerder doorgerekend", "Run before"), id: "eerder"), .table(earlier),
    ]
    return Page(words("Scenario’s", "Scenarios"), trail: [scene.home], blocks)
  }

  private var words: Words { scene.words }

  private var earlier: DataTable {
    DataTable(
      id: "runs", caption: words("Nieuwste eerst", "Newest first"),
      columns: [
        .init(words("Run", "Run")), .init(words("Wat", "What")), .init(words("Door", "By")),
        .init(words("Stand", "State")),
      ],
      rows: runs.map { run in
        [
          Cell(run.id, href: scene.places.run(run.id)), Cell(scene.title(of: run)),
          Cell(run.requestedBy, note: scene.moment(run.requestedAt)), scene.state(of: run),
        ]
      },
      empty: words("Er is nog niets doorgerekend.", "Nothing was run yet."))
  }

  private var designing: [Block] {
    let fields = Lever.all.map { lever -> Field in
      let present = lever.value(in: .present)
      let hint =
        words("nu ", "now ") + Self.show(present, words) + "; "
        + ScenarioForm.bounds(lever.kind, words) + ". "
        + words(lever.home.dutch, lever.home.english) + "; "
        + words(lever.cost.dutch, lever.cost.english)
      let value = form?.written[lever.id] ?? ""
      let title = words(lever.title.dutch, lever.title.english).capitalizedFirst
      switch lever.kind {
      case .choice(let names):
        return Field(
          .select, lever.id, title, hint: hint, value: value, isRequired: false,
          options: [("", words("als nu", "as now"))] + names.map { ($0, $0) })
      case .flag:
        return Field(
          .select, lever.id, title, hint: hint, value: value, isRequired: false,
          options: [
            ("", words("als nu", "as now")), ("yes", words("ja", "yes")),
            ("no", words("nee", "no")),
          ])
      default:
        return Field(
          .text, lever.id, title, hint: hint, value: value, isRequired: false, isShort: true)
      }
    }
    var design = Form(
      id: "knoppen", action: scene.places.scenarios,
      legend: words(
        "Laat een knop leeg om hem te laten zoals hij nu is.",
        "Leave a lever empty to keep it as it is now."),
      hidden: query.parameters, fields: fields + [draws],
      submit: words("Doorrekenen en vergelijken", "Run and compare"))
    design.isGrid = true
    return [.form(form.map { [design] in design.showing($0.faults, words) } ?? design)]
  }

  private var draws: Field {
    Field(
      .select, "trekkingen", words("Hoe nauwkeurig?", "How precise?"),
      hint: words(
        "Elke trekking is een mogelijk oordeel van de beoordelaars. Meer trekkingen duren langer.",
        "Each draw is a possible judgement of the assessors. More draws take longer."),
      value: String(query.draws), isRequired: false,
      options: ScenarioDesignQuery.drawChoices.map {
        (String($0), words("\(words.number($0)) trekkingen", "\(words.number($0)) draws"))
      })
  }

  static func show(_ value: LeverValue, _ words: Words) -> String {
    switch value {
    case .euros(let amount): words.euros(amount)
    case .flag(let flag): flag ? words("ja", "yes") : words("nee", "no")
    default: value.description
    }
  }
}
