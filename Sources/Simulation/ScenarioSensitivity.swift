import Allocation
import Diagnostics
import JSONText

/// Which of a scenario's changes does what: each alone, each left out, and Sobol's indices over all of
/// their combinations.
public struct ScenarioSensitivity: Sendable {
  public struct OfLever: Hashable, Sendable {
    public var lever: String
    /// The aims' figures with this change only, nil when it cannot stand alone.
    public var alone: [Int64?]?
    /// The aims' figures with all changes but this, nil when they cannot stand without it.
    public var without: [Int64?]?
  }

  public let scenario: Scenario
  public let population: String
  public let seed: UInt64
  public let draws: Int
  public let aims: [ScenarioSearch.Aim]
  /// The aims' figures of the present scheme and of the whole scenario.
  public let now: [Int64?]
  public let whole: [Int64?]
  public let levers: [OfLever]
  /// For each aim the parts of its variation; nil when combinations are missing or nothing varies.
  public let influence: [[ScenarioSearch.Influence]?]
  public let combinations: Int

  /// The headline figures.
  public static let headlines = [
    ScenarioSearch.Aim("drawn.small-alliance-share.mean", more: true),
    ScenarioSearch.Aim("drawn.merit.mean", more: true),
    ScenarioSearch.Aim("measure.burden-small", more: false),
    ScenarioSearch.Aim("drawn.gini.mean", more: false),
  ]

  /// Tries every combination of the scenario's changes made or not, and half made where the lever is a
  /// number and that keeps the count within what a search tries.
  ///
  /// Throws what `ScenarioSearch.run` throws.
  public static func run(
    _ scenario: Scenario, population: Population, baseline: SchemeDesign = .present, seed: UInt64,
    draws: Int, threads: Int = 1, progress: (Simulation.Progress) -> Void = { _ in }
  ) async throws -> ScenarioSensitivity {
    let design = try scenario.design(on: baseline)
    let changes = scenario.changes.filter { change in
      Lever.named(change.lever).map { $0.value(in: baseline) != $0.value(in: design) } ?? false
    }
    // Three values each while 3ⁿ is within reach, else two.
    let steps = changes.count <= 5 ? 3 : 2
    let axes = changes.map { change in
      ScenarioSearch.Axis(change.lever, values(of: change, on: baseline, steps: steps))
    }
    let search = ScenarioSearch(
      base: Scenario(
        id: "\(scenario.id)", title: scenario.title, note: scenario.note, changes: []),
      axes: axes, goals: [], aims: headlines)
    let points = try await search.run(
      population: population, baseline: baseline, seed: seed, draws: draws,
      maker: .here(threads: threads), progress: progress
    ).points
    func value(_ lever: String, _ point: ScenarioSearch.Point) -> LeverValue? {
      point.scenario.changes.first { $0.lever == lever }?.value
    }
    /// The point at which exactly these changes are made and the others are not.
    func at(_ made: (Scenario.Change) -> Bool) -> [Int64?]? {
      points.first { point in
        changes.allSatisfy { change in
          let wanted = made(change) ? change.value : Lever.named(change.lever)?.value(in: baseline)
          return value(change.lever, point) == wanted
        }
      }?.values
    }
    return ScenarioSensitivity(
      scenario: scenario, population: population.name, seed: seed, draws: draws, aims: headlines,
      now: at { _ in false } ?? [], whole: at { _ in true } ?? [],
      levers: changes.map { change in
        OfLever(
          lever: change.lever, alone: at { $0 == change }, without: at { $0 != change })
      },
      influence: headlines.indices.map { search.influence(on: $0, of: points) },
      combinations: points.count)
  }

  private static func values(
    of change: Scenario.Change, on baseline: SchemeDesign, steps: Int
  ) -> [LeverValue] {
    guard let lever = Lever.named(change.lever) else { return [change.value] }
    let now = lever.value(in: baseline)
    let (a, b) = (now.description, change.value.description)
    if steps > 2,
      let three = lever.kind.values(from: a, to: b, count: steps)
        ?? lever.kind.values(from: b, to: a, count: steps)?.reversed()
    {
      return three
    }
    return [now, change.value]
  }

  /// Words and tables in 80 columns.
  public func text(_ language: Language) -> String {
    var out = ReportText()
    out.heading(
      language(nl: "Welke wijziging doet wat: ", en: "Which change does what: ") + scenario.id)
    out.paragraph(
      language(
        nl:
          "Op \(population), \(language.number(Int64(draws))) trekkingen, \(combinations) combinaties. "
          + "De aanvragers zijn verzonnen: dit zegt hoe de regels op hen werken.",
        en:
          "On \(population), \(language.number(Int64(draws))) draws, \(combinations) combinations. The "
          + "applicants are invented: this says how the rules work on them."))
    out.line()
    let titles = [
      language(nl: "geld klein", en: "small money"), language(nl: "punten", en: "points"),
      language(nl: "lasten klein", en: "burden small"), "Gini",
    ]
    out.row([""] + titles, first: 28, rest: 13)
    out.row([language(nl: "nu", en: "now")] + cells(now, language), first: 28, rest: 13)
    out.row(
      [language(nl: "alles samen", en: "all together")] + cells(whole, language), first: 28,
      rest: 13)
    for lever in levers {
      out.line(lever.lever)
      out.row(
        [language(nl: "  alleen deze", en: "  this alone")] + cells(lever.alone, language),
        first: 28, rest: 13)
      out.row(
        [language(nl: "  zonder deze", en: "  without it")] + cells(lever.without, language),
        first: 28, rest: 13)
    }
    out.line()
    out.heading(
      language(
        nl: "Deel van de variatie (Sobol), alleen en in totaal",
        en: "Part of the variation (Sobol), alone and in all"))
    for (title, parts) in zip(titles, influence) {
      let words =
        parts.map { list in
          list.map { one in
            "\(one.lever) \(language.percent(one.alone.millionths)) "
              + "(\(language.percent(one.total.millionths)))"
          }.joined(separator: ", ")
        }
        ?? language(
          nl: "niet te zeggen: het varieert niet, of sommige combinaties kunnen niet",
          en: "cannot be said: it does not vary, or some combinations cannot be")
      out.paragraph("\(title): \(words)", mark: "- ")
    }
    out.paragraph(
      language(
        nl:
          "Elke waarde even waarschijnlijk, alle combinaties geteld; in totaal min alleen is samenspel.",
        en: "Every value equally likely, all combinations counted; in all minus alone is interplay."
      ))
    return out.text
  }

  private func cells(_ values: [Int64?]?, _ language: Language) -> [String] {
    guard let values else {
      return aims.map { _ in language(nl: "kan niet", en: "cannot be") }
    }
    return zip(values, aims).map { value, aim in
      guard let value else { return "–" }
      if aim.figure.contains("merit") { return language.decimal(value, 2) }
      return aim.figure.contains("gini") ? language.decimal(value, 3) : language.percent(value)
    }
  }

  public var json: JSON {
    func list(_ values: [Int64?]?) -> JSON {
      guard let values else { return .null }
      return .object(
        zip(aims, values).map { aim, value in
          JSON.Member(
            aim.figure, value.map { .number(Figure(millionths: $0).description) } ?? .null)
        })
    }
    return [
      "scenario": .string(scenario.id), "population": .string(population),
      "seed": .string(String(seed)), "draws": .int(draws), "combinations": .int(combinations),
      "now": list(now), "whole": list(whole),
      "levers": .array(
        levers.map {
          ["lever": .string($0.lever), "alone": list($0.alone), "without": list($0.without)]
        }),
      "sobol": .object(
        zip(aims, influence).map { aim, parts in
          JSON.Member(
            aim.figure,
            parts.map { list in
              .object(
                list.map { one in
                  JSON.Member(
                    one.lever,
                    [
                      "alone": .number(one.alone.description),
                      "total": .number(one.total.description),
                    ])
                })
            } ?? .null)
        }),
    ]
  }
}
