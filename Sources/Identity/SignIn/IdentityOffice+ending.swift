import Casework
import Postgres

/// A session as an administrator sees it: when, never the token.
public struct SessionView: Hashable, Sendable {
  public let startedAt: Moment
  public let seenAt: Moment
  /// The absolute end, however much it is used.
  public let endsAt: Moment
}

extension IdentityOffice {
  /// The living sessions of an account, the latest seen first.
  public func sessions(of account: String) async throws -> [SessionView] {
    let now = clock()
    return try await pool.read { db in
      try SessionStore.list(
        db, account: account, at: now, idleSince: now.adding(seconds: -terms.idle))
    }
  }

  /// Ends every session of an account on the server; its owner has to sign in again.
  public func endSessions(of account: String, by actor: String) async throws {
    try await pool.transaction { db in
      _ = try known(db, account)
      try SessionStore.removeAll(db, account: account)
      try log(db, "end-sessions", account, by: actor)
    }
  }
}
