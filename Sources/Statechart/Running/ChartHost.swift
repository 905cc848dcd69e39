/// What surrounds a running chart: the messages it can pass on and the resources it can hand out.
public struct ChartHost: Sendable {
  /// The types of `<send>`, beside SCXML's own, that come out as effects; nil allows every type.
  public var sendTypes: Set<String>?
  /// Charts that `<invoke src="…">` finds, by the text of `src`.
  public var charts: [String: Statechart]
  /// Texts that `<data src="…">` finds, by the text of `src`.
  public var texts: [String: String]
  /// The most microsteps that one event may cause before the step is refused as endless.
  public var microstepLimit: Int
  /// The most delayed events that one step may deliver before it is refused as endless.
  public var timerLimit: Int
  /// The most sessions that may live at once, the chart itself included.
  public var sessionLimit: Int

  public init(
    sendTypes: Set<String>? = nil, charts: [String: Statechart] = [:],
    texts: [String: String] = [:], microstepLimit: Int = 20_000, timerLimit: Int = 100_000,
    sessionLimit: Int = 200
  ) {
    self.sendTypes = sendTypes
    self.charts = charts
    self.texts = texts
    self.microstepLimit = microstepLimit
    self.timerLimit = timerLimit
    self.sessionLimit = sessionLimit
  }

  func allows(_ type: String) -> Bool { sendTypes?.contains(type) ?? true }
}
