import HTTPTypes
import Identity
import JSONText
import Postgres
import Synchronization
import TestSupport
import Testing

@testable import Web

/// Every route × what can be wrong with a request: right status, right document, every header.
@Suite struct RouteTableTests {
  /// Keys that exist in the furnished database, by the names of places.
  static func path(_ route: Route, scheme: String = schemeID) -> String {
    var values = Dictionary(uniqueKeysWithValues: route.path.names.map { ($0, "geen-zulke") })
    if values["regeling"] != nil { values["regeling"] = scheme }
    return route.path.path(values)
  }

  /// The headers that a well-formed request of this route has.
  static func headers(_ route: Route) -> HTTPFields {
    var headers = HTTPFields()
    switch route.body {
    case .none: break
    case .form: headers[.contentType] = "application/x-www-form-urlencoded"
    case .json: headers[.contentType] = "application/json"
    }
    return headers
  }

  func ask(
    _ test: TestDesk, _ route: Route, _ target: String, as account: String?,
    method: HTTPRequest.Method? = nil, _ change: (inout HTTPFields) -> Void = { _ in },
    body: String? = nil
  ) async -> WebResponse {
    var headers = Self.headers(route)
    change(&headers)
    let session = account.flatMap { test.sessions[$0] } ?? ""
    var text = body ?? ""
    if body == nil, case .form = route.body { text = "csrf=" + test.csrf(session) }
    if body == nil, case .json = route.body { text = "{}" }
    return await test.ask(
      method ?? route.method, target,
      token: route.kind == .api ? account.flatMap { test.tokens[$0] } : nil,
      session: route.kind == .page ? session : nil, headers, body: text)
  }

  /// What every answer must carry, whatever it is.
  func check(
    _ response: WebResponse, _ route: Route, _ statuses: Int..., what: String,
    at location: SourceLocation = #_sourceLocation
  ) {
    let label: Comment = "\(route.label): \(what)"
    #expect(statuses.contains(response.status), label, sourceLocation: location)
    let headers = response.headers
    #expect(headers[.xContentTypeOptions] == "nosniff", label, sourceLocation: location)
    #expect(headers[.field("X-Frame-Options")] == "DENY", label, sourceLocation: location)
    #expect(headers[.strictTransportSecurity] != nil, label, sourceLocation: location)
    #expect(headers[.cacheControl] != nil, label, sourceLocation: location)
    #expect(headers[.field("Trace-Id")]?.count == 32, label, sourceLocation: location)
    let policy = headers[.contentSecurityPolicy] ?? ""
    #expect(
      policy.hasPrefix("default-src 'none'") && policy.contains("frame-ancestors 'none'")
        && !policy.contains("unsafe"), label, sourceLocation: location)
    if route.kind == .api {
      #expect(headers[.field("API-Version")] == APIVersion.text, label, sourceLocation: location)
    }
    guard response.status >= 400 else { return }
    if route.kind == .api {
      #expect(
        headers[.contentType] == "application/problem+json", label, sourceLocation: location)
      let problem = try? JSON.parse(bytes: response.body)
      #expect(
        problem?["status"]?.int == Int64(response.status), label, sourceLocation: location)
      #expect(problem?["title"]?.string != nil, label, sourceLocation: location)
      #expect(problem?["detail"]?.string != nil, label, sourceLocation: location)
    }
    let text = String(decoding: response.body, as: UTF8.self).lowercased()
    for word in ["select ", "sqlstate", "swift", "hummingbird", "postgres"] {
      #expect(!text.contains(word), label, sourceLocation: location)
    }
  }

  @Test func `slashes, methods, media types and bodies are judged alike on every route`()
    async throws
  {
    try await withDesk { test in
      var test = test
      try await test.admit("piet", RoleGrant(.policyOfficer))
      try await test.admit("otto", RoleGrant(.operator))
      for route in test.desk.routes.routes {
        let target = Self.path(route)
        if target != "/" {
          check(
            await ask(test, route, target + "/", as: "anna"), route, 404, what: "slash at the end")
          check(
            await ask(test, route, "/" + target, as: "anna"), route, 404, what: "two slashes")
        }
        let wrong = await ask(
          test, route, target, as: "anna", method: .init("PURGE"))
        check(wrong, route, 405, what: "a method that is not there")
        let allow = wrong.headers[.allow] ?? ""
        #expect(allow.contains(route.method.rawValue) && allow.contains("OPTIONS"))
        if route.kind != .open {
          check(
            await ask(test, route, target, as: "anna") { $0[.accept] = "image/png" }, route, 406,
            what: "a format that is not there")
        }
        if route.method == .post {
          for type in ["text/plain", "multipart/form-data; boundary=x", "application/xml", ""] {
            check(
              await ask(test, route, target, as: "anna", { $0[.contentType] = type }, body: "x"),
              route, 415, what: "content of another type")
          }
        }
        if case .json(let schema, _) = route.body {
          let account = holder(route)
          for (body, what) in [
            ("{\"van", "broken JSON"), ("{\"onzin\":1}", "unknown field"), ("[]", "a list"),
            ("null", "null"), ("\"\u{FEFF}\"", "a text"), ("", "nothing"),
            (String(repeating: "[", count: 5000), "a deep nest"),
          ] {
            check(
              await ask(test, route, target, as: account, body: body), route, 400, what: what)
          }
          let empty = await ask(test, route, target, as: account, body: "{}")
          check(empty, route, 400, what: "nothing given")
          let faults = (try? JSON.parse(bytes: empty.body))?["errors"]?.array ?? []
          #expect(
            Set(faults.compactMap { $0["location"]?.string })
              == Set(schema.required.map { "/" + $0 }),
            "\(route.label): all that is missing at once")
        }
        if case .form = route.body {
          check(
            await ask(test, route, target, as: "anna", body: "csrf=onzin"), route, 403,
            what: "a form of somebody else")
        }
        check(
          await ask(test, route, target + "?%zz", as: "anna"), route, 400, 200, 303, 404, 415, 410,
          403, 428, what: "a broken query")
      }
    }
  }

  /// Somebody who may use a route.
  func holder(_ route: Route) -> String {
    guard case .permission(let permission) = route.access else { return "anna" }
    return OfficeRole.coordinator.permissions.contains(permission)
      ? "anna" : OfficeRole.policyOfficer.permissions.contains(permission) ? "piet" : "otto"
  }

  @Test func `nobody enters without a right: no session, no role, another scheme, too little`()
    async throws
  {
    try await withDesk { test in
      for route in test.desk.routes.routes where route.access != .anyone {
        let target = Self.path(route)
        for account in [nil, "onbekend"] {
          let response = await ask(test, route, target, as: account)
          if route.kind == .page, route.method == .get {
            check(response, route, 303, what: "without a session")
            #expect(response.headers[.location]?.hasPrefix("/aanmelden") == true)
          } else {
            check(response, route, 401, what: "without a session or token")
          }
        }
        guard case .permission(let permission) = route.access else { continue }
        let inScheme = route.path.names.contains("regeling")
        check(
          await ask(test, route, target, as: "niels"), route, inScheme ? 404 : 403,
          what: "without any role")
        if inScheme {
          check(
            await ask(test, route, target, as: "vera"), route, 404, what: "with a role elsewhere")
          check(
            await ask(test, route, Self.path(route, scheme: "bestaat-niet"), as: "anna"), route,
            // Who administers everywhere sees that it is not there, or lacks the right in it.
            404, 403, what: "a scheme that is not there")
        }
        if permission.changes {
          check(
            await ask(test, route, target, as: "carla"), route, 403, what: "as an auditor")
        }
      }
      let refusals = try await test.desk.identity.accessLog(kind: .refused, limit: 10_000)
      #expect(refusals.contains { $0.record.reason == "other-scheme" && $0.record.actor == "vera" })
      #expect(refusals.contains { $0.record.actor == "carla" })
    }
  }

  @Test func `an unknown key is 404, and an expired session is none`() async throws {
    try await withDesk { test in
      var test = test
      try await test.admit("piet", RoleGrant(.policyOfficer))
      try await test.admit("otto", RoleGrant(.operator))
      for route in test.desk.routes.routes
      where route.path.names.contains(where: { $0 != "regeling" }) && route.kind == .api {
        var body: String?
        if case .json(let schema, _) = route.body { body = schema.sample.compact }
        let response = await ask(
          test, route, Self.path(route), as: holder(route), { $0[.ifMatch] = "*" },
          body: body)
        check(response, route, 404, what: "an unknown key")
      }
      for route in test.desk.routes.routes
      where route.path.names.contains(where: { $0 != "regeling" }) && route.kind == .page
        && route.access != .anyone && route.method == .get
      {
        let response = await ask(test, route, Self.path(route), as: "anna")
        check(response, route, 404, 403, what: "an unknown key")
      }
      test.clock.advance(seconds: test.desk.identity.terms.idle + 1)
      for route in test.desk.routes.routes where route.kind == .page && route.access != .anyone {
        check(
          await ask(test, route, Self.path(route), as: "anna"), route,
          route.method == .get ? 303 : 401, what: "an expired session")
      }
      test.clock.advance(days: 31)
      for route in test.desk.routes.routes where route.kind == .api && route.access != .anyone {
        check(
          await ask(test, route, Self.path(route), as: "anna"), route, 401,
          what: "an expired token")
      }
    }
  }

  @Test func `with the database away every route says so and shows nothing of it`() async throws {
    try await withDesk { test in
      try await test.desk.office.pool.autocommit { db in
        _ = try db.scalar(Statement(sql: "select 1"), as: Int.self)
      }
      test.desk.office.pool.shutdown()
      for route in test.desk.routes.routes where route.path != "/health/live" {
        let response = await ask(test, route, Self.path(route), as: "anna")
        if route.access == .anyone {
          #expect(response.status < 600, "\(route.label)")
        } else {
          check(response, route, 503, what: "with the database away")
          #expect(response.headers[.retryAfter] != nil)
        }
      }
      let ready = await test.ask(.get, "/health/ready")
      #expect(ready.status == 503)
      #expect(ready.headers[.contentType] == "application/problem+json")
      #expect(await test.ask(.get, "/health/live").status == 200)
    }
  }
}

extension Schema {
  /// The names that an object must have.
  var required: [String] {
    switch self {
    case .object(let properties): properties.filter(\.isRequired).map(\.name)
    case .named(_, let inner), .optional(let inner): inner.required
    default: []
    }
  }

  /// A value of this shape: whatever is the least.
  var sample: JSON {
    switch self {
    case .text: "x"
    case .integer(let minimum, _): .int(minimum ?? 1)
    case .amount: 1
    case .flag: true
    case .date: "2026-12-28"
    case .dateTime: "2026-12-28T09:00:00Z"
    case .oneOf(let words): .string(words[words.count - 1])
    case .list: .array([])
    case .object(let properties):
      .object(properties.filter(\.isRequired).map { .init($0.name, $0.schema.sample) })
    case .named(_, let inner): inner.sample
    case .optional: .null
    case .any: .null
    }
  }
}
