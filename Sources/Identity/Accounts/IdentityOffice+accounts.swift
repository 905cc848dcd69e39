import Casework
import Postgres

extension IdentityOffice {
  public func accounts() async throws -> [Account] {
    try await pool.read { db in try AccountStore.list(db) }
  }

  public func account(_ id: String) async throws -> Account {
    try await pool.read { db in try known(db, id) }
  }

  /// Makes an account without password or role.
  ///
  /// Throws a `Refusal` for a name that is taken or not well formed.
  public func addAccount(_ id: String, name: String, by actor: String) async throws {
    let now = clock()
    let name = name.split(whereSeparator: \.isWhitespace).joined(separator: " ")
    guard Account.isValid(id: id), !name.isEmpty, name.unicodeScalars.count <= 120 else {
      throw Refusal(
        "bad-account",
        nl:
          "Een accountnaam heeft kleine letters, cijfers, punt of streepje, en een volledige naam erbij.",
        en:
          "An account's name has lower-case letters, digits, dots or dashes, and a full name with it."
      )
    }
    try await pool.transaction { db in
      guard try AccountStore.insert(db, id, name: name, at: now, by: actor) else {
        throw Refusal(
          "account-exists", nl: "Het account “\(id)” bestaat al.",
          en: "The account “\(id)” exists already.")
      }
      try log(db, "add", id, by: actor)
    }
  }

  /// Gives a role. Throws a `Refusal` where it may not go with another that the account has.
  public func grant(_ grant: RoleGrant, to id: String, by actor: String) async throws {
    let now = clock()
    try await pool.transaction { db in
      let account = try known(db, id)
      guard !account.grants.contains(grant) else { return }
      if let (a, b, rule) = SeparationOfDuties.conflict(in: account.grants + [grant]) {
        throw Refusal(
          "separation-of-duties",
          nl:
            "“\(a.role.title.nl)” en “\(b.role.title.nl)” gaan niet samen: \(rule.reason.nl).",
          en: "“\(a.role.title.en)” and “\(b.role.title.en)” do not go together: \(rule.reason.en)."
        )
      }
      _ = try AccountStore.grant(db, id, grant, at: now, by: actor)
      try log(db, "grant", id, by: actor, scheme: grant.scheme, reason: grant.role.rawValue)
    }
  }

  /// Takes a role back. Throws a `Refusal` when the last administrator would be gone.
  public func revoke(_ grant: RoleGrant, from id: String, by actor: String) async throws {
    try await pool.transaction { db in
      _ = try known(db, id)
      guard try AccountStore.revoke(db, id, grant) else {
        throw Refusal(
          "no-such-role", nl: "“\(id)” heeft die rol niet.", en: "“\(id)” does not have that role.")
      }
      try requireAdministrator(db)
      try log(db, "revoke", id, by: actor, scheme: grant.scheme, reason: grant.role.rawValue)
    }
  }

  /// Keeps somebody out, and ends every session and token of theirs; or lets them in again.
  public func setDisabled(_ isDisabled: Bool, _ id: String, by actor: String) async throws {
    let now = clock()
    try await pool.transaction { db in
      _ = try known(db, id)
      try AccountStore.setDisabled(db, id, at: isDisabled ? now : nil)
      if isDisabled {
        try SessionStore.removeAll(db, account: id)
        try TokenStore.revokeAll(db, account: id, at: now)
        try requireAdministrator(db)
      }
      try log(db, isDisabled ? "disable" : "enable", id, by: actor)
    }
  }

  func known(_ db: borrowing Database, _ id: String) throws -> Account {
    if let account = try AccountStore.find(db, id) { return account }
    throw Refusal(
      "unknown-account", nl: "Er is geen account “\(id)”.", en: "There is no account “\(id)”.",
      details: try AccountStore.list(db).map(\.id))
  }

  private func requireAdministrator(_ db: borrowing Database) throws {
    let remains = try AccountStore.list(db).contains { account in
      account.disabledAt == nil && account.grants.contains { $0.role == .administrator }
    }
    guard remains else {
      throw Refusal(
        "last-administrator", nl: "Dit is de laatste beheerder; maak eerst een andere.",
        en: "This is the last administrator; make another first.")
    }
  }

  func log(
    _ db: borrowing Database, _ what: String, _ subject: String, by actor: String,
    scheme: String? = nil, reason: String? = nil
  ) throws {
    try AccessLog.append(
      db,
      AccessRecord(
        .accounts, actor: actor, route: "accounts.\(what)", scheme: scheme, subject: subject,
        reason: reason), at: clock())
  }
}
