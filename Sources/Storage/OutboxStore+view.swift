import Casework
import Postgres

extension OutboxStore {
  private static let list = Statement(
    "outbox.list",
    """
    select \(columns) from outbox
    where scheme = $1 and ($2::text is null or state = $2) order by created_at desc, id limit $3
    """)
  private static let find = Statement(
    "outbox.find", "select \(columns) from outbox where scheme = $1 and id = $2")
  private static let attempts = Statement(
    "outbox.attempts",
    """
    select message, number, at, verdict, code, text from outbox_attempt
    where scheme = $1 and message = any($2) order by message, number
    """)
  private static let counts = Statement(
    "outbox.counts", "select state, count(*) from outbox where scheme = $1 group by state")
  private static let stuck = Statement(
    "outbox.stuck",
    """
    select count(*) from outbox where scheme = $1 and state = 'waiting'
      and (attempts >= 3 or due_at < $2)
    """)
  private static let links = Statement(
    "outbox.links",
    """
    select reminder, reader, obligation from outbox_reminder
    where scheme = $1 and message = $2 order by reminder
    """)

  static let viewStatements = [list, find, attempts, counts, stuck, links]

  /// The newest first; of one state, or all.
  public static func list(
    _ db: borrowing Database, _ scheme: String, state: OutboxMessage.State?, limit: Int
  ) throws -> [OutboxMessage] {
    try db.query(list, [scheme, state?.rawValue, limit]).map { try message($0) }
  }

  public static func find(_ db: borrowing Database, _ scheme: String, _ id: String) throws
    -> OutboxMessage?
  {
    try db.query(find, [scheme, id]).first.map { try message($0) }
  }

  /// The hand-overs of messages, by message, oldest first.
  public static func attempts(_ db: borrowing Database, _ scheme: String, of messages: [String])
    throws -> [String: [OutboxMessage.Attempt]]
  {
    var found: [String: [OutboxMessage.Attempt]] = [:]
    for row in try db.query(Self.attempts, [scheme, messages]) {
      found[try row.decode(0), default: []].append(
        OutboxMessage.Attempt(
          number: try row.decode(1), at: try row.decode(2, as: Timestamp.self).moment,
          verdict: try row.decode(3), code: try row.decode(4), text: try row.decode(5)))
    }
    return found
  }

  public static func counts(_ db: borrowing Database, _ scheme: String) throws
    -> [OutboxMessage.State: Int]
  {
    var counts: [OutboxMessage.State: Int] = [:]
    for row in try db.query(Self.counts, [scheme]) {
      let state: String = try row.decode(0)
      if let state = OutboxMessage.State(rawValue: state) { counts[state] = try row.decode(1) }
    }
    return counts
  }

  /// Messages that failed three times, or that should have gone before `moment` and did not.
  public static func stuck(_ db: borrowing Database, _ scheme: String, before moment: Moment) throws
    -> Int
  {
    try db.scalar(stuck, [scheme, moment.stamp]) ?? 0
  }

  public static func links(_ db: borrowing Database, _ scheme: String, of message: String) throws
    -> [OutboxMessage.Link]
  {
    try db.query(links, [scheme, message]).map {
      OutboxMessage.Link(
        reminder: try $0.decode(0), reader: try $0.decode(1), obligation: try $0.decode(2))
    }
  }
}
