import Allocation
import Diagnostics

/// The results of scenarios on one population; what they are compared with comes first.
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

  /// Whether the others are compared with the present scheme, not with another scenario.
  public var isAgainstPresent: Bool { baseline.scenario == .baseline }

  /// The head of a result's column: “now” for the present scheme, else the scenario's name.
  public func head(_ result: ScenarioResult, _ language: Language) -> String {
    result.scenario == baseline.scenario ? referenceWord(language) : result.scenario.id
  }

  /// “now”, or the name of the scenario that the others are compared with.
  func referenceWord(_ language: Language) -> String {
    isAgainstPresent ? language(nl: "nu", en: "now") : baseline.scenario.id
  }

  /// The levers in which a result's design differs from what it is compared with.
  public func changed(by result: ScenarioResult) -> [Lever] {
    Lever.all.filter { $0.value(in: baseline.design) != $0.value(in: result.design) }
  }
}
