import DMN
import FEEL
import Testing

/// Types, boxed expressions and hit policies as the specification has them, one small decision each.
@Suite struct SpecificationTests {
  private static let types = """
    <itemDefinition name="tSmall"><typeRef>number</typeRef>
      <allowedValues><text>[0..10]</text></allowedValues></itemDefinition>
    <itemDefinition name="tColours" isCollection="true"><typeRef>string</typeRef>
      <allowedValues><text>"red","green"</text></allowedValues></itemDefinition>
    <itemDefinition name="tPair" isCollection="true"><typeRef>number</typeRef>
      <typeConstraint><text>count(?) &lt;= 2</text></typeConstraint></itemDefinition>
    <itemDefinition name="tPerson">
      <itemComponent name="name"><typeRef>string</typeRef></itemComponent>
      <itemComponent name="age"><typeRef>tSmall</typeRef></itemComponent></itemDefinition>
    <itemDefinition name="tPersons" isCollection="true"><typeRef>tPerson</typeRef></itemDefinition>
    """

  private func value(_ expression: String, type: String? = nil) throws -> FEELValue {
    let body =
      Self.types + decision("five", literal("5"))
      + decision("D", type: type, decisions: ["five"], expression)
    return try model(body).evaluate(decision: "D", inputs: [:]).value
  }

  private func feel(_ text: String) throws -> FEELValue {
    try FEELExpression.compile(text).evaluate().value
  }

  @Test(arguments: [
    ("5", "tSmall", "5"), ("11", "tSmall", "null"), ("[\"red\"]", "tColours", "[\"red\"]"),
    ("\"red\"", "tColours", "[\"red\"]"), ("[\"red\", \"blue\"]", "tColours", "null"),
    ("[1, 2]", "tPair", "[1, 2]"), ("[1, 2, 3]", "tPair", "null"),
    ("{name: \"a\", age: 3}", "tPerson", "{name: \"a\", age: 3}"),
    ("{name: \"a\", age: 30}", "tPerson", "null"), ("{name: \"a\"}", "tPerson", "null"),
    ("{name: \"a\", age: 3}", "tPersons", "[{name: \"a\", age: 3}]"), ("[5]", "number", "5"),
    ("[5, 6]", "number", "null"), ("null", "tSmall", "null"),
    ("@\"2020-01-01\"", "dateTime", "@\"2020-01-01T00:00:00Z\""),
  ])
  func `a decision's value is made to fit its type, or null`(
    text: String, type: String, wanted: String
  ) throws {
    #expect(try value(literal(text), type: type) == feel(wanted), "\(text) as \(type)")
  }

  private static func loop(_ form: String, _ domain: String, _ body: String) -> String {
    let part = form == "for" ? "return" : "satisfies"
    return
      "<\(form) iteratorVariable=\"i\"><in>\(literal(domain))</in><\(part)>\(literal(body))</\(part)></\(form)>"
  }

  private static func filter(_ list: String, _ match: String) -> String {
    "<filter><in>\(literal(list))</in><match>\(literal(match))</match></filter>"
  }

  private static func conditional(_ test: String) -> String {
    "<conditional><if>\(literal(test))</if><then>\(literal("1"))</then><else>\(literal("2"))</else></conditional>"
  }

  @Test(arguments: [
    (loop("for", "[1, 2, 3]", "i * 2"), "[2, 4, 6]"), (loop("for", "[1..3]", "i"), "[1, 2, 3]"),
    (loop("for", "[1, 2, 3]", "count(partial)"), "[0, 1, 2]"),
    (loop("some", "[1, 2, 3]", "i > 2"), "true"), (loop("every", "[1, 2, 3]", "i > 2"), "false"),
    (filter("[1, 2, 3]", "item > 1"), "[2, 3]"), (filter("[1, 2, 3]", "2"), "2"),
    (filter("[{a: 1}, {a: 2}]", "a = 2"), "[{a: 2}]"), (filter("5", "item = 5"), "[5]"),
    (conditional("1 > 0"), "1"), (conditional("null"), "2"),
    (
      "<context><contextEntry><variable name=\"a\"/>\(literal("1"))</contextEntry>"
        + "<contextEntry>\(literal("a + 1"))</contextEntry></context>", "2"
    ),
    (
      "<context><contextEntry><variable name=\"f\"/><functionDefinition><formalParameter name=\"x\"/>"
        + "\(literal("x * 2"))</functionDefinition></contextEntry>"
        + "<contextEntry>\(literal("f(4)"))</contextEntry></context>", "8"
    ),
    (
      "<relation><column name=\"a\"/><column name=\"b\"/><row>\(literal("1"))\(literal("2"))</row></relation>",
      "[{a: 1, b: 2}]"
    ),
    ("<list>\(literal("1"))\(literal("\"a\""))</list>", "[1, \"a\"]"),
  ])
  func `boxed expressions mean what written ones do`(boxed: String, wanted: String) throws {
    #expect(try value(boxed) == feel(wanted), "\(boxed)")
  }

  private static let two = ["<= 5 | \"a\"", ">= 5 | \"b\""]
  private static let numbers = ["<= 5 | 1", ">= 5 | 2"]

  @Test(
    arguments: [
      ("UNIQUE", nil, ["< 5 | \"a\"", ">= 5 | \"b\""], nil, "\"b\""),
      ("UNIQUE", nil, two, nil, "null"),
      ("UNIQUE", nil, ["< 5 | \"a\""], nil, "null"), ("ANY", nil, two, nil, "null"),
      ("ANY", nil, ["<= 5 | 1", ">= 5 | 1"], nil, "1"), ("FIRST", nil, two, nil, "\"a\""),
      ("PRIORITY", nil, two, "\"b\", \"a\"", "\"b\""),
      ("OUTPUT ORDER", nil, two, "\"b\", \"a\"", "[\"b\", \"a\"]"),
      ("RULE ORDER", nil, two, nil, "[\"a\", \"b\"]"), ("COLLECT", nil, two, nil, "[\"a\", \"b\"]"),
      ("COLLECT", nil, ["< 1 | 1"], nil, "[]"), ("COLLECT", "SUM", numbers, nil, "3"),
      ("COLLECT", "SUM", two, nil, "null"), ("COLLECT", "MIN", numbers, nil, "1"),
      ("COLLECT", "MAX", two, nil, "\"b\""), ("COLLECT", "COUNT", numbers, nil, "2"),
      ("FIRST", nil, ["? > 10 | 1", "odd(?) | 2", "- | 3"], nil, "2"),
      ("UNIQUE", nil, ["five | 1", "> five | 2"], nil, "1"),
    ] as [(String, String?, [String], String?, String)])
  func `hit policies make one result of the rules that apply`(
    policy: String, aggregation: String?, rules: [String], values: String?, wanted: String
  ) throws {
    let table = TableText(
      policy: policy, aggregation: aggregation, inputs: [("five", nil, nil)],
      outputs: [("out", values, nil)], rules: rules)
    #expect(try value(table.xml) == feel(wanted), "\(policy) \(rules)")
  }
}
