import Casework
import Postgres

/// Asks which delayed events have fallen due; reading and writing them is `RecordStore`'s.
public struct TimerStore {
  private static let due = Statement(
    "timer.due",
    """
    select instance, award, min(due_ms) from timer
    where scheme = $1 and due_ms <= $2 and instance <> all($3)
    group by instance, award order by min(due_ms), instance limit $4
    """)
  private static let next = Statement(
    "timer.next", "select min(due_ms) from timer where scheme = $1")
  private static let waiting = Statement(
    "timer.waiting",
    """
    select instance, event, due_ms from timer where scheme = $1
    order by due_ms, instance, serial limit $2
    """)

  /// A case with a delayed event that has fallen due.
  public struct DueCase: Hashable, Sendable {
    public let instance: String
    public let award: String?
  }

  /// A delayed event that waits.
  public struct Waiting: Hashable, Sendable {
    public let instance: String
    public let event: String
    public let due: Moment
  }

  /// The cases with delayed events due at or before a moment, the longest overdue first.
  public static func due(
    _ db: borrowing Database, _ scheme: String, by moment: Moment, except: [String] = [],
    limit: Int
  ) throws -> [DueCase] {
    try db.query(due, [scheme, moment.dueMs, except, Int64(limit)]).map {
      DueCase(instance: try $0.decode(0), award: try $0.decode(1))
    }
  }

  /// When the next delayed event of the scheme falls due; nil when none waits.
  public static func next(_ db: borrowing Database, _ scheme: String) throws -> Moment? {
    let due: Int64? = try db.query(next, [scheme]).first?.decode(0)
    return due.map { Moment(microseconds: $0 * 1000) }
  }

  /// The delayed events that wait, the earliest first.
  public static func waiting(_ db: borrowing Database, _ scheme: String, limit: Int) throws
    -> [Waiting]
  {
    try db.query(waiting, [scheme, Int64(limit)]).map {
      Waiting(
        instance: try $0.decode(0), event: try $0.decode(1),
        due: Moment(microseconds: try $0.decode(2, as: Int64.self) * 1000))
    }
  }

  /// Has the server prepare the statements of this file; throws where one does not fit the schema.
  public static func checkStatements(_ db: borrowing Database) throws {
    for statement in [due, next, waiting] { _ = try db.describe(statement) }
  }
}

extension Moment {
  /// Whole milliseconds, rounded down, as timers count.
  fileprivate var dueMs: Int64 {
    microseconds >= 0 ? microseconds / 1000 : (microseconds - 999) / 1000
  }
}
