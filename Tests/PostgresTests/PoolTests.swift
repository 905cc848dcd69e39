import Postgres
import Synchronization
import TestSupport
import Testing

@Suite struct PoolTests {
  @Test func `a thousand tasks share four connections`() async throws {
    try await withTemplateDatabase(accounts) { pool in
      try await withThrowingTaskGroup(of: Int?.self) { group in
        for number in 0..<1000 {
          group.addTask {
            try await pool.read { try $0.scalar("SELECT $1::int8", [number], as: Int.self) }
          }
        }
        var seen: Set<Int> = []
        for try await number in group { if let number { seen.insert(number) } }
        #expect(seen.count == 1000)
      }
      #expect(pool.statistics.total <= 4)
      #expect(pool.statistics.leased == 0)
    }
  }

  @Test func `who waits too long learns that the pool is exhausted`() async throws {
    try await withTemplateDatabase(accounts) { configuration in
      configuration.maximumConnections = 1
      configuration.acquireTimeout = .seconds(2)
    } _: { pool in
      let (holding, release) = (Gate(), Gate())
      let holder = Task {
        try await pool.read { _ in
          holding.open()
          release.wait()
        }
      }
      await holding.opened()
      let error = await #expect(throws: PostgresError.self) {
        try await pool.read { _ = try $0.query("SELECT 1") }
      }
      #expect(error?.code == .poolExhausted)
      #expect(error?.description.contains("all 1 are in use") == true)
      release.open()
      try await holder.value
    }
  }

  @Test func `who is cancelled while waiting leaves the queue`() async throws {
    try await withTemplateDatabase(accounts) { configuration in
      configuration.maximumConnections = 1
    } _: { pool in
      let (holding, release) = (Gate(), Gate())
      let holder = Task {
        try await pool.read { _ in
          holding.open()
          release.wait()
        }
      }
      await holding.opened()
      let waiter = Task { try await pool.read { _ = try $0.query("SELECT 1") } }
      while pool.statistics.waiting == 0 { await Task.yield() }
      waiter.cancel()
      await #expect(throws: CancellationError.self) { try await waiter.value }
      release.open()
      try await holder.value
    }
  }

  @Test func `a connection that the server ended is replaced unnoticed`() async throws {
    try await withTemplateDatabase(accounts) { configuration in
      configuration.maximumConnections = 1
    } _: { pool in
      let first = try await pool.read { $0.processID }
      try await TestCluster.terminate(first)
      let second = try await pool.read { $0.processID }
      #expect(first != second)
    }
  }

  @Test func `a connection lost within a transaction fails it, and the pool goes on`() async throws
  {
    try await withTemplateDatabase(accounts) { pool in
      let error = await #expect(throws: PostgresError.self) {
        try await pool.transaction { db in
          try db.execute("DELETE FROM account")
          try db.execute("SELECT pg_terminate_backend(pg_backend_pid())")
        }
      }
      #expect(error?.code == .connectionLost)
      let count = try await pool.read {
        try $0.scalar("SELECT count(*) FROM account", as: Int.self)
      }
      #expect(count == 2)
    }
  }

  @Test func `a pool that was shut down refuses`() async throws {
    try await withTemplateDatabase(accounts) { pool in
      pool.shutdown()
      let error = await #expect(throws: PostgresError.self) { try await pool.read { _ in } }
      #expect(error?.code == .poolClosed)
    }
  }

  @Test func `a server that is not there is reported with where it was looked for`() async throws {
    let pool = PostgresPool(
      PostgresConfiguration(parameters: ["host": "/nonexistent", "dbname": "x", "user": "x"]))
    let error = await #expect(throws: PostgresError.self) { try await pool.read { _ in } }
    #expect(error?.code == .connectionFailed)
    #expect(error?.message.contains("/nonexistent") == true)
    #expect(error?.remedy != nil)
  }

  @Test func `the least used of too many prepared statements is given up`() async throws {
    try await withTemplateDatabase(accounts) { configuration in
      configuration.maximumConnections = 1
      configuration.statementCacheLimit = 5
    } _: { pool in
      for number in 0..<20 {
        let sql = Statement(sql: "SELECT \(number)::int8")
        let answer = try await pool.read { try $0.scalar(sql, as: Int.self) }
        #expect(answer == number)
      }
      let kept = try await pool.read {
        try $0.scalar("SELECT count(*) FROM pg_prepared_statements", as: Int.self)
      }
      #expect((kept ?? 0) <= 6)
    }
  }

  @Test func `a table that changed under a prepared statement is read anew`() async throws {
    try await withTemplateDatabase(accounts) { configuration in
      configuration.maximumConnections = 1
    } _: { pool in
      let all: Statement = "SELECT * FROM account ORDER BY id"
      let before = try await pool.read { try $0.query(all)[0].columnCount }
      try await pool.transaction {
        try $0.executeScript("ALTER TABLE account ADD COLUMN note text")
      }
      let after = try await pool.read { try $0.query(all)[0].columnCount }
      #expect([before, after] == [3, 4])
    }
  }
}

extension TestCluster {
  /// Ends a server process and waits until it is gone.
  static func terminate(_ process: Int32) async throws {
    let pool = PostgresPool(try shared().connection(to: "postgres"))
    defer { pool.shutdown() }
    _ = try await pool.autocommit { db in
      try db.scalar("SELECT pg_terminate_backend($1, 30000)", [process], as: Bool.self)
    }
  }
}
