import Casework
import Postgres

/// An API token as listed: never the secret itself.
public struct APIToken: Hashable, Sendable {
  public let id: String
  public let account: String
  public let name: String
  public let limits: TokenLimits
  public let createdAt: Moment
  public let endsAt: Moment
  public let lastUsedAt: Moment?
  public let revokedAt: Moment?
}

enum TokenStore {
  private static let insert = Statement(
    "token.insert",
    """
    insert into api_token (id, account, name, token_hash, permissions, scheme, created_at, ends_at)
    values ($1, $2, $3, $4, $5, $6, $7, $8)
    """)
  private static let find = Statement(
    "token.find",
    """
    select t.id, t.account, a.name, t.permissions, t.scheme, t.last_used_at
    from api_token t join account a on a.id = t.account
    where t.token_hash = $1 and t.revoked_at is null and t.ends_at > $2 and a.disabled_at is null
    """)
  private static let touch = Statement(
    "token.touch", "update api_token set last_used_at = $2 where id = $1")
  private static let list = Statement(
    "token.list",
    """
    select id, account, name, permissions, scheme, created_at, ends_at, last_used_at, revoked_at
    from api_token where $1::text is null or account = $1 order by account, created_at, id
    """)
  private static let revoke = Statement(
    "token.revoke",
    """
    update api_token set revoked_at = $3
    where id = $1 and ($2::text is null or account = $2) and revoked_at is null
    """)
  private static let revokeAll = Statement(
    "token.revoke-all",
    "update api_token set revoked_at = $2 where account = $1 and revoked_at is null")

  static func insert(_ db: borrowing Database, _ token: APIToken, secret: String) throws {
    try db.execute(
      insert,
      [
        token.id, token.account, token.name, tokenHash(secret),
        token.limits.permissions.map(\.rawValue).sorted(), token.limits.scheme,
        token.createdAt.stamp, token.endsAt.stamp,
      ])
  }

  static func find(_ db: borrowing Database, _ secret: String, at now: Moment) throws -> (
    id: String, viewer: Viewer, lastUsed: Moment?
  )? {
    guard let row = try db.query(find, [tokenHash(secret), now.stamp]).first else { return nil }
    let (account, used): (String, Timestamp?) = (try row.decode(1), try row.decode(5))
    let viewer = Viewer(
      id: account, name: try row.decode(2), grants: try SessionStore.grants(db, account),
      limits: limits(try row.decode(3), try row.decode(4)))
    return (try row.decode(0), viewer, used?.moment)
  }

  static func touch(_ db: borrowing Database, _ id: String, at now: Moment) throws {
    try db.execute(touch, [id, now.stamp])
  }

  static func list(_ db: borrowing Database, account: String?) throws -> [APIToken] {
    try db.query(list, [account]).map { row in
      let (created, end): (Timestamp, Timestamp) = (try row.decode(5), try row.decode(6))
      let (used, revoked): (Timestamp?, Timestamp?) = (try row.decode(7), try row.decode(8))
      return APIToken(
        id: try row.decode(0), account: try row.decode(1), name: try row.decode(2),
        limits: limits(try row.decode(3), try row.decode(4)), createdAt: created.moment,
        endsAt: end.moment, lastUsedAt: used?.moment, revokedAt: revoked?.moment)
    }
  }

  /// False when there is no such living token, or it is somebody else's.
  static func revoke(_ db: borrowing Database, _ id: String, owner: String?, at now: Moment) throws
    -> Bool
  {
    try db.execute(revoke, [id, owner, now.stamp]) == 1
  }

  static func revokeAll(_ db: borrowing Database, account: String, at now: Moment) throws {
    try db.execute(revokeAll, [account, now.stamp])
  }

  private static func limits(_ permissions: [String], _ scheme: String?) -> TokenLimits {
    TokenLimits(
      permissions: Set(permissions.compactMap(Permission.init(rawValue:))), scheme: scheme)
  }
}
