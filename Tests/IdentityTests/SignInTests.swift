import Identity
import Postgres
import Testing

@Suite struct SignInTests {
  @Test func `the right password lets in, and the roles come with it`() async throws {
    try await withIdentity { identity, _ in
      try await identity.add("anna", RoleGrant(.coordinator, scheme: "een"))
      let token = try await identity.signIn("Anna", password: password, from: "127.0.0.1")
      let viewer = try #require(try await identity.session(token))
      #expect(viewer.id == "anna")
      #expect(viewer.may(.planTransition, in: "een"))
      #expect(try await identity.accessLog(kind: .signedIn).count == 1)
    }
  }

  @Test func `a wrong password and an unknown account are refused in the same words`() async throws
  {
    try await withIdentity { identity, _ in
      try await identity.add("anna")
      let wrong = await identity.refusal {
        _ = try await identity.signIn("anna", password: "iets anders", from: "a")
      }
      let unknown = await identity.refusal {
        _ = try await identity.signIn("niemand", password: password, from: "a")
      }
      #expect(wrong == "wrong-password")
      #expect(unknown == wrong)
      let log = try await identity.accessLog(kind: .signInFailed)
      // What was typed as an account's name may be a password: only known names are kept.
      #expect(log.map(\.record.actor) == [nil, "anna"])
    }
  }

  @Test func `after five failures an account waits, ever longer, even with the right password`()
    async throws
  {
    try await withIdentity { identity, clock in
      try await identity.add("anna")
      for attempt in 0..<5 {
        let code = await identity.refusal {
          _ = try await identity.signIn("anna", password: "fout \(attempt)", from: "a\(attempt)")
        }
        #expect(code == "wrong-password")
      }
      let blocked = await identity.refusal {
        _ = try await identity.signIn("anna", password: password, from: "elsewhere")
      }
      #expect(blocked == "too-many-attempts")
      clock.advance(seconds: 3)
      _ = try await identity.signIn("anna", password: password, from: "elsewhere")
    }
  }

  @Test func `one address cannot try many accounts`() async throws {
    try await withIdentity { identity, _ in
      for attempt in 0..<20 {
        _ = await identity.refusal {
          _ = try await identity.signIn("account\(attempt)", password: "fout", from: "10.0.0.9")
        }
      }
      let code = await identity.refusal {
        _ = try await identity.signIn("nog-een", password: "fout", from: "10.0.0.9")
      }
      #expect(code == "too-many-attempts")
    }
  }

  @Test func `a session ends after its idle time, and after its absolute time however busy`()
    async throws
  {
    try await withIdentity { identity, clock in
      try await identity.add("anna")
      let idle = try await identity.signIn("anna", password: password, from: "a")
      clock.advance(seconds: identity.terms.idle + 1)
      #expect(try await identity.session(idle) == nil)
      let busy = try await identity.signIn("anna", password: password, from: "a")
      for _ in 0..<25 {
        clock.advance(seconds: identity.terms.absolute / 25 - 1)
        #expect(try await identity.session(busy) != nil)
      }
      clock.advance(seconds: 30)
      #expect(try await identity.session(busy) == nil)
    }
  }

  @Test func `signing in makes the token from before worthless`() async throws {
    try await withIdentity { identity, _ in
      try await identity.add("anna")
      let first = try await identity.signIn("anna", password: password, from: "a")
      let second = try await identity.signIn(
        "anna", password: password, from: "a", replacing: first)
      #expect(first != second)
      #expect(try await identity.session(first) == nil)
      #expect(try await identity.session(second) != nil)
    }
  }

  @Test func `signing out, a new password and disabling end sessions on the server`() async throws {
    try await withIdentity { identity, _ in
      try await identity.add("anna")
      try await identity.add("baas", RoleGrant(.administrator))
      for end in [
        { try await identity.signOut($0) },
        { _ in try await identity.setPassword(password + "!", for: "anna", by: "anna") },
        { _ in try await identity.setDisabled(true, "anna", by: "baas") },
      ] as [(String) async throws -> Void] {
        try await identity.setPassword(password, for: "anna", by: "anna")
        let token = try await identity.signIn("anna", password: password, from: "a")
        #expect(try await identity.session(token) != nil)
        try await end(token)
        #expect(try await identity.session(token) == nil)
      }
    }
  }

  @Test func `neither tokens nor passwords stand in the database`() async throws {
    try await withIdentity { identity, _ in
      try await identity.add("anna", RoleGrant(.coordinator))
      let session = try await identity.signIn("anna", password: password, from: "a")
      let made = try await identity.makeToken(
        for: "anna", name: "proef",
        limits: TokenLimits(permissions: [.viewCasework], scheme: nil), days: 1, by: "anna")
      let dump = try await identity.pool.read { db in
        try ["session", "api_token", "account", "access_log"].map { table in
          try db.scalar(
            Statement(sql: "select coalesce(string_agg(t::text, ' '), '') from \(table) t"),
            as: String.self) ?? ""
        }.joined()
      }
      for secret in [session, made.secret, password] { #expect(!dump.contains(secret)) }
      #expect(dump.contains("$argon2id$v=19$m=19456,t=2,p=1$"))
    }
  }
}
