import Identity
import Postgres
import Testing

@Suite struct AccountTests {
  @Test func `the first run makes one administrator with one link, once`() async throws {
    try await withIdentity { identity, _ in
      let link = try #require(try await identity.makeFirstAdministrator())
      #expect(link.setsPassword)
      #expect(try await identity.makeFirstAdministrator() == nil)
      let weak = await identity.refusal {
        _ = try await identity.signIn(link: link.token, password: "kort")
      }
      #expect(weak == "password-length")
      let token = try await identity.signIn(link: link.token, password: password)
      #expect(try await identity.session(token)?.may(.manageAccounts, in: nil) == true)
      let again = await identity.refusal {
        _ = try await identity.signIn(link: link.token, password: password)
      }
      #expect(again == "dead-link")
    }
  }

  @Test func `a link works for a day`() async throws {
    try await withIdentity { identity, clock in
      try await identity.add("anna")
      let link = try await identity.makeLink(for: "anna", setsPassword: false, by: "test")
      clock.advance(seconds: identity.terms.link + 1)
      #expect(try await identity.link(link.token) == nil)
    }
  }

  @Test func `roles that must stand apart are refused, and the last administrator stays`()
    async throws
  {
    try await withIdentity { identity, _ in
      try await identity.add("anna", RoleGrant(.coordinator, scheme: "een"))
      let apart = await identity.refusal {
        try await identity.grant(
          RoleGrant(.internalControl, scheme: "een"), to: "anna", by: "test")
      }
      #expect(apart == "separation-of-duties")
      try await identity.add("baas", RoleGrant(.administrator))
      let last = await identity.refusal {
        try await identity.setDisabled(true, "baas", by: "baas")
      }
      #expect(last == "last-administrator")
    }
  }

  @Test func `a token ends when it expires, is revoked, or its account is disabled`() async throws {
    try await withIdentity { identity, clock in
      try await identity.add("anna", RoleGrant(.coordinator))
      try await identity.add("baas", RoleGrant(.administrator))
      func make(_ name: String) async throws -> (token: APIToken, secret: String) {
        try await identity.makeToken(
          for: "anna", name: name,
          limits: TokenLimits(permissions: [.viewCasework], scheme: nil), days: 1, by: "anna")
      }
      let (one, two, three) = (try await make("1"), try await make("2"), try await make("3"))
      #expect(try await identity.apiToken(one.secret)?.id == "anna")
      #expect(try await identity.apiToken(one.secret + "x") == nil)
      #expect(try await identity.tokens(of: "anna").first { $0.name == "1" }?.lastUsedAt != nil)
      try await identity.revokeToken(one.token.id, owner: "anna", by: "anna")
      #expect(try await identity.apiToken(one.secret) == nil)
      let others = await identity.refusal {
        try await identity.revokeToken(two.token.id, owner: "baas", by: "baas")
      }
      #expect(others == "unknown-token")
      try await identity.setDisabled(true, "anna", by: "baas")
      #expect(try await identity.apiToken(two.secret) == nil)
      try await identity.setDisabled(false, "anna", by: "baas")
      let four = try await make("4")
      clock.advance(days: 2)
      #expect(try await identity.apiToken(four.secret) == nil)
      #expect(try await identity.apiToken(three.secret) == nil)
    }
  }

  @Test func `the access log can only grow`() async throws {
    try await withIdentity { identity, _ in
      try await identity.add("anna")
      for sql in ["delete from access_log", "update access_log set actor = 'x'"] {
        let error = await #expect(throws: PostgresError.self) {
          try await identity.pool.transaction { db in try db.executeScript(sql) }
        }
        #expect(error?.message.contains("append-only") == true)
      }
    }
  }

  @Test func `passwords that are too easy are refused`() {
    for (text, account) in [
      ("kort", "x"), ("wachtwoord123", "x"), ("aaaaaaaaaaaaaa", "x"),
      ("annabella12345", "annabella"),
    ] {
      #expect(throws: (any Error).self) { try PasswordPolicy.check(text, account: account) }
    }
    #expect(throws: Never.self) { try PasswordPolicy.check(password, account: "anna") }
  }
}
