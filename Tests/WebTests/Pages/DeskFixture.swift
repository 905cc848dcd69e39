import Casework
import Foundation
import HTTPTypes
import Identity
import LegalCalendar
import Logging
import Postgres
import Services
import Storage
import Synchronization
import TestSupport
import Testing

@testable import Web

let shippedScheme = "emancipatie-2022-2027"

let projectFolder = URL(filePath: #filePath)
  .deletingLastPathComponent().deletingLastPathComponent().deletingLastPathComponent()
  .deletingLastPathComponent()

private func files(_ path: String) throws -> [String: [UInt8]] {
  let folder = projectFolder.appending(path: path)
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

/// The shipped scheme with its portfolio on 28 December 2026.
let portfolioDatabase = DatabaseTemplate("desk-portfolio") { try await fill($0) }

private func fill(_ pool: PostgresPool) async throws {
  let migrations = try files("db/migrations").filter { $0.key.hasSuffix(".sql") }.map {
    Migration(
      name: String($0.key.dropLast(4)), sql: String(decoding: $0.value, as: UTF8.self))
  }
  try await Migrator(migrations).migrate(pool)
  let office = CaseOffice(
    pool: pool, calendar: .dutch, actor: "installer",
    clock: { Moment(CivilDate(epochDay: 20_815), secondOfDay: 9 * 3600) })
  _ = try await office.activate(try files("config/schemes/\(shippedScheme)"))
  let name = "config/portfolios/\(shippedScheme).yaml"
  let bytes = [UInt8](try Data(contentsOf: projectFolder.appending(path: name)))
  _ = try await office.importPortfolio(bytes, file: name, scheme: shippedScheme, dryRun: false)
}

/// The same a week later, with everybody who can moved into 2027.
let movedDatabase = DatabaseTemplate("desk-moved") { try await fillMoved($0) }

func fillMoved(_ pool: PostgresPool) async throws {
  try await fill(pool)
  let office = CaseOffice(
    pool: pool, calendar: .dutch, actor: "anna",
    clock: { Moment(CivilDate(epochDay: 20_822), secondOfDay: 8 * 3600) })
  let run = try await office.planTransition(scheme: shippedScheme, from: 2026, to: 2027).run.id
  _ = try await office.acting(as: "bram").approveTransition(scheme: shippedScheme, run: run)
  _ = try await office.applyTransition(scheme: shippedScheme, run: run)
}

/// A desk over the shipped portfolio, with two people behind it; counts the statements of each request.
struct DeskFixture: Sendable {
  let edge: Edge
  let office: CaseOffice
  let statements: StatementCounter

  static func with<T>(
    _ template: DatabaseTemplate = movedDatabase, today: CivilDate = CivilDate(epochDay: 20_822),
    connections: Int? = nil, _ body: (DeskFixture) async throws -> T
  ) async throws -> T {
    let counter = StatementCounter()
    return try await withTemplateDatabase(
      template,
      configure: {
        $0.beforeStatement = { _, _ in counter.count() }
        if let connections { $0.maximumConnections = connections }
      }
    ) { pool in
      let viewers = [
        "anna": Viewer(
          id: "anna", name: "Anna",
          grants: [RoleGrant(.coordinator), RoleGrant(.policyOfficer)]),
        "bram": Viewer(id: "bram", name: "Bram", grants: [RoleGrant(.coordinator)]),
        "carla": Viewer(id: "carla", name: "Carla", grants: [RoleGrant(.auditor)]),
      ]
      let door = Doorkeeper(
        session: { viewers[$0] }, apiToken: { _ in nil }, record: { _ in })
      let office = CaseOffice(
        pool: pool, calendar: .dutch, actor: "desk",
        clock: { Moment(today, secondOfDay: 9 * 3600) })
      let desk = Desk(
        office: office, identity: IdentityOffice(pool: pool, clock: office.clock),
        doorkeeper: door, routes: .all(), settings: DeskSettings(),
        successorModels: try files("config/successor"),
        logger: Logger(label: "test", factory: { _ in SwiftLogNoOpLogHandler() }))
      return try await body(
        DeskFixture(edge: Edge(desk), office: office, statements: counter))
    }
  }

  func get(_ target: String, as person: String = "anna", in language: String = "nl") async
    -> WebResponse
  {
    await edge.respond(
      to: WebRequest(
        .get, target, headers: [.cookie: "speelveld=\(person); taal=\(language)"],
        host: "127.0.0.1:8080"))
  }

  func post(_ target: String, _ form: [(String, String)] = [], as person: String = "anna") async
    -> WebResponse
  {
    var passage = Passage(WebRequest(.get, "/"), traceID: "")
    passage.formSecret = person
    let fields = form + [("csrf", passage.csrfToken)]
    let body = fields.map {
      "\(PercentEncoding.encode($0.0))=\(PercentEncoding.encode($0.1))"
    }.joined(separator: "&")
    return await edge.respond(
      to: WebRequest(
        .post, target,
        headers: [
          .cookie: "speelveld=\(person); taal=nl",
          .contentType: "application/x-www-form-urlencoded",
        ], body: Array(body.utf8), host: "127.0.0.1:8080"))
  }
}

final class StatementCounter: Sendable {
  private let number = Mutex(0)

  func count() { number.withLock { $0 += 1 } }

  /// So many since the last time that it was asked.
  func take() -> Int {
    number.withLock { number in
      defer { number = 0 }
      return number
    }
  }
}

extension WebResponse {
  var text: String { String(decoding: body, as: UTF8.self) }
}

/// The addresses of the desk's pages on the fixture's data.
let deskPages: [String] = {
  let base = "/regelingen/\(shippedScheme)"
  let why = PercentEncoding.encode("politica-2023/obligation/interim-report/2026")
  return [
    "/", "\(base)/vandaag", "\(base)/verplichtingen",
    "\(base)/verplichtingen?toestand=alle&zoek=pol",
    "\(base)/waarom?kenmerk=\(why)", "\(base)/overgangen", "\(base)/overgangen/2026-2027-1",
    "\(base)/allianties",
    "\(base)/allianties/politica", "\(base)/zaak?kenmerk=politica-2023", base, "\(base)/regels",
    "\(base)/regels/2023-02-24/Periodeovergang", "\(base)/herinneringen", "\(base)/bonnen",
    "\(base)/gebeurtenissen", "\(base)/gebeurtenissen/1", "\(base)/scenarios", "/hulp",
    "/toegankelijkheid", "\(base)/brieven?verlening=politica-2023",
  ]
}()
