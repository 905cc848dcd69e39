import Statechart

/// What becomes of a running case when a later version takes over: old states to new ones, and what
/// happens to its timers.
public struct StateMapping: Hashable, Sendable {
  /// The label of the version that cases come from.
  public var from: String
  /// Per lifecycle the states that change name; states that are not named stay.
  public var lifecycles: [String: [String: String]]
  /// Per lifecycle the timers that get another event, or none; timers that are not named stay.
  public var timers: [String: [String: String?]]

  public init(
    from: String, lifecycles: [String: [String: String]] = [:],
    timers: [String: [String: String?]] = [:]
  ) {
    self.from = from
    self.lifecycles = lifecycles
    self.timers = timers
  }

  /// The part that concerns one lifecycle.
  public func chart(_ lifecycle: String) -> ChartMapping {
    ChartMapping(states: lifecycles[lifecycle] ?? [:], timers: timers[lifecycle] ?? [:])
  }
}

/// What a version does with the cases that run when it begins.
public enum RunningCases: Hashable, Sendable {
  /// They stay under the version that they were decided under.
  case unchanged(LegalSource)
  /// They move to this version.
  case moved(StateMapping, LegalSource)

  public var source: LegalSource {
    switch self {
    case .unchanged(let source), .moved(_, let source): source
    }
  }
}
