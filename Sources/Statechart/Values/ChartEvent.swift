/// An event of a statechart: what `_event` holds (SCXML §5.10.1).
public struct ChartEvent: Hashable, Sendable {
  /// Who raised the event: the platform itself, the chart's own content, or somebody outside.
  public enum Origin: String, Hashable, Sendable {
    case platform, `internal`, external
  }

  /// Dot-separated, such as `done.state.s1`.
  public var name: String
  public var type: Origin
  public var data: ChartValue
  /// The identifier of the `<send>` that made it, when its author gave one.
  public var sendID: String?
  /// The address to which an answer can be sent.
  public var origin: String?
  /// The event I/O processor to use with `origin`.
  public var originType: String?
  /// The invocation whose service sent the event.
  public var invokeID: String?

  public init(
    _ name: String, data: ChartValue = .null, type: Origin = .external, sendID: String? = nil,
    origin: String? = nil, originType: String? = nil, invokeID: String? = nil
  ) {
    self.name = name
    self.type = type
    self.data = data
    self.sendID = sendID
    self.origin = origin
    self.originType = originType
    self.invokeID = invokeID
  }
}

extension ChartEvent: ExpressibleByStringLiteral {
  public init(stringLiteral value: String) { self.init(value) }
}
