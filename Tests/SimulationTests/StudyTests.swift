import Allocation
import Diagnostics
import ExactNumbers
import Testing

@testable import Simulation

@Suite struct StudyTests {
  func study() async throws -> SuccessorStudy {
    try await SuccessorStudy.run(
      scenarios: try shippedScenarios(),
      populations: [Population.generate(.like2017), Population.generate(.like2022)], seed: 1,
      draws: 80)
  }

  @Test func `the study sorts scenarios by what they do on every population`() async throws {
    let study = try await study()
    let ids = study.comparisons[0].results.map(\.scenario.id)
    func names(_ verdict: SuccessorStudy.Verdict) -> [String] {
      study.scenarios(verdict).map { ids[$0] }
    }
    #expect(names(.narrows).contains("size-weighted"))
    #expect(names(.narrows).contains("reserved-share"))
    #expect(names(.lightens).contains("light-accounting"))
    #expect(names(.neither).contains("null"))
    // Each scenario has one verdict; the baseline has none.
    let all = SuccessorStudy.Verdict.allCases.flatMap(names)
    #expect(all.sorted() == ids.dropFirst().sorted())
  }

  @Test func `the page tells its limits first and fits 80 columns in both languages`() async throws
  {
    let study = try await study()
    for language in Language.allCases {
      let text = study.text(language)
      #expect(text.split(separator: "\n").allSatisfy { $0.count <= 80 })
      let limit = try #require(text.firstRange(of: language == .dutch ? "verzonnen" : "invented"))
      let result = try #require(text.firstRange(of: "size-weighted"))
      #expect(limit.lowerBound < result.lowerBound)
      for comparison in study.comparisons { #expect(text.contains(comparison.fingerprint)) }
      // What changes nothing is a check of the rest and no design.
      #expect(text.contains(language == .dutch ? "van de 9 ontwerpen" : "of the 9 designs"))
      #expect(
        text.contains(language == .dutch ? "Ter controle: bij null" : "As a check: with null"))
      #expect(!text.split(separator: "\n").contains { $0.hasPrefix("null ") })
    }
  }

  @Test func `draws in which small alliances get more are counted against the same draw`()
    async throws
  {
    let study = try await study()
    for comparison in study.comparisons {
      #expect(comparison.baseline.drawn?.smallMore == 0)
      let weighted = try #require(comparison.results.first { $0.scenario.id == "size-weighted" })
      let drawn = try #require(weighted.drawn)
      #expect(drawn.smallMore > drawn.smallLess && drawn.smallMore + drawn.smallLess <= 80)
    }
  }

  @Test func `the study searches a quarter of the money for the small at little loss of points`()
    async throws
  {
    let frontier = try #require(try await study().frontiers.first)
    #expect(frontier.points.count == 40 && frontier.population == "like-2022")
    for point in frontier.points where point.meetsGoals {
      #expect((point.values[1] ?? 0) >= 250_000)
    }
    #expect(frontier.best.map(\.meetsGoals) ?? true)
    // Points and money pull in opposite directions; every lever's part is between none and all.
    for aim in [0, 1] {
      let parts = try #require(frontier.search.influence(on: aim, of: frontier.points))
      #expect(parts.allSatisfy { $0.alone <= $0.total })
      // Accountability touches neither points nor who is chosen.
      #expect(parts.last?.total == .zero)
    }
  }
}
