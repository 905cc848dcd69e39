import Allocation
import Diagnostics
import JSONText

/// One lever over a row of values: at which of them who comes in, who falls out, and what it does to the
/// figures.
public struct ScenarioSweep: Sendable {
  public struct Step: Hashable, Sendable {
    public var value: LeverValue
    /// Against the value before it; the first against what the sweep is compared with.
    public var gained: [String]
    public var lost: [String]
  }

  public let lever: Lever
  public let comparison: ScenarioComparison
  public let steps: [Step]

  /// The figures that a sweep shows, in order.
  static let figures = [
    "drawn.small-alliance-share.mean", "drawn.merit.mean", "drawn.success-ratio",
    "measure.burden-small", "measure.continuity",
  ]

  /// - Precondition: the comparison's scenarios are those of the values, in their order.
  public init(_ lever: Lever, values: [LeverValue], comparison: ScenarioComparison) {
    precondition(comparison.scenarios.count == values.count)
    self.lever = lever
    self.comparison = comparison
    func winners(_ result: ScenarioResult) -> [String] {
      result.selection.winners.map(\.alliance)
    }
    var before = Set(winners(comparison.baseline))
    steps = zip(values, comparison.scenarios).map { value, result in
      let now = winners(result)
      let step = Step(
        value: value, gained: now.filter { !before.contains($0) },
        lost: before.subtracting(now).sorted())
      before = Set(now)
      return step
    }
  }

  /// For each alliance that is chosen at some values and not at others: those at which it is.
  public var turning: [(alliance: String, chosenAt: [LeverValue])] {
    comparison.population.pool.alliances.indices.compactMap { index in
      let at = zip(steps, comparison.scenarios).filter {
        $0.1.selection.outcomes[index].standing.isGranted
      }.map(\.0.value)
      guard !at.isEmpty, at.count < steps.count else { return nil }
      return (comparison.population.pool.alliances[index].id, at)
    }
  }

  /// Words first, then the figures at each value, in 80 columns.
  public func text(_ language: Language, command: String? = nil) -> String {
    var out = ReportText()
    out.heading("\(lever.id): \(language(lever.title))")
    for paragraph in comparison.limits(language) { out.paragraph(paragraph) }
    out.line()
    for step in steps {
      out.paragraph("\(step.value): \(words(step, language))", mark: "- ")
    }
    let fixed = comparison.population.pool.count - turning.count
    out.paragraph(
      language(
        nl:
          "Bij \(fixed) van \(comparison.population.pool.count) allianties maakt de waarde niet uit.",
        en:
          "For \(fixed) of \(comparison.population.pool.count) alliances the value makes no difference."
      ))
    out.line()
    table(&out, language)
    out.heading(language(nl: "Herkomst", en: "Provenance"))
    out.line(
      language(nl: "zaad ", en: "seed ") + "\(comparison.seed), "
        + language(nl: "trekkingen ", en: "draws ") + language.number(Int64(comparison.draws)))
    out.line(comparison.fingerprint)
    if let command { out.paragraph(command, mark: "$ ") }
    return out.text
  }

  private func words(_ step: Step, _ language: Language) -> String {
    if step.gained.isEmpty, step.lost.isEmpty {
      return language(nl: "dezelfde gekozenen", en: "the same are chosen")
    }
    var parts: [String] = []
    if !step.gained.isEmpty {
      parts.append(language(nl: "erbij ", en: "in ") + step.gained.joined(separator: " "))
    }
    if !step.lost.isEmpty {
      parts.append(language(nl: "eruit ", en: "out ") + step.lost.joined(separator: " "))
    }
    return parts.joined(separator: "; ")
  }

  private func table(_ out: inout ReportText, _ language: Language) {
    out.row(
      [
        "", language(nl: "geld klein", en: "small money"), language(nl: "punten", en: "points"),
        language(nl: "slaag k÷g", en: "success s÷l"), language(nl: "lasten kl.", en: "burden sm."),
        language(nl: "continuïteit", en: "continuity"),
      ], first: 14, rest: 13)
    for (step, result) in zip(steps, comparison.scenarios) {
      let cells = Self.figures.map { name -> String in
        guard let value = result.figure(name) else { return "–" }
        return switch name {
        case "drawn.merit.mean": language.decimal(value, 2)
        case "drawn.success-ratio": language.decimal(value, 2)
        default: language.percent(value)
        }
      }
      out.row(["\(step.value)"] + cells, first: 14, rest: 13)
    }
    out.line()
  }

  public var json: JSON {
    [
      "lever": .string(lever.id),
      "fingerprint": .string(comparison.fingerprint),
      "steps": .array(
        zip(steps, comparison.scenarios).map { step, result in
          [
            "value": .string(step.value.description),
            "in": .array(step.gained.map(JSON.string)),
            "out": .array(step.lost.map(JSON.string)),
            "figures": .object(
              Self.figures.map { name in
                let found = result.figures.first { $0.name == name }
                return JSON.Member(name, found?.text.map { .number($0) } ?? .null)
              }),
          ]
        }),
    ]
  }
}
