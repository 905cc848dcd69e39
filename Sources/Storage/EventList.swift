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
  private static let columns = "sequence, at, actor, kind, subject"
  static let all = Statement(
    "event.list",
    """
    select \(columns) from event where scheme = $1 and ($2::bigint is null or sequence < $2)
    order by sequence desc limit $3
    """)
  /// Only events whose subject is one of these cases, their parts included.
  static let ofCases = Statement(
    "event.list-of-cases",
    """
    select \(columns) from unnest($4::text[]) c(key) cross join lateral (
      select * from event where scheme = $1 and split_part(subject, '/', 2) = c.key
        and ($2::bigint is null or sequence < $2)
      order by sequence desc limit $3) own
    order by sequence desc limit $3
    """)

  public static func list(
    _ db: borrowing Database, _ scheme: String, of keys: [String]? = nil, before: Int64? = nil,
    limit: Int
  ) throws -> [EventLine] {
    let rows =
      if let keys {
        try db.query(ofCases, [scheme, before, limit, keys])
      } else {
        try db.query(all, [scheme, before, limit])
      }
    return try rows.map { row in
      let stamp: Timestamp = try row.decode(1)
      return EventLine(
        sequence: try row.decode(0), at: stamp.moment, actor: try row.decode(2),
        kind: try row.decode(3), subject: try row.decode(4))
    }
  }
}
