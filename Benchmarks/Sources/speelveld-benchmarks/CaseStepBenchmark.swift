import Casework
import Foundation
import JSONText
import LegalCalendar
import Postgres
import Services
import Storage

/// Steps of cases per second over PostgreSQL, one by one and a hundred to a transaction, beside a
/// hand-written `UPDATE … WHERE state = …` with the insert of an event.
///
/// Ours does more with each step: it reads the award's records, runs the chart with guards and contracts,
/// writes before and after into a hash-chained event. Both commit durably to the same server, in turns.
enum CaseStepBenchmark {
  private static let bench = "case-steps"
  private static let batch = 100

  static func run(_ options: Options) async throws {
    let directory = FileManager.default.temporaryDirectory
      .appending(path: "speelveld-bench-\(UUID().uuidString.prefix(8))").path
    let cluster = try PrivateCluster.start(PrivateCluster.Configuration(dataDirectory: directory))
    let outcome: Result<Void, any Error>
    do {
      try await measure(cluster, runs: options.runs ?? 7, steps: 500)
      outcome = .success(())
    } catch {
      outcome = .failure(error)
    }
    cluster.stop()
    try? FileManager.default.removeItem(atPath: directory)
    try outcome.get()
  }

  private static func measure(_ cluster: PrivateCluster, runs: Int, steps: Int) async throws {
    var configuration = cluster.connection
    configuration.maximumConnections = 1
    let pool = PostgresPool(configuration)
    defer { pool.shutdown() }
    let migrations = try PackageFiles.read("db/migrations").map { name, bytes in
      Migration(
        name: String(name.split(separator: ".")[0]), sql: String(decoding: bytes, as: UTF8.self))
    }
    try await Migrator(migrations).migrate(pool)
    guard let moment = CivilDate(iso: "2026-12-28").map({ Moment($0) }) else {
      throw BrokenBenchmark("no day")
    }
    let office = CaseOffice(
      pool: pool, calendar: try Shipped.calendar(), actor: "anna", clock: { moment })
    let scheme = try await office.activate(try Shipped.schemeFiles()).scheme
    let awards = GeneratedAwards(scheme: scheme, count: runs * steps * 4, areAllFiled: true)
    try await awards.write(to: pool)
    try await pool.autocommit { db in
      try db.executeScript(
        """
        create table plain_event (
          sequence bigint generated always as identity primary key, scheme text not null,
          at timestamptz not null, actor text not null, kind text not null, subject text not null)
        """)
    }
    // By itself: the server refuses it inside a script's transaction.
    try await pool.autocommit { db in try db.executeScript("vacuum analyze") }
    var rates: [String: [Double]] = [:]
    var next = 0
    func sample(_ name: String, _ work: ([String]) async throws -> Void) async throws {
      let keys = (next..<next + steps).map {
        Keys.report(awards.key($0), "interim-report", 2025)
      }
      next += steps
      let (_, seconds) = try await Timing.seconds(of: { try await work(keys) })
      rates[name, default: []].append(Double(steps) / seconds)
    }
    for _ in 0..<runs {
      try await sample("one-by-one") { keys in
        for key in keys { try await office.send("settle", scheme: scheme.id, case: key) }
      }
      try await sample("one-by-one.hand-written") { keys in
        for key in keys { try await handWritten([key], scheme.id, pool, moment) }
      }
      try await sample("batches") { keys in
        for part in parts(keys) {
          try await office.send(
            part.map { CaseOffice.Command("settle", case: $0) }, scheme: scheme.id)
        }
      }
      try await sample("batches.hand-written") { keys in
        for part in parts(keys) { try await handWritten(part, scheme.id, pool, moment) }
      }
    }
    for name in ["one-by-one", "batches"] {
      guard let own = rates[name], let other = rates["\(name).hand-written"] else { continue }
      Output.report(bench, name, unit: "steps/s", own)
      Output.report(bench, "\(name).hand-written", unit: "steps/s", other)
      Output.report(bench, "\(name).ratio", unit: "×", zip(own, other).map { $1 / $0 })
    }
  }

  private static func parts(_ keys: [String]) -> [[String]] {
    stride(from: 0, to: keys.count, by: batch).map {
      Array(keys[$0..<min($0 + batch, keys.count)])
    }
  }

  private static let update = Statement(
    "hand.update",
    "update report set state = 'settled' where scheme = $1 and id = $2 and state = 'filed'")
  private static let insert = Statement(
    "hand.insert",
    """
    insert into plain_event (scheme, at, actor, kind, subject) values ($1, $2, $3, $4, $5)
    """)

  private static func handWritten(
    _ keys: [String], _ scheme: String, _ pool: PostgresPool, _ moment: Moment
  ) async throws {
    try await pool.transaction { db in
      for key in keys {
        guard try db.execute(update, [scheme, key]) == 1 else {
          throw BrokenBenchmark("\(key) is not filed.")
        }
        try db.execute(
          insert,
          [
            scheme, Timestamp(microseconds: moment.microseconds), "anna", "report.settle",
            "report/\(key)",
          ])
      }
    }
  }
}
