import ExactNumbers
import LegalCalendar
import Postgres
import TestSupport
import Testing

@Suite struct BulkTests {
  @Test func `COPY carries every type`() async throws {
    let day = try #require(CivilDate(year: 2026, month: 2, day: 28))
    let stamp = Timestamp(microseconds: 1_700_000_000_123_456)
    let id = UniqueID(high: 1, low: 2)
    let amount = try #require(Decimal128("-1234.50"))
    try await withRolledBackTransaction(.empty) { db in
      try db.executeScript(
        """
        CREATE TABLE everything (a int8, b int4, c int2, d text, e date, f timestamptz, g uuid, h bool,
          i float8, j numeric, k bytea, l jsonb, m int8[], n text)
        """)
      try db.copyIn(
        into: "everything", ["a", "b", "c", "d", "e", "f", "g", "h", "i", "j", "k", "l", "m", "n"]
      ) { writer in
        try writer.row { row throws(PostgresError) in
          try row.int(Int64.max)
          try row.int(-4)
          try row.int(2)
          try row.text("tekst\n")
          try row.date(day)
          try row.timestamp(stamp)
          try row.uuid(id)
          try row.bool(true)
          try row.double(0.1)
          try row.decimal(amount)
          try row.bytes([0, 255])
          try row.text(#"{"a": 1}"#)
          try row.value([1, nil, 3] as [Int?])
          try row.null()
        }
      }
      let row = try db.query("SELECT * FROM everything")[0]
      #expect(try row.decode("a", as: Int64.self) == .max)
      #expect(try row.decode("b", as: Int.self) == -4)
      #expect(try row.decode("c", as: Int.self) == 2)
      #expect(try row.decode("d", as: String.self) == "tekst\n")
      #expect(try row.decode("e", as: CivilDate.self) == day)
      #expect(try row.decode("f", as: Timestamp.self) == stamp)
      #expect(try row.decode("g", as: UniqueID.self) == id)
      #expect(try row.decode("h", as: Bool.self))
      #expect(try row.decode("i", as: Double.self) == 0.1)
      #expect(try row.decode("j", as: Decimal128.self).description == "-1234.50")
      #expect(try row.decode("k", as: [UInt8].self) == [0, 255])
      #expect(try row.decode("l", as: String.self) == #"{"a": 1}"#)
      #expect(try row.decode("m", as: [Int?].self) == [1, nil, 3])
      #expect(try row.decode("n", as: String?.self) == nil)
    }
  }

  @Test func `a COPY larger than one piece arrives whole`() async throws {
    let sum = try await withRolledBackTransaction(accounts) { db in
      try db.copyIn(into: "public.account", ["id", "owner", "cents"]) { writer in
        for index in 0..<20_000 {
          try writer.row { row throws(PostgresError) in
            try row.int(index + 10)
            try row.text("owner of account \(index)")
            try row.int(index)
          }
        }
      }
      return try db.scalar("SELECT sum(cents)::int8 FROM account WHERE id >= 10", as: Int.self)
    }
    #expect(sum == 19_999 * 10_000)
  }

  @Test func `a row with a value too many, too few or of another type is refused with its column`()
    async throws
  {
    func refusal(_ fill: @escaping @Sendable (inout CopyWriter) throws(PostgresError) -> Void)
      async throws -> String?
    {
      do {
        _ = try await withRolledBackTransaction(accounts) { db in
          try db.copyIn(into: "account", ["id", "owner"]) { try $0.row(fill) }
        }
        return nil
      } catch let error as PostgresError { return error.message }
    }
    #expect(
      try await refusal { row throws(PostgresError) in try row.int(1) }
        == "a row has 1 values for 2 columns")
    #expect(
      try await refusal { row throws(PostgresError) in
        try row.int(1)
        try row.text("")
        try row.null()
      } == "a row has more values than the 2 columns")
    #expect(
      try await refusal { row throws(PostgresError) in try row.bool(true) }
        == "column \"id\": a boolean cannot be written as int8")
  }

  @Test func `a COPY the server refuses leaves a usable connection`() async throws {
    try await withTemplateDatabase(accounts) { configuration in
      configuration.maximumConnections = 1
    } _: { pool in
      let before = try await pool.read { $0.processID }
      let error = await #expect(throws: PostgresError.self) {
        try await pool.transaction { db in
          try db.copyIn(into: "account", ["id", "owner", "cents"]) { writer in
            for _ in 0..<2 {
              try writer.row { row throws(PostgresError) in
                try row.int(7)
                try row.text("twice")
                try row.int(0)
              }
            }
          }
        }
      }
      #expect(error?.sqlState == .uniqueViolation)
      let after = try await pool.read { $0.processID }
      #expect(before == after)
    }
  }

  @Test func `COPY out gives every row`() async throws {
    try await withRolledBackTransaction(accounts) { db in
      var lines: [String] = []
      let count = try db.copyOut("COPY (SELECT * FROM account ORDER BY id) TO STDOUT (FORMAT csv)")
      {
        lines.append(String(decoding: $0, as: UTF8.self))
      }
      #expect(count == 2)
      #expect(lines == ["1,a,100\n", "2,b,100\n"])
    }
  }

  @Test func `who stops listening to a COPY out can go on with the transaction`() async throws {
    struct Enough: Error {}
    try await withRolledBackTransaction(accounts) { db in
      #expect(throws: Enough.self) {
        try db.copyOut("COPY (SELECT generate_series(1, 10000)) TO STDOUT") { _ in throw Enough() }
      }
      let answer = try db.scalar("SELECT 1::int8", as: Int.self)
      #expect(answer == 1)
    }
  }

  @Test func `COPY as an ordinary statement is refused and costs only its connection`() async throws
  {
    try await withTemplateDatabase(accounts) { pool in
      let error = await #expect(throws: PostgresError.self) {
        try await pool.transaction { try $0.executeScript("COPY account FROM STDIN") }
      }
      #expect(error?.code == .misuse)
      let count = try await pool.read {
        try $0.scalar("SELECT count(*) FROM account", as: Int.self)
      }
      #expect(count == 2)
    }
  }

  @Test func `a pipeline gives the rows of each statement in order`() async throws {
    try await withRolledBackTransaction(accounts) { db in
      let results = try db.pipeline { batch in
        for number in 0..<1000 { batch.execute("SELECT $1::int8", [number]) }
      }
      #expect(results.count == 1000)
      for (number, rows) in results.enumerated() {
        #expect(try rows[0].decode(0, as: Int.self) == number)
      }
      let none = try db.pipeline { _ in }
      #expect(none.isEmpty)
    }
  }

  @Test func `large parameters and large results do not stop a pipeline`() async throws {
    let text = String(repeating: "lang ", count: 100_000)
    try await withRolledBackTransaction(accounts) { db in
      let results = try db.pipeline { batch in
        for _ in 0..<8 { batch.execute("SELECT $1::text || repeat('x', 3000000)", [text]) }
      }
      #expect(results.count == 8)
      #expect(try results[7][0].decode(0, as: String.self).utf8.count == 3_500_000)
    }
  }

  @Test func `an error in the middle of a pipeline names its statement and leaves nothing`()
    async throws
  {
    try await withTemplateDatabase(accounts) { configuration in
      configuration.maximumConnections = 1
    } _: { pool in
      let insert = Statement("account.insert", "INSERT INTO account VALUES ($1, 'x', $2)")
      let before = try await pool.read { $0.processID }
      let error = await #expect(throws: PostgresError.self) {
        try await pool.transaction { db in
          _ = try db.pipeline { batch in
            batch.execute(insert, [10, 0])
            batch.execute(insert, [11, -1])
            batch.execute(insert, [12, 0])
          }
        }
      }
      #expect(error?.sqlState == .checkViolation)
      #expect(error?.statement == "account.insert")
      let state = try await pool.read { db in
        (try db.scalar("SELECT count(*) FROM account", as: Int.self), db.processID)
      }
      #expect(state == (2, before))
    }
  }
}
