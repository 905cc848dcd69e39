import LegalCalendar
import Postgres
import TestSupport
import Testing

let accounts = DatabaseTemplate("accounts") { pool in
  try await pool.transaction { db in
    try db.executeScript(
      """
      CREATE TABLE account (id int8 PRIMARY KEY, owner text NOT NULL, cents int8 NOT NULL CHECK (cents >= 0));
      INSERT INTO account VALUES (1, 'a', 100), (2, 'b', 100);
      """)
  }
}

@Suite struct TransactionTests {
  @Test func `a transaction that returns is stored`() async throws {
    try await withTemplateDatabase(accounts) { pool in
      let changed = try await pool.transaction { db in
        try db.execute("UPDATE account SET cents = cents + $1 WHERE id = $2", [5, 1])
      }
      #expect(changed == 1)
      let cents = try await pool.read { db in
        try db.scalar("SELECT cents FROM account WHERE id = 1", as: Int64.self)
      }
      #expect(cents == 105)
    }
  }

  @Test func `a transaction that throws leaves nothing`() async throws {
    struct Refusal: Error {}
    try await withTemplateDatabase(accounts) { pool in
      await #expect(throws: Refusal.self) {
        try await pool.transaction { db in
          try db.execute("DELETE FROM account")
          throw Refusal()
        }
      }
      let count = try await pool.read {
        try $0.scalar("SELECT count(*) FROM account", as: Int.self)
      }
      #expect(count == 2)
    }
  }

  @Test func `rows are read by place and by name`() async throws {
    let found = try await withRolledBackTransaction(accounts) { db in
      try db.query("SELECT id, owner, cents FROM account ORDER BY id").map { row in
        "\(try row.decode("id", as: Int.self)) \(try row.decode(1, as: String.self))"
      }
    }
    #expect(found == ["1 a", "2 b"])
  }

  @Test func `the database may be used in closures that do not escape`() async throws {
    let owners = try await withRolledBackTransaction(accounts) { db in
      try [2, 1].map { id in
        try db.scalar("SELECT owner FROM account WHERE id = $1", [id], as: String.self)
      }
    }
    #expect(owners == ["b", "a"])
  }

  @Test func `an enumeration is stored as its raw value`() async throws {
    enum Owner: String, PostgresEncodable, PostgresDecodable { case a, z }
    try await withRolledBackTransaction(accounts) { db in
      let rows = try db.query("SELECT owner FROM account WHERE owner = $1", [Owner.a])
      #expect(try rows[0].decode(0, as: Owner.self) == .a)
      let other = try db.query("SELECT owner FROM account WHERE id = 2")
      let error = #expect(throws: PostgresError.self) { try other[0].decode(0, as: Owner.self) }
      #expect(error?.message == "column 0 \"owner\": b is no Owner")
    }
  }

  @Test func `COPY loads rows`() async throws {
    let count = try await withRolledBackTransaction(accounts) { db in
      let copied = try db.copyIn(into: "account", ["id", "owner", "cents"]) { writer in
        for index in 10..<1010 {
          try writer.row { row throws(PostgresError) in
            try row.int(index)
            try row.text("owner \(index)")
            try row.int(index * 100)
          }
        }
      }
      #expect(copied == 1000)
      return try db.scalar("SELECT count(*) FROM account", as: Int.self)
    }
    #expect(count == 1002)
  }
}
