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

  @Test(arguments: [
    ("a == b", "equality is written with one `=`"), ("a && b", "write `and`"),
    ("a ^ 2", "a power is written `**`"), ("'a'", "a text stands between double quotes"),
  ])
  func `habits of other languages get a hint`(text: String, remedy: String) throws {
    let error = try #require(throws: FindingsError.self) {
      try FEELExpression.compile(text, names: ["a", "b"])
    }
    #expect(error.findings.first?.remedy == remedy)
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

  @Test func `values that hold each other many times over are bounded too`() throws {
    let small = FEELEnvironment(limits: .init(textLength: 100_000))
    let doubling =
      "{a0: [1, 1]"
      + (1...60).map { ", a\($0): [a\($0 - 1), a\($0 - 1)]" }.joined()
    for use in ["string(a60)", "a60 = a60", "is(a60, a60)", "distinct values([a60, a60])"] {
      let outcome = try evaluate(doubling + ", r: \(use)}.r", environment: small)
      #expect(outcome.value.description.utf8.count <= 1_000_100, "\(use)")
    }
    try expectRefused(doubling + ", r: flatten(a60)}.r", .limit)
  }

  @Test func `values nested very deep come and go`() throws {
    let outcome = try evaluate(
      "count(for i in 1..100000 return [partial[-1]])",
      environment: FEELEnvironment(limits: .init(steps: 500_000)))
    #expect(outcome.value == .null)
    #expect(outcome.diagnostics.contains { $0.code == .limit })
    let deep = try evaluate("for i in 1..2500 return [partial[-1]]").value
    #expect(deep.description.hasSuffix("]"))
    #expect(FEELValue.equal(deep, deep) == nil)
  }
}
