import Allocation
import ExactNumbers

extension SuccessorStudy {
  /// The search that comes with the study: extra points and a reserve for small alliances, with
  /// accountability by alliance or by member share; the goal is a quarter of the money for small
  /// alliances at no more than two per cent fewer points for each chosen than now.
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

  /// Runs the scenarios on every population, and the usual search on the last.
  ///
  /// The search makes a quarter of the draws. Throws what `Simulation.run` throws.
  public static func run(
    scenarios: [Scenario], populations: [Population], baseline: SchemeDesign = .present,
    seed: UInt64, draws: Int, threads: Int = 1,
    progress: (Simulation.Progress) -> Void = { _ in }
  ) async throws -> SuccessorStudy {
    let parts = populations.count + 1
    var comparisons: [ScenarioComparison] = []
    for (place, population) in populations.enumerated() {
      comparisons.append(
        try await Simulation.run(
          scenarios: scenarios, population: population, baseline: baseline, seed: seed,
          draws: draws, threads: threads
        ) { progress(.init(done: place * draws + $0.done, of: parts * draws)) })
    }
    guard let last = populations.last else { return SuccessorStudy(comparisons: []) }
    let search = usualSearch(merit: comparisons.last?.baseline.figure("drawn.merit.mean"))
    let found = try await search.run(
      population: last, baseline: baseline, seed: seed, draws: max(1, draws / 4),
      threads: threads
    ) {
      progress(.init(done: (parts - 1) * draws + draws * $0.done / $0.of, of: parts * draws))
    }
    return SuccessorStudy(
      comparisons: comparisons,
      frontiers: [
        Frontier(
          population: last.name, search: search, points: found.points, best: found.best)
      ])
  }
}
