import Allocation
import Diagnostics
import ExactNumbers
import Testing

@testable import Simulation

/// Applicants that cannot be, and applicants at the edge of what can.
@Suite struct BadPopulationTests {
  private let scores = String(repeating: ",3.00", count: 13)
  private let none = String(repeating: ",", count: 13)

  private func parse(_ rows: [String]) throws -> Population {
    let text = ([Population.columns.joined(separator: ",")] + rows).joined(separator: "\n")
    return try Population.parse(Array(text.utf8), name: "x", file: "x.csv")
  }

  private func faults(_ rows: [String]) throws -> [Finding] {
    try #require(throws: FindingsError.self) { try parse(rows) }.findings
  }

  /// An alliance of two whose first field can be spoilt.
  private func alliance(
    _ id: String, income: String = "100000", requested: String = "50000", links: String = "",
    scores: String? = nil
  ) -> [String] {
    [
      "\(id),lead,\(id)1,60,\(income),1,2,30,,5,\(links),media,,\(requested)\(scores ?? self.scores)",
      "\(id),member,\(id)2,40,100000,1,2,30,,5,,,,\(none)",
    ]
  }

  private func run(
    _ population: Population, _ change: (inout SchemeDesign) -> Void = { _ in }
  ) throws -> ScenarioResult {
    var design = SchemeDesign.present
    change(&design)
    let plan = try SimulationPlan(
      scenarios: [], population: population, baseline: design, seed: 1, draws: 20)
    return try plan.comparison(plan.sums(of: 0..<20)).baseline
  }

  @Test func `no applicants is a fault of the file`() throws {
    #expect(try faults([]).map(\.code) == ["population-empty"])
  }

  @Test func `NaN, infinity and negative numbers are refused, each with its line and field`() throws
  {
    let rows =
      alliance("A", income: "NaN") + alliance("B", income: "-1") + alliance("C", requested: "inf")
      + alliance("D", scores: ",NaN" + String(repeating: ",3.00", count: 12))
    let found = try faults(rows)
    #expect(found.compactMap(\.position).map(\.line) == [2, 4, 6, 8])
    #expect(found.allSatisfy { $0.code == "population-number" && $0.remedy != nil })
  }

  @Test func `an id given twice is refused whether it is an alliance or a member`() throws {
    #expect(try faults(alliance("A") + alliance("A")).contains { $0.code == "population-lead" })
    let twice = alliance("A") + ["A,member,A2,0,100000,1,2,30,,5,,,,\(none)"]
    #expect(try faults(twice).contains { $0.message.contains("A2") })
    let other = alliance("A") + alliance("B") + ["B,member,A2,0,999,1,2,30,,5,,,,\(none)"]
    #expect(try faults(other).contains { $0.code == "population-differs" })
  }

  @Test func `links in a circle make one group, and the size counts each once`() throws {
    var rows = alliance("A", links: "A2")
    rows[1] = "A,member,A2,40,100000,1,2,30,,5,A1,,,\(none)"
    let population = try parse(rows)
    #expect(population.pool.size == [Money(euros: 200_000)])
    #expect(try run(population).selection.winners.count == 1)
  }

  @Test func `equal scores are settled by lots, the same every time`() throws {
    let rows = (1...9).flatMap { alliance("A\($0)x") }
    let (a, b) = (try run(try parse(rows)), try run(try parse(rows.reversed())))
    #expect(a.selection == b.selection && a.selection.winners.count == 8)
    #expect(Set(a.selection.outcomes.compactMap(\.rank)) == Set(1...9))
  }

  @Test func `a pot of zero gives nothing to anybody, and says so`() throws {
    let result = try run(try parse(alliance("A"))) { $0.pot = .zero }
    #expect(result.selection.granted == .zero && result.selection.winners.isEmpty)
    #expect(result.selection.outcomes.map(\.standing) == [.potExhausted])
    #expect(result.measures[.gini] == nil && result.figure("granted.year") == 0)
    let words = try answer(try parse(alliance("A"))) { $0.pot = .zero }
    #expect(words[.english]?.contains("Nobody gets a grant (no longer fits the pot: 1)") == true)
    #expect(
      words[.dutch]?.contains("Niemand krijgt subsidie (past niet meer in het plafond: 1)") == true)
  }

  /// The report of a comparison with a scenario that changes nothing.
  func answer(
    _ population: Population, _ change: (inout SchemeDesign) -> Void = { _ in }
  ) throws -> [Language: String] {
    var design = SchemeDesign.present
    change(&design)
    var null = Scenario.baseline
    null.id = "null"
    let comparison = try SimulationPlan(
      scenarios: [null], population: population, baseline: design, seed: 1, draws: 0
    ).comparison(nil)
    return Dictionary(
      uniqueKeysWithValues: Language.allCases.map {
        ($0, comparison.text($0).replacing("\n  ", with: " "))
      })
  }

  @Test func `a request above the pot does not fit, or gets what the rule leaves`() throws {
    let population = try parse(alliance("A", requested: "9000000"))
    #expect(try run(population).selection.outcomes[0].standing == .potExhausted)
    let shared = try run(population) { $0.division = .proportional }
    #expect(shared.selection.granted == SchemeDesign.present.pot)
    #expect(shared.selection.outcomes[0].standing == .grantedPartly)
    #expect(try answer(population)[.english]?.contains("Nobody gets a grant") == true)
    let both = try answer(population) { $0.division = .proportional }
    #expect(both[.english]?.contains("Nobody") == false)
  }

  @Test func `one applicant alone is chosen`() throws {
    #expect(try run(try parse(alliance("A"))).selection.outcomes.map(\.rank) == [1])
    #expect(try answer(try parse(alliance("A")))[.english]?.contains("\n1 alliance, ") == true)
  }

  @Test func `many thousands of applicants get an answer`() throws {
    let many = try Population.generate(
      PopulationShape(name: "many", alliances: 5_000, presentPartners: 8, seed: 1))
    let plan = try SimulationPlan(
      scenarios: [], population: many, baseline: .present, seed: 1, draws: 0)
    let result = try plan.comparison(nil).baseline
    #expect(result.selection.outcomes.count == 5_000)
    #expect((1...8).contains(result.selection.winners.count))
    #expect(result.selection.granted <= SchemeDesign.present.pot)
  }
}
