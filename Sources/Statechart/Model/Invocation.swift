import Diagnostics

/// An `<invoke>` of a state (SCXML §6.4).
public struct Invocation: Hashable, Sendable {
  public var type: TextOrExpression?
  public var source: TextOrExpression?
  public var id: String?
  public var idLocation: ChartExpression?
  public var autoforward: Bool
  public var payload: Payload
  /// What is done with an answer before it is processed; nil without `<finalize>`.
  ///
  /// An empty one assigns the answer's data to the locations that were sent (SCXML §6.5).
  public var finalize: [Action]?
  /// The chart written inside `<content>`; at most one (an array so that a chart can hold charts).
  public var inlineChart: [Statechart]
  public var position: SourcePosition?

  public static func == (a: Invocation, b: Invocation) -> Bool {
    a.type == b.type && a.source == b.source && a.id == b.id && a.idLocation == b.idLocation
      && a.autoforward == b.autoforward && a.payload == b.payload && a.finalize == b.finalize
      && a.inlineChart == b.inlineChart
  }

  public func hash(into hasher: inout Hasher) {
    hasher.combine(type)
    hasher.combine(source)
    hasher.combine(id)
    hasher.combine(payload)
  }
}
