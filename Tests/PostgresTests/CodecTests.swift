import ExactNumbers
import LegalCalendar
import Postgres
import TestSupport
import Testing

@Suite struct CodecTests {
  /// Sends each value to the server and back, as itself and inside an array.
  private func expectRoundTrip<T: PostgresEncodable & PostgresDecodable & Equatable & Sendable>(
    _ values: [T], _ type: String
  ) async throws {
    let plain = Statement("codec.plain", "SELECT $1::\(type)")
    let array = Statement("codec.array", "SELECT $1::\(type)[]")
    let optional = values.map(Optional.some) + [nil]
    try await withRolledBackTransaction(.empty) { db in
      for value in values {
        let back = try db.scalar(plain, [value], as: T.self)
        #expect(back == value)
      }
      let none = try db.query(plain, [T?.none])[0].decode(0, as: T?.self)
      #expect(none == nil)
      let all = try db.query(array, [values])[0].decode(0, as: [T].self)
      #expect(all == values)
      let some = try db.query(array, [optional])[0].decode(0, as: [T?].self)
      #expect(some == optional)
      let empty = try db.query(array, [[T]()])[0].decode(0, as: [T].self)
      #expect(empty.isEmpty)
    }
  }

  @Test func `integers come back as they went`() async throws {
    var random = SplitMix64(seed: 1)
    let wide =
      [0, 1, -1, Int64.max, .min]
      + (0..<50).map { _ in Int64.random(in: .min ... .max, using: &random) }
    try await expectRoundTrip(wide, "int8")
    try await expectRoundTrip(wide.map { Int32(truncatingIfNeeded: $0) }, "int4")
    try await expectRoundTrip(wide.map { Int16(truncatingIfNeeded: $0) }, "int2")
  }

  @Test func `booleans, uuids and bytes come back as they went`() async throws {
    var random = SplitMix64(seed: 2)
    try await expectRoundTrip([true, false], "bool")
    let ids = (0..<50).map { _ in UniqueID.random(from: random.next(), random.next()) }
    try await expectRoundTrip(ids, "uuid")
    for id in ids { #expect(UniqueID(id.description) == id) }
    let bytes = (0..<20).map { length in
      (0..<length).map { _ in UInt8.random(in: 0...255, using: &random) }
    }
    try await expectRoundTrip(bytes, "bytea")
  }

  @Test func `the server writes a uuid as we do`() async throws {
    let id = UniqueID(high: 0x0123_4567_89ab_cdef, low: 0xfedc_ba98_7654_3210)
    let text = try await withRolledBackTransaction(.empty) { db in
      try db.scalar("SELECT ($1::uuid)::text", [id], as: String.self)
    }
    #expect(text == "01234567-89ab-cdef-fedc-ba9876543210")
    #expect(id.description == text)
  }

  @Test func `text of every kind comes back as it went`() async throws {
    let texts = [
      "", "a", "Gelijke kansen – ünïcode 🏳️‍🌈", "'; DROP TABLE x; --", "line\nline\t\\", "{\"a\": 1}",
    ]
    try await expectRoundTrip(texts, "text")
    try await expectRoundTrip(texts, "varchar")
  }

  @Test func `json and jsonb are read and written as text`() async throws {
    try await expectRoundTrip([#"{"a": [1, 2]}"#, "null", "\"x\""], "jsonb")
    let text = try await withRolledBackTransaction(.empty) { db in
      try db.scalar("SELECT $1::json", [#"{ "b":  1 }"#], as: String.self)
    }
    #expect(text == #"{ "b":  1 }"#)
  }

  @Test func `dates come back as they went, over the whole range of the server`() async throws {
    var random = SplitMix64(seed: 3)
    var dates = [-2_440_588, 2_145_031_948, 0, 10_957].map { CivilDate(epochDay: $0) }
    dates += (0..<50).map { _ in
      CivilDate(epochDay: .random(in: -800_000...3_000_000, using: &random))
    }
    try await expectRoundTrip(dates, "date")
    let text = try await withRolledBackTransaction(.empty) { db in
      try db.scalar(
        "SELECT ($1::date)::text", [try #require(CivilDate(iso: "2026-02-28"))], as: String.self)
    }
    #expect(text == "2026-02-28")
  }

  @Test func `timestamps come back as they went and print as the server prints them`() async throws
  {
    var random = SplitMix64(seed: 4)
    let stamps =
      [0, 1, -1].map { Timestamp(microseconds: $0) }
      + (0..<50).map { _ in
        Timestamp(
          microseconds: .random(in: -2_000_000_000_000_000...20_000_000_000_000_000, using: &random)
        )
      }
    try await expectRoundTrip(stamps, "timestamptz")
    try await withRolledBackTransaction(.empty) { db in
      for stamp in stamps {
        let text = try db.scalar(
          "SELECT to_char($1::timestamptz, 'YYYY-MM-DD\"T\"HH24:MI:SS.US\"Z\"')", [stamp],
          as: String.self)
        #expect(text == stamp.description)
      }
    }
  }

  @Test func `floating-point numbers come back bit for bit`() async throws {
    try await expectRoundTrip([0, -0.0, 1.5, .pi, .infinity, .leastNonzeroMagnitude], "float8")
  }

  @Test func `decimal numbers come back with every digit`() async throws {
    var random = SplitMix64(seed: 5)
    var values = try [
      "0", "0.00", "1", "-1.50", "10000", "0.0001", "123456789012345678901234567890.1234",
      "-99999999",
    ]
    .map { try #require(Decimal128($0)) }
    for _ in 0..<200 {
      let digits =
        UInt128(UInt64.random(in: 0...UInt64.max, using: &random))
        * UInt128(UInt64.random(in: 0...50_000_000_000_000, using: &random))
      values.append(
        try #require(
          Decimal128(
            coefficient: digits, exponent: .random(in: -30...0, using: &random),
            negative: Bool.random(using: &random))))
    }
    try await expectRoundTrip(values, "numeric")
    let fixed = values
    try await withRolledBackTransaction(.empty) { db in
      for value in fixed {
        let text = try db.scalar("SELECT ($1::numeric)::text", [value], as: String.self)
        // The server has no negative zero.
        #expect(text == (value.isZero ? value.magnitude : value).plainDescription)
      }
    }
  }

  @Test func `a decimal number with a positive exponent keeps its value`() async throws {
    let values = try ["1E+3", "-7E+20", "12E+33"].map { try #require(Decimal128($0)) }
    try await expectRoundTrip(values, "numeric")
  }

  @Test func `numbers beyond 34 digits are refused instead of rounded`() async throws {
    try await withRolledBackTransaction(.empty) { db in
      let rows = try db.query("SELECT 12345678901234567890123456789012345::numeric, 'NaN'::numeric")
      #expect(throws: PostgresError.self) { try rows[0].decode(0, as: Decimal128.self) }
      #expect(throws: PostgresError.self) { try rows[0].decode(1, as: Decimal128.self) }
    }
  }

  @Test func `money is whole cents`() async throws {
    try await expectRoundTrip([Money(cents: 0), Money(cents: -1), Money(cents: .max)], "int8")
  }

  @Test func `a value that does not fit is refused with its parameter`() async throws {
    func refused(_ statement: Statement, _ value: any PostgresEncodable) async throws
      -> PostgresError?
    {
      do {
        _ = try await withRolledBackTransaction(.empty) { db in try db.execute(statement, [value]) }
        return nil
      } catch let error as PostgresError { return error }
    }
    let tooLarge = try await refused("SELECT $1::int2", 70_000)
    #expect(tooLarge?.code == .encoding)
    #expect(tooLarge?.message == "parameter $1: 70000 lies outside the range of int2")
    #expect(
      try await refused("SELECT $1::date", 5)?.message
        == "parameter $1: an integer cannot be written as date")
    #expect(try await refused("SELECT $1::text", "a\0b")?.code == .encoding)
    #expect(
      try await refused("SELECT $1::date", CivilDate(epochDay: 9_000_000_000))?.code == .encoding)
    #expect(
      try await refused("SELECT $1::timestamptz", Timestamp(microseconds: .min))?.code == .encoding)
  }

  @Test func `a column read as the wrong type says which column`() async throws {
    try await withRolledBackTransaction(.empty) { db in
      let row = try db.query(
        Statement("report.total", "SELECT 1::int8 AS total, NULL::text AS note"))[0]
      let wrong = #expect(throws: PostgresError.self) { try row.decode("total", as: String.self) }
      #expect(wrong?.code == .decoding)
      #expect(wrong?.description.contains("\"total\": int8 cannot be read as String") == true)
      #expect(wrong?.statement == "report.total")
      let null = #expect(throws: PostgresError.self) { try row.decode("note", as: String.self) }
      #expect(null?.message.contains("null cannot be read as String") == true)
      #expect(throws: PostgresError.self) { try row.decode("absent", as: String.self) }
      #expect(throws: PostgresError.self) { try row.decode(2, as: String.self) }
    }
  }

  @Test func `infinite dates and arrays of two dimensions are refused`() async throws {
    try await withRolledBackTransaction(.empty) { db in
      let row = try db.query(
        "SELECT 'infinity'::date, '-infinity'::timestamptz, ARRAY[[1,2],[3,4]]::int8[]")[0]
      #expect(throws: PostgresError.self) { try row.decode(0, as: CivilDate.self) }
      #expect(throws: PostgresError.self) { try row.decode(1, as: Timestamp.self) }
      #expect(throws: PostgresError.self) { try row.decode(2, as: [Int].self) }
    }
  }

  @Test func `an enumeration made in the database is read and written as text`() async throws {
    let back = try await withRolledBackTransaction(.empty) { db in
      try db.executeScript("CREATE TYPE mood AS ENUM ('blij', 'boos')")
      return try db.scalar("SELECT $1::mood", ["boos"], as: String.self)
    }
    #expect(back == "boos")
  }

  @Test func `only a written uuid is read`() {
    #expect(UniqueID("01234567-89AB-cdef-fedc-ba9876543210")?.high == 0x0123_4567_89ab_cdef)
    for text in [
      "", "01234567-89ab-cdef-fedc-ba987654321", "01234567x89ab-cdef-fedc-ba9876543210",
      "0123456789abcdeffedcba9876543210",
    ] {
      #expect(UniqueID(text) == nil)
    }
  }
}
