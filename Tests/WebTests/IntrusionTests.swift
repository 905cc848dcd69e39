import Casework
import HTTPTypes
import Identity
import JSONText
import Postgres
import Services
import Testing

@testable import Web

/// Those who try to get at what is not theirs, on every route of the table.
@Suite struct IntrusionTests {
  let table = RouteTableTests()

  @Test func `a token reaches no further than it was made for`() async throws {
    try await withDesk { test in
      var test = test
      test.tokens["elders"] = try await test.token(for: "anna", scheme: "een-andere-regeling")
      test.tokens["lezer"] = try await test.token(for: "anna", permissions: [.viewCasework])
      for route in test.desk.routes.routes where route.kind == .api {
        guard case .permission(let permission) = route.access else { continue }
        let target = RouteTableTests.path(route)
        if route.path.names.contains("regeling") {
          table.check(
            await table.ask(test, route, target, as: "elders"), route, 404,
            what: "a token for another scheme")
        }
        if permission != .viewCasework {
          table.check(
            await table.ask(test, route, target, as: "lezer"), route, 403,
            what: "a token to read with")
        }
      }
    }
  }

  @Test func `a session is no token, and what looks like a token is none`() async throws {
    try await withDesk { test in
      let secret = try #require(test.tokens["anna"])
      let session = try #require(test.sessions["anna"])
      for route in test.desk.routes.routes where route.kind == .api && route.access != .anyone {
        var body = ""
        if case .json = route.body { body = "{}" }
        let answer = await test.ask(
          route.method, RouteTableTests.path(route), session: session,
          RouteTableTests.headers(route), body: body)
        table.check(answer, route, 401, what: "the cookie of a session")
        #expect(answer.headers[.setCookie] == nil)
      }
      let forged = [
        "", "Bearer", "Bearer ", "Basic " + secret, "Bearer " + session,
        "Bearer " + secret.dropLast(), "Bearer " + secret + "x", "Bearer " + secret.uppercased(),
        "Bearer " + secret + " " + secret, "Bearer ' or '1'='1", "Bearer null",
        // The header and claims of a token that signs itself with nothing.
        "Bearer eyJhbGciOiJub25lIn0.eyJzdWIiOiJhbm5hIn0.",
      ]
      for header in forged {
        let answer = await test.ask(.get, APITests.base, [.authorization: header])
        #expect(answer.status == 401, "\(header)")
        #expect(answer.headers[.wwwAuthenticate]?.hasPrefix("Bearer") == true)
      }
      #expect(await test.ask(.get, APITests.base, token: secret).status == 200)
    }
  }

  @Test func `who guesses tokens is slowed down`() async throws {
    var settings = DeskSettings()
    settings.requestsPerMinute = 5
    try await withDesk(settings: settings) { test in
      var statuses: [Int] = []
      for number in 0..<8 {
        statuses.append(await test.ask(.get, APITests.base, token: "raden-\(number)").status)
      }
      #expect(statuses.prefix(5).allSatisfy { $0 == 401 })
      #expect(statuses.last == 429)
    }
  }

  @Test func `what a limit leaves stands in every answer of the API`() async throws {
    var settings = DeskSettings()
    settings.requestsPerMinute = 10
    try await withDesk(settings: settings) { test in
      let first = await test.api("anna", .get, APITests.base)
      #expect(first.headers[.field("RateLimit-Limit")] == "10")
      #expect(first.headers[.field("RateLimit-Remaining")] == "9")
      let refused = await test.api("anna", .get, APITests.base + "/verleningen/bestaat-niet")
      #expect(refused.status == 404)
      #expect(refused.headers[.field("RateLimit-Remaining")] == "8")
    }
  }

  @Test func `a header that is too long is refused like a value that is`() async throws {
    try await withDesk { test in
      let place = APITests.base + "/overgangen"
      let body = #"{"vanJaar": 2026, "naarJaar": 2027}"#
      for (name, most) in Edge.longest {
        let long = String(repeating: "x", count: most + 1)
        let answer = await test.api("anna", .post, place, [name: long], body: body)
        #expect(answer.status == 400)
        let fault = try JSON.parse(bytes: answer.body)["errors"]?[0]
        #expect(fault?["in"]?.string == "header")
        #expect(fault?["location"]?.string == name.rawName)
      }
    }
  }

  /// What is tried in every place of every path and in every parameter.
  static let poisons = [
    "x' or '1'='1", "\"; drop table award; --", "{{7*7}}", "${7*7}", "<script>alert(1)</script>",
    "..%2f..%2fetc%2fpasswd", "%00", "\u{202E}", "=cmd|' /C calc'!A0", "%s%n", "\\", "'",
    String(repeating: "a", count: 201),
  ]

  @Test func `no value in a path or a parameter is ever more than a value`() async throws {
    try await withDesk { test in
      let count = Statement(sql: "select count(*) from award")
      let before = try await test.desk.office.pool.read { db in
        try db.scalar(count, as: Int.self)
      }
      for route in test.desk.routes.routes where route.method == .get && route.kind != .open {
        // Pages are slower, and put every value out by the same few ways.
        for poison in route.kind == .api ? Self.poisons : Array(Self.poisons[2...4]) {
          let text = PercentEncoding.encode(poison)
          var targets: [String] = []
          if route.path.names.contains(where: { $0 != "regeling" }) {
            var values = Dictionary(
              uniqueKeysWithValues: route.path.names.map { ($0, poison) })
            if values["regeling"] != nil { values["regeling"] = schemeID }
            targets.append(route.path.path(values))
          }
          if poison == Self.poisons[0] || poison == Self.poisons[4] {
            let names =
              route.kind == .api
              ? route.query.map(\.name)
              : ["terug", "sorteer", "stand"]
            targets += names.map { "\(RouteTableTests.path(route))?\($0)=\(text)" }
          }
          for target in targets {
            let answer = await table.ask(test, route, target, as: "anna")
            #expect(answer.status < 500, "\(route.label): \(target)")
            let shown = String(decoding: answer.body, as: UTF8.self)
            #expect(
              !shown.contains("<script>alert") || route.kind == .api, "\(route.label): \(target)")
            if route.kind == .api, answer.body.count > 0 {
              #expect(
                answer.headers[.contentType]?.contains("json") == true, "\(route.label): \(target)")
            }
          }
        }
      }
      let after = try await test.desk.office.pool.read { db in try db.scalar(count, as: Int.self) }
      #expect(after == before)
    }
  }

  @Test func `what belongs to one scheme is not found in another`() async throws {
    try await withDesk { test in
      try await test.moveOn()
      let second = "een-andere-regeling"
      var files = try schemeFiles()
      files["scheme.yaml"] = Array(
        String(decoding: files["scheme.yaml"] ?? [], as: UTF8.self)
          .replacing("id: \(schemeID)", with: "id: \(second)").utf8)
      _ = try await test.desk.office.activate(files)
      #expect(await test.api("vera", .get, "/v1/regelingen/\(second)").status == 200)
      _ = await test.api(
        "anna", .post, APITests.base + "/agendas", body: #"{"soort":"regeling"}"#)
      var seen = 0
      for route in test.desk.routes.routes
      where route.kind == .api && route.method == .get && route.path.names == ["regeling"]
        && route.access != .anyone
      {
        let own = try? JSON.parse(
          bytes: await test.api("carla", .get, RouteTableTests.path(route)).body)
        let foreign = await test.api(
          "vera", .get, RouteTableTests.path(route, scheme: second))
        #expect(foreign.status == 200, "\(route.label)")
        // Rules and terms are the same in both, and belong to each.
        let path = route.path.description
        guard !path.hasSuffix("versies"), !path.hasSuffix("termijnen"),
          let items = own?["resultaten"]?.array
        else { continue }
        let keys = Set(items.compactMap { $0["id"]?.string })
        let there = try JSON.parse(bytes: foreign.body)["resultaten"]?.array ?? []
        #expect(
          !there.contains { keys.contains($0["id"]?.string ?? "") }, "\(route.label): shown")
        guard let key = keys.min() else { continue }
        for item in test.desk.routes.routes
        where item.method == .get && item.kind == .api && item.path.names.count == 2
          && item.path.description.hasPrefix(path + "/{")
        {
          let values = [item.path.names[0]: second, item.path.names[1]: key]
          let answer = await test.api("vera", .get, item.path.path(values))
          table.check(answer, item, 404, what: "\(key), of another scheme")
          seen += 1
        }
      }
      #expect(seen >= 8)
    }
  }

  @Test func `who saw what of the casework is written down for every route that shows it`()
    async throws
  {
    try await withDesk { test in
      let shown = test.desk.routes.routes.filter { route in
        route.kind == .api && route.showsCasework && route.path.names == ["regeling"]
      }
      for route in shown {
        let answer = await test.api("carla", .get, RouteTableTests.path(route))
        #expect(answer.status == 200, "\(route.label)")
      }
      let seen = try await test.desk.identity.accessLog(kind: .viewed, limit: 1000)
      #expect(Set(seen.map(\.record.route)) == Set(shown.map(\.label)))
      #expect(
        seen.allSatisfy { $0.record.actor == "carla" && $0.record.scheme == schemeID })
      #expect(seen.allSatisfy { $0.record.traceID?.count == 32 })
      #expect(shown.count > 10)
    }
  }
}
