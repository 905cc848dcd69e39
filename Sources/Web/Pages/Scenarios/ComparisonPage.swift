import Allocation
import ExactNumbers
import LegalCalendar
import Simulation
import Storage

/// The comparison of scenarios: assumptions first, small organisations before others, definitions with
/// every figure, and how to get the same result again.
struct ComparisonPage: Sendable {
  let scene: Scene
  let query: ScenarioDesignQuery
  let comparison: ScenarioComparison
  let run: ScenarioRun
  var mayPromote = false

  var page: Page {
    Page(
      words("Vergelijking van scenario’s", "Comparison of scenarios"),
      trail: [scene.home, Link(words("Scenario’s", "Scenarios"), scene.places.scenarios)],
      lead: words(
        "Wat zou er veranderen ten opzichte van de huidige regeling?",
        "What would change, compared to the present scheme?"),
      assumptions + headlines + gains + money + timeline + changes + measures + provenance)
  }

  var words: Words { scene.words }
  var scenarios: [ScenarioResult] { Array(comparison.scenarios) }

  private var assumptions: [Block] {
    [
      .notice(
        Notice(
          .warning, words("Waar dit op rust", "What this stands on"),
          comparison.assumptions(words.language)))
    ]
  }

  private static let leading: [Measure] = [
    .smallShare, .smallAllianceShare, .successRatio, .continuity, .merit, .burdenSmall,
  ]

  private var headlines: [Block] {
    let rows = Self.leading.map { measure -> [Cell] in
      let before = comparison.baseline.measures[measure]?.millionths
      return [Cell(title(measure)), Cell(show(measure, before))]
        + scenarios.map { result in
          let after = result.measures[measure]?.millionths
          return Cell(show(measure, after), note: direction(before, after))
        }
    }
    var blocks: [Block] = [
      .h2(words("In het kort", "In short"), id: "kort"),
      .table(
        DataTable(
          id: "kort-tabel",
          caption: words("Belangrijkste cijfers", "Main figures"),
          columns: [.init(words("Maat", "Measure")), .init(words("nu", "now"), isNumber: true)]
            + scenarios.map { .init($0.scenario.id, isNumber: true) }, rows: rows, empty: "")),
    ]
    for result in scenarios {
      let name = words(result.scenario.title.dutch, result.scenario.title.english)
      blocks += [
        .h3("\(result.scenario.id): \(name)", id: "woorden-\(result.scenario.id)"),
        .list(
          ItemList(items: comparison.sentences(on: result, words.language).map { Cell($0) })),
      ]
    }
    return blocks
  }

  private func title(_ measure: Measure) -> String {
    words(measure.title.dutch, measure.title.english)
  }

  /// Whether a figure goes up or down, in words.
  private func direction(_ before: Int64?, _ after: Int64?) -> String? {
    guard let before, let after else { return nil }
    if before == after { return words("gelijk", "the same") }
    return after > before
      ? words("hoger dan nu", "higher than now") : words("lager dan nu", "lower than now")
  }

  func show(_ measure: Measure, _ value: Int64?) -> String {
    guard let value else { return "–" }
    switch measure {
    case .smallShare, .smallAllianceShare, .continuity, .displaced, .burdenSmall, .burdenLarge:
      return percent(value)
    default: return decimal(value, 3)
    }
  }

  func percent(_ millionths: Int64) -> String { decimal(millionths * 100, 1) + "%" }

  private func decimal(_ millionths: Int64, _ decimals: Int) -> String {
    let text = Allocation.Figure(millionths: millionths).rounded(decimals: decimals)
    return words.isDutch ? text.replacing(".", with: ",") : text
  }

  /// Each alliance's amount and chance, small ones first.
  private var gains: [Block] {
    let bands = comparison.groups.alliance
    let order = comparison.population.pool.alliances.indices.sorted { a, b in
      bands[a] != bands[b] ? bands[a] < bands[b] : a < b
    }
    let chances = comparison.draws > 0
    let rows = order.map { index -> [Cell] in
      let band = words(bands[index].title.dutch, bands[index].title.english)
      let before = comparison.baseline.selection.outcomes[index].amount
      return [
        Cell(comparison.population.pool.alliances[index].id, note: band),
        amount(comparison.baseline, index, nil, chances),
      ] + scenarios.map { amount($0, index, before, chances) }
    }
    let bars = comparison.results.map { result in
      BarChart.Bar(
        label: result.scenario.id == Scenario.baseline.id ? words("nu", "now") : result.scenario.id,
        value: result.figure(
          chances ? "drawn.small-alliance-share.mean" : "measure.small-alliance-share") ?? 0,
        low: result.figure("drawn.small-alliance-share.p05"),
        high: result.figure("drawn.small-alliance-share.p95"))
    }
    let caption = words(
      "Deel van het geld voor kleine allianties", "Share of the money for small alliances")
    return [
      .h2(words("Wie wint, wie verliest", "Who gains, who loses"), id: "wie"),
      .figure(
        Figure(
          caption: caption,
          note: words(
            "Balk: gemiddelde over de trekkingen. Lijn: de middelste 90 procent. Groepen van de huidige regeling.",
            "Bar: mean over the draws. Line: the middle 90 per cent. Groups of the present scheme."),
          svg: BarChart(
            id: "klein", title: caption,
            description: bars.map { "\($0.label): \(percent($0.value))" }.joined(separator: "; "),
            bars: bars, show: { [self] in percent($0) }
          ).svg)),
      .table(
        DataTable(
          id: "wie-tabel",
          caption: words(
            "Bedrag per jaar en kans op subsidie; kleine allianties eerst",
            "Amount a year and chance of a grant; small alliances first"),
          columns: [
            .init(words("Aanvrager", "Applicant")), .init(words("nu", "now"), isNumber: true),
          ]
            + scenarios.map { .init($0.scenario.id, isNumber: true) }, rows: rows, empty: "")),
    ]
  }

  private func amount(
    _ result: ScenarioResult, _ index: Int, _ before: Money?, _ chances: Bool
  ) -> Cell {
    let outcome = result.selection.outcomes[index]
    var notes: [String] = []
    if let before, before != outcome.amount {
      notes.append(
        outcome.amount > before
          ? words("meer dan nu", "more than now") : words("minder dan nu", "less than now"))
    }
    if chances, let chance = result.drawn?.chance(index).millionths {
      notes.append(words("kans ", "chance ") + percent(chance))
    }
    return Cell(
      outcome.amount.cents == 0 ? words("niets", "nothing") : words.euros(outcome.amount),
      note: notes.joined(separator: "; "))
  }
}
