import Foundation
import JobQueue
import Postgres
import TestSupport
import Testing

@testable import Worker

private let migrated = DatabaseTemplate("worker") { pool in
  let file = URL(filePath: #filePath)
    .deletingLastPathComponent().deletingLastPathComponent().deletingLastPathComponent()
    .appending(path: "db/migrations/0003_jobs.sql")
  let sql = try String(contentsOf: file, encoding: .utf8)
  try await pool.transaction(isolation: .readCommitted) { try $0.executeScript(sql) }
}

@Suite struct QueueSweepTests {
  @Test func `the nightly sweep deletes old records and ends with its own transaction`()
    async throws
  {
    try await withTemplateDatabase(migrated) { pool in
      try await pool.transaction { db in
        try db.executeScript(
          """
          insert into job_done (id, queue, kind, payload, created_at, done_at, attempt) values
            (-1, 'default', 'note', '{}', now(), now() - interval '31 days', 1),
            (-2, 'default', 'note', '{}', now(), now() - interval '29 days', 1);
          """)
        try JobQueue.enqueue(db, NewJob(QueueSweepJob.kind))
      }
      var registry = JobRegistry()
      registry.addQueueSweep()
      try await JobRunner(pool: pool, registry: registry).run(untilEmpty: true)
      let left = try await pool.read { db in
        (
          try db.scalar("select count(*) from job_done", as: Int.self),
          try db.scalar("select count(*) from job", as: Int.self)
        )
      }
      #expect(left == (1, 0))
    }
  }
}
