import Allocation
import JSONText

/// One page on what would narrow the playing field, at what price and how sure, from the same scenarios
/// on several populations.
public struct SuccessorStudy: Sendable {
  /// The frontier of a search on one population.
  public struct Frontier: Sendable {
    public var population: String
    public var search: ScenarioSearch
    public var points: [ScenarioSearch.Point]
    public var best: ScenarioSearch.Point?

    public init(
      population: String, search: ScenarioSearch, points: [ScenarioSearch.Point],
      best: ScenarioSearch.Point?
    ) {
      self.population = population
      self.search = search
      self.points = points
      self.best = best
    }
  }

  /// What a scenario does on the populations taken together.
  public enum Verdict: Int, Hashable, Sendable, CaseIterable {
    /// Small organisations get at least one percentage point more of the money on every population.
    case narrows
    /// Not that, but the burden of small organisations falls by a twentieth or more on every one.
    case lightens
    /// Neither, or not everywhere.
    case neither
  }

  public var comparisons: [ScenarioComparison]
  public var frontiers: [Frontier]

  /// - Precondition: the comparisons hold the same scenarios in the same order.
  public init(comparisons: [ScenarioComparison], frontiers: [Frontier] = []) {
    let ids = comparisons.map { $0.results.map(\.scenario.id) }
    precondition(ids.allSatisfy { $0 == ids.first })
    self.comparisons = comparisons
    self.frontiers = frontiers
  }

  /// The change of a figure against the baseline, for each population.
  func changes(_ figure: String, _ index: Int) -> [Int64?] {
    comparisons.map { comparison in
      guard let from = comparison.baseline.figure(figure),
        let to = comparison.results[index].figure(figure)
      else { return nil }
      return to - from
    }
  }

  /// A measure's mean over the draws, or that of the selection without noise when none were made.
  func figure(_ measure: Measure) -> String {
    comparisons.allSatisfy { $0.draws > 0 }
      ? "drawn.\(measure.rawValue).mean" : "measure.\(measure.rawValue)"
  }

  /// The verdict on a scenario by its place in the comparisons' results.
  public func verdict(_ index: Int) -> Verdict {
    guard !comparisons.isEmpty else { return .neither }
    if changes(figure(.smallShare), index).allSatisfy({ ($0 ?? 0) >= 10_000 }) { return .narrows }
    let lighter = comparisons.allSatisfy { comparison in
      guard let now = comparison.baseline.figure("measure.burden-small"),
        let then = comparison.results[index].figure("measure.burden-small")
      else { return false }
      return then * 20 <= now * 19
    }
    return lighter ? .lightens : .neither
  }

  /// The scenarios of a verdict, those that give small organisations most first.
  public func scenarios(_ verdict: Verdict) -> [Int] {
    guard let first = comparisons.first else { return [] }
    func gain(_ index: Int) -> Int64 {
      changes(figure(.smallShare), index).reduce(0) { $0 + ($1 ?? 0) }
    }
    return first.results.indices.dropFirst().filter { self.verdict($0) == verdict }
      .sorted { a, b in gain(a) != gain(b) ? gain(a) > gain(b) : a < b }
  }
}

extension SuccessorStudy {
  public var json: JSON {
    [
      "verdicts": .object(
        (comparisons.first?.results ?? []).indices.dropFirst().map { index in
          JSON.Member(
            comparisons[0].results[index].scenario.id, .string("\(verdict(index))"))
        }),
      "comparisons": .array(comparisons.map(\.json)),
      "frontiers": .array(frontiers.map(\.json)),
    ]
  }
}
