import Casework
import HTTPTypes
import Identity
import JSONText
import Postgres
import Testing

@testable import Web

@Suite struct APITests {
  static let base = "/v1/regelingen/\(schemeID)"

  func json(_ response: WebResponse) throws -> JSON { try JSON.parse(bytes: response.body) }

  @Test func `a period change goes from plan to undo, by two persons, each step on the state seen`()
    async throws
  {
    try await withDesk { test in
      let runs = Self.base + "/overgangen"
      let planned = await test.api(
        "anna", .post, runs, body: #"{"vanJaar": 2026, "naarJaar": 2027}"#)
      #expect(planned.status == 201)
      let place = try #require(planned.headers[.location])
      #expect(try json(planned)["stand"]?.string == "gepland")
      func act(_ account: String, _ name: String, tag: String?) async -> WebResponse {
        await test.api(account, .post, "\(place)/\(name)", tag.map { [.ifMatch: $0] } ?? [:])
      }
      let first = planned.headers[.eTag]
      #expect(await act("bram", "_goedkeuren", tag: nil).status == 428)
      #expect(await act("bram", "_goedkeuren", tag: "\"oud\"").status == 412)
      // The planner is a co-ordinator, who may approve; but not her own plan.
      let own = await act("anna", "_goedkeuren", tag: first)
      #expect(own.status == 409)
      #expect(try json(own)["code"]?.string == "second-person")
      let approved = await act("bram", "_goedkeuren", tag: first)
      #expect(try json(approved)["stand"]?.string == "goedgekeurd")
      #expect(await act("bram", "_toepassen", tag: approved.headers[.eTag]).status == 403)
      #expect(await act("anna", "_toepassen", tag: first).status == 412)
      let applied = await act("anna", "_toepassen", tag: approved.headers[.eTag])
      #expect(try json(applied)["stand"]?.string == "toegepast")
      let rows = try json(await test.api("carla", .get, place + "/regels?aantal=3"))
      #expect(rows["resultaten"]?.array?.count == 3)
      let undone = await act("anna", "_terugdraaien", tag: applied.headers[.eTag])
      #expect(try json(undone)["teruggedraaid"]?["door"]?.string == "anna")
    }
  }

  @Test func `under one Idempotency-Key the work is done once and the answer is the same`()
    async throws
  {
    try await withDesk { test in
      let runs = Self.base + "/overgangen"
      let body = #"{"vanJaar": 2026, "naarJaar": 2027}"#
      let key: HTTPFields = [.idempotencyKey: "sleutel-1"]
      let first = await test.api("anna", .post, runs, key, body: body)
      let second = await test.api("anna", .post, runs, key, body: body)
      #expect(first.status == 201 && second.status == 201)
      #expect(first.body == second.body)
      #expect(first.headers[.location] == second.headers[.location])
      #expect(second.headers[.field("Idempotency-Replayed")] == "true")
      let other = await test.api(
        "anna", .post, runs, key, body: #"{"vanJaar": 2025, "naarJaar": 2026}"#)
      #expect(other.status == 422)
      let list = try json(await test.api("anna", .get, runs))
      #expect(list["totaal"]?.int == 1)
      // Somebody else's key is another key.
      let stranger = await test.api("vera", .post, runs, key, body: body)
      #expect(stranger.status == 404)
    }
  }

  @Test func `twenty equal requests at once make one plan`() async throws {
    try await withDesk { test in
      let body = #"{"vanJaar": 2026, "naarJaar": 2027}"#
      let statuses = await withTaskGroup(of: Int.self) { group in
        for _ in 0..<20 {
          group.addTask {
            await test.api(
              "anna", .post, Self.base + "/overgangen", [.idempotencyKey: "samen"], body: body
            ).status
          }
        }
        return await group.reduce(into: [Int]()) { $0.append($1) }
      }
      #expect(statuses.allSatisfy { [201, 409, 503].contains($0) }, "\(statuses)")
      #expect(statuses.contains(201))
      let list = try json(await test.api("anna", .get, Self.base + "/overgangen"))
      #expect(list["totaal"]?.int == 1)
    }
  }

  @Test func `when the effect fails nothing is kept under the key`() async throws {
    try await withDesk { test in
      let place = Self.base + "/uitzonderingen"
      let key: HTTPFields = [.idempotencyKey: "later"]
      let wrong = #"{"verlening": "bestaat-niet", "jaar": 2027, "reden": "x"}"#
      #expect(await test.api("anna", .post, place, key, body: wrong).status == 404)
      let count: Int? = try await test.desk.office.pool.read { db in
        try db.scalar(Statement(sql: "select count(*) from idempotency_key"))
      }
      #expect(count == 0)
    }
  }

  @Test func `lists are filtered, sorted and cut into pages that join without gap or overlap`()
    async throws
  {
    try await withDesk { test in
      let runs = Self.base + "/overgangen"
      let planned = await test.api(
        "anna", .post, runs, body: #"{"vanJaar": 2026, "naarJaar": 2027}"#)
      let place = try #require(planned.headers[.location])
      let approved = await test.api(
        "bram", .post, place + "/_goedkeuren", [.ifMatch: "*"])
      #expect(approved.status == 200)
      #expect(
        await test.api("anna", .post, place + "/_toepassen", [.ifMatch: "*"]).status == 200)
      let list = Self.base + "/betalingen"
      let all = try json(await test.api("anna", .get, list + "?aantal=200&sorteer=-betaaldatum"))
      let total = try #require(all["totaal"]?.int)
      #expect(total > 20)
      let dates = all["resultaten"]?.array?.compactMap { $0["betaaldatum"]?.string } ?? []
      #expect(dates == dates.sorted(by: >))
      var seen: [String] = []
      for page in 1...Int((total + 6) / 7) {
        let response = await test.api(
          "anna", .get, list + "?aantal=7&pagina=\(page)&sorteer=-betaaldatum")
        seen += try json(response)["resultaten"]?.array?.compactMap { $0["id"]?.string } ?? []
      }
      #expect(seen == all["resultaten"]?.array?.compactMap { $0["id"]?.string })
      let some = try json(
        await test.api(
          "anna", .get,
          list + "?verlening=politica-2023&soort=voorschot&vanaf=2027-01-01&totEnMet=2027-06-30"))
      let found = some["resultaten"]?.array ?? []
      #expect(!found.isEmpty)
      for payment in found {
        #expect(payment["verlening"]?.string == "politica-2023")
        #expect(("2027-01-01"..."2027-06-30").contains(payment["betaaldatum"]?.string ?? ""))
      }
      for wrong in ["?sorteer=bedrag", "?pagina=0", "?aantal=201", "?vanaf=gisteren", "?onzin=1"] {
        #expect(await test.api("anna", .get, list + wrong).status == 400, "\(wrong)")
      }
      let key = PercentEncoding.encode(try #require(seen.first))
      let one = await test.api("anna", .get, list + "/" + key)
      #expect(one.status == 200)
      let known = await test.api(
        "anna", .get, list + "/" + key, [.ifNoneMatch: one.headers[.eTag] ?? ""])
      #expect(known.status == 304 && known.body.isEmpty)
    }
  }

  @Test func `what is in a parameter never becomes SQL`() async throws {
    try await withDesk { test in
      for text in ["x' or '1'='1", "x\"; drop table award; --", "%", "\\"] {
        let response = await test.api(
          "anna", .get, Self.base + "/verleningen?ontvanger=" + PercentEncoding.encode(text))
        // Refused by the alphabet of keys, or found nothing.
        #expect([200, 400].contains(response.status))
        let found = try json(response)["totaal"]?.int
        if response.status == 200 { #expect(found == 0) }
        let item = await test.api(
          "anna", .get, Self.base + "/verleningen/" + PercentEncoding.encode(text))
        #expect(item.status == 404)
      }
      let all = try json(await test.api("anna", .get, Self.base + "/verleningen"))
      #expect(all["totaal"]?.int ?? 0 > 5)
    }
  }

  @Test func `a receipt can be run again, and a term explains its end`() async throws {
    try await withDesk { test in
      let planned = await test.api(
        "anna", .post, Self.base + "/overgangen", body: #"{"vanJaar": 2026, "naarJaar": 2027}"#)
      let place = try #require(planned.headers[.location])
      _ = await test.api("bram", .post, place + "/_goedkeuren", [.ifMatch: "*"])
      _ = await test.api("anna", .post, place + "/_toepassen", [.ifMatch: "*"])
      let list = try json(
        await test.api("carla", .get, Self.base + "/verantwoordingsbewijzen?aantal=1"))
      let id = try #require(list["resultaten"]?[0]?["id"]?.string)
      let rerun = await test.api(
        "carla", .post,
        "\(Self.base)/verantwoordingsbewijzen/\(PercentEncoding.encode(id))/_herberekenen")
      #expect(try json(rerun)["gelijk"]?.bool == true)
      let terms = try json(await test.api("carla", .get, Self.base + "/termijnen"))
      let term = try #require(terms["resultaten"]?[0]?["id"]?.string)
      let end = try json(
        await test.api(
          "carla", .get, "\(Self.base)/termijnen/\(term)/einddatum?vanaf=2027-01-04"))
      #expect(end["einddatum"]?.string ?? "" > "2027-01-04")
      #expect(end["stappen"]?.array?.isEmpty == false)
      let events = try json(
        await test.api("carla", .get, Self.base + "/gebeurtenissen?na=0&aantal=2"))
      #expect(events["laatste"]?.int == 2)
    }
  }

  @Test func `a case shows what may be done, and doing it needs the state seen`() async throws {
    try await withDesk { test in
      let place = Self.base + "/zaken/politica-2023"
      let shown = await test.api("anna", .get, place)
      #expect(shown.status == 200)
      let body = #"{"handeling": "determine"}"#
      #expect(await test.api("anna", .post, place + "/handelingen", body: body).status == 428)
      let refused = await test.api(
        "anna", .post, place + "/handelingen", [.ifMatch: shown.headers[.eTag] ?? ""], body: body)
      #expect(refused.status == 409)
      #expect(await test.api("carla", .post, place + "/handelingen", body: body).status == 403)
    }
  }

  @Test func `scripts elsewhere may call only when their origin is on the list`() async throws {
    var settings = DeskSettings()
    settings.allowedOrigins = ["https://dashboard.example"]
    try await withDesk(settings: settings) { test in
      for (origin, isAllowed) in [
        ("https://dashboard.example", true), ("https://evil.example", false),
      ] {
        let answer = await test.api("anna", .get, Self.base, [.origin: origin])
        #expect((answer.headers[.accessControlAllowOrigin] == origin) == isAllowed)
        let preflight = await test.ask(
          .options, Self.base, [.origin: origin, .accessControlRequestMethod: "GET"])
        #expect(preflight.status == 204)
        #expect((preflight.headers[.accessControlAllowMethods] != nil) == isAllowed)
      }
    }
  }

  @Test func `a sender who asks too much waits`() async throws {
    var settings = DeskSettings()
    settings.requestsPerMinute = 10
    try await withDesk(settings: settings) { test in
      var statuses: [Int] = []
      for _ in 0..<14 { statuses.append(await test.api("anna", .get, Self.base).status) }
      #expect(statuses.prefix(10).allSatisfy { $0 == 200 })
      #expect(statuses.last == 429)
      #expect(await test.api("bram", .get, Self.base).status == 200)
    }
  }
}
