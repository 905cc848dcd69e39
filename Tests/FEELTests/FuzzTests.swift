import FEEL
import Testing

/// A small generator of reproducible numbers (Steele, Lea and Flood's SplitMix64).
struct SplitMix64: RandomNumberGenerator {
  var state: UInt64

  mutating func next() -> UInt64 {
    state &+= 0x9E37_79B9_7F4A_7C15
    var z = state
    z = (z ^ (z >> 30)) &* 0xBF58_476D_1CE4_E5B9
    z = (z ^ (z >> 27)) &* 0x94D0_49BB_1331_11EB
    return z ^ (z >> 31)
  }
}

@Suite struct FuzzTests {
  private static let pieces = [
    "1", "0", "-", "+", "*", "/", "**", "(", ")", "[", "]", "{", "}", ":", ",", ".", "..", "\"a\"",
    "null", "true", "a", "b", "item", "?", "if", "then", "else", "for", "in", "return", "some",
    "every", "satisfies", "and", "or", "between", "instance of", "function", "list<number>", "=",
    "<", ">=", "!=", "@\"P1D\"", "@\"2026-01-01\"", "date(", "sum(", "sort(", "matches(",
    "sublist(",
    "not(", "1e99", "1e6000", "9999999999", " ", "\"", "//", "\\", "context put(", "é", "range(",
  ]

  @Test func `no text crashes the compiler or the evaluator`() {
    var generator = SplitMix64(state: 20_261_123)
    let environment = FEELEnvironment(limits: .init(steps: 20_000, listLength: 1000))
    var compiled = 0
    for _ in 0..<8_000 {
      var text = ""
      for _ in 0..<Int.random(in: 1...14, using: &generator) {
        text += Self.pieces.randomElement(using: &generator) ?? ""
        if Bool.random(using: &generator) { text += " " }
      }
      if let expression = try? FEELExpression.compile(text, names: ["a", "b"]) {
        compiled += 1
        _ = expression.evaluate(["a": 2, "b": ["x", 1]], environment: environment)
      }
      if let tests = try? FEELUnaryTests.compile(text, names: ["a", "b"]) {
        _ = tests.matches(1, ["a": 2], environment: environment)
      }
    }
    #expect(compiled > 100)
  }

  @Test func `a value printed and read again is the same value`() throws {
    var generator = SplitMix64(state: 7)
    for _ in 0..<500 {
      let value = Self.value(depth: 3, &generator)
      let read = try evaluate(value.description).value
      #expect(read == value, "\(value)")
    }
  }

  private static func value(depth: Int, _ generator: inout SplitMix64) -> FEELValue {
    switch Int.random(in: 0..<(depth > 0 ? 9 : 7), using: &generator) {
    case 0: return .null
    case 1: return .boolean(Bool.random(using: &generator))
    case 2: return FEELValue(integerLiteral: Int.random(in: -9999...9999, using: &generator))
    case 3: return .string(["", "a\"b", "é\n", "x\\y"].randomElement(using: &generator) ?? "")
    case 4: return .date(day(2026, Int.random(in: 1...12, using: &generator), 5))
    case 5: return .yearMonthDuration(months: Int64.random(in: -50...50, using: &generator))
    case 6:
      return .dayTimeDuration(
        FEELDayTimeDuration(seconds: Int.random(in: -200_000...200_000, using: &generator)))
    case 7: return .list((0..<3).map { _ in value(depth: depth - 1, &generator) })
    default:
      return .context([
        "a": value(depth: depth - 1, &generator), "b c": value(depth: depth - 1, &generator),
        "1+": value(depth: depth - 1, &generator),
      ])
    }
  }
}
