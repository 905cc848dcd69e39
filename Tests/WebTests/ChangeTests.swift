import Casework
import HTTPTypes
import Identity
import JSONText
import Postgres
import Services
import Testing

@testable import Web

/// Every route that changes something: once under one key, and only on the state that was seen.
@Suite struct ChangeTests {
  /// A change that succeeds, made ready in a furnished desk.
  struct Trial: Sendable {
    let label: String
    var account = "anna"
    var target: String
    var body: String?
    /// Another request of the same shape; nil for a route without a body.
    var otherBody: String?
    /// The same of something else, for a route without a body.
    var otherTarget: String?
    /// Where its present state is read, for `If-Match`.
    var read: String?
  }

  static let base = APITests.base

  /// What takes a decision again and stores nothing.
  static let harmless: Set<String> = [
    "POST /v1/regelingen/{regeling}/verantwoordingsbewijzen/{bewijs}/_herberekenen"
  ]

  func json(_ response: WebResponse) -> JSON { (try? JSON.parse(bytes: response.body)) ?? .null }

  func encoded(_ key: String) -> String { PercentEncoding.encode(key) }

  /// The trials in the order in which each is possible, one after the other.
  func trials(_ test: TestDesk) -> [Trial] {
    let run = Self.base + "/overgangen/2026-2027-1"
    let other = Self.base + "/overgangen/2026-2027-9"
    let scenario =
      #"{"scenarios":[{"id":"scenario-a","wijzigingen":["#
      + #"{"hefboom":"HEFBOOM","waarde":"WAARDE"}]}],"trekkingen":50,"zaad":ZAAD}"#
    func scenarios(_ seed: Int) -> String {
      scenario.replacing("HEFBOOM", with: ScenarioAPITests.lever.id)
        .replacing("WAARDE", with: ScenarioAPITests.lever.value).replacing("ZAAD", with: "\(seed)")
    }
    return [
      Trial(
        label: "POST /v1/regelingen/{regeling}/overgangen", target: Self.base + "/overgangen",
        body: #"{"vanJaar": 2026, "naarJaar": 2027}"#,
        otherBody: #"{"vanJaar": 2025, "naarJaar": 2026}"#),
      Trial(
        label: "POST /v1/regelingen/{regeling}/overgangen/{overgang}/_goedkeuren", account: "bram",
        target: run + "/_goedkeuren", otherTarget: other + "/_goedkeuren", read: run),
      Trial(
        label: "POST /v1/regelingen/{regeling}/overgangen/{overgang}/_toepassen",
        target: run + "/_toepassen", otherTarget: other + "/_toepassen", read: run),
      Trial(
        label: "POST /v1/regelingen/{regeling}/overgangen/{overgang}/_terugdraaien",
        target: run + "/_terugdraaien", otherTarget: other + "/_terugdraaien", read: run),
      Trial(
        label: "POST /v1/regelingen/{regeling}/uitzonderingen",
        target: Self.base + "/uitzonderingen",
        body: #"{"verlening": "politica-2023", "jaar": 2026, "reden": "proef"}"#,
        otherBody: #"{"verlening": "politica-2023", "jaar": 2026, "reden": "anders"}"#),
      Trial(
        label: "POST /v1/doorrekeningen", account: "piet", target: "/v1/doorrekeningen",
        body: scenarios(1), otherBody: scenarios(2)),
    ]
  }

  /// Sends a trial under a key, on the state as it is now.
  func send(
    _ test: TestDesk, _ trial: Trial, key: String?, body: String? = nil, target: String? = nil,
    tag: String?
  ) async -> WebResponse {
    var headers: HTTPFields = [:]
    if let key { headers[.idempotencyKey] = key }
    if let tag { headers[.ifMatch] = tag }
    return await test.api(
      trial.account, .post, target ?? trial.target, headers, body: body ?? trial.body)
  }

  func tag(_ test: TestDesk, _ trial: Trial) async throws -> String? {
    guard let read = trial.read else { return nil }
    let seen = await test.api(trial.account, .get, read)
    #expect(seen.headers[.eTag] != nil, "\(trial.label): \(seen.status)")
    return seen.headers[.eTag]
  }

  /// How much is written: every table that a change can touch.
  func written(_ test: TestDesk) async throws -> [Int] {
    try await test.desk.office.pool.read { db in
      try [
        "event", "transition_run", "calendar_feed", "webhook_subscription", "scenario_run", "job",
        "outbox",
      ].map { try db.scalar(Statement(sql: "select count(*) from \($0)"), as: Int.self) ?? 0 }
    }
  }

  func keys(_ test: TestDesk, _ key: String) async throws -> Int {
    try await test.desk.office.pool.read { db in
      try db.scalar(
        Statement(sql: "select count(*) from idempotency_key where key = $1"), [key], as: Int.self)
    } ?? 0
  }

  /// The state seen is asked for first, the key is tried with four requests at once, then repeated, then
  /// used for something else.
  func hold(_ test: TestDesk, _ trial: Trial, _ number: Int) async throws {
    let key = "sleutel-\(number)"
    if trial.read != nil {
      #expect(
        await send(test, trial, key: nil, tag: nil).status == 428, "\(trial.label): nothing seen")
      #expect(
        await send(test, trial, key: key, tag: "\"oud\"").status == 412, "\(trial.label): stale")
      let kept = try await keys(test, key)
      #expect(kept == 0, "\(trial.label): a refusal is not kept")
    }
    let (before, tag) = (try await written(test), try await tag(test, trial))
    let together = await withTaskGroup(of: WebResponse.self) { group in
      for _ in 0..<4 { group.addTask { await send(test, trial, key: key, tag: tag) } }
      return await group.reduce(into: [WebResponse]()) { $0.append($1) }
    }
    let done = together.filter { $0.status < 300 }
    let first = try #require(
      done.first, "\(trial.label): \(together.map { "\($0.status) \(json($0).compact)" })")
    #expect(
      together.allSatisfy { $0.status < 300 || [409, 503].contains($0.status) }, "\(trial.label)")
    #expect(done.filter { $0.headers[.field("Idempotency-Replayed")] == nil }.count == 1)
    let after = try await written(test)
    // The same request again, on the state of then: the first answer, and nothing more.
    let again = await send(test, trial, key: key, tag: tag)
    #expect(again.status == first.status, "\(trial.label): again")
    #expect(again.headers[.field("Idempotency-Replayed")] == "true", "\(trial.label)")
    for answer in done + [again] {
      #expect(answer.body == first.body, "\(trial.label): the same answer")
      #expect(answer.headers[.eTag] == first.headers[.eTag], "\(trial.label)")
      #expect(answer.headers[.location] == first.headers[.location], "\(trial.label)")
    }
    let then = try await written(test)
    #expect(then == after, "\(trial.label): one effect")
    #expect(after != before || trial.body == nil, "\(trial.label): an effect")
    let kept = try await keys(test, key)
    #expect(kept == 1, "\(trial.label)")
    let other = await send(
      test, trial, key: key, body: trial.otherBody, target: trial.otherTarget, tag: tag)
    #expect(other.status == 422, "\(trial.label): another request under the key")
  }

  @Test func `every change is made once under its key, and only on the state that was seen`()
    async throws
  {
    try await withDesk { test in
      var test = test
      try await test.admit("piet", RoleGrant(.policyOfficer))
      try await test.admit("otto", RoleGrant(.operator))
      var tried: Set<String> = []
      for (number, trial) in trials(test).enumerated() {
        try await hold(test, trial, number)
        tried.insert(trial.label)
      }
      for (number, trial) in try await laterTrials(test).enumerated() {
        try await hold(test, trial, 100 + number)
        tried.insert(trial.label)
      }
      for route in test.desk.routes.routes where route.kind == .api && route.method != .get {
        guard !Self.harmless.contains(route.label) else { continue }
        if route.answersWithSecret {
          try await refuseKey(test, route)
        } else {
          #expect(tried.contains(route.label), "\(route.label) was not tried")
        }
      }
    }
  }

  /// Those that need something made before them.
  func laterTrials(_ test: TestDesk) async throws -> [Trial] {
    try await test.moveOn()
    let report = Self.base + "/rapportages/" + encoded("politica-2023/interim-report/2026")
    let filing =
      #"{"ontvangstdatum":"2026-12-28","controleverklaring":false,"begrotingsposten":[],"#
      + #""activiteiten":[],"indicatoren":[]}"#
    let obligations = json(
      await test.api("anna", .get, Self.base + "/verplichtingen?stand=open&aantal=200"))
    let obligation = try #require(
      obligations["resultaten"]?.array?.first { $0["soort"]?.string == "interim-report" }?["id"]?
        .string, "\(obligations.compact.prefix(2000))")
    let place = Self.base + "/verplichtingen/" + encoded(obligation)
    let shared = json(
      await test.api("anna", .post, Self.base + "/agendas", body: #"{"soort":"regeling"}"#))
    let feed = try #require(shared["id"]?.string)
    let added = json(
      await test.api(
        "otto", .post, Self.base + "/abonnementen",
        body: #"{"adres":"https://ontvanger.example/hook"}"#))
    let hook = try #require(added["id"]?.string, "\(added.compact)")
    let runs = json(await test.api("piet", .get, "/v1/doorrekeningen"))
    let run = try #require(runs["resultaten"]?[0]?["id"]?.string)
    let cases = try await permitted(test)
    return [
      Trial(
        label: "POST /v1/regelingen/{regeling}/verplichtingen/{verplichting}/vermeldingen",
        target: place + "/vermeldingen",
        body: #"{"soort":"verlengen","duur":{"aantal":2,"eenheid":"weken"},"reden":"ziekte"}"#,
        otherBody: #"{"soort":"kwijtschelden","reden":"fusie"}"#, read: place),
      Trial(
        label: "POST /v1/regelingen/{regeling}/rapportages/{rapportage}/indieningen",
        target: report + "/indieningen", body: filing,
        otherBody: filing.replacing("false", with: "true"), read: report),
      Trial(
        label: "POST /v1/regelingen/{regeling}/agendas/{agenda}/_intrekken",
        target: "\(Self.base)/agendas/\(feed)/_intrekken",
        otherTarget: "\(Self.base)/agendas/anders/_intrekken"),
      Trial(
        label: "POST /v1/regelingen/{regeling}/abonnementen/{abonnement}/_beeindigen",
        account: "otto", target: "\(Self.base)/abonnementen/\(hook)/_beeindigen",
        otherTarget: "\(Self.base)/abonnementen/anders/_beeindigen"),
      Trial(
        label: "POST /v1/doorrekeningen/{doorrekening}/_annuleren", account: "piet",
        target: "/v1/doorrekeningen/\(run)/_annuleren",
        otherTarget: "/v1/doorrekeningen/000000000000/_annuleren", read: "/v1/doorrekeningen/\(run)"
      ),
      Trial(
        label: "POST /v1/regelingen/{regeling}/zaken/{zaak}/handelingen",
        target: cases.place + "/handelingen", body: #"{"handeling":"\#(cases.action)"}"#,
        otherBody: #"{"handeling":"bestaat-niet"}"#, read: cases.place),
    ]
  }

  /// A case with something that may be done now.
  func permitted(_ test: TestDesk) async throws -> (place: String, action: String) {
    let awards = json(await test.api("anna", .get, Self.base + "/verleningen"))
    let payments = json(await test.api("anna", .get, Self.base + "/betalingen?aantal=20"))
    let keys = [awards, payments].flatMap { $0["resultaten"]?.array ?? [] }
      .compactMap { $0["id"]?.string }
    for key in keys {
      let place = Self.base + "/zaken/" + encoded(key)
      let actions = json(await test.api("anna", .get, place))["handelingen"]?.array ?? []
      if let action = actions.first(where: { $0["mag"]?.bool == true })?["handeling"]?.string {
        return (place, action)
      }
    }
    throw NothingPermitted(keys: keys)
  }

  struct NothingPermitted: Error { let keys: [String] }

  /// An answer that holds a secret is never stored, so a key is refused and nothing happens.
  func refuseKey(_ test: TestDesk, _ route: Route) async throws {
    let isFeed = route.path.description.hasSuffix("agendas")
    let body =
      isFeed ? #"{"soort":"regeling"}"# : #"{"adres":"https://ontvanger.example/hook"}"#
    let before = try await written(test)
    let refused = await test.api(
      isFeed ? "anna" : "otto", .post, Self.base + (isFeed ? "/agendas" : "/abonnementen"),
      [.idempotencyKey: "geheim"], body: body)
    #expect(refused.status == 400, "\(route.label)")
    #expect(json(refused)["code"]?.string == "key-for-secret")
    let after = try await written(test)
    #expect(after == before)
  }
}
