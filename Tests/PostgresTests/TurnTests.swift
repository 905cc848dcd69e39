import Postgres
import TestSupport
import Testing

@Suite struct TurnTests {
  private let turn = Turn("one")

  /// A pool of its own over the same database: another process as far as the server can tell.
  private func other(_ pool: PostgresPool) -> PostgresPool { PostgresPool(pool.configuration) }

  /// Turns of this database that are held, or waited for.
  private func turns(_ pool: PostgresPool, held: Bool) async throws -> Int? {
    try await pool.read { db in
      try db.scalar(
        """
        SELECT count(*) FROM pg_locks WHERE locktype = 'advisory' AND granted = $1
          AND database = (SELECT oid FROM pg_database WHERE datname = current_database())
        """, [held], as: Int.self)
    }
  }

  private func untilWaiting(_ pool: PostgresPool) async throws {
    while try await turns(pool, held: false) == 0 {}
  }

  private func heldTurns(_ pool: PostgresPool) async throws -> Int? {
    try await turns(pool, held: true)
  }

  @Test func `who waits for a turn sees what the one before it stored, at its first attempt`()
    async throws
  {
    try await withTemplateDatabase(accounts) { pool in
      let second = other(pool)
      defer { second.shutdown() }
      let (reached, go) = (Gate(), Gate())
      let turn = turn
      async let first: Int = pool.transaction(turn: turn, retry: .never) { db in
        let changed = try db.execute("UPDATE account SET cents = cents + 1 WHERE id = 1")
        reached.open()
        go.wait()
        return changed
      }
      await reached.opened()
      async let later: Int? = second.transaction(turn: turn, retry: .never) { db in
        try db.execute("UPDATE account SET cents = cents + 1 WHERE id = 1")
        return try db.scalar("SELECT cents FROM account WHERE id = 1", as: Int.self)
      }
      try await untilWaiting(pool)
      go.open()
      let (changed, cents, held) = (try await first, try await later, try await heldTurns(pool))
      #expect(changed == 1)
      #expect(cents == 102)
      #expect(held == 0)
    }
  }

  @Test func `another turn does not wait`() async throws {
    try await withTemplateDatabase(accounts) { pool in
      let (reached, go) = (Gate(), Gate())
      let turn = turn
      async let first: Void = pool.transaction(turn: turn) { db in
        try db.execute("UPDATE account SET cents = cents + 1 WHERE id = 1")
        reached.open()
        go.wait()
      }
      await reached.opened()
      // Comes back while the first still has its turn.
      try await pool.transaction(turn: Turn("two")) { db in
        try db.execute("UPDATE account SET cents = cents + 1 WHERE id = 2")
      }
      go.open()
      try await first
    }
  }

  @Test func `a transaction that fails gives up its turn`() async throws {
    struct Refusal: Error {}
    try await withTemplateDatabase(accounts) { pool in
      await #expect(throws: Refusal.self) {
        try await pool.transaction(turn: turn) { _ in throw Refusal() }
      }
      await #expect(throws: PostgresError.self) {
        try await pool.transaction(turn: turn) { db in try db.execute("SELECT 1 / 0") }
      }
      let held = try await heldTurns(pool)
      #expect(held == 0)
    }
  }

  @Test func `the turn of a connection that dies passes to the next`() async throws {
    try await withTemplateDatabase(accounts) { pool in
      let (second, killer) = (other(pool), other(pool))
      defer {
        second.shutdown()
        killer.shutdown()
      }
      let (reached, go) = (Gate(), Gate())
      let process = Counter()
      let turn = turn
      async let first: Result<Void, any Error> = Result {
        try await pool.transaction(turn: turn) { db in
          process.value = Int(db.processID)
          reached.open()
          go.wait()
          try db.execute("UPDATE account SET cents = 0 WHERE id = 1")
        }
      }
      await reached.opened()
      async let later: Int? = second.transaction(turn: turn) { db in
        try db.scalar("SELECT cents FROM account WHERE id = 1", as: Int.self)
      }
      try await untilWaiting(killer)
      _ = try await killer.autocommit { db in
        try db.execute("SELECT pg_terminate_backend($1)", [process.value])
      }
      let cents = try await later
      #expect(cents == 100)
      go.open()
      let outcome = await first
      #expect(throws: PostgresError.self) { try outcome.get() }
    }
  }

  @Test func `who is cancelled while it waits holds nothing, and its connection goes on`()
    async throws
  {
    try await withTemplateDatabase(accounts) { pool in
      let second = other(pool)
      defer { second.shutdown() }
      let (reached, go) = (Gate(), Gate())
      let turn = turn
      async let first: Void = pool.transaction(turn: turn) { _ in
        reached.open()
        go.wait()
      }
      await reached.opened()
      let waiting = Task { try await second.transaction(turn: turn) { _ in } }
      try await untilWaiting(pool)
      waiting.cancel()
      await #expect(throws: CancellationError.self) { try await waiting.value }
      go.open()
      try await first
      try await second.transaction(turn: turn) { _ in }
      let held = try await heldTurns(pool)
      #expect(held == 0)
    }
  }
}

extension Result where Failure == any Error {
  fileprivate init(catching body: () async throws -> Success) async {
    do { self = .success(try await body()) } catch { self = .failure(error) }
  }
}
