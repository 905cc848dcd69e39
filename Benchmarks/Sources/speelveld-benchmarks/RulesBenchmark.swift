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
    let first = try load(table.dmn())
    let facts = table.facts
    for (context, expected) in zip(facts, table.expected) {
      guard code(first, context) == .string(expected) else {
        throw BrokenBenchmark("A table of \(rows) rows gave another answer than \(expected).")
      }
    }
    let checked = ("checked", JSON.int(table.expected.count))
    try measure(first, facts, "first", [("rows", .int(rows)), checked], options)
    // Without the row that matches everything, and for those whom another row suits.
    let unique = try load(table.withoutRest.dmn("UNIQUE"))
    let suited = facts.filter { code(first, $0) != "NONE" }
    for context in suited where code(unique, context) != code(first, context) {
      throw BrokenBenchmark("A table of \(rows) rows gave two answers.")
    }
    try measure(
      unique, suited, "unique", [("rows", .int(rows - 1)), ("checked", .int(suited.count))], options
    )
    let bytes = Array(table.dmn().utf8)
    let loads = Timing.perTurn(runs: options.runs ?? 5, least: 0) { _ in
      keep(DMNModel.load(bytes, file: "grant.dmn").1.count)
    }
    Output.report(bench, "load", [("rows", .int(rows))], unit: "us", loads)
  }

  private static func load(_ text: String) throws -> DMNModel {
    let (loaded, findings) = DMNModel.load(Array(text.utf8), file: "grant.dmn")
    guard let model = loaded, findings.isEmpty else {
      throw BrokenBenchmark("The table does not load: \(findings.prefix(3))")
    }
    return model
  }

  private static func code(_ model: DMNModel, _ context: FEELContext) -> FEELValue? {
    model.evaluate(decision: "grant", inputs: context, trace: false).value.context?["code"]
  }

  private static func measure(
    _ model: DMNModel, _ facts: [FEELContext], _ policy: String, _ params: [(String, JSON)],
    _ options: Options
  ) throws {
    guard let prepared = model.prepare(decision: "grant") else {
      throw BrokenBenchmark("The decision cannot be prepared.")
    }
    let params = [("policy", JSON.string(policy))] + params
    let runs = options.runs ?? 7
    let values = facts.map { context in prepared.inputs.map { context[$0] ?? .null } }
    var run = FEELRun()
    let plain = Timing.perTurn(runs: runs) { turn in
      keep(prepared.evaluate(values[turn % values.count], &run))
    }
    Output.report(bench, "table.prepared", params, unit: "us", plain)
    let explained = Timing.perTurn(runs: runs) { turn in
      keep(prepared.explain(values[turn % values.count]).fired.count)
    }
    Output.report(bench, "table.prepared-explained", params, unit: "us", explained)
    for (name, trace) in [("table.by-name", false), ("table.by-name-explained", true)] {
      let samples = Timing.perTurn(runs: runs) { turn in
        keep(
          model.evaluate(decision: "grant", inputs: facts[turn % facts.count], trace: trace).value)
      }
      Output.report(bench, name, params, unit: "us", samples)
    }
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
    guard let prepared = model.prepare(decision: name) else {
      throw BrokenBenchmark("\(name) cannot be prepared.")
    }
    let values = prepared.inputs.map { facts[$0] ?? .null }
    let plain = Timing.perTurn(runs: options.runs ?? 7) { _ in keep(prepared.evaluate(values)) }
    Output.report(bench, "eligibility.prepared", [("decisions", .int(5))], unit: "us", plain)
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
