import Postgres
import Synchronization
import TestSupport
import Testing

/// Work that commits or fails together with somebody else's transaction.
@Suite struct CompanionTests {
  /// A use case that gives what its transaction gives.
  @Sendable static func pay(_ pool: PostgresPool, _ cents: Int64) async throws -> Int64 {
    try await pool.transaction { db -> Int64 in
      try db.execute("UPDATE account SET cents = cents + $1 WHERE id = 1", [cents])
      return try db.scalar("SELECT cents FROM account WHERE id = 1") ?? 0
    }
  }

  func balances(_ pool: PostgresPool) async throws -> [Int64] {
    try await pool.read { db in
      try db.query("SELECT cents FROM account ORDER BY id").map { try $0.decode(0) }
    }
  }

  @Test func `what goes before and after is in the transaction of the work`() async throws {
    try await withTemplateDatabase(accounts) { pool in
      let seen = Mutex<[Int64]>([])
      let paid = try await TransactionCompanion.accompany(
        before: { db in try db.execute("UPDATE account SET owner = 'x' WHERE id = 2") },
        after: { db, cents in
          seen.withLock { $0.append(cents) }
          try db.execute("UPDATE account SET cents = $1 WHERE id = 2", [cents])
        }
      ) { try await Self.pay(pool, 5) }
      #expect(paid == 105)
      #expect(seen.withLock { $0 } == [105])
      let left1 = try await balances(pool)
      #expect(left1 == [105, 105])
      // Outside of it nothing goes along.
      _ = try await Self.pay(pool, 1)
      let left2 = try await balances(pool)
      #expect(left2 == [106, 105])
    }
  }

  @Test func `what either of them throws takes the whole back`() async throws {
    struct Stop: Error {}
    try await withTemplateDatabase(accounts) { pool in
      await #expect(throws: Stop.self) {
        _ = try await TransactionCompanion.accompany(
          before: { _ in }, after: { (_, _: Int64) in throw Stop() }
        ) { try await Self.pay(pool, 5) }
      }
      await #expect(throws: Stop.self) {
        _ = try await TransactionCompanion.accompany(
          before: { _ in throw Stop() }, after: { (_, _: Int64) in }
        ) { try await Self.pay(pool, 5) }
      }
      let left3 = try await balances(pool)
      #expect(left3 == [100, 100])
    }
  }

  @Test func `a transaction that gives something else than the work is refused before it begins`()
    async throws
  {
    try await withTemplateDatabase(accounts) { pool in
      let error = await #expect(throws: TransactionCompanion.Misuse.self) {
        _ = try await TransactionCompanion.accompany(
          before: { _ in }, after: { (_, _: String) in }
        ) { "\(try await Self.pay(pool, 5))" }
      }
      #expect(error == .otherResult(expected: "String", found: "Int64"))
      let left4 = try await balances(pool)
      #expect(left4 == [100, 100])
    }
  }

  @Test func `a second writing transaction is refused before it begins, reading is free`()
    async throws
  {
    try await withTemplateDatabase(accounts) { pool in
      let error = await #expect(throws: TransactionCompanion.Misuse.self) {
        _ = try await TransactionCompanion.accompany(
          before: { _ in }, after: { (_, _: Int64) in }
        ) {
          _ = try await balances(pool)
          _ = try await Self.pay(pool, 5)
          return try await Self.pay(pool, 7)
        }
      }
      #expect(error == .secondTransaction)
      let left5 = try await balances(pool)
      #expect(left5 == [105, 100])
    }
  }

  @Test func `work without a writing transaction is a fault that is heard`() async throws {
    try await withTemplateDatabase(accounts) { pool in
      await #expect(throws: TransactionCompanion.Misuse.noTransaction) {
        _ = try await TransactionCompanion.accompany(
          before: { _ in }, after: { (_, _: [Int64]) in }
        ) { try await balances(pool) }
      }
    }
  }
}
