import Casework
import Foundation
import Postgres
import Storage
import TestSupport
import Testing

@Suite struct SchemaTests {
  @Test func `db/schema.sql is what the migrations give`() async throws {
    let lines = try await withTemplateDatabase(migrated) { pool in
      try await pool.read { db in try SchemaText.lines(db) }
    }
    let written = try String(contentsOf: root.appending(path: "db/schema.sql"), encoding: .utf8)
    let given = lines.joined(separator: "\n") + "\n"
    #expect(written == given, "run ‘make schema’")
  }

  @Test func `every statement of the record tables fits the migrated schema`() async throws {
    try await withRolledBackTransaction(migrated) { db in
      for home in SchemeState.tableHomes { try RecordStore.checkStatements(db, home) }
      try RecordStore.checkSliceStatements(db)
      try TimerStore.checkStatements(db)
    }
  }

  @Test func `a migration that changed after it was applied is refused`() async throws {
    try await withTemplateDatabase(migrated) { pool in
      var files = try migrations()
      let first = try #require(files.min { $0.name < $1.name })
      files.removeAll { $0.name == first.name }
      files.append(Migration(name: first.name, sql: first.sql + "-- changed"))
      let fault = await #expect(throws: MigrationFault.self) {
        try await Migrator(files).migrate(pool)
      }
      #expect(fault?.message.contains(first.name) == true)
    }
  }

  @Test func `a database made by a newer version is refused`() async throws {
    try await withTemplateDatabase(migrated) { pool in
      let older = try migrations().filter { $0.name < "0002" }
      let fault = await #expect(throws: MigrationFault.self) {
        try await Migrator(older).migrate(pool)
      }
      #expect(fault?.message.contains("newer version") == true)
    }
  }

  @Test func `migrating twice changes nothing the second time`() async throws {
    try await withTemplateDatabase(.empty) { pool in
      let migrator = Migrator(try migrations())
      let first = try await migrator.migrate(pool)
      let second = try await migrator.migrate(pool)
      #expect(first.count >= 2)
      #expect(second == [])
    }
  }

  @Test(arguments: ["event", "receipt", "rule_set", "scheme_source"])
  func `what is append-only can be neither changed nor removed`(table: String) async throws {
    try await withOffice { office in
      _ = try await office.importPortfolio(madeUpPortfolio(1), scheme: schemeID)
      for sql in [
        "delete from \(table)", "update \(table) set scheme = 'x'", "truncate \(table) cascade",
      ] {
        let error = await #expect(throws: PostgresError.self) {
          try await office.pool.transaction { db in try db.executeScript(sql) }
        }
        #expect(error?.message.contains("append-only") == true, "\(sql)")
      }
    }
  }
}
