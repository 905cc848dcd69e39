import Casework
import Foundation
import LegalCalendar
import Postgres
import SchemeDefinition
import Services
import Storage
import TestSupport
import Testing

@testable import CommandLine

let schemeID = "emancipatie-2022-2027"

let home = Home(
  folder: URL(filePath: #filePath)
    .deletingLastPathComponent().deletingLastPathComponent().deletingLastPathComponent())

let schemeFolder = home.path("config/schemes/\(schemeID)").path
let portfolioFile = home.path("config/portfolios/\(schemeID).yaml").path

/// The shipped portfolio's text, to be spoilt.
func portfolioText() throws -> String {
  String(decoding: try readFile(portfolioFile), as: UTF8.self)
}

/// Migrated, with the shipped scheme active.
private let withScheme = DatabaseTemplate("scheme") { pool in
  try await Migrator(try home.migrations()).migrate(pool)
  _ = try await office(pool).activate(try readDirectory(schemeFolder))
}

/// 28 December 2026.
private func office(_ pool: PostgresPool) -> CaseOffice {
  let moment = Moment(CivilDate(epochDay: 20_815), secondOfDay: 9 * 3600)
  return CaseOffice(pool: pool, calendar: .dutch, actor: "anna", clock: { moment })
}

/// An office over a database of its own, with the shipped scheme active; anna acts, on 28 December 2026.
func withOffice<T>(_ body: (CaseOffice) async throws -> T) async throws -> T {
  try await withTemplateDatabase(withScheme) { pool in try await body(office(pool)) }
}

/// A directory for one test, gone afterwards.
func withTemporaryDirectory<T>(_ body: (URL) async throws -> T) async throws -> T {
  let folder = FileManager.default.temporaryDirectory
    .appending(path: "speelveld-bad-\(UUID().uuidString)")
  try FileManager.default.createDirectory(at: folder, withIntermediateDirectories: true)
  // As root the private server has an account of its own, which must be able to pass.
  try FileManager.default.setAttributes([.posixPermissions: 0o755], ofItemAtPath: folder.path)
  defer { try? FileManager.default.removeItem(at: folder) }
  return try await body(folder)
}
