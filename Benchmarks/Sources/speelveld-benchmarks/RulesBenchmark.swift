import DMN
import ExactNumbers
import FEEL
import JSONText

/// Decision tables by their number of rows, the scheme's eligibility graph, expressions and compiling.
enum RulesBenchmark {
  private static let bench = "rules"

  static func run(_ options: Options) throws {
    for rows in [10, 20, 100, 1_000, 10_000] {
      guard options.wants(bench, "table") || options.wants(bench, "load") else { continue }
      try measureTable(rows, options)
    }
    if options.wants(bench, "eligibility") { try measureEligibility(options) }
    if options.wants(bench, "expression") { try measureExpressions(options) }
  }

  private static func measureTable(_ rows: Int, _ options: Options) throws {
    let table =
      try options.inputs.map { try RuleTable.read($0, rows: rows) }
      ?? RuleTable.generated(rows: rows)
    let bytes = Array(table.dmn.utf8)
    let (loaded, findings) = DMNModel.load(bytes, file: "grant.dmn")
    guard let model = loaded, findings.isEmpty else {
      throw BrokenBenchmark("The table does not load: \(findings.prefix(3))")
    }
    let facts = table.facts
    for (context, code) in zip(facts, table.expected) {
      guard case .context(let answer) = model.evaluate(decision: "grant", inputs: context).value,
        answer["code"] == .string(code)
      else { throw BrokenBenchmark("A table of \(rows) rows gave another answer than \(code).") }
    }
    let params: [(String, JSON)] = [("rows", .int(rows)), ("checked", .int(table.expected.count))]
    guard let prepared = model.prepare(decision: "grant") else {
      throw BrokenBenchmark("The decision cannot be prepared.")
    }
    let values = facts.map { context in prepared.inputs.map { context[$0] ?? .null } }
    var run = FEELRun()
    let samples = Timing.perTurn(runs: options.runs ?? 7) { turn in
      keep(prepared.evaluate(values[turn % values.count], &run))
    }
    Output.report(bench, "table.prepared", params, unit: "us", samples)
    for (name, trace) in [("table.value", false), ("table.explained", true)] {
      let samples = Timing.perTurn(runs: options.runs ?? 7) { turn in
        keep(
          model.evaluate(decision: "grant", inputs: facts[turn % facts.count], trace: trace).value)
      }
      Output.report(bench, name, params, unit: "us", samples)
    }
    let loads = Timing.perTurn(runs: options.runs ?? 5, least: 0) { _ in
      keep(DMNModel.load(bytes, file: "grant.dmn").1.count)
    }
    Output.report(bench, "load", params, unit: "us", loads)
  }

  private static func measureEligibility(_ options: Options) throws {
    guard let rules = try Shipped.scheme().versions.first else { return }
    let name = "Toelating organisatie"
    var facts: FEELContext = [
      "private rechtspersoon": true, "landelijk doel": true, "aandachtsgebied": "onderwijs",
      "winstoogmerk": false, "groei aannemelijk": false, "bijzondere situatie": false,
      "kennis taal en samenleving": true, "eigen inkomsten": 10_000, "totale inkomsten": 100_000,
      "jaren werkzaam": 3,
    ]
    facts["parameters"] = .context(
      FEELContext(
        rules.parameters.keys.sorted().compactMap { name in
          rules.parameter(name, on: rules.validFrom).map { (name, $0) }
        }))
    guard let model = rules.model(of: name) else {
      throw BrokenBenchmark("There is no decision \(name).")
    }
    for (label, trace) in [("eligibility.value", false), ("eligibility.explained", true)] {
      let samples = Timing.perTurn(runs: options.runs ?? 7) { _ in
        keep(model.evaluate(decision: name, inputs: facts, trace: trace).value)
      }
      Output.report(bench, label, [("decisions", .int(5))], unit: "us", samples)
    }
  }

  private static func measureExpressions(_ options: Options) throws {
    let names = FEELNames(variables: ["amount", "fte"])
    for (label, text) in [
      ("expression.arithmetic", "amount * 0.35 + fte * 120"),
      ("expression.boolean", "amount > 1000 and fte < 200 or amount = 7"),
    ] {
      let expression = try FEELExpression.compile(text, names: names)
      let slots = (0..<512).map { index -> [FEELValue] in
        [.number(Decimal128(index * 977)), .number(Decimal128(index % 250))]
      }
      var run = FEELRun()
      let samples = Timing.perTurn(runs: options.runs ?? 7) { turn in
        keep(expression.evaluate(slots: slots[turn & 511], run: &run))
      }
      Output.report(bench, label, unit: "us", samples)
      let compiling = try Timing.perTurn(runs: options.runs ?? 7) { _ in
        keep(try FEELExpression.compile(text, names: names).variables.count)
      }
      Output.report(bench, label + ".compile", unit: "us", compiling)
    }
  }
}
