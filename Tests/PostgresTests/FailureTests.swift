import Postgres
import TestSupport
import Testing

@Suite struct FailureTests {
  /// Runs `body` in a transaction and gives its error.
  private func failure(_ body: @escaping @Sendable (borrowing Database) throws -> Void) async throws
    -> PostgresError?
  {
    do {
      try await withRolledBackTransaction(accounts, body)
      return nil
    } catch let error as PostgresError { return error }
  }

  @Test func `a broken constraint is named with its table`() async throws {
    let error = try await failure { db in
      try db.execute(Statement("account.insert", "INSERT INTO account VALUES (1, 'c', 0)"))
    }
    #expect(error?.code == .statementFailed)
    #expect(error?.sqlState == .uniqueViolation)
    #expect(error?.constraint == "account_pkey")
    #expect(error?.table == "account")
    #expect(error?.statement == "account.insert")
    #expect(error?.detail == "Key (id)=(1) already exists.")
  }

  @Test func `a mistake in SQL is shown with its line and column`() async throws {
    let error = try await failure { db in
      try db.execute(Statement("account.typo", "SELECT id,\n  ownr FROM account"))
    }
    #expect(error?.sqlState == .undefinedColumn)
    #expect(error?.position?.line == 2)
    #expect(error?.position?.column == 3)
    #expect(error?.description.contains("in account.typo, line 2, column 3") == true)
  }

  @Test func `too few parameters are refused before anything is sent`() async throws {
    let error = try await failure { db in try db.execute("SELECT $1::int8, $2::int8", [1]) }
    #expect(error?.message == "the statement takes 2 parameters and got 1")
  }

  @Test func `a swallowed failure still fails the transaction at its end`() async throws {
    try await withTemplateDatabase(accounts) { pool in
      let error = await #expect(throws: PostgresError.self) {
        try await pool.transaction { db in
          try db.execute("UPDATE account SET cents = 1")
          do { try db.execute("INSERT INTO account VALUES (1, 'c', 0)") } catch {}
        }
      }
      #expect(error?.sqlState == .uniqueViolation)
      let sum = try await pool.read {
        try $0.scalar("SELECT sum(cents)::int8 FROM account", as: Int.self)
      }
      #expect(sum == 200)
    }
  }

  @Test func `statements after a failure are refused and say why`() async throws {
    let error = try await failure { db in
      do { try db.execute("SELECT 1/0") } catch {}
      try db.execute("SELECT 1")
    }
    #expect(error?.code == .transactionAborted)
    #expect(error?.message.contains("division by zero") == true)
  }

  @Test func `a savepoint undoes its own work and nothing before it`() async throws {
    let owners = try await withRolledBackTransaction(accounts) { db in
      try db.execute("INSERT INTO account VALUES (3, 'c', 0)")
      let error = #expect(throws: PostgresError.self) {
        try db.savepoint { db in
          try db.execute("INSERT INTO account VALUES (4, 'd', 0)")
          try db.savepoint { db in try db.execute("INSERT INTO account VALUES (5, 'e', 0)") }
          try db.execute("INSERT INTO account VALUES (3, 'c', 0)")
        }
      }
      #expect(error?.sqlState == .uniqueViolation)
      try db.savepoint { db in try db.execute("INSERT INTO account VALUES (6, 'f', 0)") }
      return try db.query("SELECT owner FROM account ORDER BY id").map {
        try $0.decode(0, as: String.self)
      }
    }
    #expect(owners == ["a", "b", "c", "f"])
  }

  @Test func `a read-only transaction writes nothing`() async throws {
    try await withTemplateDatabase(accounts) { pool in
      let error = await #expect(throws: PostgresError.self) {
        try await pool.read { try $0.execute("DELETE FROM account") }
      }
      #expect(error?.sqlState == .readOnlyTransaction)
    }
  }

  @Test func `a deferred constraint fails at COMMIT and is reported`() async throws {
    try await withTemplateDatabase(accounts) { pool in
      let error = await #expect(throws: PostgresError.self) {
        try await pool.transaction { db in
          try db.executeScript(
            "CREATE TABLE child (id int8 REFERENCES account DEFERRABLE INITIALLY DEFERRED)")
          try db.execute("INSERT INTO child VALUES (99)")
        }
      }
      #expect(error?.sqlState == .foreignKeyViolation)
      #expect(pool.statistics.idle == 1)
    }
  }

  @Test func `a fault at any statement, COMMIT included, leaves nothing`() async throws {
    struct Fault: Error {}
    let armed = Counter()
    try await withTemplateDatabase(accounts) { configuration in
      configuration.beforeStatement = { number, _ in
        if armed.value == number { throw Fault() }
      }
    } _: { pool in
      let work: @Sendable (borrowing Database) throws -> Void = { db in
        try db.execute("INSERT INTO account VALUES (3, 'c', 0)")
        try db.savepoint { db in try db.execute("INSERT INTO account VALUES (4, 'd', 0)") }
        try db.copyIn(into: "account", ["id", "owner", "cents"]) { writer in
          try writer.row { row throws(PostgresError) in
            try row.int(5)
            try row.text("e")
            try row.int(0)
          }
        }
        try db.pipeline { batch in
          batch.execute("INSERT INTO account VALUES (6, 'f', 0)")
          batch.execute("INSERT INTO account VALUES (7, 'g', 0)")
        }
      }
      func count() async throws -> Int? {
        armed.value = 0
        return try await pool.read { try $0.scalar("SELECT count(*) FROM account", as: Int.self) }
      }
      // INSERT, SAVEPOINT, INSERT, RELEASE, COPY, two in the pipeline, COMMIT.
      for number in 1...8 {
        armed.value = number
        await #expect(throws: Fault.self) { try await pool.transaction(work) }
        #expect(try await count() == 2)
      }
      armed.value = 9
      try await pool.transaction(work)
      #expect(try await count() == 7)
    }
  }

  @Test func `a fault that is swallowed still fails the transaction`() async throws {
    struct Fault: Error {}
    try await withTemplateDatabase(accounts) { configuration in
      configuration.beforeStatement = { _, sql in if sql.hasPrefix("DELETE") { throw Fault() } }
    } _: { pool in
      await #expect(throws: Fault.self) {
        try await pool.transaction { db in
          try db.execute("UPDATE account SET cents = 1")
          do { try db.execute("DELETE FROM account") } catch {}
        }
      }
    }
  }
}
