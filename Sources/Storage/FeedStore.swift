import Casework
import Postgres

/// The calendars that others subscribe to, known by the hash of a secret in their address.
public struct FeedStore {
  public struct Feed: Hashable, Sendable {
    public enum Kind: String, Hashable, Sendable, CaseIterable { case scheme, alliance, person }

    public let scheme: String
    public let id: String
    public let kind: Kind
    /// The alliance or contact; empty for the whole scheme.
    public let key: String
    public let language: String
    public let createdAt: Moment
    public let createdBy: String
    public let revokedAt: Moment?

    public init(
      scheme: String, id: String, kind: Kind, key: String, language: String, createdAt: Moment,
      createdBy: String, revokedAt: Moment? = nil
    ) {
      self.scheme = scheme
      self.id = id
      self.kind = kind
      self.key = key
      self.language = language
      self.createdAt = createdAt
      self.createdBy = createdBy
      self.revokedAt = revokedAt
    }
  }

  private static let columns =
    "scheme, id, kind, key, language, created_at, created_by, revoked_at"
  private static let insert = Statement(
    "feed.insert",
    """
    insert into calendar_feed (scheme, id, kind, key, language, created_at, created_by, token_hash)
    values ($1, $2, $3, $4, $5, $6, $7, $8)
    """)
  private static let find = Statement(
    "feed.find",
    "select \(columns) from calendar_feed where token_hash = $1 and revoked_at is null")
  private static let all = Statement(
    "feed.all", "select \(columns) from calendar_feed where scheme = $1 order by created_at, id")
  private static let revoke = Statement(
    "feed.revoke",
    """
    update calendar_feed set revoked_at = $3
    where scheme = $1 and id = $2 and revoked_at is null
    """)

  public static let statements = [insert, find, all, revoke]

  public static func insert(_ db: borrowing Database, _ feed: Feed, tokenHash: String) throws {
    try db.execute(
      insert,
      [
        feed.scheme, feed.id, feed.kind.rawValue, feed.key, feed.language, feed.createdAt.stamp,
        feed.createdBy, tokenHash,
      ])
  }

  /// Nil when nobody has that address, or it was revoked.
  public static func find(_ db: borrowing Database, tokenHash: String) throws -> Feed? {
    try db.query(find, [tokenHash]).first.map(feed)
  }

  public static func all(_ db: borrowing Database, _ scheme: String) throws -> [Feed] {
    try db.query(all, [scheme]).map { try feed($0) }
  }

  /// False when there was none that still worked.
  public static func revoke(
    _ db: borrowing Database, _ scheme: String, _ id: String, at moment: Moment
  ) throws -> Bool {
    try db.execute(revoke, [scheme, id, moment.stamp]) == 1
  }

  private static func feed(_ row: Row) throws -> Feed {
    let kind: String = try row.decode(2)
    return Feed(
      scheme: try row.decode(0), id: try row.decode(1), kind: Feed.Kind(rawValue: kind) ?? .scheme,
      key: try row.decode(3), language: try row.decode(4),
      createdAt: try row.decode(5, as: Timestamp.self).moment, createdBy: try row.decode(6),
      revokedAt: try row.decode(7, as: Timestamp?.self)?.moment)
  }
}
