import Casework
import JSONText
import LegalCalendar
import Postgres
import Services
import Storage
import Synchronization

/// Databases with an approved plan, and what applying it in each way costs.
struct TransitionStage {
  static let template = "prepared"

  let cluster: PrivateCluster
  let awards: Int

  struct Prepared {
    var run: String
    /// The plan's canonical JSON.
    var plan: String
    /// Rows that applying writes: records, events, receipts.
    var rows: Int
    var planning: [Double]
  }

  struct Cost {
    var seconds: Double
    /// Processor time of the server's process and of ours.
    var server: Double
    var client: Double
    /// Of the script: from the rows being ready to the end of the commit.
    var writing = 0.0
    /// The server's part of that.
    var writingServer = 0.0
    /// Number and hash of the rows of each table; empty when not asked for.
    var contents: [String: String] = [:]
  }

  private static let moment = CivilDate(iso: "2026-12-28").map { Moment($0) }

  private func office(_ pool: PostgresPool, _ actor: String) throws -> CaseOffice {
    guard let moment = Self.moment else { throw BrokenBenchmark("no day") }
    return CaseOffice(
      pool: pool, calendar: try Shipped.calendar(), actor: actor, clock: { moment })
  }

  private func pool(_ database: String) -> PostgresPool {
    var configuration = cluster.connection(to: database)
    configuration.maximumConnections = 1
    configuration.statementTimeout = nil
    configuration.idleInTransactionTimeout = nil
    return PostgresPool(configuration)
  }

  private func administer(_ sql: String) async throws {
    let pool = pool("postgres")
    defer { pool.shutdown() }
    try await pool.autocommit { try $0.executeScript(sql) }
  }

  func drop(_ database: String) async throws {
    try await administer("drop database if exists \"\(database)\" with (force)")
  }

  /// Fills the template: awards, a plan made so many times, the last one approved.
  func prepare(plans: Int) async throws -> Prepared {
    try await drop(Self.template)
    try await administer("create database \"\(Self.template)\"")
    let pool = pool(Self.template)
    defer { pool.shutdown() }
    let migrations = try PackageFiles.read("db/migrations").map { name, bytes in
      Migration(
        name: String(name.split(separator: ".")[0]), sql: String(decoding: bytes, as: UTF8.self))
    }
    try await Migrator(migrations).migrate(pool)
    let anna = try office(pool, "anna")
    let scheme = try await anna.activate(try Shipped.schemeFiles()).scheme
    try await GeneratedAwards(scheme: scheme, count: awards).write(to: pool)
    try await pool.autocommit { try $0.executeScript("vacuum analyze") }

    var planning: [Double] = []
    var last: CaseOffice.Transition?
    for _ in 0..<plans {
      let (transition, seconds) = try await Timing.seconds {
        try await anna.planTransition(scheme: scheme.id, from: 2026, to: 2027)
      }
      planning.append(seconds)
      last = transition
    }
    guard let last else { throw BrokenBenchmark("no plan was made") }
    _ = try await anna.acting(as: "bram").approveTransition(scheme: scheme.id, run: last.run.id)
    let moving = last.plan.rows.filter { !$0.changes.isEmpty }
    return Prepared(
      run: last.run.id, plan: last.plan.json.canonical,
      rows: moving.reduce(0) { $0 + $1.changes.count + $1.receipts.count + 1 }, planning: planning)
  }

  /// Applies the plan by the program itself.
  func apply(_ prepared: Prepared, checks: Bool) async throws -> Cost {
    var applied: CaseOffice.Transition?
    let cost = try await inCopy(checks: checks) { pool, _ in
      applied = try await office(pool, "anna").applyTransition(
        scheme: Shipped.name, run: prepared.run)
    }
    guard !checks || applied?.plan.json.canonical == prepared.plan else {
      throw BrokenBenchmark("The result is not the plan, byte for byte.")
    }
    return cost
  }

  /// Applies the plan by the script, in the same kind of transaction.
  func applyScript(_ prepared: Prepared, checks: Bool) async throws -> Cost {
    let read = try PackageFiles.text("Benchmarks/transition-read.sql")
    let write = try PackageFiles.text("Benchmarks/transition-write.sql")
    guard let moment = Self.moment else { throw BrokenBenchmark("no day") }
    let ready = Mutex((ContinuousClock.now, 0.0))
    var writing = (0.0, 0.0)
    var cost = try await inCopy(checks: checks) { pool, server in
      try await pool.transaction { db in
        for (name, value) in [
          ("scheme", Shipped.name), ("run", prepared.run), ("actor", "anna"),
          ("at", moment.description),
        ] {
          _ = try db.query("select set_config('bench.' || $1, $2, true)", [name, value])
        }
        try db.executeScript(read)
        ready.withLock { $0 = (.now, Timing.processorSeconds(of: server)) }
        try db.executeScript(write)
      }
      writing = ready.withLock {
        ((ContinuousClock.now - $0.0) / .seconds(1), Timing.processorSeconds(of: server) - $0.1)
      }
    }
    (cost.writing, cost.writingServer) = writing
    return cost
  }

  /// Does the work in a fresh copy of the template, over one connection, whose server process it is told.
  private func inCopy(checks: Bool, _ work: (PostgresPool, Int) async throws -> Void) async throws
    -> Cost
  {
    let copy = "copy"
    try await drop(copy)
    try await administer(
      "create database \"\(copy)\" template \"\(Self.template)\" strategy file_copy")
    let pool = pool(copy)
    let server = try await pool.read { db in
      try db.scalar("select pg_backend_pid()", as: Int.self) ?? 0
    }
    let before = (Timing.processorSeconds(of: server), Timing.processorSeconds)
    let (_, seconds) = try await Timing.seconds { try await work(pool, server) }
    var cost = Cost(
      seconds: seconds, server: Timing.processorSeconds(of: server) - before.0,
      client: Timing.processorSeconds - before.1)
    if checks { cost.contents = try await contents(pool) }
    pool.shutdown()
    try await drop(copy)
    return cost
  }

  private func contents(_ pool: PostgresPool) async throws -> [String: String] {
    try await pool.read { db in
      var contents: [String: String] = [:]
      for table in Table.allCases.map(\.rawValue) + ["event", "chain", "receipt", "transition_run"]
      {
        let row = try db.query(
          Statement(
            sql: """
              select count(*)::text || ' ' || coalesce(sum(hashtextextended(t::text, 0)), 0)::text
              from "\(table)" t
              """), [])
        contents[table] = try row[0].decode(0)
      }
      return contents
    }
  }
}
