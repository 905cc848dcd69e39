import Casework
import Foundation
import LegalCalendar
import SchemeDefinition
import Statechart
import Testing

/// On each day of 2022–2028: which rule set governs an award granted on 15 December 2022, and why.
///
/// `Golden/governing.txt` holds one line per stretch of days with the same answer.
@Suite struct GoverningTests {
  private func stretches() throws -> [String] {
    let (loaded, _) = SchemeDefinition.load(try schemeFiles(), checks: .structure)
    let scheme = try #require(loaded)
    let decided = try day("2022-12-15")
    var lines: [String] = []
    var current: (text: String, from: CivilDate)?
    var date = try day("2022-01-01")
    let end = try day("2028-12-31")
    func close(_ last: CivilDate) {
      if let current { lines.append("\(current.from) – \(last): \(current.text)") }
    }
    while date <= end {
      let rule = scheme.governing(awardDecidedOn: decided, on: date)
      let text =
        "\(rule.ruleSet?.label ?? "none"); \(rule.status); \(rule.reason.nl) [\(rule.source.article)]"
      if current?.text != text {
        close(date.adding(days: -1))
        current = (text, date)
      }
      date = date.adding(days: 1)
    }
    close(end)
    return lines
  }

  @Test func `each day of 2022 to 2028 has the rule set and reason of the golden file`() throws {
    let file = root.appending(path: "Tests/ServicesTests/Golden/governing.txt")
    let given = try stretches().joined(separator: "\n") + "\n"
    if ProcessInfo.processInfo.environment["UPDATE_GOLDEN"] == "1" {
      try given.write(to: file, atomically: true, encoding: .utf8)
    }
    let written = try String(contentsOf: file, encoding: .utf8)
    #expect(given == written)
  }

  @Test func `23 and 24 February 2023 differ, and nothing comes back after 1 January 2027`() throws
  {
    let (loaded, _) = SchemeDefinition.load(try schemeFiles(), checks: .structure)
    let scheme = try #require(loaded)
    let decided = try day("2022-12-15")
    func label(_ iso: String) throws -> String? {
      scheme.governing(awardDecidedOn: decided, on: try day(iso)).ruleSet?.label
    }
    let before = try label("2023-02-23")
    let after = try label("2023-02-24")
    #expect(before == "2022-02-18")
    #expect(after == "2023-02-24")
    var date = try day("2027-01-01")
    while date <= (try day("2028-12-31")) {
      #expect(scheme.governing(awardDecidedOn: decided, on: date).ruleSet?.label == "2023-02-24")
      #expect(scheme.governing(on: date).ruleSet == nil)
      date = date.adding(days: 1)
    }
  }
}

@Suite struct PictureTests {
  @Test func `the lifecycles drawn in the docs are those of the scheme`() throws {
    let (loaded, _) = SchemeDefinition.load(try schemeFiles(), checks: .structure)
    let rules = try #require(loaded?.versions.last)
    for (name, chart) in rules.lifecycles {
      let file = root.appending(path: "docs/lifecycles/\(name).svg")
      let drawn = try String(contentsOf: file, encoding: .utf8)
      let now = chart.rendered(as: .svg, marking: [], language: "nl") + "\n"
      #expect(drawn == now, "\(name): run ‘make pictures’")
    }
  }
}
