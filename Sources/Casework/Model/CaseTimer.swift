/// A delayed event of a case that waits for its time.
public struct CaseTimer: Record {
  /// `<instance>#<serial>`.
  public var id: String
  public var instance: String
  public var award: String?
  /// Counts up as the case sends messages; of two timers due together the lower goes first.
  public var serial: Int
  /// When it falls due, in milliseconds since 1970-01-01T00:00:00Z.
  public var dueMs: Int
  /// The name of the event.
  public var event: String
  /// The part of the statechart that set it: the case's own chart or one that it invoked.
  public var session: String
  /// The whole message as JSON.
  public var message: String

  public init(
    id: String, instance: String, award: String?, serial: Int, dueMs: Int, event: String,
    session: String, message: String
  ) {
    self.id = id
    self.instance = instance
    self.award = award
    self.serial = serial
    self.dueMs = dueMs
    self.event = event
    self.session = session
    self.message = message
  }

  public static var table: Table { .timer }

  public static let blank = CaseTimer(
    id: "", instance: "", award: nil, serial: 0, dueMs: 0, event: "", session: "", message: "")

  public static let fields: [Field<CaseTimer>] = [
    .text("id", \.id),
    .text("instance", \.instance),
    .text("award", \.award),
    .integer("serial", \.serial),
    .integer("dueMs", \.dueMs),
    .text("event", \.event),
    .text("session", \.session),
    .text("message", \.message),
  ]

  public var due: Moment { Moment(microseconds: Int64(dueMs) * 1000) }
}
