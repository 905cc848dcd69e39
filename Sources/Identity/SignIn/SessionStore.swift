import Casework
import Postgres

enum SessionStore {
  private static let insert = Statement(
    "session.insert",
    "insert into session (token_hash, account, started_at, seen_at, ends_at) values ($1, $2, $3, $3, $4)"
  )
  private static let find = Statement(
    "session.find",
    """
    select s.account, s.seen_at, a.name from session s join account a on a.id = s.account
    where s.token_hash = $1 and s.ends_at > $2 and s.seen_at > $3 and a.disabled_at is null
    """)
  private static let roles = Statement(
    "session.roles",
    "select role, scheme from account_role where account = $1 order by role, scheme")
  private static let list = Statement(
    "session.list",
    """
    select started_at, seen_at, ends_at from session
    where account = $1 and ends_at > $2 and seen_at > $3 order by seen_at desc, started_at
    """)
  private static let touch = Statement(
    "session.touch", "update session set seen_at = $2 where token_hash = $1 and seen_at < $2")
  private static let remove = Statement(
    "session.remove", "delete from session where token_hash = $1 returning account")
  private static let removeAll = Statement(
    "session.remove-all", "delete from session where account = $1")
  private static let purge = Statement(
    "session.purge", "delete from session where ends_at <= $1 or seen_at <= $2")

  static func insert(
    _ db: borrowing Database, _ token: String, account: String, at now: Moment, until end: Moment
  ) throws {
    try db.execute(insert, [tokenHash(token), account, now.stamp, end.stamp])
  }

  /// The living session: who, and when it was last seen.
  static func find(
    _ db: borrowing Database, _ token: String, at now: Moment, idleSince: Moment
  ) throws -> (viewer: Viewer, seen: Moment)? {
    let hash = tokenHash(token)
    guard let row = try db.query(find, [hash, now.stamp, idleSince.stamp]).first else { return nil }
    let (id, seen, name): (String, Timestamp, String) =
      (try row.decode(0), try row.decode(1), try row.decode(2))
    return (Viewer(id: id, name: name, grants: try grants(db, id)), seen.moment)
  }

  static func list(
    _ db: borrowing Database, account: String, at now: Moment, idleSince: Moment
  ) throws -> [SessionView] {
    try db.query(list, [account, now.stamp, idleSince.stamp]).map { row in
      let (started, seen, end): (Timestamp, Timestamp, Timestamp) =
        (try row.decode(0), try row.decode(1), try row.decode(2))
      return SessionView(startedAt: started.moment, seenAt: seen.moment, endsAt: end.moment)
    }
  }

  static func grants(_ db: borrowing Database, _ account: String) throws -> [RoleGrant] {
    try db.query(roles, [account]).compactMap { row in
      OfficeRole(rawValue: try row.decode(0)).map { role in (role, row) }
    }.map { role, row in RoleGrant(role, scheme: try row.decode(1)) }
  }

  static func touch(_ db: borrowing Database, _ token: String, at now: Moment) throws {
    try db.execute(touch, [tokenHash(token), now.stamp])
  }

  /// The account whose session it was; nil when there was none.
  static func remove(_ db: borrowing Database, _ token: String) throws -> String? {
    try db.query(remove, [tokenHash(token)]).first?.decode(0)
  }

  static func removeAll(_ db: borrowing Database, account: String) throws {
    try db.execute(removeAll, [account])
  }

  static func purge(_ db: borrowing Database, at now: Moment, idleSince: Moment) throws {
    try db.execute(purge, [now.stamp, idleSince.stamp])
  }
}
