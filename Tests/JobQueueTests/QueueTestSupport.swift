import Foundation
import JobQueue
import LegalCalendar
import Postgres
import Synchronization
import TestSupport
import Testing

let root = URL(filePath: #filePath)
  .deletingLastPathComponent().deletingLastPathComponent().deletingLastPathComponent()

/// The queue's tables alone, and a clock that stands still until a test moves it.
let queueTables = DatabaseTemplate("queue") { pool in
  let sql = try String(
    contentsOf: root.appending(path: "db/migrations/0003_jobs.sql"), encoding: .utf8)
  try await pool.transaction(isolation: .readCommitted) { db in
    try db.executeScript(sql)
    try db.executeScript(
      """
      create table test_clock (at timestamptz not null);
      insert into test_clock values ('2026-11-25T09:00:00Z');
      create or replace function job_clock() returns timestamptz language sql stable
      as 'select at from test_clock';
      """)
  }
}

func moment(_ iso: String) throws -> Timestamp {
  let date = try #require(ISO8601DateFormatter().date(from: iso))
  return Timestamp(microseconds: Int64(date.timeIntervalSince1970) * 1_000_000)
}

extension PostgresPool {
  /// Puts the server's clock to a moment.
  func setClock(_ iso: String) async throws {
    let at = try moment(iso)
    try await transaction(isolation: .readCommitted) { db in
      try db.execute("update test_clock set at = $1", [at])
    }
  }

  func advanceClock(seconds: Int) async throws {
    try await transaction(isolation: .readCommitted) { db in
      try db.execute("update test_clock set at = at + $1 * interval '1 second'", [seconds])
    }
  }

  /// One transaction, as the queue's own callers use it.
  @discardableResult
  func queue<T: Sendable>(_ body: @escaping @Sendable (borrowing Database) throws -> T) async throws
    -> T
  {
    try await transaction(isolation: .readCommitted, body)
  }

  func worker(_ queues: [String] = ["default"]) async throws -> Int64 {
    try await queue { db in
      try JobQueue.register(db, host: "test", process: 1, queues: queues, concurrency: 1)
    }
  }

  func claim(_ worker: Int64, _ limit: Int = 100, queues: [String] = ["default"]) async throws
    -> [Job]
  {
    try await queue { db in
      try JobQueue.claim(db, worker: worker, queues: queues, limit: limit)
    }
  }

  @discardableResult
  func enqueue(_ jobs: [NewJob]) async throws -> Int {
    try await queue { db in try JobQueue.enqueue(db, jobs) }
  }

  func count(_ table: String) async throws -> Int {
    try await queue { db in
      try db.scalar(Statement(sql: "select count(*) from \(table)"), as: Int.self) ?? -1
    }
  }

  /// Works everything that is due, with one kind of job.
  func drain(
    _ configuration: RunnerConfiguration = RunnerConfiguration(), _ kind: String = "note",
    backoff: Backoff = .standard, _ work: @escaping JobHandler.Work
  ) async throws {
    var registry = JobRegistry()
    registry.add(JobHandler(kind, backoff: backoff, work))
    try await JobRunner(pool: self, registry: registry, configuration: configuration)
      .run(untilEmpty: true)
  }
}

/// Collects from many tasks.
final class Collected<Element: Sendable>: Sendable {
  private let items = Mutex<[Element]>([])
  func add(_ item: Element) { items.withLock { $0.append(item) } }
  var all: [Element] { items.withLock { $0 } }
}

/// Opens once; whoever waits goes on.
final class Gate: Sendable {
  private let stream: AsyncStream<Void>
  private let continuation: AsyncStream<Void>.Continuation
  init() { (stream, continuation) = AsyncStream.makeStream() }
  func open() { continuation.finish() }
  func wait() async { for await _ in stream {} }
}
