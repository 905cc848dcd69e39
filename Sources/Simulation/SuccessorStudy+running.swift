import Allocation
import Diagnostics
import ExactNumbers

extension SuccessorStudy {
  /// The search that comes with the study: extra points and a reserve for small alliances, with
  /// accountability by alliance or by member share; the goal is a quarter of the money for small
  /// alliances at no more than two per cent fewer points per chosen alliance than now.
  ///
  /// `merit` is the mean of own points of the present scheme on the population searched, in millionths.
  public static func usualSearch(merit: Int64?) -> ScenarioSearch {
    let goals =
      [ScenarioSearch.Goal("drawn.small-alliance-share.mean", atLeast: 250_000)]
      + (merit.map { [ScenarioSearch.Goal("drawn.merit.mean", atLeast: $0 / 100 * 98)] } ?? [])
    func whole(_ points: Int) -> LeverValue { .points(Points(points)) }
    func share(_ percent: Int) -> LeverValue { .share(BasisPoints(percent: percent)) }
    return ScenarioSearch(
      base: Scenario(
        id: "search", title: Bilingual(nl: "zoektocht", en: "search"),
        note: Bilingual(nl: "", en: ""), changes: []),
      axes: [
        .init("weighting.points", [0, 2, 4, 6, 8].map(whole)),
        .init("selection.reserved-share", [0, 10, 20, 30].map(share)),
        .init(
          "account.basis",
          SchemeDesign.AccountBasis.allCases.map { LeverValue.choice($0.rawValue) }),
      ], goals: goals)
  }

  /// The draws of each combination of the search: a quarter of a comparison's.
  private static func searchDraws(_ draws: Int) -> Int { max(1, draws / 4) }

  /// The comparisons that the study is made of, each with its population.
  public static func requests(
    scenarios: [Scenario], populations: [Population], baseline: SchemeDesign = .present,
    seed: UInt64, draws: Int
  ) throws(FindingsError) -> [(request: SimulationRequest, population: Population)] {
    var list = populations.map { population in
      (
        SimulationRequest(
          scenarios: scenarios, population: population, baseline: baseline, seed: seed, draws: draws
        ), population
      )
    }
    guard let last = populations.last else { return [] }
    list += try usualSearch(merit: nil)
      .requests(on: last, baseline: baseline, seed: seed, draws: searchDraws(draws))
      .map { ($0, last) }
    return list
  }

  /// Runs the scenarios on every population, and the usual search on the last.
  ///
  /// Throws what `Simulation.run` throws, and what the maker does.
  public static func run(
    scenarios: [Scenario], populations: [Population], baseline: SchemeDesign = .present,
    seed: UInt64, draws: Int, maker: ComparisonMaker = .here(threads: 1),
    progress: @escaping ComparisonMaker.Progress = { _ in }
  ) async throws -> SuccessorStudy {
    let parts = populations.count + 1
    var comparisons: [ScenarioComparison] = []
    for (place, population) in populations.enumerated() {
      let request = SimulationRequest(
        scenarios: scenarios, population: population, baseline: baseline, seed: seed, draws: draws)
      comparisons.append(
        try await maker.make(request, on: population) { part in
          let done = draws * part.done / max(1, part.of)
          progress(.init(done: place * draws + done, of: parts * draws))
        })
    }
    guard let last = populations.last else { return SuccessorStudy(comparisons: []) }
    let search = usualSearch(merit: comparisons.last?.baseline.figure("drawn.merit.mean"))
    let found = try await search.run(
      population: last, baseline: baseline, seed: seed, draws: searchDraws(draws), maker: maker
    ) { part in
      progress(.init(done: (parts - 1) * draws + draws * part.done / part.of, of: parts * draws))
    }
    return SuccessorStudy(
      comparisons: comparisons,
      frontiers: [
        Frontier(
          population: last.name, search: search, points: found.points, best: found.best)
      ])
  }
}
