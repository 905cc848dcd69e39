import Foundation
import LegalCalendar
import Postgres
import TestSupport
import Testing

@testable import Storage
@testable import Web

/// What a page asks of the database does not depend on how much is in it.
@Suite struct PageCostTests {
  /// The statements of each page, and the rows that they read at most from the filled database.
  ///
  /// The first request of a process reads the rules too and is not counted. What reads thousands reads the short
  /// rows of all awards; the list of obligations counts up to 10,000 of them, for which the server may or may not
  /// have to look at the rows themselves.
  static let cost: [String: (statements: Int, rows: Int)] = {
    let base = "/regelingen/\(shippedScheme)"
    let key = PercentEncoding.encode("politica-2023/obligation/interim-report/2026")
    return [
      "\(base)/vandaag": (22, 2500),
      "\(base)/verplichtingen": (9, 14_000),
      "\(base)/verplichtingen?toestand=alle&bladzijde=9": (9, 16_000),
      "\(base)/verplichtingen?alliantie=politica": (9, 2500),
      "\(base)/verplichtingen?zoek=politica-kopie-77": (11, 8000),
      "\(base)/overgangen": (5, 12_000),
      "\(base)/allianties": (10, 25_000),
      "\(base)/allianties/politica": (21, 150),
      base: (6, 2000),
      "\(base)/regels": (2, 10),
      "\(base)/gebeurtenissen": (4, 150),
      "\(base)/herinneringen": (17, 13_000),
      "\(base)/waarom?kenmerk=\(key)": (8, 30),
      "\(base)/indienen?kenmerk=\(key)": (30, 200),
      "\(base)/zaak?kenmerk=politica-2023": (28, 200),
      "\(base)/brieven?verlening=politica-2023": (8, 20),
      "\(base)/scenarios": (4, 10),
      "\(base)/bonnen": (4, 150),
    ]
  }()

  @Test func `a page asks as many questions of a full database as of a small one`() async throws {
    for template in [movedDatabase, filledDatabase] {
      try await DeskFixture.with(template) { desk in
        _ = await desk.get("/regelingen/\(shippedScheme)/vandaag")
        for (target, cost) in Self.cost.sorted(by: { $0.key < $1.key }) {
          _ = desk.statements.take()
          #expect(await desk.get(target).status == 200, "\(target)")
          let count = desk.statements.take()
          #expect(count == cost.statements, "\(template.name): \(target) took \(count)")
        }
      }
    }
  }

  @Test func `a page reads no more rows of 20,000 obligations than it needs`() async throws {
    try await DeskFixture.with(filledDatabase, connections: 1) { desk in
      let all: Int = try await desk.office.pool.read { db in
        try db.scalar(Statement(sql: "select count(*) from obligation"), []) ?? 0
      }
      #expect(all > 20_000)
      _ = await desk.get("/regelingen/\(shippedScheme)/vandaag")
      for (target, cost) in Self.cost.sorted(by: { $0.key < $1.key }) {
        let before = try await rowsRead(desk)
        let answer = await desk.get(target)
        let rows = try await rowsRead(desk) - before
        #expect(answer.status == 200, "\(target)")
        #expect(rows <= cost.rows, "\(target) read \(rows) rows")
        #expect(answer.body.count < 250_000, "\(target) is \(answer.body.count) bytes")
      }
    }
  }

  /// The most that a page of the list costs by the server's own estimate, in its units: a page of the disk read in
  /// order is one. Only the order by date has an index; the others sort what is open and keep a page of it.
  static let planCost: [ObligationOrder: Double] = [
    .due: 200, .dueLast: 200, .kind: 3500, .kindLast: 3500, .debtor: 3500, .debtorLast: 3500,
    .alliance: 4000, .allianceLast: 4000,
  ]

  @Test func `the plan of each order of the list of obligations stays within its cost`()
    async throws
  {
    try await withTemplateDatabase(filledDatabase) { pool in
      for (order, most) in Self.planCost {
        let cost = try await pool.read { db in
          var parameters = try ObligationList.Parameters(
            db, shippedScheme, ObligationFilter(state: .open))
          let window = "order by \(order.sql) limit \(parameters.add(100))"
          let list = ObligationList.statement(parameters.conditions, order, window)
          let plan: [String] = try db.query(
            Statement(sql: "explain " + list.sql), parameters.values
          ).map { try $0.decode(0) }
          let top = try #require(plan.first?.firstMatch(of: /cost=[0-9.]+\.\.([0-9.]+)/))
          return try #require(Double(top.1))
        }
        #expect(cost <= most, "\(order): \(cost)")
      }
    }
  }

  /// How many rows the server has read from tables so far, by its own count; the desk has one connection.
  private func rowsRead(_ desk: DeskFixture) async throws -> Int {
    _ = try await desk.office.pool.read { db in
      try db.query(Statement(sql: "select pg_stat_force_next_flush()")).count
    }
    return try await desk.office.pool.read { db in
      let read = """
        select coalesce(sum(seq_tup_read + coalesce(idx_tup_fetch, 0)), 0)::bigint
        from pg_stat_user_tables
        """
      return try db.scalar(Statement(sql: read), []) ?? 0
    }
  }
}

/// The moved portfolio 150 times over, with 20,000 obligations; rows only, they are no part of the chain of events.
let filledDatabase = DatabaseTemplate("desk-filled") { pool in
  try await fillMoved(pool)
  // Each table with what a copy of its rows is called and belongs to.
  let copies = [
    ("alliance", "'id', t.id || c"), ("organisation", "'id', t.id || c"),
    ("membership", "'id', t.id || c, 'alliance', t.alliance || c"),
    ("award", "'id', t.id || c, 'recipient', t.recipient || c"),
    ("period", "'id', t.id || c, 'award', t.award || c"),
    ("report", "'id', t.id || c, 'award', t.award || c"),
    ("payment", "'id', t.id || c, 'award', t.award || c"),
    ("letter", "'id', t.id || c, 'award', t.award || c"),
    (
      "obligation",
      """
      'id', t.id || c || case m when 0 then '' else '/' || m end, 'award', t.award || c,
      'due', t.due + (n + 7 * m) % 700
      """
    ),
    ("reminder", "'id', t.id || c, 'obligation', t.obligation || c"),
    ("receipt", "'id', t.id || c, 'award', t.award || c"),
    (
      "event",
      "'sequence', t.sequence + n * 1000000, 'hash', t.hash || c, 'subject', t.subject || c"
    ),
  ]
  let statements = copies.map { table, changes in
    """
    insert into \(table) select (jsonb_populate_record(t, jsonb_build_object(\(changes)))).*
    from \(table) t cross join (select n, '-kopie-' || n as c from generate_series(1, 150) n) k
    cross join generate_series(0, \(table == "obligation" ? 15 : 0)) m;
    """
  }
  try await pool.autocommit { db in
    try db.executeScript(
      "set session_replication_role = replica;" + statements.joined()
        + "set session_replication_role = origin;")
    try db.executeScript("vacuum analyze")
  }
}
