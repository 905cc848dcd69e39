import HTTPTypes
import Identity
import Testing

@testable import Web

@Suite struct SignInPageTests {
  func cookie(_ response: WebResponse, _ name: String) -> String? {
    response.headers[values: .setCookie].first { $0.hasPrefix(name + "=") }
      .map { String($0.dropFirst(name.count + 1).prefix { $0 != ";" }) }
  }

  @Test func `signing in by password gives a new session that scripts cannot read`() async throws {
    try await withDesk { test in
      let password = "een zin als wachtwoord"
      try await test.desk.identity.setPassword(password, for: "anna", by: "test")
      let page = await test.ask(.get, "/aanmelden")
      let form = try #require(cookie(page, "speelveld-form"))
      // A session that an attacker planted beforehand is worth nothing afterwards.
      let planted = "aangereikt-door-een-ander-0123456789abcdefg"
      let fields: HTTPFields = [
        .contentType: "application/x-www-form-urlencoded",
        .cookie: "speelveld-form=\(form); speelveld=\(planted)",
      ]
      let body =
        "account=anna&wachtwoord=\(PercentEncoding.encode(password))&terug=%2Fregelingen&csrf="
        + test.csrf(form)
      let entered = await test.ask(.post, "/aanmelden", fields, body: body)
      #expect(entered.status == 303)
      #expect(entered.headers[.location] == "/regelingen")
      let session = try #require(cookie(entered, "speelveld"))
      #expect(session != planted)
      let header = entered.headers[values: .setCookie].first { $0.hasPrefix("speelveld=") } ?? ""
      #expect(header.contains("HttpOnly") && header.contains("SameSite=Lax"))
      #expect(await test.ask(.get, "/", session: session).status == 200)
      #expect(await test.ask(.get, "/", session: planted).status == 303)
      let out = await test.ask(
        .post, "/afmelden", session: session,
        [.contentType: "application/x-www-form-urlencoded"], body: "csrf=" + test.csrf(session))
      #expect(out.status == 303)
      #expect(await test.ask(.get, "/", session: session).status == 303)
    }
  }

  @Test func `a wrong password keeps the account's name and says no more than that`() async throws {
    try await withDesk { test in
      let form = Base64URL.random(bytes: 32)
      let fields: HTTPFields = [
        .contentType: "application/x-www-form-urlencoded", .cookie: "speelveld-form=\(form)",
      ]
      let response = await test.ask(
        .post, "/aanmelden", fields,
        body: "account=%3Cscript%3E&wachtwoord=fout&csrf=" + test.csrf(form))
      let text = String(decoding: response.body, as: UTF8.self)
      #expect(response.status == 400)
      #expect(text.contains("&lt;script&gt;") && !text.contains("<script>"))
      #expect(text.contains("klopt niet") && !text.contains("fout&"))
    }
  }

  @Test(arguments: ["//evil.example", "https://evil.example", "/\\evil", "/%0d%0aSet-Cookie:x"])
  func `nobody is led elsewhere after signing in`(back: String) async throws {
    #expect(!Answer.redirect(back).headers.contains { $0.1.contains("evil.example") })
    let edge = Edge(deskWithoutDatabase(RouteTable.all().routes))
    let response = await edge.respond(
      to: WebRequest(.get, "/aanmelden?terug=" + PercentEncoding.encode(back)))
    let text = String(decoding: response.body, as: UTF8.self)
    #expect(!text.contains("value=\"https://evil") && !text.contains("value=\"//evil"))
  }

  @Test func `a link shows its page without being used up, and then lets in once`() async throws {
    try await withDesk { test in
      let link = try await test.desk.identity.makeLink(
        for: "anna", setsPassword: false, by: "test")
      let form = Base64URL.random(bytes: 32)
      let fields: HTTPFields = [
        .contentType: "application/x-www-form-urlencoded", .cookie: "speelveld-form=\(form)",
      ]
      // Mail scanners fetch links; that must not use them up.
      for _ in 0..<2 { #expect(await test.ask(.get, link.path, fields).status == 200) }
      let entered = await test.ask(.post, link.path, fields, body: "csrf=" + test.csrf(form))
      #expect(entered.status == 303)
      let again = await test.ask(.post, link.path, fields, body: "csrf=" + test.csrf(form))
      #expect(again.status == 410)
    }
  }

  @Test func `with https the cookies are Secure and bound to the host`() async {
    let settings = DeskSettings(publicAddress: "https://loket.example")
    let edge = Edge(deskWithoutDatabase(RouteTable.all().routes, settings: settings))
    let page = await edge.respond(to: WebRequest(.get, "/aanmelden"))
    let header = page.headers[.setCookie] ?? ""
    #expect(header.hasPrefix("__Host-speelveld-form=") && header.contains("; Secure"))
    #expect(header.contains("Path=/") && !header.contains("Domain"))
  }

  @Test func `who saw which casework stands in the access log`() async throws {
    try await withDesk { test in
      _ = await test.api("carla", .get, APITests.base + "/verleningen/politica-2023")
      let seen = try await test.desk.identity.accessLog(kind: .viewed)
      #expect(seen.count == 1)
      #expect(seen.first?.record.actor == "carla")
      #expect(seen.first?.record.subject == "politica-2023")
      #expect(seen.first?.record.scheme == schemeID)
    }
  }
}
