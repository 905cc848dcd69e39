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
  /// Numbers as amounts are, and some that no 64 bits hold.
  private static func number(_ random: inout SplitMix64) -> String {
    let plain =
      "\(Int.random(in: -3...12, using: &random))\([".0", "", ".5"].randomElement(using: &random) ?? "")"
    guard Int.random(in: 0..<6, using: &random) == 0 else { return plain }
    return [
      "0.000001", "1.0000000001", "9007199254740993", "1e20", "-1e-30",
      "12345678901234567890.123456789012",
    ].randomElement(using: &random) ?? plain
  }

  private static let words = [
    "a", "b", "c", "é", "e\u{301}", "", "seven b", "eight by", "nine byte", "fifteen bytes..",
    "sixteen bytes...", "sixteen bytes..!", "seventeen bytes..", "some more bytes than seventeen",
  ]

  private static func word(_ random: inout SplitMix64) -> String {
    "\"\(words.randomElement(using: &random) ?? "a")\""
  }

  private static func day(_ random: inout SplitMix64) -> String {
    "@\"2026-01-0\(Int.random(in: 1...9, using: &random))\""
  }

  /// An entry over values that have an order.
  private static func cell(
    _ random: inout SplitMix64, _ value: (inout SplitMix64) -> String
  ) -> String {
    let (a, b) = (value(&random), value(&random))
    switch Int.random(in: 0..<11, using: &random) {
    case 0: return "-"
    case 1: return a
    case 2: return "\(a), \(b)"
    case 3: return "[\(a)..\(b)]"
    case 4: return "]\(a)..\(b)["
    case 5: return "not(\(a), >\(b))"
    case 6: return "not(\(a))"
    case 7: return "<= \(a), > \(b)"
    case 8: return "null, \(a)"
    case 9: return "not(null)"
    default: return ">= \(a)"
    }
  }

  /// An entry that only asks which of some values it is, as columns of codes do.
  private static func choice(
    _ random: inout SplitMix64, _ value: (inout SplitMix64) -> String
  ) -> String {
    switch Int.random(in: 0..<4, using: &random) {
    case 0: return "-"
    case 1: return "not(\(value(&random)))"
    case 2: return "\(value(&random)), \(value(&random))"
    default: return value(&random)
    }
  }

  /// The same tests written so that they mention an input, and so are not indexed.
  private func loose(_ cell: String, _ hidden: String) -> String {
    // What is no number is not null, but cannot be said not to be a number: `not(null)` stays as it is.
    if cell == "-" || cell == "not(null)" || hidden == "hb" { return cell }
    return cell.hasPrefix("not(")
      ? "not(\(cell.dropFirst(4).dropLast()), \(hidden))" : "\(cell), \(hidden)"
  }

  private static let columns = ["n", "t", "d", "b", "o"]

  private static func rule(_ random: inout SplitMix64) -> [String] {
    [
      cell(&random, number), choice(&random, word), cell(&random, day),
      ["-", "true", "false", "null"].randomElement(using: &random) ?? "-", cell(&random, word),
    ]
  }

  private static func facts(_ random: inout SplitMix64) throws -> [FEELValue] {
    func value(_ text: String, _ random: inout SplitMix64) throws -> FEELValue {
      // Now and then nothing, or something of another kind.
      switch Int.random(in: 0..<24, using: &random) {
      case 0: return .null
      case 1: return .boolean(true)
      case 2: return "other"
      default: return try FEELExpression.compile(text).evaluate().value
      }
    }
    return [
      try value(number(&random), &random), try value(word(&random), &random),
      try value(day(&random), &random),
      try value(Bool.random(using: &random) ? "true" : "false", &random),
      try value(word(&random), &random),
    ]
  }

  @Test(arguments: 0..<40, [HitPolicy.collect(nil), .first, .unique])
  func `an indexed table finds the rules that testing every entry finds`(
    seed: Int, policy: HitPolicy
  ) throws {
    var random = SplitMix64(state: UInt64(seed))
    let count = Int.random(in: 1...150, using: &random)
    let rows = (0..<count).map { _ in Self.rule(&random) }
    let hidden: FEELContext = [
      "hn": 1_000, "ht": "never asked for", "hd": .date(CivilDate(epochDay: 0)), "hb": .null,
      "ho": "never asked for",
    ]
    func table(_ transform: (String, String) -> String) throws -> DMNModel {
      let text = TableText(
        policy: policy == .first ? "FIRST" : policy == .unique ? "UNIQUE" : "COLLECT",
        inputs: Self.columns.map { ($0, nil, nil) },
        rules: rows.enumerated().map { number, cells in
          (zip(cells, Self.columns.map { "h" + $0 }).map(transform) + ["\(number)"]).joined(
            separator: " | ")
        })
      return try tableModel(text, inputs: Self.columns + hidden.names)
    }
    let indexed = try table { cell, _ in cell }
    let scanned = try table(loose)
    let prepared = try #require(indexed.prepare(decision: "D"))
    for _ in 0..<30 {
      let facts = try Self.facts(&random)
      var inputs = FEELContext(names: Self.columns, values: facts)
      for (name, value) in hidden { inputs[name] = value }
      let wanted = scanned.evaluate(decision: "D", inputs: inputs)
      let found = indexed.evaluate(decision: "D", inputs: inputs)
      let note: Comment = "\(facts)"
      #expect(found.value == wanted.value, note)
      #expect(found.fired.map(\.row) == wanted.fired.map(\.row), note)
      let values = prepared.inputs.map { inputs[$0] ?? .null }
      #expect(prepared.evaluate(values) == wanted.value, note)
      #expect(prepared.explain(values).fired.map(\.row) == wanted.fired.map(\.row), note)
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
