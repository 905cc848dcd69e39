import JobQueue
import Postgres
import TestSupport
import Testing

@Suite struct LeaseTests {
  let policy = LeasePolicy(lease: .seconds(30), grace: .seconds(15), rescueDelay: .zero)

  private func rescue(_ pool: PostgresPool, orphans: Bool = false) async throws -> Int {
    let policy = policy
    return try await pool.queue { db in
      try JobQueue.rescue(db, policy, searchesOrphans: orphans).jobs
    }
  }

  @Test func `procrastinate 1518, pgqueuer 475: a job of a crashed worker is not stuck for ever`()
    async throws
  {
    try await withTemplateDatabase(queueTables) { pool in
      try await pool.enqueue([NewJob("note")])
      let crashed = try await pool.worker()
      #expect(try await pool.claim(crashed).count == 1)
      try await pool.advanceClock(seconds: 31)
      // The first look suspects, a later one takes.
      #expect(try await rescue(pool) == 0)
      try await pool.advanceClock(seconds: 16)
      #expect(try await rescue(pool) == 1)
      let heir = try await pool.worker()
      let again = try await pool.claim(heir)
      #expect(again.map(\.attempt) == [2])
    }
  }

  @Test func `a worker that was given up can neither finish nor beat nor claim`() async throws {
    try await withTemplateDatabase(queueTables) { pool in
      try await pool.enqueue([NewJob("note"), NewJob("note")])
      let slow = try await pool.worker()
      let job = try #require(try await pool.claim(slow, 1).first)
      for _ in 0..<2 {
        try await pool.advanceClock(seconds: 31)
        _ = try await rescue(pool)
      }
      await #expect(throws: JobLeaseLost.self) {
        try await pool.queue { try JobQueue.finish($0, job, worker: slow) }
      }
      #expect(try await pool.queue { try JobQueue.isHeld($0, job, worker: slow) } == false)
      #expect(try await pool.queue { try JobQueue.beat($0, worker: slow) } == false)
      #expect(try await pool.claim(slow).isEmpty)
      #expect(try await pool.count("job") == 2)
    }
  }

  @Test func `an older attempt of the same worker cannot finish the newer one`() async throws {
    try await withTemplateDatabase(queueTables) { pool in
      try await pool.enqueue([NewJob("note")])
      let worker = try await pool.worker()
      let first = try #require(try await pool.claim(worker).first)
      try await pool.queue { db in
        try db.execute("update job set worker = null")
      }
      let second = try #require(try await pool.claim(worker).first)
      #expect(second.attempt == 2)
      await #expect(throws: JobLeaseLost.self) {
        try await pool.queue { try JobQueue.finish($0, first, worker: worker) }
      }
      try await pool.queue { try JobQueue.finish($0, second, worker: worker) }
      #expect(try await pool.count("job") == 0)
    }
  }

  @Test func `a clock that jumps a year ahead takes no job from the living`() async throws {
    try await withTemplateDatabase(queueTables) { pool in
      try await pool.enqueue([NewJob("note")])
      let living = try await pool.worker()
      _ = try await pool.claim(living)
      try await pool.advanceClock(seconds: 365 * 86_400)
      #expect(try await rescue(pool) == 0)
      #expect(try await pool.queue { try JobQueue.beat($0, worker: living) })
      try await pool.advanceClock(seconds: 16)
      #expect(try await rescue(pool) == 0)
    }
  }

  @Test func `a clock that is put back a year does not leave a dead worker's jobs for a year`()
    async throws
  {
    try await withTemplateDatabase(queueTables) { pool in
      try await pool.enqueue([NewJob("note", runAt: try moment("2020-01-01T00:00:00Z"))])
      let dead = try await pool.worker()
      _ = try await pool.claim(dead)
      try await pool.advanceClock(seconds: -365 * 86_400)
      var saved = 0
      for _ in 0..<3 {
        saved += try await rescue(pool)
        try await pool.advanceClock(seconds: 31)
      }
      #expect(saved == 1)
    }
  }

  @Test func `a job that kills its workers ends among the dead letters`() async throws {
    try await withTemplateDatabase(queueTables) { pool in
      try await pool.enqueue([NewJob("note", maxAttempts: 3)])
      for _ in 0..<3 {
        let victim = try await pool.worker()
        #expect(try await pool.claim(victim).count == 1)
        for _ in 0..<2 {
          try await pool.advanceClock(seconds: 31)
          _ = try await rescue(pool)
        }
      }
      #expect(try await pool.count("job") == 0)
      let dead = try await pool.queue { try JobQueue.dead($0) }
      #expect(dead.map(\.lastError) == ["worker lost"])
      #expect(dead.map(\.attempt) == [3])
    }
  }

  @Test func `a job whose worker's row was deleted by hand is found`() async throws {
    try await withTemplateDatabase(queueTables) { pool in
      try await pool.enqueue([NewJob("note")])
      let worker = try await pool.worker()
      _ = try await pool.claim(worker)
      try await pool.queue { db in try db.execute("delete from job_worker") }
      #expect(try await rescue(pool) == 0)
      #expect(try await rescue(pool, orphans: true) == 1)
    }
  }

  @Test func `claims of many workers at once never hand out a job twice`() async throws {
    try await withTemplateDatabase(queueTables) { pool in
      try await pool.enqueue((0..<500).map { NewJob("note", ["n": .int($0)]) })
      let claimed = try await withThrowingTaskGroup(of: [Int64].self) { group in
        for _ in 0..<4 {
          let worker = try await pool.worker()
          group.addTask {
            var mine: [Int64] = []
            while case let part = try await pool.claim(worker, 7), !part.isEmpty {
              mine += part.map(\.id)
            }
            return mine
          }
        }
        return try await group.reduce(into: []) { $0 += $1 }
      }
      #expect(claimed.count == 500)
      #expect(Set(claimed).count == 500)
    }
  }

  @Test func `urgent work goes first, and queues are kept apart`() async throws {
    try await withTemplateDatabase(queueTables) { pool in
      try await pool.enqueue([
        NewJob("bulk", priority: .bulk), NewJob("mail", queue: "mail"),
        NewJob("urgent", priority: .urgent), NewJob("normal"),
      ])
      let worker = try await pool.worker()
      #expect(try await pool.claim(worker, 2).map(\.kind) == ["urgent", "normal"])
      #expect(try await pool.claim(worker).map(\.kind) == ["bulk"])
      #expect(try await pool.claim(worker, queues: ["mail"]).map(\.kind) == ["mail"])
    }
  }
}
