import Casework
import Foundation
import HTTPTypes
import Identity
import LegalCalendar
import Logging
import Postgres
import Services
import Storage
import TestSupport
import Testing

@testable import Web

let schemeID = "emancipatie-2022-2027"

let root = URL(filePath: #filePath)
  .deletingLastPathComponent().deletingLastPathComponent().deletingLastPathComponent()

private func migrations() throws -> [Migration] {
  let folder = root.appending(path: "db/migrations")
  return try FileManager.default.contentsOfDirectory(at: folder, includingPropertiesForKeys: nil)
    .filter { $0.pathExtension == "sql" }
    .map {
      Migration(
        name: $0.deletingPathExtension().lastPathComponent,
        sql: try String(contentsOf: $0, encoding: .utf8))
    }
}

func schemeFiles() throws -> [String: [UInt8]] {
  let folder = root.appending(path: "config/schemes/\(schemeID)")
  var files: [String: [UInt8]] = [:]
  let walker = try #require(
    FileManager.default.enumerator(at: folder, includingPropertiesForKeys: [.isRegularFileKey]))
  while let file = walker.nextObject() as? URL {
    guard try file.resourceValues(forKeys: [.isRegularFileKey]).isRegularFile == true else {
      continue
    }
    files[String(file.path.dropFirst(folder.path.count + 1))] = [UInt8](try Data(contentsOf: file))
  }
  return files
}

private let moment = Moment(CivilDate(epochDay: 20_815), secondOfDay: 9 * 3600)

/// The shipped scheme and portfolio, and people of every kind, on 28 December 2026.
let furnished = DatabaseTemplate("furnished") { pool in
  try await Migrator(try migrations()).migrate(pool)
  let office = CaseOffice(pool: pool, calendar: .dutch, actor: "installer", clock: { moment })
  _ = try await office.activate(try schemeFiles())
  let portfolio = root.appending(path: "config/portfolios/\(schemeID).yaml")
  _ = try await office.importPortfolio(
    [UInt8](try Data(contentsOf: portfolio)), file: "portfolio.yaml", scheme: schemeID,
    dryRun: false)
}

/// A desk over a database of its own, with the people who use it.
struct TestDesk: Sendable {
  let desk: Desk
  let edge: Edge
  let clock: PinnedClock
  /// API tokens by account.
  var tokens: [String: String] = [:]
  /// Session tokens by account.
  var sessions: [String: String] = [:]

  static let people: [(String, [RoleGrant])] = [
    ("anna", [RoleGrant(.coordinator, scheme: schemeID), RoleGrant(.administrator)]),
    ("bram", [RoleGrant(.internalControl, scheme: schemeID)]),
    ("carla", [RoleGrant(.auditor)]),
    ("vera", [RoleGrant(.coordinator, scheme: "een-andere-regeling")]),
    ("niels", []),
  ]

  /// Lets somebody more in, with a token for all that the role may.
  mutating func admit(_ id: String, _ grant: RoleGrant) async throws {
    try await desk.identity.addAccount(id, name: id.capitalized, by: "test")
    try await desk.identity.grant(grant, to: id, by: "test")
    tokens[id] = try await token(for: id)
  }

  func token(
    for id: String, permissions: Set<Permission> = Set(Permission.allCases), scheme: String? = nil
  ) async throws -> String {
    try await desk.identity.makeToken(
      for: id, name: "test \(permissions.count) \(scheme ?? "")",
      limits: TokenLimits(permissions: permissions, scheme: scheme), days: 30, by: "test"
    ).secret
  }

  /// Takes the whole scheme from 2026 to 2027.
  func moveOn() async throws {
    let run = try await desk.office.acting(as: "anna").planTransition(
      scheme: schemeID, from: 2026, to: 2027
    ).run.id
    _ = try await desk.office.acting(as: "bram").approveTransition(scheme: schemeID, run: run)
    _ = try await desk.office.acting(as: "anna").applyTransition(scheme: schemeID, run: run)
  }

  func ask(
    _ method: HTTPRequest.Method, _ target: String, token: String? = nil, session: String? = nil,
    _ headers: HTTPFields = [:], body: String = ""
  ) async -> WebResponse {
    var headers = headers
    if let token { headers[.authorization] = "Bearer " + token }
    if let session { headers[.cookie] = "speelveld=" + session }
    return await edge.respond(
      to: WebRequest(method, target, headers: headers, body: Array(body.utf8)))
  }

  /// As a program of an account.
  func api(
    _ account: String, _ method: HTTPRequest.Method, _ target: String, _ headers: HTTPFields = [:],
    body: String? = nil
  ) async -> WebResponse {
    var headers = headers
    if body != nil { headers[.contentType] = "application/json" }
    return await ask(method, target, token: tokens[account], headers, body: body ?? "")
  }

  /// Sends a form as a signed-in person, with the session's CSRF token.
  func form(_ account: String, _ target: String, _ values: String = "") async -> WebResponse {
    let session = sessions[account] ?? ""
    return await ask(
      .post, target, session: session, [.contentType: "application/x-www-form-urlencoded"],
      body: values + (values.isEmpty ? "" : "&") + "csrf=" + csrf(session))
  }

  func csrf(_ secret: String) -> String {
    var passage = Passage(WebRequest(.get, "/"), traceID: "")
    passage.formSecret = secret
    return passage.csrfToken
  }
}

extension DeskSettings {
  /// For tests that ask more in a minute than a person does.
  static let roomy: DeskSettings = {
    var settings = DeskSettings()
    settings.requestsPerMinute = 1_000_000
    return settings
  }()
}

/// - Parameter people: without them nobody has an account, and no password has to be hashed.
func withDesk(
  settings: DeskSettings = .roomy, routes: RouteTable? = nil,
  configure: (inout PostgresConfiguration) -> Void = { _ in },
  _ body: (TestDesk) async throws -> Void
) async throws {
  try await withTemplateDatabase(furnished, configure: configure) { pool in
    let clock = PinnedClock(Timestamp(microseconds: moment.microseconds))
    let now: @Sendable () -> Moment = { Moment(microseconds: clock.now.microseconds) }
    let identity = IdentityOffice(pool: pool, clock: now)
    let office = CaseOffice(pool: pool, calendar: .dutch, actor: "desk", clock: now)
    let desk = Desk(
      office: office, identity: identity, routes: routes, settings: settings, successorModels: [:],
      logger: Logger(label: "test", factory: { _ in SwiftLogNoOpLogHandler() }))
    var test = TestDesk(desk: desk, edge: Edge(desk), clock: clock)
    for (id, grants) in TestDesk.people {
      try await identity.addAccount(id, name: id.capitalized, by: "test")
      for grant in grants { try await identity.grant(grant, to: id, by: "test") }
      test.tokens[id] = try await test.token(for: id)
      let link = try await identity.makeLink(for: id, setsPassword: false, by: "test")
      test.sessions[id] = try await identity.signIn(link: link.token, password: nil)
    }
    try await body(test)
  }
}
