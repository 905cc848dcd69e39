import DMN
import Diagnostics
import FEEL
import Testing

@Suite struct AnalysisTests {
  private func findings(_ table: TableText, inputs: [String] = ["x", "y"]) throws -> [Finding] {
    try tableModel(table, inputs: inputs).analysis()
  }

  @Test func `a gap between two numbers is shown by a number in it`() throws {
    let found = try findings(
      TableText(inputs: [("x", "number", nil)], rules: ["<18 | 1", ">18 | 2"]), inputs: ["x"])
    #expect(found.map(\.code) == ["table-gap"])
    #expect(found.first?.message == "No rule of \"D\" applies when x = 18.")
  }

  @Test func `days that follow each other leave no gap`() throws {
    let table = TableText(
      inputs: [("x", "date", nil)],
      rules: ["<= date(\"2023-02-23\") | 80", ">= date(\"2023-02-24\") | 100"])
    #expect(try findings(table, inputs: ["x"]) == [])
    let gap = TableText(
      inputs: [("x", "date", nil)],
      rules: ["< date(\"2023-02-23\") | 80", ">= date(\"2023-02-24\") | 100"])
    #expect(
      try findings(gap, inputs: ["x"]).first?.message
        == "No rule of \"D\" applies when x = @\"2023-02-23\".")
  }

  @Test func `both truths and all listed texts make a table complete`() throws {
    let complete = TableText(
      inputs: [("x", "boolean", nil), ("y", "string", "\"a\", \"b\"")],
      rules: ["true | \"a\" | 1", "true | \"b\" | 2", "false | - | 3"])
    #expect(try findings(complete) == [])
    var holed = complete
    holed.rules.remove(at: 1)
    #expect(
      try findings(holed).first?.message == "No rule of \"D\" applies when x = true, y = \"b\".")
  }

  @Test func `texts without a list leave a gap for any other text`() throws {
    let found = try findings(
      TableText(inputs: [("x", "string", nil)], rules: ["\"a\" | 1", "\"b\" | 2"]), inputs: ["x"])
    #expect(found.first?.message == "No rule of \"D\" applies when x = any other value.")
  }

  @Test func `a gap in two columns at once is found`() throws {
    let found = try findings(
      TableText(
        inputs: [("x", "number", nil), ("y", "number", nil)],
        rules: ["<10 | - | 1", ">=10 | <5 | 2", ">=20 | >=5 | 3"]))
    #expect(found.map(\.message) == ["No rule of \"D\" applies when x = 10, y = 5."])
  }

  @Test func `a default output leaves no gap`() throws {
    let table = TableText(
      inputs: [("x", "number", nil)], outputs: [("out", nil, "0")], rules: ["<18 | 1"])
    #expect(try findings(table, inputs: ["x"]) == [])
  }

  @Test func `rules that overlap under UNIQUE come with a value that both accept`() throws {
    let found = try findings(
      TableText(inputs: [("x", "number", nil)], rules: ["<=18 | 1", ">=18 | 2"]), inputs: ["x"])
    #expect(found.map(\.code) == ["table-overlap"])
    #expect(found.first?.severity == .error)
    #expect(found.first?.message.contains("Rules 1 and 2 of \"D\" both apply when x = 18") == true)
  }

  @Test func `rules that overlap under ANY must agree`() throws {
    let agreeing = TableText(
      policy: "ANY", inputs: [("x", "number", nil)], rules: ["<=18 | 1", ">=18 | 1"])
    #expect(try findings(agreeing, inputs: ["x"]) == [])
    var arguing = agreeing
    arguing.rules[1] = ">=18 | 2"
    #expect(try findings(arguing, inputs: ["x"]).map(\.code) == ["table-conflict"])
  }

  @Test func `a rule that earlier ones cover together is never used`() throws {
    let found = try findings(
      TableText(
        policy: "FIRST", inputs: [("x", "number", nil)],
        rules: ["<10 | 1", ">=10 | 2", "[5..15] | 3"]), inputs: ["x"])
    #expect(found.map(\.code) == ["table-masked-rule"])
    #expect(found.first?.message.contains("Rule 3") == true)
    #expect(found.first?.message.contains("rules 1, 2") == true)
  }

  @Test func `a rule whose output ranks lower is masked under PRIORITY`() throws {
    let found = try findings(
      TableText(
        policy: "PRIORITY", inputs: [("x", "number", nil)],
        outputs: [("out", "\"hi\", \"lo\"", nil)], rules: ["<5 | \"lo\"", "- | \"hi\""]),
      inputs: ["x"])
    #expect(found.map(\.code) == ["table-masked-rule"])
  }

  @Test func `an entry outside the allowed values makes its rule unreachable`() throws {
    let found = try findings(
      TableText(
        inputs: [("x", "string", "\"a\", \"b\"")], rules: ["\"a\" | 1", "\"b\" | 2", "\"c\" | 3"]),
      inputs: ["x"])
    #expect(found.map(\.code) == ["table-unreachable-rule"])
  }

  @Test func `an output value that no rule gives and one that is not listed are named`() throws {
    let found = try findings(
      TableText(
        policy: "PRIORITY", inputs: [("x", "boolean", nil)],
        outputs: [("out", "\"a\", \"b\", \"c\"", nil)], rules: ["true | \"a\"", "false | \"d\""]),
      inputs: ["x"])
    #expect(found.filter { $0.code == "table-unreachable-output" }.count == 2)
    #expect(found.filter { $0.code == "table-unlisted-output" }.count == 1)
  }

  @Test func `entries that depend on other inputs raise no false alarm`() throws {
    let found = try findings(
      TableText(inputs: [("x", "number", nil)], rules: ["<y | 1", ">=y | 2"]))
    #expect(found.map(\.severity) == [.note])
  }

  @Test(arguments: 0..<40)
  func `a gap that is reported is no rule's and a table without one always answers`(seed: Int)
    throws
  {
    var random = SplitMix64(state: UInt64(seed) &+ 77)
    func cell() -> String {
      let a = Int.random(in: 0...4, using: &random)
      let b = Int.random(in: 0...4, using: &random)
      return ["-", "<\(a)", ">=\(a)", "[\(min(a, b))..\(max(a, b))]", "not(\(a))"]
        .randomElement(using: &random) ?? "-"
    }
    let rules = (0..<Int.random(in: 1...6, using: &random)).map { "\(cell()) | \(cell()) | \($0)" }
    let table = TableText(
      policy: "FIRST", inputs: [("x", "number", nil), ("y", "number", nil)], rules: rules)
    let model = try tableModel(table, inputs: ["x", "y"])
    let gaps = model.analysis().filter { $0.code == "table-gap" }
    var unanswered = false
    // Every piece that these rules can tell apart holds one of these halves.
    for x in -1...10 {
      for y in -1...10 {
        let inputs: FEELContext = ["x": half(x), "y": half(y)]
        let result = model.evaluate(decision: "D", inputs: inputs)
        if result.value.isNull { unanswered = true }
      }
    }
    #expect(unanswered == !gaps.isEmpty, "\(rules)")
  }

  private func half(_ n: Int) -> FEELValue {
    let text = "\(n / 2)\(n % 2 == 0 ? "" : ".5")"
    guard let expression = try? FEELExpression.compile(n < 0 ? "-0.5" : text) else { return .null }
    return expression.evaluate().value
  }
}
