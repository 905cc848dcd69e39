import Casework
import Postgres

extension IdentityOffice {
  /// Begins every secret, so that scanners of source code recognise a leaked one.
  public static let tokenPrefix = "speelveld_"

  /// Makes a token for programs. The secret is shown now and never again.
  ///
  /// Throws a `Refusal` for a name in use, no permissions, or more than a year.
  public func makeToken(
    for id: String, name: String, limits: TokenLimits, days: Int, by actor: String
  ) async throws -> (token: APIToken, secret: String) {
    let now = clock()
    guard (1...366).contains(days), !limits.permissions.isEmpty, !name.isEmpty,
      name.unicodeScalars.count <= 80
    else {
      throw Refusal(
        "bad-token", nl: "Een token heeft een naam, minstens één recht, en geldt 1 tot 366 dagen.",
        en: "A token has a name, at least one permission, and lasts 1 to 366 days.")
    }
    let secret = Self.tokenPrefix + Base64URL.random(bytes: 32)
    let token = APIToken(
      id: "t" + Base64URL.random(bytes: 9), account: id, name: name, limits: limits,
      createdAt: now, endsAt: now.adding(seconds: Int64(days) * 86_400), lastUsedAt: nil,
      revokedAt: nil)
    try await pool.transaction { db in
      _ = try known(db, id)
      guard try !TokenStore.list(db, account: id).contains(where: { $0.name == name }) else {
        throw Refusal(
          "token-exists", nl: "Er is al een token “\(name)”.",
          en: "There is a token “\(name)” already.")
      }
      try TokenStore.insert(db, token, secret: secret)
      try log(db, "make-token", id, by: actor, scheme: limits.scheme, reason: token.id)
    }
    return (token, secret)
  }

  public func tokens(of account: String?) async throws -> [APIToken] {
    try await pool.read { db in try TokenStore.list(db, account: account) }
  }

  /// Revokes a token; with an owner, only one of theirs.
  public func revokeToken(_ id: String, owner: String?, by actor: String) async throws {
    let now = clock()
    try await pool.transaction { db in
      guard try TokenStore.revoke(db, id, owner: owner, at: now) else {
        throw Refusal(
          "unknown-token", nl: "Er is geen geldig token “\(id)”.",
          en: "There is no valid token “\(id)”.")
      }
      try log(db, "revoke-token", id, by: actor)
    }
  }

  /// Who a token acts for; nil when it is unknown, expired or revoked.
  public func apiToken(_ secret: String) async throws -> Viewer? {
    guard secret.hasPrefix(Self.tokenPrefix), secret.utf8.count == Self.tokenPrefix.utf8.count + 43
    else { return nil }
    let now = clock()
    guard let found = try await pool.read({ db in try TokenStore.find(db, secret, at: now) }) else {
      return nil
    }
    if found.lastUsed.map({ $0 < now.adding(seconds: -60) }) ?? true {
      try await pool.transaction(isolation: .readCommitted) { db in
        try TokenStore.touch(db, found.id, at: now)
      }
    }
    return found.viewer
  }
}
