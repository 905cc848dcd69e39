import Crypto
import Casework
import Postgres

/// One file of `db/migrations`.
public struct Migration: Hashable, Sendable {
  /// The file's name without its ending, such as `0001_casework`; the order of names is the order of application.
  public let name: String
  public let sql: String

  public init(name: String, sql: String) {
    self.name = name
    self.sql = sql
  }

  public var checksum: String { SHA256.hash(data: Array(sql.utf8)).hex }
}

/// Why the database cannot be brought to this program's version.
public struct MigrationFault: Error, Hashable, Sendable, CustomStringConvertible {
  public let message: String
  public let remedy: String

  public var description: String { "\(message)\n    → \(remedy)" }
}

/// Brings a database forward: each missing migration in a transaction of its own, never back.
public struct Migrator: Sendable {
  public let migrations: [Migration]

  public init(_ migrations: [Migration]) {
    self.migrations = migrations.sorted { $0.name < $1.name }
  }

  private static let createTable = Statement(
    "migration.table",
    """
    create table if not exists schema_migration (
      name text primary key,
      checksum text not null,
      applied_at timestamptz not null default now()
    )
    """)
  private static let lock = Statement(
    "migration.lock", "select pg_advisory_xact_lock(7304210963)::text")
  private static let applied = Statement(
    "migration.applied", "select name, checksum from schema_migration order by name")
  private static let exists = Statement(
    "migration.exists", "select to_regclass('schema_migration') is not null")
  private static let record = Statement(
    "migration.record", "insert into schema_migration (name, checksum) values ($1, $2)")

  /// Applies what is missing; returns the names applied.
  ///
  /// Throws a `MigrationFault` when an applied file has changed since, or when the database knows migrations
  /// that this program does not: it was made by a newer version. Two programs at once wait for each other.
  @discardableResult
  public func migrate(_ pool: PostgresPool) async throws -> [String] {
    let done = try await pool.read { db in try Self.appliedMigrations(db) }
    let missing = try missing(after: done)
    guard !missing.isEmpty else { return [] }
    var names: [String] = []
    for migration in missing {
      let applied = try await pool.transaction(isolation: .readCommitted) { db in
        try db.execute(Self.lock)
        try db.execute(Self.createTable)
        let done = try Self.appliedMigrations(db)
        guard try self.missing(after: done).contains(migration) else { return false }
        try db.executeScript(migration.sql, name: migration.name)
        try db.execute(Self.record, [migration.name, migration.checksum])
        return true
      }
      if applied { names.append(migration.name) }
    }
    return names
  }

  private static func appliedMigrations(_ db: borrowing Database) throws -> [(String, String)] {
    guard try db.scalar(exists, as: Bool.self) == true else { return [] }
    return try db.query(applied).map { (try $0.decode(0), try $0.decode(1)) }
  }

  private func missing(after done: [(String, String)]) throws(MigrationFault) -> [Migration] {
    let known = Dictionary(uniqueKeysWithValues: migrations.map { ($0.name, $0.checksum) })
    for (name, checksum) in done {
      guard let own = known[name] else {
        throw MigrationFault(
          message:
            "The database has the migration “\(name)”, which this program does not know: it was "
            + "made by a newer version.",
          remedy: "Use that version, or another database.")
      }
      guard own == checksum else {
        throw MigrationFault(
          message: "The migration “\(name)” was changed after it was applied to this database.",
          remedy: "Restore the file as it was; put the change into a new migration.")
      }
    }
    let names = Set(done.map(\.0))
    return migrations.filter { !names.contains($0.name) }
  }
}
