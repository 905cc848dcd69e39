import Casework
import Postgres

extension OutboxStore {
  private static let claim = Statement(
    "outbox.claim",
    """
    update outbox set attempts = attempts + 1, claimed_until = $4
    where (scheme, id) in (
      select scheme, id from outbox
      where scheme = $1 and channel = $2 and state = 'waiting' and due_at <= $3
        and (claimed_until is null or claimed_until <= $3)
      order by due_at, id limit $5 for update skip locked)
    returning \(columns)
    """)
  private static let attempt = Statement(
    "outbox.attempt",
    """
    insert into outbox_attempt (scheme, message, number, at, verdict, code, text)
    values ($1, $2, $3, $4, $5, $6, $7) on conflict (scheme, message, number) do nothing
    """)
  private static let settle = Statement(
    "outbox.settle",
    """
    update outbox set state = $3, settled_at = $4, claimed_until = null
    where scheme = $1 and id = $2 and state in ('waiting', 'withdrawn')
    """)
  private static let postpone = Statement(
    "outbox.postpone",
    """
    update outbox set due_at = $3, claimed_until = null
    where scheme = $1 and id = $2 and state = 'waiting'
    """)
  private static let revive = Statement(
    "outbox.revive",
    """
    update outbox set state = 'waiting', settled_at = null, due_at = $3, since = $3,
      claimed_until = null
    where scheme = $1 and state = 'dead' and ($2::text is null or id = $2)
    returning id, role, alliance, contact
    """)
  private static let address = Statement(
    "outbox.address", "update outbox set contact = $3, recipient = $4 where scheme = $1 and id = $2"
  )

  static let deliveryStatements = [claim, attempt, settle, postpone, revive, address]

  /// Takes messages whose time has come for this process alone, until `lease`; counts the attempt.
  ///
  /// A process that dies leaves them to others after the lease. Several processes never wait for each other.
  public static func claim(
    _ db: borrowing Database, _ scheme: String, _ channel: OutboxMessage.Channel, at now: Moment,
    until lease: Moment, atMost limit: Int
  ) throws -> [OutboxMessage] {
    try db.query(claim, [scheme, channel.rawValue, now.stamp, lease.stamp, limit])
      .map { try message($0) }
      .sorted { ($0.dueAt, $0.id) < ($1.dueAt, $1.id) }
  }

  /// Writes down what became of one hand-over. `retryAt` is nil when the message is not tried again.
  public static func settle(
    _ db: borrowing Database, _ scheme: String, _ id: String, _ attempt: OutboxMessage.Attempt,
    retryAt: Moment?
  ) throws {
    try db.execute(
      Self.attempt,
      [
        scheme, id, attempt.number, attempt.at.stamp, attempt.verdict, attempt.code, attempt.text,
      ])
    if attempt.verdict == "accepted" {
      // Also when it was withdrawn meanwhile: what happened is what counts.
      try db.execute(settle, [scheme, id, "delivered", attempt.at.stamp])
    } else if let retryAt {
      try db.execute(postpone, [scheme, id, retryAt.stamp])
    } else {
      try db.execute(settle, [scheme, id, "dead", attempt.at.stamp])
    }
  }

  /// A dead message that waits again.
  public struct Revived: Sendable {
    public let id: String
    public let role: String?
    public let alliance: String?
    public let contact: String?
  }

  /// Lets dead messages wait again: one, or all when `id` is nil. Their time to give up starts anew.
  public static func revive(
    _ db: borrowing Database, _ scheme: String, _ id: String?, at now: Moment
  ) throws -> [Revived] {
    try db.query(revive, [scheme, id, now.stamp]).map {
      Revived(
        id: try $0.decode(0), role: try $0.decode(1), alliance: try $0.decode(2),
        contact: try $0.decode(3))
    }
  }

  /// Gives a message the reader that its role lacked.
  public static func address(
    _ db: borrowing Database, _ scheme: String, _ id: String, contact: String, recipient: String
  ) throws {
    try db.execute(address, [scheme, id, contact, recipient])
  }
}
