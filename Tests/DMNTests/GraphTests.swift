import DMN
import FEEL
import Testing

@Suite struct GraphTests {
  @Test func `a decision computes from what it requires`() throws {
    let model = try model(
      input("x", type: "number") + decision("A", inputs: ["x"], literal("x + 1"))
        + decision("B", inputs: ["x"], decisions: ["A"], literal("\"b\" + string(A * x)")))
    let result = model.evaluate(decision: "B", inputs: ["x": 2])
    #expect(result.diagnostics == [])
    #expect(result.value == "b6")
  }

  @Test func `a service takes its input decisions from the caller`() throws {
    let model = try model(
      decision("given", literal("\"bar\""))
        + decision("out", decisions: ["given"], literal("\"foo \" + given"))
          + """
          <decisionService name="S" id="S"><outputDecision href="#out"/><inputDecision href="#given"/></decisionService>
          """)
    let result = model.evaluate(service: "S", inputs: ["given": "baz"])
    #expect(result.diagnostics == [])
    #expect(result.value == "foo baz")
  }
}
