import Casework
import Postgres

/// A message on its way out.
public struct OutgoingMessage: Hashable, Sendable {
  /// Stable: a message handed over twice after a crash carries the same id.
  public let id: String
  public let recipient: String
  public let subject: String
  public let body: String

  public init(id: String, recipient: String, subject: String, body: String) {
    self.id = id
    self.recipient = recipient
    self.subject = subject
    self.body = body
  }
}

public struct OutboxStore {
  private static let insert = Statement(
    "outbox.insert",
    """
    insert into outbox (scheme, id, channel, recipient, subject, body, created_at)
    values ($1, $2, 'file', $3, $4, $5, $6) on conflict (scheme, id) do nothing
    """)
  private static let pending = Statement(
    "outbox.pending",
    """
    select id, recipient, subject, body from outbox
    where scheme = $1 and delivered_at is null order by created_at, id
    """)
  private static let deliver = Statement(
    "outbox.deliver",
    "update outbox set delivered_at = $3 where scheme = $1 and id = $2 and delivered_at is null")

  public static func insert(
    _ db: borrowing Database, _ scheme: String, _ message: OutgoingMessage, at moment: Moment
  ) throws {
    try db.execute(
      insert,
      [scheme, message.id, message.recipient, message.subject, message.body, moment.stamp])
  }

  public static func pending(_ db: borrowing Database, _ scheme: String) throws -> [OutgoingMessage]
  {
    try db.query(pending, [scheme]).map {
      OutgoingMessage(
        id: try $0.decode(0), recipient: try $0.decode(1), subject: try $0.decode(2),
        body: try $0.decode(3))
    }
  }

  public static func markDelivered(
    _ db: borrowing Database, _ scheme: String, _ id: String, at moment: Moment
  ) throws {
    try db.execute(deliver, [scheme, id, moment.stamp])
  }
}
