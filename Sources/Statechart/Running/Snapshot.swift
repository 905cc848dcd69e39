/// Where a running chart stands between two steps: everything needed to go on, as a value.
///
/// It can be encoded, stored for years and restored; going on from it equals never having stopped.
/// States are held by name, so that a snapshot outlives a new edition of its chart in which they keep
/// their names.
public struct Snapshot: Hashable, Sendable {
  /// The chart itself first, then the charts that it invoked, in the order in which they began.
  var sessions: [SessionSnapshot]
  /// Counts identifiers that the platform has given out.
  var serial: Int

  /// The active states of the chart, outermost first, in document order; after the end those in which
  /// it ended.
  public var configuration: [String] { sessions.first?.configuration ?? [] }
  /// True when the chart has reached a top-level final state.
  public var isFinished: Bool { !(sessions.first?.isRunning ?? false) }
  /// The chart's variables.
  public var data: [String: ChartValue] { sessions.first?.data ?? [:] }
  public var sessionID: String { sessions.first?.id ?? "" }
  /// When the next delayed event falls due, in this chart or one that it invoked.
  public var nextDue: ChartInstant? { sessions.flatMap(\.pending).map(\.due).min() }
  /// The delayed events that wait, in the order in which they fall due.
  public var pendingEvents: [PendingEvent] {
    sessions.flatMap(\.pending).sorted { ($0.due, $0.serial) < ($1.due, $1.serial) }
  }
}

/// An event that waits for its time.
public struct PendingEvent: Hashable, Sendable {
  public var due: ChartInstant
  /// Unique among the delayed events of a case.
  public var serial: Int
  public var sendID: String?
  public var event: ChartEvent
  public var target: String?
  public var type: String?
}

/// The part of a snapshot that belongs to one session.
struct SessionSnapshot: Hashable, Sendable {
  var id: String
  /// Set for an invoked chart: who invoked it, under which name, and where the chart comes from.
  var invocation: InvokedBy?
  var isRunning: Bool
  var configuration: [String]
  /// What each history state remembers; absent before its parent was first left.
  var history: [String: [String]]
  var data: [String: ChartValue]
  /// States entered before: their late-bound data have had their first values.
  var initialized: Set<String>
  var internalQueue: [ChartEvent]
  var externalQueue: [ChartEvent]
  var pending: [PendingEvent]
  /// The invocations that run on behalf of active states, by the name under which they answer.
  var invoked: [InvokedService]
  /// The event last processed: `_event`.
  var event: ChartEvent?
}

struct InvokedBy: Hashable, Sendable {
  var parent: String
  var id: String
  var source: ChartSource
}

/// Where the chart of an invoked session comes from, so that it can be found again on restoring.
enum ChartSource: Hashable, Sendable {
  /// The chart written inside the invocation `index` of a state of the parent's chart.
  case inline(state: String, index: Int)
  case host(String)
  case text(String)
}

struct InvokedService: Hashable, Sendable {
  var id: String
  var state: String
  var index: Int
}
