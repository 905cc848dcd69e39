import Casework
import Postgres

/// Who saw, did or was refused what; the table can only grow.
public enum AccessLog {
  private static let insert = Statement(
    "access-log.insert",
    """
    insert into access_log (at, kind, actor, route, scheme, subject, reason, trace)
    values ($1, $2, $3, $4, $5, $6, $7, $8)
    """)
  private static let list = Statement(
    "access-log.list",
    """
    select id, at, kind, actor, route, scheme, subject, reason, trace from access_log
    where id < $1 and ($2::text is null or actor = $2) and ($3::text is null or subject = $3)
      and ($4::text is null or kind = $4)
    order by id desc limit $5
    """)

  /// A line with its number and time.
  public struct Entry: Hashable, Sendable {
    public let id: Int64
    public let at: Moment
    public let record: AccessRecord
  }

  static func append(_ db: borrowing Database, _ record: AccessRecord, at now: Moment) throws {
    try db.execute(
      insert,
      [
        now.stamp, record.kind.rawValue, record.actor, record.route, record.scheme,
        record.subject, record.reason, record.traceID,
      ])
  }

  /// The newest first, before `id` when given.
  static func list(
    _ db: borrowing Database, before id: Int64?, actor: String?, subject: String?,
    kind: AccessRecord.Kind?, limit: Int
  ) throws -> [Entry] {
    try db.query(list, [id ?? Int64.max, actor, subject, kind?.rawValue, limit]).map { row in
      let at: Timestamp = try row.decode(1)
      let kind: String = try row.decode(2)
      return Entry(
        id: try row.decode(0), at: at.moment,
        record: AccessRecord(
          AccessRecord.Kind(rawValue: kind) ?? .refused, actor: try row.decode(3),
          route: try row.decode(4), scheme: try row.decode(5), subject: try row.decode(6),
          reason: try row.decode(7), traceID: try row.decode(8)))
    }
  }
}
