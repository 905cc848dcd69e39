import Casework
import Postgres

/// A link that lets one person in once.
public struct SignInLink: Hashable, Sendable {
  public let account: String
  public let token: String
  /// Whether its user chooses a password with it.
  public let setsPassword: Bool
  public let endsAt: Moment

  /// The path of the page that it opens.
  public var path: String { "/aanmelden/link/" + token }
}

private enum LinkStore {
  static let insert = Statement(
    "link.insert",
    """
    insert into sign_in_link (token_hash, account, sets_password, created_at, ends_at)
    values ($1, $2, $3, $4, $5)
    """)
  static let find = Statement(
    "link.find",
    """
    select l.account, l.sets_password, l.ends_at from sign_in_link l join account a on a.id = l.account
    where l.token_hash = $1 and l.used_at is null and l.ends_at > $2 and a.disabled_at is null
    """)
  static let use = Statement(
    "link.use", "update sign_in_link set used_at = $2 where token_hash = $1 and used_at is null")
}

extension IdentityOffice {
  /// Makes a link. Only its hash is stored: it can be shown now and never again.
  public func makeLink(for id: String, setsPassword: Bool, by actor: String) async throws
    -> SignInLink
  {
    let now = clock()
    let link = SignInLink(
      account: id, token: Base64URL.random(bytes: 32), setsPassword: setsPassword,
      endsAt: now.adding(seconds: terms.link))
    try await pool.transaction { db in
      _ = try known(db, id)
      try db.execute(
        LinkStore.insert,
        [tokenHash(link.token), id, setsPassword, now.stamp, link.endsAt.stamp])
      try log(db, "link", id, by: actor)
    }
    return link
  }

  /// On an installation without accounts: makes the administrator and the link to come in with.
  public func makeFirstAdministrator(_ id: String = "beheerder") async throws -> SignInLink? {
    let now = clock()
    let isFirst = try await pool.transaction { db in
      guard try AccountStore.count(db) == 0 else { return false }
      _ = try AccountStore.insert(db, id, name: "Beheerder", at: now, by: "installation")
      _ = try AccountStore.grant(
        db, id, RoleGrant(.administrator), at: now, by: "installation")
      try log(db, "first-administrator", id, by: "installation")
      return true
    }
    guard isFirst else { return nil }
    return try await makeLink(for: id, setsPassword: true, by: "installation")
  }

  /// What a link is for, without using it; nil when it does not work (any more).
  public func link(_ token: String) async throws -> SignInLink? {
    let now = clock()
    return try await pool.read { db in try find(db, token, at: now) }
  }

  /// Comes in with a link, which then no longer works; gives the session's token.
  ///
  /// Throws a `Refusal` for a link that does not work, or a password that is refused: then the link still works.
  public func signIn(link token: String, password: String?, replacing old: String? = nil)
    async throws -> String
  {
    let now = clock()
    guard let link = try await link(token) else { throw Self.deadLink }
    var encoded: String?
    if link.setsPassword {
      try PasswordPolicy.check(password ?? "", account: link.account)
      encoded = try await Self.hash(password ?? "")
    }
    return try await pool.transaction { [encoded] db in
      guard let link = try find(db, token, at: now),
        try db.execute(LinkStore.use, [tokenHash(token), now.stamp]) == 1
      else { throw Self.deadLink }
      if let encoded {
        try AccountStore.setPassword(db, link.account, encoded)
        try SessionStore.removeAll(db, account: link.account)
      }
      return try begin(db, account: link.account, replacing: old, by: "link")
    }
  }

  private func find(_ db: borrowing Database, _ token: String, at now: Moment) throws
    -> SignInLink?
  {
    guard let row = try db.query(LinkStore.find, [tokenHash(token), now.stamp]).first else {
      return nil
    }
    let end: Timestamp = try row.decode(2)
    return SignInLink(
      account: try row.decode(0), token: token, setsPassword: try row.decode(1),
      endsAt: end.moment)
  }

  public static let deadLink = Refusal(
    "dead-link", nl: "Deze link werkt niet (meer). Vraag een nieuwe.",
    en: "This link does not work (any more). Ask for a new one.")
}
