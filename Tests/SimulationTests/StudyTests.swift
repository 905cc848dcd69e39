import Diagnostics
import Allocation
import ExactNumbers
import Testing

@testable import Simulation

@Suite struct StudyTests {
  func study() async throws -> SuccessorStudy {
    var comparisons: [ScenarioComparison] = []
    for shape in [PopulationShape.like2017, .like2022] {
      comparisons.append(
        try await Simulation.run(
          scenarios: try shippedScenarios(), population: Population.generate(shape), seed: 1,
          draws: 200))
    }
    let search = ScenarioSearch(
      base: .baseline,
      axes: [.init("selection.reserved-share", [.share(.none), .share(BasisPoints(percent: 25))])],
      goals: [.init("drawn.small-alliance-share.mean", atLeast: 200_000)])
    var base = search
    base.base.id = "s"
    let found = try await base.run(
      population: Population.generate(.like2022), seed: 1, draws: 50)
    return SuccessorStudy(
      comparisons: comparisons,
      frontiers: [
        .init(population: "like-2022", search: base, points: found.points, best: found.best)
      ])
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
      #expect(drawn.smallMore > 100 && drawn.smallMore + drawn.smallLess <= 200)
    }
  }
}
