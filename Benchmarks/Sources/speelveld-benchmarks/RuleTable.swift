import ExactNumbers
import FEEL
import Foundation
import JSONText

/// A decision table of n rows by 4 inputs, hit policy FIRST, whose last row matches everything.
///
/// Inputs: an amount in a band, a kind of organisation, a region in a list, a number of staff compared;
/// nine contexts in ten are drawn on some row's band and kind.
struct RuleTable {
  struct Row {
    /// The four unary tests, `-` for any.
    var tests: [String]
    var percentage: String
    var cap: Int
    var code: String
  }

  struct Applicant {
    var amount: Int
    var kind: String
    var region: String
    var staff: Int

    var facts: FEELContext {
      [
        "amount": .number(Decimal128(amount)), "orgType": .string(kind),
        "region": .string(region), "fte": .number(Decimal128(staff)),
      ]
    }
  }

  var rows: [Row]
  var applicants: [Applicant]
  /// The codes that the applicants must get; empty where the generator does not know them.
  var expected: [String] = []

  var facts: [FEELContext] { applicants.map(\.facts) }

  /// The same rows without the last, which matches everything: then at most one applies at once.
  var withoutRest: RuleTable {
    var table = self
    table.rows.removeLast()
    return table
  }

  func dmn(_ policy: String = "FIRST") -> String {
    let inputs = [
      ("amount", "number"), ("orgType", "string"), ("region", "string"), ("fte", "number"),
    ]
    let outputs = [("pct", "number"), ("cap", "number"), ("code", "string")]
    func escaped(_ text: String) -> String {
      text.replacing("&", with: "&amp;").replacing("<", with: "&lt;").replacing(">", with: "&gt;")
    }
    let rules = rows.map { row in
      let tests = row.tests.map { "<inputEntry><text>\(escaped($0))</text></inputEntry>" }
      let values = [row.percentage, String(row.cap), "\"\(row.code)\""]
      return "<rule>" + tests.joined()
        + values.map { "<outputEntry><text>\($0)</text></outputEntry>" }.joined() + "</rule>\n"
    }
    let data = inputs.map { name, type in
      "<inputData id=\"\(name)\" name=\"\(name)\"><variable name=\"\(name)\" typeRef=\"\(type)\"/></inputData>"
    }
    let needs = inputs.map { name, _ in
      "<informationRequirement><requiredInput href=\"#\(name)\"/></informationRequirement>"
    }
    let columns = inputs.map { name, type in
      "<input><inputExpression typeRef=\"\(type)\"><text>\(name)</text></inputExpression></input>"
    }
    let results = outputs.map { "<output name=\"\($0.0)\" typeRef=\"\($0.1)\"/>" }
    return """
      <definitions xmlns="https://www.omg.org/spec/DMN/20230324/MODEL/" id="d" name="grant" namespace="urn:bench">
      \(data.joined())
      <decision id="grant" name="grant"><variable name="grant"/>\(needs.joined())
      <decisionTable hitPolicy="\(policy)">\(columns.joined())\(results.joined())
      \(rules.joined())</decisionTable></decision></definitions>
      """
  }
}

extension RuleTable {
  private static let kinds = ["foundation", "association", "municipality", "company"]
  private static let regions = [
    "DR", "FL", "FR", "GE", "GR", "LI", "NB", "NH", "OV", "UT", "ZE", "ZH",
  ]

  /// Makes a table up; the same number of rows gives the same table everywhere.
  static func generated(rows count: Int) -> RuleTable {
    var random = SplitMix64(seed: 7_000_021 + UInt64(count))
    let width = max(1, 1_000_000 / max(1, (count + 2) / 4))
    var rows = (0..<count - 1).map { index in
      let low = index / 4 * width
      let list = regions.shuffled(using: &random).prefix(index % 3 == 1 ? 8 : 6)
      let staff =
        switch index % 5 {
        case 1: "< \(random.int(100..<241))"
        case 2: ">= \(random.int(5..<61))"
        case 3: "[\(random.int(2..<21))..\(random.int(120..<251))]"
        default: "-"
        }
      return Row(
        tests: [
          "[\(low)..\(low + width))", "\"\(kinds[index % 4])\"",
          index % 3 == 0 ? "-" : list.map { "\"\($0)\"" }.joined(separator: ","), staff,
        ], percentage: "0.\(random.int(10..<81))", cap: random.int(10..<500) * 500,
        code: "R\(index)")
    }
    rows.append(Row(tests: ["-", "-", "-", "-"], percentage: "0", cap: 0, code: "NONE"))
    let applicants = (0..<5_000).map { _ in
      let row = random.int(0..<max(1, count - 1))
      let onBand = random.int(0..<10) < 9
      return Applicant(
        amount: onBand
          ? row / 4 * width + random.int(0..<width) : random.int(0..<1_200_000),
        kind: onBand ? kinds[row % 4] : kinds[random.int(0..<4)],
        region: regions[random.int(0..<12)], staff: random.int(0..<251))
    }
    return RuleTable(rows: rows, applicants: applicants)
  }

  /// Reads the rows, contexts and expected answers of a table made elsewhere.
  static func read(_ folder: URL, rows count: Int) throws -> RuleTable {
    func text(_ kind: String) throws -> String {
      try String(contentsOf: folder.appending(path: "rules-\(count).\(kind)"), encoding: .utf8)
    }
    let rows = try JSON.parse(try text("rows.json")).array ?? []
    let contexts = try text("contexts.jsonl").split(separator: "\n").map { try JSON.parse("\($0)") }
    let expected = try text("expected.txt").split(separator: "\n").map(String.init)
    return RuleTable(
      rows: rows.map(Row.init), applicants: contexts.map(Applicant.init), expected: expected)
  }
}

extension RuleTable.Row {
  init(_ json: JSON) {
    func quoted(_ value: JSON) -> String { "\"\(value.string ?? "")\"" }
    func number(_ value: JSON?) -> String {
      if case .number(let text)? = value { text } else { "0" }
    }
    let low = json["lo"].flatMap(\.int)
    let staff = json["fte"]?.array
    let comparison =
      switch staff?.first?.string {
      case "[]"?: "[\(number(staff?[1]))..\(number(staff?[2]))]"
      case let word?: "\(word) \(number(staff?[1]))"
      case nil: "-"
      }
    self.init(
      tests: [
        low.map { "[\($0)..\(number(json["hi"])))" } ?? "-",
        json["type"]?.string.map { "\"\($0)\"" } ?? "-",
        json["regions"]?.array?.map(quoted).joined(separator: ",") ?? "-", comparison,
      ], percentage: number(json["pct"]), cap: Int(json["cap"]?.int ?? 0),
      code: json["code"]?.string ?? "")
  }
}

extension RuleTable.Applicant {
  init(_ json: JSON) {
    self.init(
      amount: Int(json["amount"]?.int ?? 0), kind: json["orgType"]?.string ?? "",
      region: json["region"]?.string ?? "", staff: Int(json["fte"]?.int ?? 0))
  }
}
