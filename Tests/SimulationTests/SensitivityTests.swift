import Allocation
import Diagnostics
import ExactNumbers
import JSONText
import LegalCalendar
import Testing
import Yams

@testable import Simulation

@Suite struct SensitivityTests {
  let population: Population

  init() throws { population = try Population.generate(.like2022) }

  func plan(_ scenarios: [Scenario] = []) throws -> SimulationPlan {
    try SimulationPlan(
      scenarios: scenarios, population: population, baseline: .present, seed: 1, draws: 0)
  }

  @Test func `the smallest flip turns the decision and one point less does not`() throws {
    let plan = try plan()
    let flips = try plan.flips(scenario: 0)
    #expect(flips.count == 20)
    let winner = try #require(flips.first { $0.isGranted && $0.points != nil })
    let points = try #require(winner.points)
    #expect(points < 0)
    let index = try #require(population.pool.alliances.firstIndex { $0.id == winner.alliance })
    func granted(less: Int) throws -> Bool {
      var sheet = population.plainSheets
      var left = less
      for place in index * 13..<(index + 1) * 13 {
        while left > 0, sheet[place] > 1 {
          sheet[place] -= 1
          left -= 1
        }
      }
      var engine = try SelectionEngine(
        pool: population.pool, rules: SchemeDesign.present.selectionRules())
      engine.select(scores: sheet, lots: plan.plainLots)
      return engine.standing[index].isGranted
    }
    #expect(try granted(less: -points) == false)
    #expect(try granted(less: -points - 1) == true)
  }

  @Test func `a weighting flips small losers in and others out`() throws {
    let flips = try plan().flips(scenario: 0)
    let bands = PopulationGroups(population, baseline: .present).alliance
    let turned = zip(flips, bands).filter { $0.0.weighting != nil }
    #expect(turned.contains { !$0.0.isGranted && $0.1 == .small })
    #expect(turned.contains { $0.0.isGranted && $0.1 != .small })
    #expect(!turned.contains { $0.0.isGranted && $0.1 == .small })
  }

  @Test func `a sweep has equal steps, both ends and exact values`() throws {
    let kind = try #require(Lever.named("weighting.points")).kind
    let values = try #require(kind.values(from: "0", to: "3", count: 4))
    #expect(values.map(\.description) == ["0", "1", "2", "3"])
    #expect(kind.values(from: "3", to: "0", count: 4) == nil)
    #expect(kind.values(from: "0", to: "99", count: 4) == nil)
    let scenarios = Scenario.baseline.sweep("weighting.points", over: values)
    #expect(scenarios.map(\.id).last == "baseline@weighting.points=3")
  }

  @Test func `leaving one change out keeps the others`() throws {
    let scenarios = try shippedScenarios()
    let both = try #require(scenarios.first { $0.id == "lottery-above-line" })
    // Without the quality line a lottery cannot be; only the lottery itself can be left out.
    let rest = both.leavingOneOut(on: .present)
    #expect(rest.map(\.id) == ["lottery-above-line-without-selection.drawn-places"])
    #expect(rest.first?.changes.map(\.lever) == ["selection.quality-line"])
  }

  @Test func `a search finds the best that meets the goal and a frontier that nothing beats`()
    async throws
  {
    let kind = try #require(Lever.named("weighting.points")).kind
    let payment = try #require(Lever.named("planning.payment-small")).kind
    let search = ScenarioSearch(
      base: Scenario(
        id: "s", title: Bilingual(nl: "", en: ""), note: Bilingual(nl: "", en: ""), changes: []),
      axes: [
        .init("weighting.points", try #require(kind.values(from: "0", to: "8", count: 5))),
        .init(
          "planning.payment-small",
          try #require(payment.values(from: "0", to: "20000", count: 3))),
      ],
      goals: [.init("drawn.small-alliance-share.mean", atLeast: 200_000)])
    let found = try await search.run(population: population, seed: 1, draws: 60)
    #expect(found.points.count == 15)
    let best = try #require(found.best)
    #expect(best.meetsGoals)
    let merit = try #require(best.values[0])
    #expect(found.points.filter(\.meetsGoals).allSatisfy { ($0.values[0] ?? 0) <= merit })
    let frontier = found.points.filter(\.isOnFrontier)
    #expect(!frontier.isEmpty && frontier.count < found.points.count)
    for point in found.points where !point.isOnFrontier {
      #expect(
        found.points.contains { other in
          other.values != point.values
            && (other.values[0] ?? 0) >= (point.values[0] ?? 0)
            && (other.values[1] ?? 0) >= (point.values[1] ?? 0)
            && (other.values[2] ?? 0) <= (point.values[2] ?? 0)
        })
    }
  }

  @Test func `too large a search is refused before it starts`() {
    let values = (0..<100).map { LeverValue.count($0 + 1) }
    let search = ScenarioSearch(
      base: .baseline, axes: [.init("grant.years", values), .init("selection.placs", values)],
      goals: [])
    #expect(throws: FindingsError.self) { try search.scenarios(on: .present) }
  }

  @Test func `a reserve has an edge and names who stands near it`() throws {
    let pool = population.pool
    let some = pool.size[3]
    var reserve = SchemeDesign.present
    reserve.reserveShare = BasisPoints(percent: 20)
    reserve.reserveUpTo = Money(cents: some.cents * 100 / 98)
    let plan = try SimulationPlan(
      scenarios: [], population: population, baseline: reserve, seed: 1, draws: 0)
    let edge = try #require(
      plan.cliffEdges(scenario: 0).first { $0.lever == "selection.reserved-up-to" })
    #expect(edge.near.contains(pool.alliances[3].id))
  }

  @Test func `the rhythm of the first scheme fits, and a late ceiling does not`() throws {
    var timeline = try #require(SuccessorTimeline(likeTheFirst: 2027))
    func faults() -> [String] { timeline.findings().filter { $0.severity > .note }.map(\.code) }
    #expect(faults().isEmpty)
    timeline.ceilingPublished = timeline.firstRoundCloses
    timeline.secondRoundCloses = try #require(CivilDate(year: 2027, month: 10, day: 3))
    #expect(faults() == ["timeline-ceiling", "timeline-13-weeks"])
    timeline.secondRoundCloses = try #require(CivilDate(year: 2027, month: 10, day: 2))
    #expect(faults() == ["timeline-ceiling"])
    timeline.secondRoundCloses = try #require(CivilDate(year: 2027, month: 7, day: 14))
    #expect(faults() == ["timeline-ceiling", "timeline-22-weeks"])
    // The rest at once: nothing follows what it must follow.
    timeline = SuccessorTimeline(
      publication: timeline.firstDay, ceilingPublished: timeline.firstDay,
      firstRoundOpens: timeline.firstDay, firstRoundCloses: timeline.firstDay,
      secondRoundOpens: timeline.firstDay, secondRoundCloses: timeline.firstDay,
      decision: timeline.firstDay, firstDay: timeline.firstDay)
    #expect(faults().count == 7)
  }

  @Test func `the run-off of the present scheme is dated as the facts have it`() throws {
    let timeline = try #require(SuccessorTimeline(likeTheFirst: 2027))
    #expect(timeline.presentGrantsEnd.description == "2027-12-31")
    // 31 December 2027 and 22 weeks, and 22 weeks more (KR 7.2, 7.8).
    #expect(timeline.presentAccountsDue.description == "2028-06-02")
    #expect(timeline.presentDetermined.description == "2028-11-03")
    let notes = timeline.findings().filter { $0.severity == .note }
    #expect(notes.map(\.code).contains("timeline-run-off"))
    #expect(notes.contains { $0.message.contains("2028-11-03") })
  }

  @Test func `an explanation says why, by which article, and what would turn it`() async throws {
    let scenarios = try shippedScenarios().filter { $0.id == "size-weighted" }
    let plan = try SimulationPlan(
      scenarios: scenarios, population: population, baseline: .present, seed: 1, draws: 50)
    let comparison = try plan.comparison(plan.sums(of: 0..<50))
    let flips = [try plan.flips(scenario: 0), try plan.flips(scenario: 1)]
    let outcomes = comparison.baseline.selection.outcomes
    let out = try #require(outcomes.first { !$0.failures.isEmpty })
    let lost = try #require(outcomes.first { $0.standing == .noPlaceLeft })
    for language in Language.allCases {
      let why = try #require(comparison.explanation(of: out.alliance, language, flips: flips))
      #expect(why.contains("SR 2.2"))
      let close = try #require(comparison.explanation(of: lost.alliance, language, flips: flips))
      #expect(close.contains(language(lost.standing.text)))
      #expect(close.contains(language == .dutch ? "punten meer" : "points more"))
      #expect((why + close).split(separator: "\n").allSatisfy { $0.count <= 80 })
    }
    #expect(comparison.explanation(of: "nobody", .dutch) == nil)
  }

  @Test func `sums read back from JSON go on where they stopped`() throws {
    let plan = try SimulationPlan(
      scenarios: try shippedScenarios(), population: population, baseline: .present, seed: 5,
      draws: 40)
    let first = try plan.sums(of: 0..<15)
    let text = first.json.compact
    var sums = try #require(DrawSums(json: try JSON.parse(text)))
    #expect(sums == first && sums.belong(to: plan))
    sums.append(try plan.sums(of: 15..<40))
    #expect(
      try plan.comparison(sums).fingerprint == plan.comparison(plan.sums(of: 0..<40)).fingerprint)
    #expect(DrawSums(json: ["kind": "speelveld-draw-sums/1"]) == nil)
    let other = try SimulationPlan(
      scenarios: [], population: population, baseline: .present, seed: 5, draws: 40)
    #expect(!first.belong(to: other))
  }

  @Test func `influence splits variation as hand-checked functions do`() throws {
    func search(_ values: [Int64]) -> (ScenarioSearch, [ScenarioSearch.Point]) {
      let two = [LeverValue.count(1), LeverValue.count(2)]
      let search = ScenarioSearch(
        base: .baseline,
        axes: [.init("selection.places", two), .init("grant.years", two)], goals: [],
        aims: [.init("x", more: true)])
      return (
        search,
        values.map {
          .init(scenario: .baseline, values: [$0], meetsGoals: true, isOnFrontier: false)
        }
      )
    }
    func indices(_ values: [Int64]) -> [[Int64]]? {
      let (one, points) = search(values)
      return one.influence(on: 0, of: points)?.map { [$0.alone.millionths, $0.total.millionths] }
    }
    // f = 3a + b: the parts are 9 and 1 of 10, without interaction.
    #expect(indices([0, 1, 3, 4]) == [[900_000, 900_000], [100_000, 100_000]])
    // f = a·b in signs (1, −1, −1, 1): all is interaction.
    #expect(indices([1, -1, -1, 1]) == [[0, 1_000_000], [0, 1_000_000]])
    #expect(indices([5, 5, 5, 5]) == nil)
    #expect(indices([5, 5, 5]) == nil)
  }
}
