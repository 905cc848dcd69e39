import Casework
import Postgres

/// Who wants to hear of events.
public struct WebhookStore {
  public struct Subscription: Hashable, Sendable {
    public let id: String
    public let url: String
    /// What its events name as their source.
    public let source: String
    /// Beginnings of the event types that are wanted; empty for all.
    public let types: [String]
    public let createdAt: Moment
    public let createdBy: String
    public let endedAt: Moment?

    public init(
      id: String, url: String, source: String, types: [String], createdAt: Moment,
      createdBy: String,
      endedAt: Moment? = nil
    ) {
      self.id = id
      self.url = url
      self.source = source
      self.types = types
      self.createdAt = createdAt
      self.createdBy = createdBy
      self.endedAt = endedAt
    }
  }

  private static let insert = Statement(
    "webhook.insert",
    """
    insert into webhook_subscription (scheme, id, url, source, types, created_at, created_by, secret)
    values ($1, $2, $3, $4, $5, $6, $7, $8)
    """)
  private static let all = Statement(
    "webhook.all",
    """
    select id, url, source, types, created_at, created_by, ended_at from webhook_subscription
    where scheme = $1 order by created_at, id
    """)
  private static let secret = Statement(
    "webhook.secret",
    "select url, secret from webhook_subscription where scheme = $1 and id = $2 and ended_at is null"
  )
  private static let end = Statement(
    "webhook.end",
    """
    update webhook_subscription set ended_at = $3
    where scheme = $1 and id = $2 and ended_at is null
    """)
  private static let dropWaiting = Statement(
    "webhook.drop-waiting",
    """
    update outbox set state = 'withdrawn', settled_at = $3, claimed_until = null
    where scheme = $1 and subscription = $2 and state = 'waiting'
    """)

  public static let statements = [insert, all, secret, end, dropWaiting]

  public static func insert(
    _ db: borrowing Database, _ scheme: String, _ subscription: Subscription, secret: String
  ) throws {
    try db.execute(
      insert,
      [
        scheme, subscription.id, subscription.url, subscription.source, subscription.types,
        subscription.createdAt.stamp, subscription.createdBy, secret,
      ])
  }

  public static func all(_ db: borrowing Database, _ scheme: String) throws -> [Subscription] {
    try db.query(all, [scheme]).map {
      Subscription(
        id: try $0.decode(0), url: try $0.decode(1), source: try $0.decode(2),
        types: try $0.decode(3),
        createdAt: try $0.decode(4, as: Timestamp.self).moment, createdBy: try $0.decode(5),
        endedAt: try $0.decode(6, as: Timestamp?.self)?.moment)
    }
  }

  /// Where to call and with what secret; nil when the subscription has ended.
  public static func target(_ db: borrowing Database, _ scheme: String, _ id: String) throws
    -> (url: String, secret: String)?
  {
    try db.query(secret, [scheme, id]).first.map { (try $0.decode(0), try $0.decode(1)) }
  }

  /// Ends a subscription and takes back what waits for it. False when there was none.
  public static func end(
    _ db: borrowing Database, _ scheme: String, _ id: String, at moment: Moment
  ) throws -> Bool {
    guard try db.execute(end, [scheme, id, moment.stamp]) == 1 else { return false }
    try db.execute(dropWaiting, [scheme, id, moment.stamp])
    return true
  }
}
