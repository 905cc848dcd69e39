import Postgres
import TestSupport
import Testing

@Suite struct CancellationTests {
  /// Waits until a server process of this database runs a statement that begins with `prefix`.
  private func untilRunning(_ prefix: String, _ pool: PostgresPool) async throws {
    while try await pool.read({ db in
      try db.scalar(
        """
        SELECT count(*) FROM pg_stat_activity
        WHERE datname = current_database() AND state = 'active' AND query LIKE $1 || '%'
          AND wait_event IS NOT NULL
        """, [prefix], as: Int.self)
    }) == 0 {}
  }

  @Test func `a cancelled task interrupts its statement and the pool goes on`() async throws {
    try await withTemplateDatabase(accounts) { pool in
      let sleeper = Task {
        try await pool.transaction { db in
          try db.execute("DELETE FROM account")
          try db.execute("SELECT pg_sleep(600)")
        }
      }
      try await untilRunning("SELECT pg_sleep", pool)
      sleeper.cancel()
      await #expect(throws: CancellationError.self) { try await sleeper.value }
      let count = try await pool.read {
        try $0.scalar("SELECT count(*) FROM account", as: Int.self)
      }
      #expect(count == 2)
    }
  }

  @Test func `a task cancelled before it began sends nothing`() async throws {
    try await withTemplateDatabase(accounts) { pool in
      let task = Task {
        withUnsafeCurrentTask { $0?.cancel() }
        try await pool.transaction { try $0.execute("DELETE FROM account") }
      }
      await #expect(throws: CancellationError.self) { try await task.value }
      let count = try await pool.read {
        try $0.scalar("SELECT count(*) FROM account", as: Int.self)
      }
      #expect(count == 2)
    }
  }

  @Test func `a task cancelled between two statements stops before the second`() async throws {
    try await withTemplateDatabase(accounts) { pool in
      let (reached, go) = (Gate(), Gate())
      let task = Task {
        try await pool.transaction { db in
          try db.execute("DELETE FROM account")
          reached.open()
          go.wait()
          try db.execute("SELECT 1")
        }
      }
      await reached.opened()
      task.cancel()
      go.open()
      await #expect(throws: CancellationError.self) { try await task.value }
      let count = try await pool.read {
        try $0.scalar("SELECT count(*) FROM account", as: Int.self)
      }
      #expect(count == 2)
    }
  }

  @Test func `no cancel ever lands on somebody else's statement`() async throws {
    try await withTemplateDatabase(accounts) { configuration in
      configuration.maximumConnections = 1
    } _: { pool in
      for _ in 0..<100 {
        let task = Task { try await pool.read { _ = try $0.query("SELECT 1") } }
        await Task.yield()
        task.cancel()
        _ = await task.result
        let answer = try await pool.read { try $0.scalar("SELECT 7::int8", as: Int.self) }
        #expect(answer == 7)
      }
    }
  }

  @Test func `a statement that takes too long is stopped by the server`() async throws {
    try await withTemplateDatabase(accounts) { configuration in
      configuration.statementTimeout = .milliseconds(20)
    } _: { pool in
      let error = await #expect(throws: PostgresError.self) {
        try await pool.read { _ = try $0.query("SELECT pg_sleep(600)") }
      }
      #expect(error?.sqlState == .queryCanceled)
      #expect(error?.remedy?.contains("timeout") == true)
    }
  }

  @Test func `a lock that stays taken fails after the lock timeout`() async throws {
    try await withTemplateDatabase(accounts) { configuration in
      configuration.lockTimeout = .milliseconds(20)
    } _: { pool in
      let (locked, release) = (Gate(), Gate())
      let holder = Task {
        try await pool.transaction { db in
          try db.execute("SELECT * FROM account FOR UPDATE")
          locked.open()
          release.wait()
        }
      }
      await locked.opened()
      let error = await #expect(throws: PostgresError.self) {
        try await pool.transaction { try $0.execute("SELECT * FROM account FOR UPDATE") }
      }
      #expect(error?.sqlState == .lockNotAvailable)
      release.open()
      try await holder.value
    }
  }
}
