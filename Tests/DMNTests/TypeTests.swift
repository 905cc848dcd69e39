import DMN
import Diagnostics
import FEEL
import LegalCalendar
import Testing

@Suite struct TypeTests {
  private let types = """
    <itemDefinition name="tStatus"><typeRef>string</typeRef><allowedValues><text>"open", "closed"</text></allowedValues></itemDefinition>
    <itemDefinition name="tPeople" isCollection="true"><typeRef>tPerson</typeRef></itemDefinition>
    <itemDefinition name="tPerson">
      <itemComponent name="first name"><typeRef>string</typeRef></itemComponent>
      <itemComponent name="age"><typeRef>number</typeRef><allowedValues><text>[0..150]</text></allowedValues></itemComponent>
    </itemDefinition>
    <itemDefinition name="tShort" isCollection="true"><typeRef>number</typeRef><typeConstraint><text>count(?) &lt; 3</text></typeConstraint></itemDefinition>
    <itemDefinition name="tScores" isCollection="true"><typeRef>number</typeRef><allowedValues><text>1, 2, 3</text></allowedValues></itemDefinition>
    """

  private func admitted(_ type: String, _ value: FEELValue) throws -> DecisionResult {
    try model(types + input("x", type: type) + decision("D", inputs: ["x"], literal("x")))
      .evaluate(decision: "D", inputs: ["x": value])
  }

  private func person(_ name: FEELValue, _ age: FEELValue) -> FEELValue {
    .context(["first name": name, "age": age])
  }

  @Test func `an input of its type passes unchanged`() throws {
    #expect(try admitted("tStatus", "open").value == "open")
    #expect(try admitted("tPerson", person("An", 30)).value == person("An", 30))
    #expect(try admitted("number", .null).diagnostics == [])
    let wider: FEELValue = .context(["first name": "An", "age": 3, "more": true])
    #expect(try admitted("tPerson", wider).value == wider)
  }

  @Test func `an input of another type is null and the reason says where and what`() throws {
    for (type, value) in [
      ("number", "1"), ("tStatus", "ajar"), ("tPerson", person("An", 151)),
      ("tPerson", .context(["age": 1])), ("tPeople", [person(1, 1)]), ("tShort", [1, 2, 3]),
      ("tScores", [1, 4]),
    ] as [(String, FEELValue)] {
      let result = try admitted(type, value)
      #expect(result.value == .null, "\(type) \(value)")
      #expect(result.diagnostics.first?.position != nil)
      #expect(result.diagnostics.first?.file == "m.dmn")
      #expect(result.diagnostics.first?.message.contains(type) == true)
    }
  }

  @Test func `a single value and a list of one stand in for each other`() throws {
    #expect(try admitted("tScores", 2).value == [2])
    #expect(try admitted("number", [7]).value == 7)
    #expect(try admitted("number", [7, 8]).value == .null)
  }

  @Test func `members with spaces are read by their type's names`() throws {
    let model = try model(
      types + input("p", type: "tPerson")
        + decision("D", inputs: ["p"], literal("p.first name + \"!\"")))
    #expect(model.evaluate(decision: "D", inputs: ["p": person("An", 1)]).value == "An!")
  }

  @Test func `a decision's result is checked against its variable`() throws {
    let model = try model(decision("D", type: "string", literal("1")))
    let result = model.evaluate(decision: "D", inputs: [:])
    #expect(result.value == .null)
    #expect(result.diagnostics.count == 1)
  }

  @Test func `a type that contains itself is read without end`() throws {
    let (model, findings) = loading(
      """
      <itemDefinition name="tTree"><itemComponent name="v"><typeRef>number</typeRef></itemComponent>
      <itemComponent name="kids" isCollection="true"><typeRef>tTree</typeRef></itemComponent></itemDefinition>
      """ + input("x", type: "tTree") + decision("D", inputs: ["x"], literal("x.kids[1].v")))
    #expect(findings == [])
    let tree: FEELValue = .context(["v": 1, "kids": [.context(["v": 2, "kids": []])]])
    #expect(try #require(model).evaluate(decision: "D", inputs: ["x": tree]).value == 2)
  }

  @Test func `an unknown type is a finding at its place`() {
    let (_, findings) = loading(input("x", type: "tNone") + decision("D", literal("1")))
    #expect(findings.map(\.code) == ["dmn-unknown-type"])
    #expect(findings.first?.position?.line == 2)
  }
}
