import Casework
import LegalCalendar
import Postgres

/// An event as a list shows it, without what it changed.
public struct EventLine: Hashable, Sendable {
  public let sequence: Int64
  public let at: Moment
  public let actor: String
  public let kind: String
  public let subject: String
}

/// Lists events, newest first.
public struct EventList {
  /// `$2` narrows to events whose subject is one of these cases, its parts included.
  static let list = Statement(
    "event.list",
    """
    select sequence, at, actor, kind, subject from event
    where scheme = $1 and ($2::text[] is null or split_part(subject, '/', 2) = any($2))
      and ($3::bigint is null or sequence < $3)
    order by sequence desc limit $4
    """)

  public static func list(
    _ db: borrowing Database, _ scheme: String, of keys: [String]? = nil, before: Int64? = nil,
    limit: Int
  ) throws -> [EventLine] {
    try db.query(list, [scheme, keys, before, limit]).map { row in
      let stamp: Timestamp = try row.decode(1)
      return EventLine(
        sequence: try row.decode(0), at: stamp.moment, actor: try row.decode(2),
        kind: try row.decode(3), subject: try row.decode(4))
    }
  }
}
