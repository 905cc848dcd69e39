import Casework
import Postgres

extension IdentityOffice {
  /// How often the time of last use is written: a session costs no write on most requests.
  private static let seenEvery: Int64 = 60

  /// Who a session's token belongs to; nil when it is unknown or has ended.
  public func session(_ token: String) async throws -> Viewer? {
    guard token.utf8.count == 43 else { return nil }
    let now = clock()
    let idleSince = now.adding(seconds: -terms.idle)
    let found = try await pool.read { db in
      try SessionStore.find(db, token, at: now, idleSince: idleSince)
    }
    guard let found else { return nil }
    if found.seen < now.adding(seconds: -Self.seenEvery) {
      try await pool.transaction(isolation: .readCommitted) { db in
        try SessionStore.touch(db, token, at: now)
      }
    }
    return found.viewer
  }

  /// Ends a session on the server.
  public func signOut(_ token: String) async throws {
    let now = clock()
    try await pool.transaction(isolation: .readCommitted) { db in
      guard let account = try SessionStore.remove(db, token) else { return }
      try AccessLog.append(
        db, AccessRecord(.signedOut, actor: account, route: "session"), at: now)
    }
  }

  /// Begins a session under a token that nobody knew before: whatever token the browser had is worthless now.
  func begin(_ db: borrowing Database, account: String, replacing old: String?, by way: String)
    throws -> String
  {
    let now = clock()
    let token = Base64URL.random(bytes: 32)
    if let old { _ = try SessionStore.remove(db, old) }
    try SessionStore.purge(db, at: now, idleSince: now.adding(seconds: -terms.idle))
    try SessionStore.insert(
      db, token, account: account, at: now, until: now.adding(seconds: terms.absolute))
    try AccessLog.append(
      db, AccessRecord(.signedIn, actor: account, route: "session", reason: way), at: now)
    return token
  }
}
