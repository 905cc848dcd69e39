import Postgres

/// How to fill a database that tests then copy: usually by running the migrations.
///
/// Prepared once per process; tests with the same name share it.
public struct DatabaseTemplate: Sendable {
  public let name: String
  let prepare: @Sendable (PostgresPool) async throws -> Void

  public init(_ name: String, _ prepare: @escaping @Sendable (PostgresPool) async throws -> Void) {
    self.name = name
    self.prepare = prepare
  }

  /// A database without tables.
  public static let empty = DatabaseTemplate("empty") { _ in }
}

/// Makes each template once, and copies of it under names of their own.
actor TestDatabases {
  static let shared = TestDatabases()
  private var templates: [String: Task<String, any Error>] = [:]
  private var count = 0

  /// The name of the prepared database.
  func prepared(_ template: DatabaseTemplate) async throws -> String {
    if let known = templates[template.name] { return try await known.value }
    let task = Task {
      let database = "template_" + template.name
      try await TestDatabases.administer("CREATE DATABASE \"\(database)\"")
      let pool = PostgresPool(try TestDatabases.configuration(database))
      defer { pool.shutdown() }
      try await template.prepare(pool)
      return database
    }
    templates[template.name] = task
    return try await task.value
  }

  func uniqueName() -> String {
    count += 1
    return "test_\(count)"
  }

  static func configuration(_ database: String) throws -> PostgresConfiguration {
    var configuration = try TestCluster.shared().connection(to: database)
    configuration.maximumConnections = 4
    // Tests start all at once and take their turns.
    configuration.acquireTimeout = .seconds(900)
    return configuration
  }

  private static let administration: Result<PostgresPool, any Error> = Result {
    PostgresPool(try configuration("postgres"))
  }

  /// Runs one statement outside a transaction; waits for databases that are still being left.
  static func administer(_ sql: String) async throws {
    let pool = try administration.get()
    for attempt in 1... {
      do {
        return try await pool.autocommit { try $0.executeScript(sql) }
      } catch let error as PostgresError where error.sqlState == .objectInUse && attempt < 10 {
        continue
      }
    }
  }
}

/// A database of its own, copied from `template`, for tests that commit; dropped afterwards.
@discardableResult
public func withTemplateDatabase<T>(
  _ template: DatabaseTemplate, configure: (inout PostgresConfiguration) -> Void = { _ in },
  _ body: (PostgresPool) async throws -> T
) async throws -> T {
  await DatabaseTurns.shared.take()
  let result: Result<T, any Error>
  do {
    result = .success(try await withCopy(of: template, configure: configure, body))
  } catch { result = .failure(error) }
  await DatabaseTurns.shared.give()
  return try result.get()
}

/// At most a few databases at a time: tests start all at once, and those that wait longer for a connection
/// than a pool allows would fail.
private actor DatabaseTurns {
  static let shared = DatabaseTurns(6)
  private var free: Int
  private var waiting: [CheckedContinuation<Void, Never>] = []

  init(_ count: Int) { free = count }

  func take() async {
    if free > 0 {
      free -= 1
    } else {
      await withCheckedContinuation { waiting.append($0) }
    }
  }

  func give() {
    if waiting.isEmpty { free += 1 } else { waiting.removeFirst().resume() }
  }
}

private func withCopy<T>(
  of template: DatabaseTemplate, configure: (inout PostgresConfiguration) -> Void,
  _ body: (PostgresPool) async throws -> T
) async throws -> T {
  let source = try await TestDatabases.shared.prepared(template)
  let database = await TestDatabases.shared.uniqueName()
  try await TestDatabases.administer("CREATE DATABASE \"\(database)\" TEMPLATE \"\(source)\"")
  var configuration = try TestDatabases.configuration(database)
  configure(&configuration)
  let pool = PostgresPool(configuration)
  let result: Result<T, any Error>
  do { result = .success(try await body(pool)) } catch { result = .failure(error) }
  pool.shutdown()
  try await TestDatabases.administer("DROP DATABASE \"\(database)\" WITH (FORCE)")
  return try result.get()
}

/// Runs `body` in a transaction on the template's database itself and takes everything back.
@discardableResult
public func withRolledBackTransaction<T: Sendable>(
  _ template: DatabaseTemplate, _ body: @escaping @Sendable (borrowing Database) throws -> T
) async throws -> T {
  let pool = try await RolledBackPools.shared.pool(template)
  do {
    return try await pool.transaction(isolation: .readCommitted) { db in
      throw TakenBack(value: try body(db))
    }
  } catch let done as TakenBack<T> {
    return done.value
  }
}

/// Carries a result out of a transaction that is to be rolled back.
private struct TakenBack<T: Sendable>: Error { let value: T }

/// One pool per template, on a copy of its own: a template in use cannot be copied.
private actor RolledBackPools {
  static let shared = RolledBackPools()
  private var pools: [String: Task<PostgresPool, any Error>] = [:]

  func pool(_ template: DatabaseTemplate) async throws -> PostgresPool {
    if let known = pools[template.name] { return try await known.value }
    let task = Task {
      let source = try await TestDatabases.shared.prepared(template)
      let database = "shared_" + template.name
      try await TestDatabases.administer("CREATE DATABASE \"\(database)\" TEMPLATE \"\(source)\"")
      return PostgresPool(try TestDatabases.configuration(database))
    }
    pools[template.name] = task
    return try await task.value
  }
}
