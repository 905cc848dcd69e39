import DMN
import Diagnostics
import FEEL
import Markup
import Testing

@Suite struct LoadingTests {
  @Test func `a fault inside an expression is found at its own line and column`() {
    let (model, findings) = loading(
      """
      <decision name="D" id="D"><literalExpression><text>
        1 +
        * 2</text></literalExpression></decision>
      """)
    #expect(model != nil)
    #expect(findings.count == 1)
    #expect(findings.first?.code == "feel-syntax")
    #expect(findings.first?.position == SourcePosition(line: 4, column: 3))
  }

  @Test func `a name that nothing declares is warned of with the nearest that is`() {
    let (_, findings) = loading(
      input("income") + decision("D", inputs: ["income"], literal("incone * 2")))
    #expect(findings.map(\.severity) == [.warning])
    #expect(findings.first?.remedy?.contains("income") == true)
  }

  @Test func `everything that is wrong is reported at once`() {
    let (_, findings) = loading(
      decision("A", inputs: ["none"], literal("1 +")) + decision("A", type: "tNone", literal("2"))
        + """
        <decision name="T"><decisionTable hitPolicy="SOME"><input><inputExpression><text>1</text></inputExpression></input>
        <output/><rule><outputEntry><text>1</text></outputEntry></rule></decisionTable></decision>
        """)
    let codes = Set(findings.map(\.code))
    #expect(
      codes.isSuperset(of: [
        "feel-syntax", "dmn-unknown-reference", "dmn-duplicate-name", "dmn-unknown-type",
        "dmn-hit-policy", "dmn-table-shape",
      ]))
    #expect(findings.allSatisfy { $0.position != nil && $0.file == "m.dmn" })
  }

  @Test func `decisions that require each other are refused and never loop`() throws {
    let (model, findings) = loading(
      decision("A", decisions: ["B"], literal("B")) + decision("B", decisions: ["A"], literal("A")))
    #expect(findings.contains { $0.code == "dmn-circle" })
    #expect(try #require(model).evaluate(decision: "A", inputs: [:]).value == .null)
  }

  @Test func `what is no model is refused`() {
    for text in ["", "<a/>", "<definitions/>", "<definitions xmlns=\"urn:other\"/>"] {
      let (model, findings) = DMNModel.load(Array(text.utf8), file: "x.dmn")
      #expect(model == nil)
      #expect(findings.hasErrors)
    }
  }

  @Test(arguments: DMNVersion.allCases)
  func `every version of the format is read and written as 1.5`(version: DMNVersion) throws {
    let text = """
      <?xml version="1.0" encoding="UTF-8"?>
      <definitions xmlns="\(version.modelNamespace)" xmlns:dmndi="\(version.diagramNamespace)" xmlns:o="urn:o"
        name="m" namespace="urn:t" expressionLanguage="\(version.feelNamespace)"><!-- kept -->
        <extensionElements><o:more depth="2"/></extensionElements>
        <decision name="D" id="D"><literalExpression><text>1 &lt; 2</text></literalExpression></decision>
        <textAnnotation id="n"><text>kept too</text></textAnnotation>
        <dmndi:DMNDI><dmndi:DMNDiagram id="d"/></dmndi:DMNDI>
      </definitions>
      """
    let model = try #require(DMNModel.load(Array(text.utf8), file: "m.dmn").0)
    #expect(model.version == version)
    let written = model.exported()
    for kept in [
      "<!-- kept -->", "<o:more depth=\"2\"/>", "<text>kept too</text>", "<text>1 &lt; 2</text>",
      "<dmndi:DMNDiagram id=\"d\"/>", DMNVersion.v1_5.modelNamespace,
      DMNVersion.v1_5.diagramNamespace, DMNVersion.v1_5.feelNamespace,
    ] {
      #expect(written.contains(kept))
    }
    let again = try #require(DMNModel.load(Array(written.utf8), file: "m.dmn").0)
    #expect(again.version == .v1_5)
    #expect(again.exported() == written)
    #expect(again.evaluate(decision: "D", inputs: [:]).value == true)
  }

  private func file(_ namespace: String, _ body: String) -> [UInt8] {
    Array(
      """
      <definitions xmlns="https://www.omg.org/spec/DMN/20230324/MODEL/" name="\(namespace)" namespace="\(namespace)">
      \(body)</definitions>
      """.utf8)
  }

  private func importing(_ namespace: String, as name: String) -> String {
    "<import name=\"\(name)\" namespace=\"\(namespace)\" importType=\"https://www.omg.org/spec/DMN/20230324/MODEL/\"/>"
  }

  @Test func `decisions functions types and inputs of an imported model are used by its name`()
    throws
  {
    let base = file(
      "urn:base",
      """
      <itemDefinition name="tAge"><typeRef>number</typeRef><allowedValues><text>[0..150]</text></allowedValues></itemDefinition>
      """ + input("age", type: "tAge") + decision("grown up", inputs: ["age"], literal("age >= 18"))
        + """
        <businessKnowledgeModel name="add one" id="one"><encapsulatedLogic><formalParameter name="n"/>\(literal("n + 1"))</encapsulatedLogic></businessKnowledgeModel>
        """)
    let top = file(
      "urn:top",
      importing("urn:base", as: "base") + """
        <decision name="D" id="D"><variable name="D"/>
        <informationRequirement><requiredDecision href="urn:base#grown up"/></informationRequirement>
        <informationRequirement><requiredInput href="urn:base#age"/></informationRequirement>
        <knowledgeRequirement><requiredKnowledge href="urn:base#one"/></knowledgeRequirement>
        \(literal("if base.grown up then base.add one(base.age) else 0"))</decision>
        """ + input("other", type: "base.tAge"))
    let loaded = DMNModel.loadAll(["top.dmn": top, "base.dmn": base])
    let loading = try #require(loaded["top.dmn"])
    #expect(loading.findings == [])
    let model = try #require(loading.model)
    #expect(
      model.evaluate(decision: "D", inputs: ["base": .context(["age": 20])]).value == 21)
    #expect(model.evaluate(decision: "D", inputs: ["age": 20]).value == 21)
    #expect(model.evaluate(decision: "D", inputs: ["age": 7]).value == 0)
    #expect(model.evaluate(decision: "D", inputs: ["age": 200]).diagnostics.isEmpty == false)
  }

  @Test func `a model imported along two ways has its inputs twice`() throws {
    let a = file(
      "urn:a", input("name") + decision("hello", inputs: ["name"], literal("\"Hi \" + name")))
    func middle(_ namespace: String) -> [UInt8] {
      file(
        namespace,
        importing("urn:a", as: "A") + """
          <decision name="said" id="said"><variable name="said"/>
          <informationRequirement><requiredDecision href="urn:a#hello"/></informationRequirement>
          \(literal("A.hello"))</decision>
          """)
    }
    let top = file(
      "urn:top",
      importing("urn:b", as: "B") + importing("urn:c", as: "C d") + """
        <decision name="D" id="D"><variable name="D"/>
        <informationRequirement><requiredDecision href="urn:b#said"/></informationRequirement>
        <informationRequirement><requiredDecision href="urn:c#said"/></informationRequirement>
        \(literal("B.said + \", \" + C d.said"))</decision>
        """)
    let loaded = DMNModel.loadAll([
      "a.dmn": a, "b.dmn": middle("urn:b"), "c.dmn": middle("urn:c"), "top.dmn": top,
    ])
    let model = try #require(loaded["top.dmn"]?.model)
    #expect(loaded["top.dmn"]?.findings == [])
    let inputs: FEELContext = [
      "B": .context(["A": .context(["name": "Bea"])]),
      "C d": .context(["A": .context(["name": "Cees"])]),
    ]
    #expect(model.evaluate(decision: "D", inputs: inputs).value == "Hi Bea, Hi Cees")
  }

  @Test func `what an unnamed import holds is used by its own name`() throws {
    let base = file("urn:base", decision("one", literal("1")))
    let top = file(
      "urn:top",
      importing("urn:base", as: "") + """
        <decision name="D" id="D"><variable name="D"/>
        <informationRequirement><requiredDecision href="urn:base#one"/></informationRequirement>
        \(literal("one + 1"))</decision>
        """)
    let loaded = DMNModel.loadAll(["top.dmn": top, "base.dmn": base])
    let model = try #require(loaded["top.dmn"]?.model)
    #expect(model.evaluate(decision: "D", inputs: [:]).value == 2)
    #expect(model.evaluate(decision: "one", inputs: [:]).value == 1)
  }

  @Test func `models that import each other and models that are missing are findings`() throws {
    let loaded = DMNModel.loadAll([
      "a.dmn": file("urn:a", importing("urn:b", as: "b")),
      "b.dmn": file("urn:b", importing("urn:a", as: "a")),
      "c.dmn": file("urn:c", importing("urn:none", as: "n")),
    ])
    #expect(loaded.count == 3)
    #expect(loaded["c.dmn"]?.findings.map(\.code) == ["dmn-missing-import"])
    #expect(loaded.values.contains { $0.findings.contains { $0.code == "dmn-missing-import" } })
  }

  @Test(arguments: 0..<200)
  func `a damaged model never crashes the reader`(seed: Int) throws {
    var random = SplitMix64(state: UInt64(seed))
    let table = TableText(
      policy: "FIRST", inputs: [("x", "number", nil)], rules: ["<5 | 1", "[5..9] | x + 1", "- | 3"])
    var bytes = file(
      "urn:t",
      input("x") + decision("D", inputs: ["x"], table.xml)
        + decision("E", literal("[1, 2][item > 1]")))
    for _ in 0..<Int.random(in: 1...4, using: &random) {
      let at = Int.random(in: 0..<bytes.count, using: &random)
      switch Int.random(in: 0..<3, using: &random) {
      case 0: bytes[at] = UInt8.random(in: 32...126, using: &random)
      case 1: bytes.remove(at: at)
      default:
        bytes.removeSubrange(at..<min(bytes.count, at + Int.random(in: 1...40, using: &random)))
      }
    }
    let (model, findings) = DMNModel.load(bytes, file: "t.dmn")
    guard let model else {
      #expect(findings.hasErrors)
      return
    }
    for name in model.decisions { _ = model.evaluate(decision: name, inputs: ["x": 6]) }
    _ = model.analysis()
    _ = model.tables.map { $0.rendered() }
    _ = model.exported()
  }
}
