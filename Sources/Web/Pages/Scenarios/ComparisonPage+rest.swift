import ExactNumbers
import LegalCalendar
import Simulation

extension ComparisonPage {
  /// Money of each year against the ceiling.
  var money: [Block] {
    let years = Set(comparison.baseline.cash.quarters.map(\.year)).sorted()
    func total(_ result: ScenarioResult, _ year: Int) -> Money {
      Money(
        cents: result.cash.quarters.filter { $0.year == year }.reduce(0) { $0 + $1.fromCeiling })
    }
    return [
      .h2(words("Geld per jaar", "Money by year"), id: "geld"),
      .table(
        DataTable(
          id: "geld-tabel",
          caption: words(
            "Uit het plafond van \(words.euros(Money(cents: comparison.baseline.cash.ceiling))) per jaar (illustratief)",
            "From the ceiling of \(words.euros(Money(cents: comparison.baseline.cash.ceiling))) a year (illustrative)"
          ),
          columns: [.init(words("Jaar", "Year")), .init(words("nu", "now"), isNumber: true)]
            + scenarios.map { .init($0.scenario.id, isNumber: true) },
          rows: years.map { year in
            [Cell(String(year))]
              + comparison.results.map { result in
                let sum = total(result, year)
                let above = sum.cents > result.cash.ceiling
                return Cell(
                  words.euros(sum),
                  note: above ? words("boven het plafond", "above the ceiling") : nil)
              }
          }, empty: "")),
    ]
  }

  /// The way to the first grant day, in the rhythm of 2022.
  var timeline: [Block] {
    let year = comparison.baseline.design.firstYear - 1
    guard let line = SuccessorTimeline(likeTheFirst: year) else { return [] }
    let steps: [(String, CivilDate)] = [
      (words("Bekendmaking", "Publication"), line.publication),
      (words("Ronde 1 open", "Round 1 opens"), line.firstRoundOpens),
      (words("Ronde 1 dicht", "Round 1 closes"), line.firstRoundCloses),
      (words("Ronde 2 open", "Round 2 opens"), line.secondRoundOpens),
      (words("Ronde 2 dicht", "Round 2 closes"), line.secondRoundCloses),
      (words("Besluit uiterlijk", "Decision by"), line.decision),
      (words("Eerste subsidiedag", "First grant day"), line.firstDay),
    ]
    return [
      .h2(words("Termijnen en overlap", "Deadlines and overlap"), id: "termijnen"),
      .table(
        DataTable(
          id: "termijnen-tabel",
          caption: words(
            "In het ritme van 2022 (illustratief)", "In the rhythm of 2022 (illustrative)"),
          columns: [.init(words("Stap", "Step")), .init(words("Dag", "Day"))],
          rows: steps.map { [Cell($0.0), Cell(words.longDate($0.1))] }, empty: "")),
      .text(
        words(
          "In dat jaar lopen de laatste verleningen onder de huidige regeling nog.",
          "In that year the last awards under the present scheme still run.")),
    ]
  }

  /// Every changed parameter, with its place in law and who pays.
  var changes: [Block] {
    let baseline = comparison.baseline.design
    let rows = scenarios.flatMap { result in
      Lever.all.filter { $0.value(in: baseline) != $0.value(in: result.design) }.map {
        lever -> [Cell] in
        [
          Cell(words(lever.title.dutch, lever.title.english), note: result.scenario.id),
          Cell(ScenariosPage.show(lever.value(in: baseline), words)),
          Cell(ScenariosPage.show(lever.value(in: result.design), words)),
          Cell(words(lever.home.dutch, lever.home.english)),
          Cell(words(lever.cost.dutch, lever.cost.english)),
        ]
      }
    }
    return [
      .h2(words("Alles wat verandert", "All that changes"), id: "verandert"),
      .table(
        DataTable(
          id: "verandert-tabel", caption: words("Knoppen", "Levers"),
          columns: [
            .init(words("Knop", "Lever")), .init(words("Nu", "Now")), .init(words("Dan", "Then")),
            .init(words("Plaats in het recht", "Legal home")), .init(words("Kosten", "Cost")),
          ], rows: rows,
          empty: words("Er verandert niets.", "Nothing changes."))),
    ]
  }

  var measures: [Block] {
    [
      .disclosure(
        Disclosure(
          summary: words("Alle maten met hun definitie", "All measures with their definition"),
          blocks: [
            .table(
              DataTable(
                id: "maten", caption: words("Maten per scenario", "Measures by scenario"),
                columns: [
                  .init(words("Maat", "Measure")), .init(words("nu", "now"), isNumber: true),
                ]
                  + scenarios.map { .init($0.scenario.id, isNumber: true) },
                rows: Measure.allCases.map { measure in
                  [
                    Cell(
                      words(measure.title.dutch, measure.title.english),
                      note: words(measure.definition.dutch, measure.definition.english))
                  ]
                    + comparison.results.map {
                      Cell(show(measure, $0.measures[measure]?.millionths))
                    }
                }, empty: ""))
          ]))
    ]
  }

  /// Versions, and the files and command that give the same figures.
  var provenance: [Block] {
    let names = scenarios.map { "\($0.scenario.id).yaml" }.joined(separator: " ")
    let files = scenarios.map { result in
      let levers = result.scenario.changes.map { "  \($0.lever): \($0.value.description)" }
      return
        ([
          "# \(result.scenario.id).yaml", "scenario: \(result.scenario.id)",
          "title: { nl: \(result.scenario.id), en: \(result.scenario.id) }", "levers:",
        ] + levers)
        .joined(separator: "\n")
    }
    let command =
      "speelveld scenario run \(names) --population \(comparison.population.name) "
      + "--draws \(comparison.draws) --seed \(comparison.seed)"
    return [
      .h2(words("Herkomst en herhaling", "Provenance and repetition"), id: "herkomst"),
      .facts(
        Facts([
          (
            words("Aanvragers", "Applicants"),
            Cell(comparison.population.name, mark: words("illustratief", "illustrative"))
          ),
          (words("Trekkingen", "Draws"), Cell(words.number(comparison.draws))),
          (words("Zaad", "Seed"), Cell(String(comparison.seed))),
          (words("Vingerafdruk", "Fingerprint"), Cell(comparison.fingerprint, isCode: true)),
          (
            words("Gevraagd door", "Asked by"),
            Cell(run.requestedBy, note: scene.moment(run.requestedAt))
          ),
        ])),
      .text(
        words(
          "Bewaar deze bestanden en geef dit commando; de cijfers zijn dezelfde.",
          "Save these files and give this command; the figures are the same.")),
      .preformatted(
        Preformatted(
          label: words("Bestanden en commando", "Files and command"),
          text: (files + ["$ " + command]).joined(separator: "\n\n"))),
      .links(
        LinkRow(links: [
          Link(
            words("Nog een scenario ernaast", "One more scenario beside it"),
            Places.with(scene.places.scenarios, query.parameters) + "#nieuw"),
          Link(
            words("Alle cijfers als CSV", "All figures as CSV"),
            scene.places.run(run.id, "cijfers.csv")),
        ])),
    ] + promotion
  }

  /// The way from a chosen scenario to the draft of the next scheme.
  private var promotion: [Block] {
    guard mayPromote, !scenarios.isEmpty else { return [] }
    return [
      .h2(words("Een scenario kiezen", "Choose a scenario"), id: "kiezen"),
      .text(
        words(
          "Van een scenario is het ontwerp van de volgende regeling te maken. Eerst ziet u wat er verandert, de tijdlijn en wat daarin niet past.",
          "A scenario can be made into the draft of the next scheme. First you see what changes, the timeline, and what does not fit in it."
        )),
      .links(
        LinkRow(
          links: scenarios.map { result in
            Link(
              words("Ontwerp van de opvolger maken: ", "Make the successor’s draft: ")
                + result.scenario.id,
              Places.with(
                scene.places.run(run.id, "ontwerp"), [("scenario", result.scenario.id)]))
          })),
    ]
  }
}
