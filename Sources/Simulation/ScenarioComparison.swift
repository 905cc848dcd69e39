import Allocation

/// The results of scenarios on one population; the baseline comes first.
public struct ScenarioComparison: Hashable, Sendable {
  public var population: Population
  public var groups: PopulationGroups
  public var seed: UInt64
  public var draws: Int
  public var panel: PanelModel
  public var results: [ScenarioResult]

  public var baseline: ScenarioResult { results[0] }
  /// All but the baseline.
  public var scenarios: ArraySlice<ScenarioResult> { results.dropFirst() }
}
