import Casework
import DMN
import Diagnostics
import FEEL
import JSONText
import SchemeDefinition

/// One decision: its tables with articles, gaps and overlaps, and a form to try it.
struct RulePage: Sendable {
  let scene: Scene
  let rules: RuleSet
  let decision: String
  let model: DMNModel
  /// What somebody wrote to try the decision with, and what came of it.
  var written: String?
  var result: DecisionResult?
  var faults = FormFaults()

  var page: Page {
    Page(
      decision,
      trail: [scene.home, Link(words("Regels", "Rules"), scene.places.rules)],
      lead: words(
        "Versie \(rules.label), geldig vanaf \(words.date(rules.validFrom)).",
        "Version \(rules.label), in force from \(words.date(rules.validFrom))."),
      outcome + tables + differences + analysis + trial)
  }

  private var words: Words { scene.words }

  private var own: [DecisionTable] { model.tables }

  private var tables: [Block] {
    guard !own.isEmpty else {
      return [
        .text(
          words(
            "Deze beslissing is een formule, geen tabel.",
            "This decision is a formula, not a table."))
      ]
    }
    return own.enumerated().flatMap { index, table -> [Block] in
      [
        .h2(table.name, id: "tabel-\(index + 1)"),
        .small(
          policy(table.hitPolicy) + words(" Een streepje: alles past.", " A dash: anything fits.")),
        .table(show(table, index)),
      ]
    }
  }

  private func policy(_ policy: HitPolicy) -> String {
    switch policy {
    case .unique: words("U: precies één rij past.", "U: exactly one row fits.")
    case .any: words("A: passende rijen zeggen hetzelfde.", "A: rows that fit say the same.")
    case .priority:
      words("P: de uitkomst met voorrang telt.", "P: the outcome with priority counts.")
    case .first: words("F: de eerste passende rij telt.", "F: the first row that fits counts.")
    case .ruleOrder, .outputOrder:
      words("Alle passende rijen tellen, op volgorde.", "All rows that fit count, in order.")
    case .collect:
      words(
        "\(policy.indicator): uitkomsten van passende rijen worden samengenomen.",
        "\(policy.indicator): outcomes of rows that fit are taken together.")
    }
  }

  private func show(_ table: DecisionTable, _ index: Int) -> DataTable {
    let fired = Set((result?.fired ?? []).filter { $0.decision == table.name }.map(\.row))
    var columns: [DataTable.Column] = [.init(words("Rij", "Row"))]
    columns += table.inputs.map { .init($0.label ?? $0.expression.trimmed) }
    columns += table.outputs.map {
      .init("→ " + ($0.label ?? $0.name ?? table.outputLabel ?? table.name))
    }
    columns += table.annotations.map { .init($0) }
    return DataTable(
      id: "regels-\(index + 1)", caption: "\(table.name) (\(table.hitPolicy.indicator))",
      columns: columns,
      rows: table.rules.enumerated().map { number, rule in
        let cells =
          rule.entries.map { Self.entry($0.trimmed) } + rule.outputs.map { Self.output($0.trimmed) }
        let hit = fired.contains(number + 1)
        return [
          Cell(
            String(number + 1), note: hit ? words("trof toe", "fired") : nil,
            tone: hit ? .good : nil)
        ]
          + cells
          + table.annotations.indices.map { column in
            Cell(column < rule.annotations.count ? rule.annotations[column] : "")
          }
      }, empty: "")
  }

  private static func entry(_ text: String) -> Cell {
    text == "-" ? .none : Cell(text, isCode: true)
  }

  /// An outcome that is a text and nothing else is shown as that text.
  private static func output(_ text: String) -> Cell {
    let inner = text.dropFirst().dropLast()
    guard text.count >= 2, text.hasPrefix("\""), text.hasSuffix("\""), !inner.contains("\"") else {
      return entry(text)
    }
    return Cell("“\(inner)”")
  }

  /// Rows that another version of the same table does not have.
  private var differences: [Block] {
    guard let index = scene.definition.versions.firstIndex(where: { $0.label == rules.label }),
      index > 0
    else { return [] }
    let earlier = scene.definition.versions[index - 1]
    let heading = Block.h2(
      words("Verschil met versie \(earlier.label)", "Difference from version \(earlier.label)"),
      id: "verschil")
    guard let before = earlier.model(of: decision) else {
      return [heading, .text(words("Deze beslissing is nieuw.", "This decision is new."))]
    }
    func lines(_ model: DMNModel) -> [String] {
      model.tables.flatMap { table in
        table.rules.map { rule in
          "\(table.name): "
            + rule.entries.map(\.trimmed).joined(separator: " | ") + " → "
            + rule.outputs.map(\.trimmed).joined(separator: " | ") + "  ["
            + rule.annotations.joined(separator: "; ") + "]"
        }
      }
    }
    let (old, new) = (lines(before), lines(model))
    let gone = old.filter { !new.contains($0) }.map { Cell("– " + $0) }
    let added = new.filter { !old.contains($0) }.map { Cell("+ " + $0) }
    guard !(gone + added).isEmpty else {
      return [heading, .text(words("Geen rij verschilt.", "No row differs."))]
    }
    return [heading, .list(ItemList(items: gone + added))]
  }

  /// What the analysis of the table found: gaps, overlaps, rows that cannot apply.
  private var analysis: [Block] {
    let findings = model.analysis()
    let heading = Block.h2(
      words("Gaten en overlap", "Gaps and overlaps"), id: "gaten")
    guard !findings.isEmpty else {
      return [
        heading,
        .text(
          words(
            "Geen gaten, geen overlap, geen rij die nooit kan gelden.",
            "No gaps, no overlaps, no row that can never apply.")),
      ]
    }
    return [
      heading,
      .table(
        DataTable(
          id: "gaten-tabel",
          caption: words("Gevonden bij het nalopen (Engels)", "Found on checking"),
          columns: [
            .init(words("Soort", "Kind")), .init(words("Wat", "What")),
            .init(words("Plaats", "Place")),
          ],
          rows: findings.map {
            [
              Cell($0.code, isCode: true), Cell($0.message),
              Cell($0.position.map(\.description) ?? "–"),
            ]
          }, empty: "")),
    ]
  }

  private var outcome: [Block] {
    guard let result else { return [] }
    var lines = [
      words("Uitkomst: ", "Outcome: ") + result.value.description
    ]
    lines += result.fired.map { rule in
      "\(rule.decision), \(words("rij", "row")) \(rule.row). "
        + rule.annotations.map(\.text).joined(separator: "; ")
    }
    lines += result.diagnostics.map(\.description)
    return [
      .notice(
        Notice(
          result.diagnostics.isEmpty ? .success : .warning,
          words("Proef: er is niets vastgelegd", "Trial: nothing was recorded"), lines))
    ]
  }

  private var trial: [Block] {
    let sample =
      rules.cases.first { $0.decision == decision }.map(Self.sample)
      ?? Self.empty(model)
    let form = Form(
      id: "proef", action: scene.places.rule(rules.label, decision) + "/proef",
      fields: [
        Field(
          .textarea, "invoer", words("Invoer als JSON", "Inputs as JSON"),
          hint: words(
            "De beslissing leest: \(model.inputs.joined(separator: ", ")). Datums als \"2027-01-01\".",
            "The decision reads: \(model.inputs.joined(separator: ", ")). Dates as \"2027-01-01\"."),
          value: written ?? sample)
      ], submit: words("Beslissing proberen", "Try decision"))
    return [
      .h2(words("Zelf proberen", "Try it"), id: "proberen"),
      .form(form.showing(faults, words)),
    ]
  }

  /// The facts of a golden case, as JSON.
  private static func sample(_ golden: GoldenCase) -> String {
    FEELValue.context(golden.inputs).json.pretty
  }

  private static func empty(_ model: DMNModel) -> String {
    JSON.object(model.inputs.filter { $0 != "parameters" }.map { JSON.Member($0, .null) }).pretty
  }
}
