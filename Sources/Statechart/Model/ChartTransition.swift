import Diagnostics

/// A transition, with states as indices into `Statechart.states`.
public struct ChartTransition: Hashable, Sendable {
  public var source: Int
  /// Empty for a transition without event ("eventless").
  public var events: [EventDescriptor]
  public var condition: ChartExpression?
  /// Empty for a transition that stays where it is ("targetless").
  public var targets: [Int]
  public var isInternal: Bool
  public var actions: [Action]
  public var metadata = Metadata()
  public var position: SourcePosition?

  public static func == (a: ChartTransition, b: ChartTransition) -> Bool {
    a.source == b.source && a.events == b.events && a.condition == b.condition
      && a.targets == b.targets && a.isInternal == b.isInternal && a.actions == b.actions
      && a.metadata == b.metadata
  }

  public func hash(into hasher: inout Hasher) {
    hasher.combine(source)
    hasher.combine(events)
    hasher.combine(targets)
  }
}
