import Allocation
import Diagnostics
import ExactNumbers

/// Tables of a comparison, in columns of at most 80 together; more scenarios go into a next table.
extension ScenarioComparison {
  private static let firstColumn = 28
  private static let column = 13

  /// The baseline with so many scenarios that a table holds.
  private var tables: [[ScenarioResult]] {
    let beside = (ReportText.width - Self.firstColumn) / Self.column - 1
    return stride(from: 0, to: max(1, scenarios.count), by: beside).map { start in
      [baseline] + Array(scenarios.dropFirst(start).prefix(beside))
    }
  }

  private func table(
    _ title: String, _ out: inout ReportText, _ language: Language,
    rows: [(title: String, cell: (ScenarioResult) -> String)]
  ) {
    out.heading(title)
    for results in tables {
      for line in heads(results.map { head($0, language) }) {
        out.row([""] + line, first: Self.firstColumn, rest: Self.column)
      }
      for row in rows {
        out.row(
          [row.title] + results.map(row.cell), first: Self.firstColumn, rest: Self.column)
      }
      out.line()
    }
  }

  /// Names over as many lines as the longest needs, broken after hyphens.
  private func heads(_ names: [String]) -> [[String]] {
    let broken = names.map { name in
      var lines = [""]
      for part in name.split(separator: "-", omittingEmptySubsequences: false) {
        let word = lines == [""] ? String(part) : "-" + part
        if lines[lines.count - 1].count + word.count < Self.column {
          lines[lines.count - 1] += word
        } else {
          lines.append(String(word.drop { $0 == "-" }))
          lines[lines.count - 2] += "-"
        }
      }
      return lines
    }
    let height = broken.map(\.count).max() ?? 0
    return (0..<height).map { line in
      broken.map { lines in
        let above = height - lines.count
        return line < above ? "" : lines[line - above]
      }
    }
  }

  func measureTable(_ out: inout ReportText, _ language: Language) {
    table(
      language(nl: "Maten", en: "Measures"), &out, language,
      rows: Measure.allCases.map { measure in
        (
          language(measure.title),
          { result in
            show(measure, of: result, language)
          }
        )
      })
  }

  func show(_ measure: Measure, of result: ScenarioResult, _ language: Language) -> String {
    guard let value = result.measures[measure]?.millionths else { return "–" }
    if measure.isShare { return language.percent(value) }
    return language.decimal(value, measure == .merit || measure == .meritLoss ? 2 : 3)
  }

  func bandTable(_ out: inout ReportText, _ language: Language) {
    var rows: [(title: String, cell: (ScenarioResult) -> String)] = []
    for band in SizeBand.allCases {
      let name = language(band.title)
      func add(_ what: String, _ figure: String, _ show: @escaping (Int64) -> String) {
        rows.append(("\(name), \(what)", { $0.figure(figure).map(show) ?? "–" }))
      }
      add(language(nl: "gekozen", en: "chosen"), "chosen.\(band.name)") { "\($0)" }
      add(language(nl: "subsidie", en: "grants"), "grant.\(band.name)", language.euros)
      add(language(nl: "uren", en: "hours"), "burden.\(band.name).hours", language.number)
      add(language(nl: "netto", en: "net"), "net.\(band.name)", language.euros)
    }
    table(
      language(
        nl: "Naar grootte (allianties gekozen; organisaties: euro en uren, alle jaren)",
        en: "By size (alliances chosen; organisations: euros and hours, all years)"),
      &out, language, rows: rows)
  }

  func chanceTable(_ out: inout ReportText, _ language: Language) {
    let shown = population.pool.count <= 40
    guard draws > 0, shown else { return }
    let order = population.pool.alliances.indices.sorted { a, b in
      groups.alliance[a] != groups.alliance[b] ? groups.alliance[a] < groups.alliance[b] : a < b
    }
    table(
      language(
        nl: "Kans op subsidie ± standaardfout", en: "Chance of a grant ± standard error"), &out,
      language,
      rows: order.map { index in
        let partner =
          population.present[index] > .zero ? language(nl: ", partner", en: ", partner") : ""
        return (
          "\(population.pool.alliances[index].id) \(language(groups.alliance[index].title))\(partner)",
          { result in
            guard let drawn = result.drawn else { return "–" }
            return language.percent(drawn.chance(index).millionths) + " ±"
              + language.decimal(drawn.error(index).millionths * 100, 1)
          }
        )
      })
  }
}
