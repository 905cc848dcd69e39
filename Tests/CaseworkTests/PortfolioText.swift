import Casework
import Diagnostics

/// Builds small portfolio files, so that a test states only what matters to it.
enum PortfolioText {
  static let head = """
    scheme: test
    organisations:
      - { id: a, name: A, certainty: illustrative }
      - { id: b, name: B, certainty: illustrative }
      - { id: c, name: C, certainty: illustrative }
      - { id: d, name: D, certainty: illustrative }
      - { id: e, name: E, certainty: illustrative }
      - { id: f, name: F, certainty: illustrative }
    alliances:

    """

  static let pair = ["a, role: lead", "b, role: member"]

  static func alliance(
    _ id: String, members: [String] = pair, granted: String = "200.00",
    years: [String] = ["2023, budget: 100", "2024, budget: 100"], extra: String = ""
  ) -> String {
    var lines = [
      "  - id: \(id)", "    name: Alliantie \(id)", "    kind: alliance",
      "    certainty: illustrative", "    members:",
    ]
    lines += members.map {
      let from = $0.contains("from:") ? "" : ", from: 2023-01-01"
      return "      - { organisation: \($0)\(from), certainty: illustrative }"
    }
    lines += [
      "    awards:", "      - id: \(id)-2023", "        granted: \(granted)",
      "        from: 2023-01-01", "        to: 2024-12-31", "        decided-on: 2022-12-15",
      "        certainty: illustrative", "        periods:",
    ]
    lines += years.map { "          - { year: \($0), state: planned }" }
    return lines.joined(separator: "\n") + "\n" + extra
  }

  static func parse(_ body: String) -> (portfolio: Portfolio?, findings: [Finding]) {
    parse(Array((head + body).utf8), file: "test.yaml")
  }

  static func parse(_ bytes: [UInt8], file: String) -> (portfolio: Portfolio?, findings: [Finding])
  {
    let (portfolio, findings) = Portfolio.parse(bytes, file: file)
    return (portfolio, findings)
  }

  static func codes(_ body: String) -> [String] { parse(body).findings.map(\.code) }
}
