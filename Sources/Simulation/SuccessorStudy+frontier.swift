import Allocation
import Diagnostics
import JSONText

extension SuccessorStudy.Frontier {
  /// The frontier with what each lever explains, in 80 columns.
  public func text(_ language: Language) -> String {
    var out = ReportText()
    write(to: &out, language)
    out.paragraph(answer(language))
    return out.text
  }

  func write(to out: inout ReportText, _ language: Language) {
    out.heading(
      language(nl: "Grens van het haalbare op ", en: "Frontier on ") + population)
    out.paragraph(
      language(
        nl: "Van \(points.count) combinaties die welke door geen andere in alles wordt "
          + "overtroffen. "
          + (best == nil ? "Geen haalt het doel." : "Wat een ster heeft, haalt het doel."),
        en: "Of \(points.count) combinations those that no other beats in everything. "
          + (best == nil ? "None meets the goal." : "Those with a star meet the goal.")))
    let shown = distinct.sorted {
      ($0.values.first ?? nil) ?? 0 > ($1.values.first ?? nil) ?? 0
    }
    let fixed = search.axes.filter { axis in Set(shown.map { value(axis, $0) }).count < 2 }
    if let point = shown.first, !fixed.isEmpty {
      out.paragraph(
        language(nl: "Bij al deze: ", en: "With all of these: ")
          + fixed.map { "\(title($0.lever, language)): \(value($0, point))" }.joined(
            separator: ", ")
          + ".")
    }
    let open = search.axes.filter { axis in !fixed.contains(axis) }
    for axis in open { out.paragraph("\(short(axis)): \(title(axis.lever, language))", mark: "  ") }
    out.row(
      [
        language(nl: "instelling", en: "setting"), language(nl: "punten", en: "points"),
        language(nl: "klein", en: "small"), language(nl: "lasten", en: "burden"),
      ], first: 50, rest: 10)
    for point in shown.prefix(12) {
      let cells = zip(point.values, search.aims).map { value, aim in
        guard let value else { return "–" }
        return aim.figure.contains("merit")
          ? language.decimal(value, 2) : language.percent(value)
      }
      let changes = open.map { axis in
        "\(short(axis)) \(value(axis, point))"
      }
      out.row(
        [(point.meetsGoals ? "* " : "  ") + changes.joined(separator: ", ")] + cells, first: 50,
        rest: 10)
    }
    if shown.count > 12 {
      out.line(
        language(nl: "  en \(shown.count - 12) meer", en: "  and \(shown.count - 12) more"))
    }
    influences(&out, language)
    out.line()
  }

  /// The points of the frontier; of those that come to the same the first, with the least of the levers.
  private var distinct: [ScenarioSearch.Point] {
    var seen: Set<[Int64?]> = []
    return points.filter { $0.isOnFrontier && seen.insert($0.values).inserted }
  }

  private func short(_ axis: ScenarioSearch.Axis) -> String {
    axis.lever.split(separator: ".").last.map(String.init) ?? axis.lever
  }

  private func title(_ lever: String, _ language: Language) -> String {
    Lever.named(lever).map { language($0.title) } ?? lever
  }

  private func value(_ axis: ScenarioSearch.Axis, _ point: ScenarioSearch.Point) -> String {
    point.scenario.changes.first { $0.lever == axis.lever }.map { $0.value.description } ?? ""
  }

  /// Whether the goal can be reached, and how, in one sentence.
  func answer(_ language: Language) -> String {
    let goal =
      search.goals.isEmpty
      ? "" : " (" + search.goals.map { words($0, language) }.joined(separator: ", ") + ")"
    func setting(_ point: ScenarioSearch.Point) -> String {
      point.scenario.changes.map { "\(title($0.lever, language)): \($0.value)" }
        .joined(separator: ", ")
    }
    guard let best else {
      let near =
        nearest.map { point, value in
          language(
            nl: " Het dichtst erbij: \(language.percent(value)) met \(setting(point)).",
            en: " Nearest to it: \(language.percent(value)) by \(setting(point)).")
        } ?? ""
      return language(
        nl: "Geen combinatie haalt op \(population) het doel\(goal).",
        en: "No combination reaches the goal on \(population)\(goal).") + near
    }
    return language(
      nl:
        "Het doel\(goal) wordt op \(population) met de meeste punten gehaald door \(setting(best)).",
      en: "The goal\(goal) is reached on \(population) with most points by \(setting(best)).")
  }

  /// The combination that meets every goal but the first and comes nearest to that one, when it is a least share.
  private var nearest: (point: ScenarioSearch.Point, value: Int64)? {
    func value(_ point: ScenarioSearch.Point, _ figure: String) -> Int64? {
      search.aims.firstIndex { $0.figure == figure }.flatMap { point.values[$0] }
    }
    guard let goal = search.goals.first, goal.atLeast != nil, goal.figure.contains("share") else {
      return nil
    }
    return points.filter { point in
      search.goals.dropFirst().allSatisfy { $0.isMet(by: value(point, $0.figure)) }
    }.compactMap { point in value(point, goal.figure).map { (point, $0) } }
      .max { $0.1 < $1.1 }
  }

  private func words(_ goal: ScenarioSearch.Goal, _ language: Language) -> String {
    func show(_ value: Int64) -> String {
      goal.figure.contains("share") || goal.figure.contains("burden")
        ? language.percent(value) : language.decimal(value, 2)
    }
    let bounds = [
      goal.atLeast.map { language(nl: "ten minste ", en: "at least ") + show($0) },
      goal.atMost.map { language(nl: "ten hoogste ", en: "at most ") + show($0) },
    ].compactMap { $0 }
    return "\(name(goal.figure, language)) " + bounds.joined(separator: ", ")
  }

  private func name(_ figure: String, _ language: Language) -> String {
    switch figure {
    case "drawn.small-alliance-share.mean":
      language(nl: "kleine allianties", en: "small alliances")
    case "drawn.merit.mean": language(nl: "punten per gekozene", en: "points per chosen alliance")
    default: figure
    }
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
        return "\(title(one.lever, language)) \(alone)% (\(total)%)"
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
