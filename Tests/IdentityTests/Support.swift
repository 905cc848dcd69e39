import Casework
import Foundation
import Identity
import LegalCalendar
import Postgres
import Storage
import TestSupport
import Testing

let migrated = DatabaseTemplate("migrated") { pool in
  let folder = URL(filePath: #filePath).deletingLastPathComponent().deletingLastPathComponent()
    .deletingLastPathComponent().appending(path: "db/migrations")
  let files = try FileManager.default.contentsOfDirectory(
    at: folder, includingPropertiesForKeys: nil
  ).filter { $0.pathExtension == "sql" }
  let migrations = try files.map {
    Migration(
      name: $0.deletingPathExtension().lastPathComponent,
      sql: try String(contentsOf: $0, encoding: .utf8))
  }
  try await Migrator(migrations).migrate(pool)
}

let password = "een zin als wachtwoord"

/// An identity office over a database of its own, on a clock that the test moves.
func withIdentity(_ body: (IdentityOffice, PinnedClock) async throws -> Void) async throws {
  try await withTemplateDatabase(migrated) { pool in
    let clock = PinnedClock(noonOf: CivilDate(epochDay: 20_815))
    let identity = IdentityOffice(pool: pool) {
      Moment(microseconds: clock.now.microseconds)
    }
    try await body(identity, clock)
  }
}

extension IdentityOffice {
  /// An account with a password and roles.
  func add(_ id: String, _ grants: RoleGrant...) async throws {
    try await addAccount(id, name: id.capitalized, by: "test")
    for grant in grants { try await self.grant(grant, to: id, by: "test") }
    try await setPassword(password, for: id, by: "test")
  }

  func refusal(of work: () async throws -> Void) async -> String? {
    do {
      try await work()
      return nil
    } catch let refusal as Refusal {
      return refusal.code
    } catch {
      return "\(error)"
    }
  }
}
