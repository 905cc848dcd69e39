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

  @Test func `a decision sees only what it requires`() throws {
    let (model, _) = loading(
      input("x") + decision("A", inputs: ["x"], literal("x"))
        + decision("B", decisions: ["A"], literal("x")))
    let result = try #require(model).evaluate(decision: "B", inputs: ["x": 1])
    #expect(result.value == .null)
    #expect(result.diagnostics.first?.code == .unknownName)
  }

  @Test func `a long chain of decisions is computed and one too long is refused`() throws {
    func chain(_ length: Int) -> String {
      decision("d0", literal("1"))
        + (1...length).map {
          decision("d\($0)", decisions: ["d\($0 - 1)"], literal("d\($0 - 1) + 1"))
        }
        .joined()
    }
    let long = try model(chain(350))
    #expect(long.evaluate(decision: "d350", inputs: [:]).value == 351)
    let (tooLong, findings) = loading(chain(600))
    #expect(findings.contains { $0.code == "dmn-circle" })
    #expect(try #require(tooLong).evaluate(decision: "d600", inputs: [:]).value == .null)
  }

  @Test func `a decision that several others require is computed once`() throws {
    let table = TableText(policy: "FIRST", inputs: [("x", nil, nil)], rules: ["- | x"])
    let model = try model(
      input("x") + decision("A", inputs: ["x"], table.xml)
        + decision("B", decisions: ["A"], literal("A + 1"))
        + decision("C", decisions: ["A", "B"], literal("A + B")))
    let result = model.evaluate(decision: "C", inputs: ["x": 4])
    #expect(result.value == 9)
    #expect(result.fired.count == 1)
  }

  @Test func `rules that fire inside a called knowledge model are traced`() throws {
    let table = TableText(
      policy: "FIRST", inputs: [("n", nil, nil)], annotations: ["Artikel"],
      rules: ["- | n | art. 1"])
    let model = try model(
      """
      <businessKnowledgeModel name="k" id="k"><encapsulatedLogic><formalParameter name="n"/>\(table.xml)
      </encapsulatedLogic></businessKnowledgeModel>
      """ + decision("D", knowledge: ["k"], literal("k(1) + k(2)")))
    let result = model.evaluate(decision: "D", inputs: [:])
    #expect(result.value == 3)
    #expect(result.fired.map { $0[annotation: "Artikel"] } == ["art. 1", "art. 1"])
    #expect(result.fired.map(\.decision) == ["k", "k"])
  }

  @Test func `a service with several outputs gives a context and is a function too`() throws {
    let service = """
      <decisionService name="S" id="S"><outputDecision href="#A"/><outputDecision href="#B"/>
      <inputData href="#x"/></decisionService>
      """
    let model = try model(
      input("x", type: "number") + decision("A", inputs: ["x"], literal("x + 1"))
        + decision("B", inputs: ["x"], literal("x + 2")) + service
        + decision("C", knowledge: ["S"], literal("S(10).A + S(x: 20).B"))
        + decision("W", knowledge: ["S"], literal("S(\"ten\")")))
    #expect(
      model.evaluate(service: "S", inputs: ["x": 1]).value == .context(["A": 2, "B": 3]))
    #expect(model.outputs(ofService: "S") == ["A", "B"])
    #expect(model.evaluate(decision: "C", inputs: [:]).value == 33)
    #expect(model.evaluate(decision: "W", inputs: [:]).value == .null)
  }

  @Test func `a prepared decision gives what the model gives`() throws {
    let table = TableText(
      policy: "FIRST", inputs: [("x", "number", nil), ("y", "string", nil)],
      rules: ["<5 | \"a\" | 1", ">=5 | - | x * 2", "- | - | 0"])
    let model = try model(
      input("x", type: "number") + input("y") + decision("D", inputs: ["x", "y"], table.xml)
        + decision("E", decisions: ["D"], literal("D + 1")))
    for name in ["D", "E"] {
      let prepared = try #require(model.prepare(decision: name))
      #expect(prepared.inputs == ["x", "y"])
      for (x, y) in [(1, "a"), (1, "b"), (7, "a"), ("text", "a"), (.null, .null), ([3], "a")]
        as [(FEELValue, FEELValue)]
      {
        let expected = model.evaluate(decision: name, inputs: ["x": x, "y": y]).value
        #expect(prepared.evaluate([x, y]) == expected, "\(name) \(x) \(y)")
      }
      #expect(prepared.evaluate([1]) == model.evaluate(decision: name, inputs: ["x": 1]).value)
    }
    #expect(model.prepare(decision: "none").map(\.inputs) == nil)
  }

  @Test func `an unknown decision is null with a reason`() throws {
    let result = try model(decision("D", literal("1"))).evaluate(decision: "E", inputs: [:])
    #expect(result.value == .null)
    #expect(result.diagnostics.first?.message.contains("\"E\"") == true)
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
