import DMN
import Diagnostics
import FEEL
import Testing

@Suite struct BoxedExpressionTests {
  private func value(_ expression: String, _ x: FEELValue = .null) throws -> FEELValue {
    try model(input("x") + decision("D", inputs: ["x"], expression))
      .evaluate(decision: "D", inputs: ["x": x]).value
  }

  private func entry(_ name: String?, _ expression: String, type: String? = nil) -> String {
    let variable = name.map {
      "<variable name=\"\($0)\"\(type.map { " typeRef=\"\($0)\"" } ?? "")/>"
    }
    return "<contextEntry>\(variable ?? "")\(expression)</contextEntry>"
  }

  @Test func `later entries of a context see earlier ones`() throws {
    let context = entry("a", literal("x + 1")) + entry("b c", literal("a * 2"))
    #expect(try value("<context>\(context)</context>", 1) == .context(["a": 2, "b c": 4]))
  }

  @Test func `a context with a result entry is worth its result`() throws {
    let context = entry("a b", literal("x + 1")) + entry(nil, literal("a b * 10"))
    #expect(try value("<context>\(context)</context>", 1) == 20)
  }

  @Test func `an entry of the wrong type is null`() throws {
    let context = entry("a", literal("\"text\""), type: "number")
    #expect(try value("<context>\(context)</context>") == .context(["a": .null]))
  }

  @Test func `a boxed function keeps what it saw and is called like any other`() throws {
    let function = """
      <functionDefinition><formalParameter name="n" typeRef="number"/>\(literal("n * x"))</functionDefinition>
      """
    let context = entry("f", function) + entry(nil, literal("f(3) + f(n: 4)"))
    #expect(try value("<context>\(context)</context>", 2) == 14)
    let wrong = entry("f", function) + entry(nil, literal("f(\"three\")"))
    #expect(try value("<context>\(wrong)</context>", 2) == .null)
  }

  @Test func `an invocation binds parameters by name`() throws {
    let knowledge = """
      <businessKnowledgeModel name="minus" id="minus"><encapsulatedLogic>
      <formalParameter name="a"/><formalParameter name="b"/>\(literal("a - b"))
      </encapsulatedLogic></businessKnowledgeModel>
      """
    func invoking(_ names: [String]) throws -> DecisionResult {
      let bindings = zip(names, ["10", "3"]).map { name, text in
        "<binding><parameter name=\"\(name)\"/>\(literal(text))</binding>"
      }
      return try model(
        knowledge
          + decision(
            "D", knowledge: ["minus"],
            "<invocation>\(literal("minus"))\(bindings.joined())</invocation>")
      ).evaluate(decision: "D", inputs: [:])
    }
    #expect(try invoking(["a", "b"]).value == 7)
    #expect(try invoking(["b", "a"]).value == -7)
    let unknown = try invoking(["a", "c"])
    #expect(unknown.value == .null)
    #expect(unknown.diagnostics.first?.message.contains("no parameter \"c\"") == true)
  }

  @Test func `an invocation may name a function of the language`() throws {
    let bindings = [("string", "\"abcdef\""), ("start position", "3")].map { name, text in
      "<binding><parameter name=\"\(name)\"/>\(literal(text))</binding>"
    }
    #expect(
      try value("<invocation>\(literal("substring"))\(bindings.joined())</invocation>") == "cdef")
  }

  @Test func `a relation is a list of contexts`() throws {
    let relation = """
      <relation><column name="k"/><column name="v w"/>
      <row>\(literal("1"))\(literal("x"))</row><row>\(literal("2"))\(literal("\"z\""))</row></relation>
      """
    #expect(
      try value(relation, "y") == [
        .context(["k": 1, "v w": "y"]), .context(["k": 2, "v w": "z"]),
      ])
  }

  @Test func `a conditional takes its else for anything but true`() throws {
    let conditional = """
      <conditional><if>\(literal("x"))</if><then>\(literal("1"))</then><else>\(literal("2"))</else></conditional>
      """
    #expect(try value(conditional, true) == 1)
    #expect(try value(conditional, false) == 2)
    #expect(try value(conditional, .null) == 2)
  }

  @Test func `a filter sees the item and its members and takes places`() throws {
    func filter(_ match: String) -> String {
      "<filter><in>\(literal("x"))</in><match>\(literal(match))</match></filter>"
    }
    let people: FEELValue = [.context(["age": 17]), .context(["age": 18])]
    #expect(try value(filter("age >= 18"), people) == [.context(["age": 18])])
    #expect(try value(filter("item.age < 18"), people) == [.context(["age": 17])])
    #expect(try value(filter("-1"), people) == .context(["age": 18]))
    let boxed = """
      <filter><in>\(literal("x"))</in><match><conditional><if>\(literal("item > 1"))</if>
      <then>\(literal("true"))</then><else>\(literal("false"))</else></conditional></match></filter>
      """
    #expect(try value(boxed, [1, 2, 3]) == [2, 3])
  }

  @Test func `iterators run over lists and ranges`() throws {
    func iterator(_ kind: String, _ list: String, _ body: String) -> String {
      let part = kind == "for" ? "return" : "satisfies"
      return """
        <\(kind) iteratorVariable="i"><in>\(literal(list))</in><\(part)>\(literal(body))</\(part)></\(kind)>
        """
    }
    #expect(try value(iterator("for", "[1, 2]", "i * 2")) == [2, 4])
    #expect(try value(iterator("for", "[1..3]", "i")) == [1, 2, 3])
    #expect(
      try value(iterator("for", "[1..4]", "if i = 1 then 1 else i * partial[-1]")) == [1, 2, 6, 24])
    #expect(try value(iterator("some", "[1, 2]", "i > 1")) == true)
    #expect(try value(iterator("every", "[1, 2]", "i > 1")) == false)
    #expect(try value(iterator("every", "[]", "i > 1")) == true)
  }

  @Test func `a boxed list keeps its items in order`() throws {
    #expect(try value("<list>\(literal("x"))\(literal("2"))</list>", 1) == [1, 2])
  }

  @Test func `functions in other languages are null with a reason`() throws {
    let knowledge = """
      <businessKnowledgeModel name="cos" id="cos"><encapsulatedLogic kind="Java">
      <formalParameter name="a"/><context/></encapsulatedLogic></businessKnowledgeModel>
      """
    let result = try model(knowledge + decision("D", knowledge: ["cos"], literal("cos(1)")))
      .evaluate(decision: "D", inputs: [:])
    #expect(result.value == .null)
    #expect(result.diagnostics.first?.message.contains("Java") == true)
  }

  @Test func `a knowledge model that never stops is stopped`() throws {
    let knowledge = """
      <businessKnowledgeModel name="f" id="f"><encapsulatedLogic><formalParameter name="n"/>
      \(literal("f(n + 1)"))</encapsulatedLogic>
      <knowledgeRequirement><requiredKnowledge href="#f"/></knowledgeRequirement></businessKnowledgeModel>
      """
    let result = try model(knowledge + decision("D", knowledge: ["f"], literal("f(1)")))
      .evaluate(decision: "D", inputs: [:])
    #expect(result.value == .null)
    #expect(!result.diagnostics.isEmpty)
  }

  @Test func `a knowledge model may require itself`() throws {
    let knowledge = """
      <businessKnowledgeModel name="fac" id="fac"><encapsulatedLogic><formalParameter name="n"/>
      \(literal("if n <= 1 then 1 else n * fac(n - 1)"))</encapsulatedLogic>
      <knowledgeRequirement><requiredKnowledge href="#fac"/></knowledgeRequirement></businessKnowledgeModel>
      """
    let model = try model(knowledge + decision("D", knowledge: ["fac"], literal("fac(20)")))
    #expect(
      model.evaluate(decision: "D", inputs: [:]).value.description == "2432902008176640000")
    #expect(model.evaluate(knowledgeModel: "fac", arguments: ["n": 5]).value == 120)
  }
}
