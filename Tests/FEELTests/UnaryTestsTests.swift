import ExactNumbers
import FEEL
import Testing

@Suite struct UnaryTestsTests {
  private func passes(
    _ text: String, _ input: FEELValue, _ variables: FEELContext = [:]
  ) throws -> Bool? {
    try FEELUnaryTests.compile(text, names: FEELNames(variables: variables.names))
      .matches(input, variables).matches
  }

  @Test func `a cell may be anything, tests or their opposite`() throws {
    #expect(try passes("-", .null) == true)
    #expect(try passes("< 5, [10..20]", 12) == true)
    #expect(try passes("< 5, [10..20]", 7) == false)
    #expect(try passes("not(\"a\", \"b\")", "c") == true)
    #expect(try passes("not(\"a\", \"b\")", "a") == false)
    #expect(try passes("not(null)", 1) == true)
    #expect(try passes("null", .null) == true)
    #expect(try passes("(2..4]", 4) == true)
    #expect(try passes("-5", -5) == true)
  }

  @Test func `a test that does not apply passes nothing`() throws {
    #expect(try passes("< 5", .null) == nil)
    #expect(try passes("< 5", "a") == nil)
    #expect(try passes("< 5, null", .null) == true)
  }

  @Test func `a condition on the tested value passes when it is true`() throws {
    #expect(try passes("? > 5 and ? < 10", 7) == true)
    #expect(try passes("contains(?, \"b\")", "abc") == true)
    #expect(try passes("count(?) > 1", [1, 2]) == true)
    #expect(try passes("? > 5", .null) == nil)
  }

  @Test func `a boolean cell is compared with a boolean and trusted otherwise`() throws {
    #expect(try passes("false", false) == true)
    #expect(try passes("x", false, ["x": false]) == true)
    #expect(try passes("x > 1", "anything", ["x": 2]) == true)
    #expect(try passes("x > 1", "anything", ["x": 0]) == false)
  }

  @Test func `a cell may hold variables, lists and ranges of them`() throws {
    let variables: FEELContext = ["low": 1, "high": 5, "allowed": ["a", "b"]]
    #expect(try passes("[low..high]", 3, variables) == true)
    #expect(try passes("> high", 6, variables) == true)
    #expect(try passes("allowed", "b", variables) == true)
    #expect(try passes("allowed", "c", variables) == false)
  }

  @Test func `constant cells show their form`() throws {
    func form(_ text: String) throws -> ConstantTest? {
      try FEELUnaryTests.compile(text, names: ["x"]).constantForm
    }
    #expect(try form("-") == .any)
    #expect(try form("\"a\", \"b\"") == .oneOf([.equals("a"), .equals("b")]))
    #expect(try form("not(1)") == .noneOf([.equals(1)]))
    #expect(
      try form("< 5")
        == .oneOf([
          .within(FEELRange(start: nil, end: 5, startIncluded: false, endIncluded: false))
        ]))
    #expect(try form("[1..date(\"2026-01-01\").day + 4]") == nil)
    #expect(try form("< x") == nil)
    #expect(try form("? > 1") == nil)
  }
}
