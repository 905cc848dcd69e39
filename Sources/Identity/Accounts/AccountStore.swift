import Casework
import Postgres

enum AccountStore {
  private static let columns = "id, name, password is not null, created_at, disabled_at"
  private static let find = Statement(
    "account.find", "select \(columns) from account where id = $1")
  private static let list = Statement("account.list", "select \(columns) from account order by id")
  private static let roles = Statement(
    "account.roles",
    """
    select account, role, scheme from account_role where $1::text is null or account = $1
    order by account, role, scheme nulls first
    """)
  private static let count = Statement("account.count", "select count(*) from account")
  private static let insert = Statement(
    "account.insert",
    """
    insert into account (id, name, created_at, created_by) values ($1, $2, $3, $4)
    on conflict do nothing
    """)
  private static let grant = Statement(
    "account.grant",
    """
    insert into account_role (account, role, scheme, granted_at, granted_by)
    values ($1, $2, $3, $4, $5) on conflict do nothing
    """)
  private static let revoke = Statement(
    "account.revoke",
    """
    delete from account_role where account = $1 and role = $2 and scheme is not distinct from $3
    """)
  private static let password = Statement(
    "account.password", "select password from account where id = $1 and disabled_at is null")
  private static let setPassword = Statement(
    "account.set-password", "update account set password = $2 where id = $1")
  private static let setDisabled = Statement(
    "account.set-disabled", "update account set disabled_at = $2 where id = $1")

  static func count(_ db: borrowing Database) throws -> Int { try db.scalar(count) ?? 0 }

  static func find(_ db: borrowing Database, _ id: String) throws -> Account? {
    guard let row = try db.query(find, [id]).first else { return nil }
    return try read(row, grants: grants(db, id)[id] ?? [])
  }

  static func list(_ db: borrowing Database) throws -> [Account] {
    let grants = try grants(db, nil)
    return try db.query(list).map { row in
      let id: String = try row.decode(0)
      return try read(row, grants: grants[id] ?? [])
    }
  }

  private static func grants(_ db: borrowing Database, _ id: String?) throws
    -> [String: [RoleGrant]]
  {
    var found: [String: [RoleGrant]] = [:]
    for row in try db.query(roles, [id]) {
      let (account, name): (String, String) = (try row.decode(0), try row.decode(1))
      guard let role = OfficeRole(rawValue: name) else { continue }
      found[account, default: []].append(RoleGrant(role, scheme: try row.decode(2)))
    }
    return found
  }

  private static func read(_ row: Row, grants: [RoleGrant]) throws -> Account {
    let (created, disabled): (Timestamp, Timestamp?) = (try row.decode(3), try row.decode(4))
    return Account(
      id: try row.decode(0), name: try row.decode(1), hasPassword: try row.decode(2),
      createdAt: created.moment, disabledAt: disabled?.moment, grants: grants)
  }

  /// False when there is one of that name already.
  static func insert(
    _ db: borrowing Database, _ id: String, name: String, at now: Moment, by actor: String
  ) throws -> Bool {
    try db.execute(insert, [id, name, now.stamp, actor]) == 1
  }

  static func grant(
    _ db: borrowing Database, _ id: String, _ grant: RoleGrant, at now: Moment, by actor: String
  ) throws -> Bool {
    try db.execute(Self.grant, [id, grant.role.rawValue, grant.scheme, now.stamp, actor]) == 1
  }

  static func revoke(_ db: borrowing Database, _ id: String, _ grant: RoleGrant) throws -> Bool {
    try db.execute(revoke, [id, grant.role.rawValue, grant.scheme]) == 1
  }

  /// The encoded hash of an account that may come in; nil without account or password.
  static func password(_ db: borrowing Database, _ id: String) throws -> String? {
    let found: String?? = try db.query(password, [id]).first?.decode(0)
    return found ?? nil
  }

  static func setPassword(_ db: borrowing Database, _ id: String, _ encoded: String?) throws {
    try db.execute(setPassword, [id, encoded])
  }

  static func setDisabled(_ db: borrowing Database, _ id: String, at moment: Moment?) throws {
    try db.execute(setDisabled, [id, moment?.stamp])
  }
}
