import HTTPTypes
import Identity
import Testing

@testable import Web

@Suite struct UserPageTests {
  /// The test desk with `beheer` as an administrator beside the others.
  private func with(
    scheme: String? = nil,
    _ body: (TestDesk, @Sendable (String, [(String, String)]) async -> WebResponse) async throws ->
      Void
  ) async throws {
    try await withDesk { test in
      let identity = test.desk.identity
      try await identity.addAccount("beheer", name: "Bea Heer", by: "test")
      try await identity.grant(RoleGrant(.administrator, scheme: scheme), to: "beheer", by: "test")
      let link = try await identity.makeLink(for: "beheer", setsPassword: false, by: "test")
      let session = try await identity.signIn(link: link.token, password: nil)
      let csrf = test.csrf(session)
      try await body(test) { target, fields in
        guard !fields.isEmpty else { return await test.ask(.get, target, session: session) }
        let text = (fields + [("csrf", csrf)]).map {
          "\(PercentEncoding.encode($0.0))=\(PercentEncoding.encode($0.1))"
        }.joined(separator: "&")
        return await test.ask(
          .post, target, session: session,
          [.contentType: "application/x-www-form-urlencoded"], body: text)
      }
    }
  }

  private func text(_ response: WebResponse) -> String {
    String(decoding: response.body, as: UTF8.self)
  }

  @Test func `an account is made with a role and a link that is shown once`() async throws {
    try await with { test, ask in
      let empty = await ask("/gebruikers", [("account", " "), ("naam", "")])
      #expect(empty.status == 400)
      #expect(text(empty).contains("href=\"#nieuw-account\""))
      #expect(text(empty).contains("href=\"#nieuw-naam\""))
      let made = await ask(
        "/gebruikers", [("account", "dirk"), ("naam", "Dirk"), ("rol", "coordinator")])
      #expect(made.status == 200)
      let path = try #require(text(made).firstMatch(of: #/\/aanmelden\/link\/[\w-]+/#)?.output)
      #expect(try await test.desk.identity.link(String(path.dropFirst(16))) != nil)
      #expect(!text(await ask("/gebruikers/dirk", [])).contains("/aanmelden/link/"))
      #expect(
        try await test.desk.identity.account("dirk").grants == [RoleGrant(.coordinator)])
    }
  }

  @Test func `the server refuses roles that do not go together`() async throws {
    try await with { test, ask in
      try await test.desk.identity.addAccount("dirk", name: "Dirk", by: "test")
      #expect(await ask("/gebruikers/dirk/rol", [("rol", "coordinator")]).status == 303)
      let both = await ask("/gebruikers/dirk/rol", [("rol", "auditor")])
      #expect(both.status == 409 && text(both).contains("gaan niet samen"))
      #expect(text(both).contains("id=\"rol-rol-error\""))
      #expect(await ask("/gebruikers/dirk/rol-weg", [("rol", "coordinator")]).status == 303)
      #expect(try await test.desk.identity.account("dirk").grants.isEmpty)
    }
  }

  @Test func `blocking ends sessions and tokens at once`() async throws {
    try await with { test, ask in
      let identity = test.desk.identity
      try await identity.addAccount("dirk", name: "Dirk", by: "test")
      let link = try await identity.makeLink(for: "dirk", setsPassword: false, by: "test")
      let session = try await identity.signIn(link: link.token, password: nil)
      #expect(text(await ask("/gebruikers/dirk", [])).contains("Alle sessies beëindigen"))
      #expect(await ask("/gebruikers/dirk/sessies", [("x", "1")]).status == 303)
      #expect(try await identity.session(session) == nil)
      #expect(await ask("/gebruikers/dirk/blokkeren", [("x", "1")]).status == 303)
      #expect(try await identity.account("dirk").disabledAt != nil)
      #expect(await ask("/gebruikers/dirk/toelaten", [("x", "1")]).status == 303)
      #expect(try await identity.account("dirk").disabledAt == nil)
    }
  }

  @Test func `nobody changes their own roles, and others see no users at all`() async throws {
    try await with { test, ask in
      #expect(await ask("/gebruikers/beheer/rol", [("rol", "coordinator")]).status == 403)
      #expect(await ask("/gebruikers/beheer/blokkeren", [("x", "1")]).status == 403)
      #expect(
        await test.ask(.get, "/gebruikers", session: test.sessions["carla"] ?? "").status == 403)
    }
  }

  @Test func `who manages one scheme gives no role beyond it`() async throws {
    try await with(scheme: schemeID) { test, ask in
      let identity = test.desk.identity
      try await identity.addAccount("dirk", name: "Dirk", by: "test")
      let everywhere = await ask("/gebruikers/dirk/rol", [("rol", "coordinator")])
      #expect(everywhere.status == 409)
      #expect(
        await ask("/gebruikers/dirk/rol", [("rol", "coordinator"), ("regeling", schemeID)]).status
          == 303)
      try await identity.addAccount("elsa", name: "Elsa", by: "test")
      try await identity.grant(RoleGrant(.coordinator), to: "elsa", by: "test")
      #expect(await ask("/gebruikers/elsa/blokkeren", [("x", "1")]).status == 403)
      #expect(await ask("/gebruikers/elsa/link", [("x", "1")]).status == 403)
    }
  }
}
