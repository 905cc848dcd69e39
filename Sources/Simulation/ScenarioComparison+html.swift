import Allocation
import Diagnostics
import ExactNumbers

extension ScenarioComparison {
  /// The report as one page that needs nothing else: words, charts with a table beside each, definitions
  /// and provenance. It prints with its charts as vectors.
  public func html(_ language: Language, command: String? = nil) -> String {
    let title = language(nl: "Scenario's op ", en: "Scenarios on ") + population.name
    var out = """
      <!DOCTYPE html>
      <html lang="\(language.rawValue)">
      <head>
      <meta charset="utf-8">
      <meta name="viewport" content="width=device-width, initial-scale=1">
      <title>\(Safe.text(title))</title>
      <style>\(Self.style)</style>
      </head>
      <body>
      <main>
      <h1>\(Safe.text(title))</h1>

      """
    out += "<section aria-labelledby=\"limits\"><h2 id=\"limits\">"
    out += language(nl: "Grenzen van deze studie", en: "Limits of this study")
    out += "</h2>\n"
    for paragraph in limits(language) { out += "<p>\(Safe.text(paragraph))</p>\n" }
    out += "</section>\n"
    for result in scenarios { out += section(result, language) }
    out += charts(language)
    out += measures(language)
    out += provenance(language, command)
    return out + "</main>\n</body>\n</html>\n"
  }

  /// Colours in variables, for light, dark and paper; bars and marks keep 3:1 against their ground.
  private static let style = """
    :root{color-scheme:light dark;--ink:#1a1a1a;--ground:#fff;--line:#767676;--grid:#d0d0d0;\
    --bar:#3f76a8;--range:#111;--before:#b3261e}
    @media (prefers-color-scheme:dark){:root{--ink:#ececec;--ground:#15181b;--line:#8b9096;\
    --grid:#3a3f44;--bar:#6fa8d8;--range:#fff;--before:#ff8a80}}
    @media print{:root{color-scheme:light;--ink:#000;--ground:#fff;--line:#767676;--grid:#d0d0d0;\
    --bar:#3f76a8;--range:#000;--before:#b3261e}}
    body{font:16px/1.5 system-ui,sans-serif;color:var(--ink);background:var(--ground);margin:0}
    main{max-width:60rem;margin:0 auto;padding:1rem}
    table{border-collapse:collapse;margin:.5rem 0 1.5rem;font-variant-numeric:tabular-nums}
    caption{text-align:left;font-weight:600;padding:.3rem 0}
    th,td{border-bottom:1px solid var(--line);padding:.2rem .6rem;text-align:right;vertical-align:top}
    th:first-child,td:first-child{text-align:left}
    .words td,.words th{text-align:left}
    .wide{overflow-x:auto}.wide:focus-visible{outline:3px solid var(--bar);outline-offset:2px}
    figure{margin:1.5rem 0}
    .pair{display:flex;flex-wrap:wrap;gap:1rem;align-items:start}
    .pair svg{flex:1 1 28rem}.pair .wide{flex:0 1 auto}
    svg{max-width:42rem;height:auto;font:12px system-ui,sans-serif}
    svg text{fill:var(--ink)}
    svg .bar{fill:var(--bar)}svg .range{stroke:var(--range);stroke-width:3}
    svg .before{stroke:var(--before);stroke-width:3}svg .grid{stroke:var(--grid)}
    code{overflow-wrap:anywhere}dt{font-weight:600}
    @page{margin:15mm}
    @media print{body{font-size:10pt}main{max-width:none;padding:0}h2,caption{break-after:avoid}\
    figure,tr,li{break-inside:avoid}thead{display:table-header-group}.wide{overflow:visible}\
    *{print-color-adjust:exact}}
    """

  private func section(_ result: ScenarioResult, _ language: Language) -> String {
    let id = Safe.text("scenario-\(result.scenario.id)")
    var out = "<section aria-labelledby=\"\(id)\"><h2 id=\"\(id)\">"
    out += Safe.text("\(result.scenario.id): \(language(result.scenario.title))") + "</h2>\n"
    if !language(result.scenario.note).isEmpty {
      out += "<p>\(Safe.text(language(result.scenario.note)))</p>\n"
    }
    let changed = changed(by: result)
    out += "<ul>\n"
    for sentence in ScenarioWords(self, result, language).sentences {
      out += "<li>\(Safe.text(sentence))</li>\n"
    }
    out += "</ul>\n"
    guard !changed.isEmpty else { return out + "</section>\n" }
    out += table(
      [
        language(nl: "hefboom", en: "lever"), referenceWord(language),
        language(nl: "dan", en: "then"), language(nl: "plaats in het recht", en: "legal home"),
        language(nl: "kosten", en: "cost"),
      ],
      changed.map { lever in
        [
          language(lever.title), lever.value(in: baseline.design).description,
          lever.value(in: result.design).description, language(lever.home), language(lever.cost),
        ]
      }, caption: language(nl: "Wat verandert", en: "What changes"), ofWords: true)
    return out + "</section>\n"
  }

  private func charts(_ language: Language) -> String {
    func share(_ result: ScenarioResult, _ name: String) -> Int64? { result.figure(name) }
    let bars = results.map { result in
      RangeChart.Bar(
        label: head(result, language),
        value: share(
          result, draws > 0 ? "drawn.small-alliance-share.mean" : "measure.small-alliance-share"),
        low: share(result, "drawn.small-alliance-share.p05"),
        high: share(result, "drawn.small-alliance-share.p95"), before: nil)
    }
    let title = language(
      nl: "Deel van het geld voor kleine allianties", en: "Share of money for small alliances")
    let text = language(
      nl: "Balk: gemiddelde over de trekkingen. Lijn: de middelste 90 procent. "
        + "Groepen van de uitgangssituatie.",
      en: "Bar: mean over the draws. Line: the middle 90 per cent. Groups of the baseline.")
    var out = figure("small-share", title, text, bars, language)
    for result in results { out += cashChart(result, language) }
    guard draws > 0, population.pool.count <= 60 else { return out }
    for result in scenarios where result.design != baseline.design {
      out += figure(
        "chance-\(result.scenario.id)",
        language(nl: "Kans op subsidie: ", en: "Chance of a grant: ") + result.scenario.id,
        language(
          nl: "Balk: kans in dit scenario. Dwarsstreep: kans \(referenceWord(language)).",
          en: "Bar: chance in this scenario. Cross mark: chance \(referenceWord(language))."),
        chanceBars(result, language), language)
    }
    return out
  }

  /// Payments of each year that count for the ceiling, with the ceiling.
  private func cashChart(_ result: ScenarioResult, _ language: Language) -> String {
    let years = Dictionary(grouping: result.cash.quarters, by: \.year).sorted { $0.key < $1.key }
    let bars = years.map { year, quarters in
      RangeChart.Bar(
        label: "\(year)", value: quarters.reduce(0) { $0 + $1.fromCeiling }, low: nil, high: nil,
        before: result.cash.ceiling)
    }
    return figure(
      "cash-\(result.scenario.id)",
      language(nl: "Uitgaven per jaar en het plafond: ", en: "Payments a year and the ceiling: ")
        + result.scenario.id,
      language(
        nl: "Balk: subsidies en projecten in euro. Dwarsstreep: het plafond van een jaar.",
        en: "Bar: grants and projects in euros. Cross mark: the ceiling of a year."),
      bars, language, unit: .euros, before: language(nl: "plafond", en: "ceiling"))
  }

  private func chanceBars(_ result: ScenarioResult, _ language: Language) -> [RangeChart.Bar] {
    population.pool.alliances.indices.sorted { a, b in
      groups.alliance[a] != groups.alliance[b] ? groups.alliance[a] < groups.alliance[b] : a < b
    }.map { index in
      RangeChart.Bar(
        label:
          "\(population.pool.alliances[index].id) \(language(groups.alliance[index].title))",
        value: result.drawn?.chance(index).millionths, low: nil, high: nil,
        before: baseline.drawn?.chance(index).millionths)
    }
  }

  private func figure(
    _ id: String, _ title: String, _ text: String, _ bars: [RangeChart.Bar], _ language: Language,
    unit: RangeChart.Unit = .share, before: String? = nil
  ) -> String {
    let chart = RangeChart(
      id: Safe.text(id), title: title, description: text, bars: bars, language: language, unit: unit
    )
    var out = "<figure>\n<figcaption><strong>\(Safe.text(title))</strong>. \(Safe.text(text))"
    out += "</figcaption>\n<div class=\"pair\">\n" + chart.svg
    func show(_ value: Int64?) -> String { value.map { unit.text($0, language) } ?? "–" }
    let hasRange = bars.contains { $0.low != nil }
    let hasBefore = bars.contains { $0.before != nil }
    var head = ["", language(nl: "waarde", en: "value")]
    if hasRange { head += ["5%", "95%"] }
    if hasBefore { head.append(before ?? referenceWord(language)) }
    out += table(
      head,
      bars.map { bar in
        [bar.label, show(bar.value)] + (hasRange ? [show(bar.low), show(bar.high)] : [])
          + (hasBefore ? [show(bar.before)] : [])
      }, caption: title)
    return out + "</div></figure>\n"
  }

  private func measures(_ language: Language) -> String {
    var out = "<section aria-labelledby=\"measures\"><h2 id=\"measures\">"
    out += language(nl: "Maten", en: "Measures") + "</h2>\n"
    out += table(
      [""] + results.map { head($0, language) },
      Measure.allCases.map { measure in
        [language(measure.title)]
          + results.map { show(measure, of: $0, language) }
      }, caption: language(nl: "Maten per scenario", en: "Measures by scenario"))
    out += "<dl>\n"
    for measure in Measure.allCases {
      out += "<dt>\(Safe.text(language(measure.title)))</dt>"
      out += "<dd>\(Safe.text(language(measure.definition)))</dd>\n"
    }
    return out + "</dl></section>\n"
  }

  private func provenance(_ language: Language, _ command: String?) -> String {
    var out = "<section aria-labelledby=\"provenance\"><h2 id=\"provenance\">"
    out += language(nl: "Herkomst", en: "Provenance") + "</h2>\n<p>"
    out += language(nl: "Aanvragers", en: "Applicants") + " \(Safe.text(population.name)), SHA-256 "
    out += "<code>\(population.hash)</code>. "
    out += language(nl: "Vergeleken met", en: "Compared with")
    out += " \(Safe.text(language(baseline.scenario.title))). "
    out += language(nl: "Zaad", en: "Seed") + " \(seed), "
    out += language(nl: "trekkingen", en: "draws") + " \(language.number(Int64(draws))), "
    out += language(nl: "rekenversie", en: "engine") + " \(Simulation.engine), "
    out += language(nl: "vingerafdruk", en: "fingerprint") + " <code>\(fingerprint)</code></p>\n"
    if let command { out += "<p><code>\(Safe.text(command))</code></p>\n" }
    return out + "</section>\n"
  }

  private func table(
    _ head: [String], _ rows: [[String]], caption: String, ofWords: Bool = false
  ) -> String {
    let label = "tabindex=\"0\" role=\"region\" aria-label=\"\(Safe.text(caption))\""
    var out =
      "<div class=\"wide\(ofWords ? " words" : "")\" \(label)><table><caption>\(Safe.text(caption))</caption>"
    out += "<thead><tr>"
    for cell in head { out += "<th scope=\"col\">\(Safe.text(cell))</th>" }
    out += "</tr></thead><tbody>\n"
    for row in rows {
      out += "<tr><th scope=\"row\">\(Safe.text(row.first ?? ""))</th>"
      for cell in row.dropFirst() { out += "<td>\(Safe.text(cell))</td>" }
      out += "</tr>\n"
    }
    return out + "</tbody></table></div>\n"
  }
}
