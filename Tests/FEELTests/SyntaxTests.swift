import Diagnostics
import FEEL
import Testing

@Suite struct SyntaxTests {
  @Test(arguments: [
    ("1 +", 4), ("if 1 then 2", 12), ("[1, 2", 6), ("\"abc", 1), ("1 2", 3), ("{a 1}", 2),
    ("for x in [1]", 13), ("f(a: 1, 2)", 9), ("a.", 3), ("(1", 3), ("/* x", 1), ("then", 1),
    ("", 1),
  ])
  func `a text that is not FEEL is refused at its place`(text: String, column: Int) throws {
    let error = try #require(throws: FindingsError.self) { try FEELExpression.compile(text) }
    let finding = try #require(error.findings.first)
    #expect(finding.code == "feel-syntax")
    #expect(finding.position == SourcePosition(line: 1, column: column), "\(finding)")
  }

  @Test func `nesting, length and repetition are bounded`() throws {
    let deep = String(repeating: "(", count: 5000) + "1" + String(repeating: ")", count: 5000)
    #expect(throws: FindingsError.self) { try FEELExpression.compile(deep) }
    let signs = String(repeating: "-", count: 5000) + "1"
    #expect(throws: FindingsError.self) { try FEELExpression.compile(signs) }
    let types = "1 instance of " + String(repeating: "list<", count: 5000)
    #expect(throws: FindingsError.self) { try FEELExpression.compile(types) }
    let long = String(repeating: " ", count: 300_000)
    #expect(throws: FindingsError.self) { try FEELExpression.compile(long) }
  }

  @Test(arguments: ["1 in (2..(", "1 in (1 in (1) + 1, ", "not(", "{a: [", "x[", "f(a: "])
  func `a text that can be read in many ways is read or refused soon`(piece: String) throws {
    let text = String(repeating: piece, count: 80)
    #expect(throws: FindingsError.self) { try FEELExpression.compile(text) }
    #expect(throws: FindingsError.self) { try FEELUnaryTests.compile(text) }
  }

  @Test func `evaluation is bounded in steps, length and depth`() throws {
    let small = FEELEnvironment(limits: .init(steps: 1000, listLength: 50))
    for text in [
      "for i in 1..1000000 return i", "count(for i in 1..60 return i)",
      "count(for a in 1..10, b in 1..10, c in 1..10, d in 1..10 return 1)",
    ] {
      let outcome = try evaluate(text, environment: small)
      #expect(outcome.value == .null)
      #expect(outcome.diagnostics.contains { $0.code == .limit }, "\(text)")
    }
    let loop = try evaluate(
      "{f: function(g, n) g(g, n + 1), r: f(f, 1)}.r")
    #expect(loop.value == .null)
    #expect(loop.diagnostics.contains { $0.code == .limit })
  }
}
