import DMN
import ExactNumbers
import FEEL
import Testing

@Suite struct HitPolicyTests {
  private func evaluate(_ table: TableText, _ x: FEELValue) throws -> DecisionResult {
    try tableModel(table, inputs: ["x"]).evaluate(decision: "D", inputs: ["x": x])
  }

  private let overlapping = [">1 | 10", ">2 | 20", ">3 | 15", ">3 | 15"]

  private func overlapping(_ policy: String, _ aggregation: String? = nil) -> TableText {
    TableText(
      policy: policy, aggregation: aggregation, inputs: [("x", nil, nil)],
      outputs: [("out", "20, 10, 15", nil)], rules: overlapping)
  }

  @Test(
    arguments: [
      ("FIRST", nil, "10"), ("PRIORITY", nil, "20"), ("RULE ORDER", nil, "[10, 20, 15, 15]"),
      ("OUTPUT ORDER", nil, "[20, 10, 15, 15]"), ("COLLECT", nil, "[10, 20, 15, 15]"),
      ("COLLECT", "SUM", "60"), ("COLLECT", "COUNT", "4"), ("COLLECT", "MIN", "10"),
      ("COLLECT", "MAX", "20"), ("UNIQUE", nil, "null"), ("ANY", nil, "null"),
    ] as [(String, String?, String)])
  func `every hit policy combines the rules that apply in its own way`(
    policy: String, aggregation: String?, expected: String
  ) throws {
    #expect(try evaluate(overlapping(policy, aggregation), 4).value.description == expected)
  }

  @Test func `two rules that apply under UNIQUE are named in the reason for null`() throws {
    let result = try evaluate(overlapping("UNIQUE"), 3)
    #expect(result.value == .null)
    #expect(result.diagnostics.first?.message.contains("rules 1 and 2") == true)
    #expect(result.diagnostics.first?.position != nil)
    #expect(result.fired == [])
  }

  @Test func `rules that agree may apply together under ANY`() throws {
    let table = TableText(
      policy: "ANY", inputs: [("x", nil, nil)], rules: [">1 | \"a\"", ">2 | \"a\"", ">9 | \"b\""])
    #expect(try evaluate(table, 4).value == "a")
    #expect(try evaluate(table, 10).value == .null)
  }

  @Test func `no rule gives the default or null with a reason`() throws {
    var table = TableText(inputs: [("x", nil, nil)], rules: ["1 | \"a\""])
    let none = try evaluate(table, 2)
    #expect(none.value == .null)
    #expect(none.diagnostics.first?.message.contains("no rule") == true)
    table.outputs = [("out", nil, "\"z\"")]
    #expect(try evaluate(table, 2).value == "z")
    #expect(try evaluate(table, 1).value == "a")
  }

  @Test func `several outputs make a context and several hits a list of them`() throws {
    let table = TableText(
      policy: "RULE ORDER", inputs: [("x", nil, nil)],
      outputs: [("a", nil, nil), ("b c", nil, nil)], rules: [">1 | 1 | \"p\"", ">2 | 2 | \"q\""])
    let result = try evaluate(table, 3)
    #expect(result.value == [.context(["a": 1, "b c": "p"]), .context(["a": 2, "b c": "q"])])
  }

  @Test func `priority compares outputs column after column`() throws {
    let table = TableText(
      policy: "PRIORITY", inputs: [("x", nil, nil)],
      outputs: [("a", "\"hi\", \"lo\"", nil), ("b", "1, 2, 3", nil)],
      rules: ["- | \"lo\" | 1", "- | \"hi\" | 3", "- | \"hi\" | 2"])
    #expect(try evaluate(table, 0).value == .context(["a": "hi", "b": 2]))
  }

  @Test func `an aggregate over what is no number is null with a reason`() throws {
    let table = TableText(
      policy: "COLLECT", aggregation: "SUM", inputs: [("x", nil, nil)],
      rules: ["- | 1", "- | \"one\""])
    let result = try evaluate(table, 0)
    #expect(result.value == .null)
    #expect(result.diagnostics.first?.message.contains("\"one\" is not a number") == true)
  }

  @Test func `a value outside the input values is refused with a reason`() throws {
    let table = TableText(
      policy: "FIRST", inputs: [("x", "string", "\"a\", \"b\"")], rules: ["\"a\" | 1", "- | 2"])
    #expect(try evaluate(table, "a").value == 1)
    let refused = try evaluate(table, "c")
    #expect(refused.value == .null)
    #expect(refused.diagnostics.first?.message.contains("not among") == true)
  }

  @Test func `fired rules carry their row and annotations and stand in order`() throws {
    let table = TableText(
      policy: "FIRST", inputs: [("x", nil, nil)], annotations: ["Artikel", "Uitleg"],
      rules: ["<5 | 1 | art. 4 | laag", "- | 2 | art. 5, lid 2 | hoog"])
    let model = try chained(table)
    let both = model.evaluate(decision: "B", inputs: ["x": 9])
    #expect(both.fired.map(\.decision) == ["A", "B"])
    #expect(both.fired.map(\.row) == [2, 1])
    #expect(both.fired.map(\.ruleID) == ["r2", "r1"])
    #expect(both.fired.map { $0[annotation: "Artikel"] } == ["art. 5, lid 2", "art. 4"])
    #expect(model.evaluate(decision: "B", inputs: ["x": 9], trace: false).fired == [])
  }

  private func chained(_ table: TableText) throws -> DMNModel {
    var second = table
    second.inputs = [("A", nil, nil)]
    return try model(
      input("x") + decision("A", inputs: ["x"], table.xml)
        + decision("B", decisions: ["A"], second.xml))
  }
}
