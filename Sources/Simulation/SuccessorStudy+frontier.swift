import Allocation
import Diagnostics
import JSONText

extension SuccessorStudy.Frontier {
  /// The frontier with what each lever explains, in 80 columns.
  public func text(_ language: Language) -> String {
    var out = ReportText()
    write(to: &out, language)
    return out.text
  }

  func write(to out: inout ReportText, _ language: Language) {
    out.heading(
      language(nl: "Grens van het haalbare op ", en: "Frontier on ") + population)
    out.paragraph(
      language(
        nl: "Van \(points.count) combinaties die welke door geen andere in alles wordt "
          + "overtroffen. Een ster haalt het doel.",
        en:
          "Of \(points.count) combinations those that no other beats in everything. A star "
          + "meets the goal."))
    out.row(
      [
        language(nl: "instelling", en: "setting"), language(nl: "punten", en: "points"),
        language(nl: "klein", en: "small"), language(nl: "lasten", en: "burden"),
      ], first: 44, rest: 12)
    let shown = points.filter(\.isOnFrontier).sorted {
      ($0.values.first ?? nil) ?? 0 > ($1.values.first ?? nil) ?? 0
    }
    for point in shown.prefix(15) {
      let changes = search.axes.map { axis in
        point.scenario.changes.first { $0.lever == axis.lever }
          .map { "\($0.lever.split(separator: ".").last ?? "")=\($0.value)" } ?? ""
      }
      let cells = zip(point.values, search.aims).map { value, aim in
        guard let value else { return "–" }
        return aim.figure.contains("merit")
          ? language.decimal(value, 2) : language.percent(value)
      }
      out.row(
        [(point.meetsGoals ? "* " : "  ") + changes.joined(separator: " ")] + cells, first: 44,
        rest: 12)
    }
    if shown.count > 15 {
      out.line(
        language(nl: "  en \(shown.count - 15) meer", en: "  and \(shown.count - 15) more"))
    }
    influences(&out, language)
    if let best = best {
      out.paragraph(
        language(nl: "Doel gehaald met de meeste punten: ", en: "Goal met with most points: ")
          + best.scenario.changes.map { "\($0.lever) \($0.value)" }.joined(separator: ", "),
        mark: "  ")
    } else {
      out.paragraph(
        language(nl: "Geen combinatie haalt het doel.", en: "No combination meets the goal."),
        mark: "  ")
    }
    out.line()
  }

  /// What each lever explains of the aims' variation over the search.
  private func influences(_ out: inout ReportText, _ language: Language) {
    let names = [
      language(nl: "punten", en: "points"), language(nl: "deel klein", en: "share of small"),
      language(nl: "lasten", en: "burden"),
    ]
    for aim in search.aims.indices {
      guard let list = search.influence(on: aim, of: points) else { continue }
      let parts = list.map { one in
        let alone = language.decimal(one.alone.millionths * 100, 0)
        let total = language.decimal(one.total.millionths * 100, 0)
        return "\(one.lever) \(alone)% (\(total)%)"
      }
      let name = aim < names.count ? names[aim] : search.aims[aim].figure
      out.paragraph(
        language(
          nl: "Invloed op \(name), alleen (en samen met andere): ",
          en: "Influence on \(name), alone (and with others): ")
          + parts.joined(separator: ", ") + ".", mark: "  ")
    }
  }

  public var json: JSON {
    func figures(_ point: ScenarioSearch.Point) -> JSON {
      .object(
        zip(search.aims, point.values).map { aim, value in
          JSON.Member(
            aim.figure, value.map { .number(Figure(millionths: $0).description) } ?? .null)
        })
    }
    return [
      "population": .string(population),
      "base": search.base.json,
      "levers": .object(
        search.axes.map { axis in
          JSON.Member(axis.lever, .array(axis.values.map { .string($0.description) }))
        }),
      "goals": .array(
        search.goals.map { goal in
          [
            "figure": .string(goal.figure),
            "at_least": goal.atLeast.map { .int($0) } ?? .null,
            "at_most": goal.atMost.map { .int($0) } ?? .null,
          ]
        }),
      "combinations": .int(points.count),
      "best": best.map { $0.scenario.json } ?? .null,
      "points": .array(
        points.map { point in
          [
            "levers": .object(
              point.scenario.changes.map {
                JSON.Member($0.lever, .string($0.value.description))
              }),
            "figures": figures(point), "meets_goals": .bool(point.meetsGoals),
            "on_frontier": .bool(point.isOnFrontier),
          ]
        }),
    ]
  }
}
