import Postgres
import TestSupport
import Testing

@Suite struct ConflictTests {
  @Test func `rival transactions are tried again until every one counts`() async throws {
    try await withTemplateDatabase(accounts) { pool in
      let attempts = Counter()
      try await withThrowingTaskGroup { group in
        for _ in 0..<4 {
          group.addTask {
            for _ in 0..<10 {
              try await pool.transaction(retry: RetryPolicy(attempts: 100)) { db in
                attempts.increment()
                let cents = try db.scalar("SELECT cents FROM account WHERE id = 1", as: Int.self)
                try db.execute("UPDATE account SET cents = $1 WHERE id = 1", [(cents ?? 0) + 1])
              }
            }
          }
        }
        try await group.waitForAll()
      }
      let cents = try await pool.read {
        try $0.scalar("SELECT cents FROM account WHERE id = 1", as: Int.self)
      }
      #expect(cents == 140)
      #expect(attempts.value >= 40)
    }
  }

  @Test
  func `two transactions that each read what the other writes cannot both be stored as they were`()
    async throws
  {
    try await withTemplateDatabase(accounts) { pool in
      let runs = Counter()
      let (read, written) = (Gate(), Gate())
      let transfer = Statement("transfer", "UPDATE account SET cents = $1 WHERE id = $2")
      let sum: Statement = "SELECT sum(cents)::int8 FROM account"
      let first = Task {
        try await pool.transaction { db in
          let run = runs.increment()
          let total = try db.scalar(sum, as: Int.self) ?? 0
          if run == 1 {
            read.open()
            written.wait()
          }
          try db.execute(transfer, [total, 1])
        }
      }
      await read.opened()
      try await pool.transaction { db in
        let total = try db.scalar(sum, as: Int.self) ?? 0
        try db.execute(transfer, [total, 2])
      }
      written.open()
      try await first.value
      #expect(runs.value == 2)
      // In order: account 2 became 200, then account 1 became 100 + 200.
      let final = try await pool.read { try $0.scalar(sum, as: Int.self) }
      #expect(final == 500)
    }
  }

  @Test func `attempts are bounded and counted in the error`() async throws {
    try await withTemplateDatabase(accounts) { pool in
      let runs = Counter()
      let error = await #expect(throws: PostgresError.self) {
        try await pool.transaction(retry: RetryPolicy(attempts: 3)) { db in
          runs.increment()
          try db.executeScript(
            "DO $$ BEGIN RAISE EXCEPTION 'rival' USING ERRCODE = 'serialization_failure'; END $$")
        }
      }
      #expect(runs.value == 3)
      #expect(error?.attempts == 3)
      #expect(error?.sqlState == .serializationFailure)
    }
  }

  @Test func `a deadlock is resolved by trying one of the two again`() async throws {
    try await withTemplateDatabase(accounts) { pool in
      let lock = Statement("lock", "SELECT id FROM account WHERE id = $1 FOR UPDATE")
      let runs = Counter()
      let meeting = [Gate(), Gate()]
      @Sendable func contender(_ own: Int, _ other: Int) -> Task<Void, any Error> {
        Task {
          let attempts = Counter()
          try await pool.transaction(isolation: .readCommitted) { db in
            runs.increment()
            try db.execute("SET LOCAL deadlock_timeout = '10ms'")
            try db.execute(lock, [own])
            if attempts.increment() == 1 {
              meeting[own - 1].open()
              meeting[other - 1].wait()
            }
            try db.execute(lock, [other])
          }
        }
      }
      let (a, b) = (contender(1, 2), contender(2, 1))
      try await a.value
      try await b.value
      #expect(runs.value >= 3)
    }
  }

  @Test func `a serialisation failure inside a savepoint fails the whole transaction`() async throws
  {
    try await withTemplateDatabase(accounts) { pool in
      let error = await #expect(throws: PostgresError.self) {
        try await pool.transaction(retry: .never) { db in
          do {
            try db.savepoint { db in
              try db.executeScript(
                "DO $$ BEGIN RAISE EXCEPTION 'rival' USING ERRCODE = 'serialization_failure'; END $$"
              )
            }
          } catch {}
        }
      }
      #expect(error?.sqlState == .serializationFailure)
    }
  }
}
