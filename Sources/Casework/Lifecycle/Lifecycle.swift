import Diagnostics
import FEEL
import FEELDatamodel
import Statechart

/// What a step in a lifecycle asks the casework to do, such as `oblige` with its `kind`.
public struct Consequence: Hashable, Sendable {
  public let name: String
  public let parameters: [String: String]
}

/// A statechart with the facts of one case: what may happen, and what happens.
public struct Lifecycle {
  public let chart: Statechart
  public let facts: CaseFacts

  public init(chart: Statechart, facts: CaseFacts) {
    self.chart = chart
    self.facts = facts
  }

  public struct Step: Hashable, Sendable {
    public let state: String
    public let consequences: [Consequence]
  }
}
