import Casework
import Postgres

extension IdentityOffice {
  /// Comes in with a password; gives the session's token.
  ///
  /// Throws the same `Refusal`, after the same time, whether the account or the password is wrong; another
  /// one, with the wait, when there were too many attempts.
  public func signIn(
    _ id: String, password: String, from peer: String, replacing old: String? = nil
  ) async throws -> String {
    let now = clock()
    let id = id.lowercased()
    let keys = [Throttle.Key.account(id), .address(peer)]
    let (wait, encoded) = try await pool.read { db in
      (
        try Throttle.wait(db, keys, at: now),
        Account.isValid(id: id) ? try AccountStore.password(db, id) : nil
      )
    }
    if let wait { throw Self.tooManyAttempts(wait) }
    let isRight = await Self.verify(password, encoded ?? PasswordHash.nobody) && encoded != nil
    guard isRight else {
      try await pool.transaction(isolation: .readCommitted) { db in
        try Throttle.fail(db, keys, at: now)
        let isKnown = try AccountStore.find(db, id) != nil
        try AccessLog.append(
          db,
          AccessRecord(
            .signInFailed, actor: isKnown ? id : nil, route: "session", reason: "password"),
          at: now)
      }
      throw Self.wrongPassword
    }
    return try await pool.transaction { db in
      try Throttle.clear(db, .account(id))
      return try begin(db, account: id, replacing: old, by: "password")
    }
  }

  /// Sets a new password and ends all sessions of the account but the one that asks.
  public func setPassword(_ password: String, for id: String, by actor: String) async throws {
    try PasswordPolicy.check(password, account: id)
    let encoded = try await Self.hash(password)
    try await pool.transaction { db in
      _ = try known(db, id)
      try AccountStore.setPassword(db, id, encoded)
      try SessionStore.removeAll(db, account: id)
      try log(db, "set-password", id, by: actor)
    }
  }

  // Hashing takes tens of milliseconds and 19 MiB: never on the caller's own executor, few at once.
  static func verify(_ password: String, _ encoded: String) async -> Bool {
    guard password.utf8.count <= 1024 else { return false }
    return await HashingDesk.shared.verify(password, encoded)
  }

  static func hash(_ password: String) async throws -> String {
    try await HashingDesk.shared.hash(password)
  }

  static let wrongPassword = Refusal(
    "wrong-password", nl: "De accountnaam of het wachtwoord klopt niet.",
    en: "The account name or the password is not right.")

  static func tooManyAttempts(_ seconds: Int64) -> Refusal {
    Refusal(
      "too-many-attempts", nl: "Te veel pogingen. Probeer het over \(seconds) seconden opnieuw.",
      en: "Too many attempts. Try again in \(seconds) seconds.")
  }
}

/// One hash at a time: an actor, so that a flood of sign-ins cannot take all memory and threads.
private actor HashingDesk {
  static let shared = HashingDesk()
  func verify(_ password: String, _ encoded: String) -> Bool {
    PasswordHash.verify(password, encoded)
  }
  func hash(_ password: String) throws -> String { try PasswordHash.make(password) }
}
