import Diagnostics

/// A delayed event apart from its snapshot, as a store keeps it: one row with a due time.
public struct StoredTimer: Hashable, Sendable {
  /// The session that set it.
  public var session: String
  /// Counts up as messages are sent; of two that fall due together the lower comes first.
  public var serial: Int
  public var due: ChartInstant
  /// The name of the event.
  public var event: String
  /// Everything else about the message, as a tree for storing.
  public var tree: ChartValue

  public init(session: String, serial: Int, due: ChartInstant, event: String, tree: ChartValue) {
    self.session = session
    self.serial = serial
    self.due = due
    self.event = event
    self.tree = tree
  }
}

extension Snapshot {
  /// The delayed events that wait, of all sessions, in the order in which they fall due.
  public var timers: [StoredTimer] {
    sessions.flatMap { session in
      session.pending.map {
        StoredTimer(
          session: session.id, serial: $0.serial, due: $0.due, event: $0.event.name, tree: $0.tree)
      }
    }.sorted { ($0.due, $0.serial) < ($1.due, $1.serial) }
  }

  /// The snapshot apart from its delayed events, for a store that keeps those as rows.
  public var withoutTimers: Snapshot {
    var result = self
    for index in result.sessions.indices { result.sessions[index].pending = [] }
    return result
  }

  /// The snapshot with the delayed events that a store kept apart.
  ///
  /// Throws when one belongs to a session that the snapshot does not have, or cannot be read.
  public func attaching(_ timers: [StoredTimer]) throws(FindingsError) -> Snapshot {
    var result = self
    let reader = TreeReader()
    for timer in timers.sorted(by: { $0.serial < $1.serial }) {
      guard let index = result.sessions.firstIndex(where: { $0.id == timer.session }) else {
        throw reader.fault(
          "The timer for \"\(timer.event)\" belongs to \"\(timer.session)\", which does not run.")
      }
      result.sessions[index].pending.append(try PendingEvent(tree: timer.tree, reader))
    }
    return result
  }

  /// True when the names of the active states say everything: no data, memory, timers or invoked
  /// charts. `Snapshot(restoring:in:)` then gives a snapshot that goes on in the same way.
  public var isBare: Bool {
    guard sessions.count == 1, let only = sessions.first else { return false }
    return only.data.isEmpty && only.history.isEmpty && only.pending.isEmpty
      && only.invoked.isEmpty && only.internalQueue.isEmpty && only.externalQueue.isEmpty
  }
}
