import Casework
import Postgres

private enum SignOnStore {
  static let insert = Statement(
    "sign-on.insert",
    """
    insert into sign_on (state_hash, browser_hash, nonce, verifier, return_to, ends_at)
    values ($1, $2, $3, $4, $5, $6)
    """)
  static let purge = Statement("sign-on.purge", "delete from sign_on where ends_at <= $1")
  // Taking it out makes a second use of the same answer fail.
  static let take = Statement(
    "sign-on.take",
    """
    delete from sign_on where state_hash = $1
    returning nonce, verifier, return_to, browser_hash, ends_at
    """)
  static let linked = Statement(
    "sign-on.linked",
    """
    select a.id from external_identity e join account a on a.id = e.account
    where e.issuer = $1 and e.subject = $2 and a.disabled_at is null
    """)
  static let link = Statement(
    "sign-on.link",
    """
    insert into external_identity (issuer, subject, account, linked_at) values ($1, $2, $3, $4)
    on conflict (issuer, subject) do update set account = excluded.account, linked_at = excluded.linked_at
    """)
}

extension IdentityOffice {
  private static let patience: Int64 = 600

  /// Begins a sign-on; gives the provider's address to send the browser to.
  ///
  /// - Parameter browser: a secret that only this browser has, such as the form cookie.
  public func beginSignOn(_ signOn: SignOn, browser: String, returnTo: String) async throws
    -> String
  {
    let attempt = SignOn.Attempt()
    let address = try await signOn.address(for: attempt)
    let now = clock()
    try await pool.transaction(isolation: .readCommitted) { db in
      try db.execute(SignOnStore.purge, [now.stamp])
      try db.execute(
        SignOnStore.insert,
        [
          tokenHash(attempt.state), tokenHash(browser), attempt.nonce, attempt.verifier, returnTo,
          now.adding(seconds: Self.patience).stamp,
        ])
    }
    return address
  }

  /// Ends a sign-on with the provider's answer; gives the session's token and the page to return to.
  ///
  /// Throws a `SignOnFault`; every failure is in the access log.
  public func endSignOn(
    _ signOn: SignOn, code: String, state: String, browser: String, replacing old: String?
  ) async throws -> (token: String, returnTo: String) {
    do {
      let (attempt, returnTo) = try await takeAttempt(state, browser: browser)
      let person = try await signOn.person(code: code, attempt: attempt)
      let token = try await pool.transaction { db in
        let found: String? = try db.query(SignOnStore.linked, [person.issuer, person.subject])
          .first?
          .decode(0)
        guard let account = found else {
          throw SignOnFault("no-account", "no account is linked to this person")
        }
        return try begin(db, account: account, replacing: old, by: "sign-on")
      }
      return (token, returnTo)
    } catch let fault as SignOnFault {
      try await record(
        AccessRecord(.signInFailed, actor: nil, route: "sign-on", reason: fault.code))
      throw fault
    }
  }

  private func takeAttempt(_ state: String, browser: String) async throws -> (
    SignOn.Attempt, String
  ) {
    let now = clock()
    // Checked after the commit: an attempt is used up, whatever is wrong with the answer.
    let taken = try await pool.transaction(isolation: .readCommitted) {
      db -> (SignOn.Attempt, String, browser: [UInt8], end: Moment)? in
      guard let row = try db.query(SignOnStore.take, [tokenHash(state)]).first else { return nil }
      let end: Timestamp = try row.decode(4)
      let attempt = SignOn.Attempt(
        state: state, nonce: try row.decode(0), verifier: try row.decode(1))
      return (attempt, try row.decode(2), try row.decode(3), end.moment)
    }
    guard let taken else { throw SignOnFault("state", "no sign-on under this state") }
    guard ConstantTime.areEqual(taken.browser, tokenHash(browser)) else {
      throw SignOnFault("browser", "the answer came to another browser")
    }
    guard now < taken.end else { throw SignOnFault("late", "the sign-on took too long") }
    return (taken.0, taken.1)
  }

  /// Ties a person at a provider to an account; the pair of issuer and subject is the identity.
  public func linkExternal(
    issuer: String, subject: String, to id: String, by actor: String
  ) async throws {
    let now = clock()
    try await pool.transaction { db in
      _ = try known(db, id)
      try db.execute(SignOnStore.link, [issuer, subject, id, now.stamp])
      try log(db, "link-sign-on", id, by: actor, reason: issuer)
    }
  }
}
