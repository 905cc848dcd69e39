import DMN
import ExactNumbers
import FEEL
import LegalCalendar
import Testing

/// A small generator with a fixed seed.
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

@Suite struct TableIndexTests {
  private static func number(_ random: inout SplitMix64) -> String {
    "\(Int.random(in: -3...12, using: &random))\([".0", "", ".5"].randomElement(using: &random) ?? "")"
  }

  private static func numberCell(_ random: inout SplitMix64) -> String {
    let a = number(&random)
    let b = number(&random)
    switch Int.random(in: 0..<10, using: &random) {
    case 0: return "-"
    case 1: return a
    case 2: return "\(a), \(b)"
    case 3: return "[\(a)..\(b)]"
    case 4: return "]\(a)..\(b)["
    case 5: return "not(\(a), >\(b))"
    case 6: return "not(\(a))"
    case 7: return "<= \(a), > \(b)"
    case 8: return "null, \(a)"
    default: return ">= \(a)"
    }
  }

  private static func textCell(_ random: inout SplitMix64) -> String {
    let words = ["\"a\"", "\"b\"", "\"c\"", "\"d\"", "\"é\""]
    let word = words.randomElement(using: &random) ?? "\"a\""
    switch Int.random(in: 0..<4, using: &random) {
    case 0: return "-"
    case 1: return "not(\(word))"
    case 2: return "\(word), \(words.randomElement(using: &random) ?? "\"a\"")"
    default: return word
    }
  }

  /// The same tests written so that they mention an input, and so are not indexed.
  private func loose(_ cell: String, _ hidden: String) -> String {
    if cell == "-" { return cell }
    return cell.hasPrefix("not(")
      ? "not(\(cell.dropFirst(4).dropLast()), \(hidden))" : "\(cell), \(hidden)"
  }

  @Test(arguments: 0..<25)
  func `an indexed table finds the rules that testing every entry finds`(seed: Int) throws {
    var random = SplitMix64(state: UInt64(seed))
    let count = Int.random(in: 1...90, using: &random)
    let rows = (0..<count).map { _ in (Self.numberCell(&random), Self.textCell(&random)) }
    func table(_ transform: (String, String) -> String) throws -> DMNModel {
      let text = TableText(
        policy: "COLLECT", inputs: [("n", nil, nil), ("t", nil, nil)],
        rules: rows.enumerated().map {
          "\(transform($1.0, "hn")) | \(transform($1.1, "ht")) | \($0)"
        })
      return try tableModel(text, inputs: ["n", "t", "hn", "ht"])
    }
    let indexed = try table { cell, _ in cell }
    let scanned = try table(loose)
    for _ in 0..<30 {
      let number: FEELValue =
        Int.random(in: 0..<12, using: &random) == 0
        ? .null : .number(try #require(Decimal128(Self.number(&random))))
      let text: FEELValue =
        Int.random(in: 0..<12, using: &random) == 0
        ? .null
        : .string(["a", "b", "c", "d", "z", "é", "e\u{301}"].randomElement(using: &random) ?? "a")
      let inputs: FEELContext = ["n": number, "t": text, "hn": 1_000, "ht": "never asked for"]
      let left = indexed.evaluate(decision: "D", inputs: inputs).value
      let right = scanned.evaluate(decision: "D", inputs: inputs).value
      #expect(left == right, "n = \(number), t = \(text)")
    }
  }

  @Test func `a large table with distinct keys and intervals finds its rule`() throws {
    let rows = (0..<1_500).map { i in
      "\"k\(i % 50)\" | [\(i / 50 * 10)..\(i / 50 * 10 + 9)] | date(\"2020-01-01\") | \(i)"
    }
    let model = try tableModel(
      TableText(inputs: [("k", nil, nil), ("n", nil, nil), ("d", nil, nil)], rules: rows),
      inputs: ["k", "n", "d"])
    let day = try #require(CivilDate(year: 2020, month: 1, day: 1))
    for (key, number, expected) in [("k0", 0, 0), ("k7", 105, 507), ("k49", 299, 1_499)] {
      let result = model.evaluate(
        decision: "D",
        inputs: [
          "k": .string(key), "n": .number(Decimal128(number)), "d": .date(day),
        ])
      #expect(result.value == .number(Decimal128(expected)))
      #expect(result.fired.map(\.row) == [expected + 1])
    }
  }

  @Test func `entries that mention other inputs are tested beside the index`() throws {
    let model = try tableModel(
      TableText(
        policy: "FIRST", inputs: [("x", nil, nil), ("y", nil, nil)],
        rules: [
          "<5 | >x | \"more\"", "<5 | x | \"same\"", "- | ? * 2 = x | \"half\"", "-|-|\"rest\"",
        ]),
      inputs: ["x", "y"])
    func value(_ x: Int, _ y: Int) -> FEELValue {
      model.evaluate(
        decision: "D", inputs: ["x": .number(Decimal128(x)), "y": .number(Decimal128(y))]
      ).value
    }
    #expect(value(3, 4) == "more")
    #expect(value(3, 3) == "same")
    #expect(value(8, 4) == "half")
    #expect(value(8, 5) == "rest")
  }

  @Test
  func `a value of a kind that the column does not hold matches only what accepts everything`()
    throws
  {
    let model = try tableModel(
      TableText(policy: "FIRST", inputs: [("x", nil, nil)], rules: ["<5 | 1", "- | 2"]),
      inputs: ["x"])
    #expect(model.evaluate(decision: "D", inputs: ["x": "text"]).value == 2)
    #expect(model.evaluate(decision: "D", inputs: [:]).value == 2)
  }
}
