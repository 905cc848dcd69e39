import JSONText
import JobQueue
import Postgres
import TestSupport
import Testing

@Suite struct RunnerTests {
  struct Trouble: Error {}

  @Test func `everything due is done once, whatever the number at a time`() async throws {
    for concurrency in [1, 3, 16] {
      try await withTemplateDatabase(queueTables) { pool in
        try await pool.enqueue((0..<300).map { NewJob("note", ["n": .int($0)]) })
        let seen = Collected<Int64>()
        try await pool.drain(RunnerConfiguration(concurrency: concurrency)) { job, _ in
          seen.add(try job.payload["n"]?.int ?? -1)
          return .done
        }
        #expect(seen.all.sorted() == Array(0..<300))
        #expect(try await pool.count("job") == 0)
        #expect(try await pool.count("job_worker") == 0)
      }
    }
  }

  @Test func `work until nothing is due includes what a job made without a notification`()
    async throws
  {
    try await withTemplateDatabase(queueTables) { pool in
      try await pool.enqueue([NewJob("note", ["generation": 0])])
      let seen = Collected<Int64>()
      try await pool.drain { job, context in
        let generation = try job.payload["generation"]?.int ?? -1
        seen.add(generation)
        guard generation < 3 else { return .done }
        try await context.pool.transaction { db in
          try db.execute(
            "insert into job (kind, payload, queue) values ('note', $1::jsonb, 'default')",
            ["{\"generation\": \(generation + 1)}"])
        }
        return .done
      }
      #expect(seen.all == [0, 1, 2, 3])
    }
  }

  @Test func `a failed job returns later each time, then lies among the dead, then is sent back`()
    async throws
  {
    try await withTemplateDatabase(queueTables) { pool in
      let attempts = Collected<Int>()
      let backoff = Backoff(first: .seconds(10), jitter: 0)
      try await pool.enqueue([NewJob("note", maxAttempts: 3)])
      for seconds in [0, 9, 1, 19, 1, 100_000] {
        try await pool.advanceClock(seconds: seconds)
        try await pool.drain(backoff: backoff) { job, _ in
          attempts.add(job.attempt)
          throw Trouble()
        }
      }
      #expect(attempts.all == [1, 2, 3])
      let dead = try await pool.queue { try JobQueue.dead($0, kind: "note") }
      #expect(dead.map(\.lastError) == ["Trouble"])
      #expect(try await pool.queue { try JobQueue.redrive($0, kind: "note") } == 1)
      try await pool.drain { job, _ in
        attempts.add(job.attempt)
        return .done
      }
      #expect(attempts.all == [1, 2, 3, 4])
      #expect(try await pool.count("job_dead") == 0)
    }
  }

  @Test func `of dead jobs with one key only one is sent back`() async throws {
    try await withTemplateDatabase(queueTables) { pool in
      for _ in 0..<2 {
        try await pool.enqueue([NewJob("note", uniqueKey: "k")])
        try await pool.drain { _, _ in .dead(reason: "no such recipient") }
      }
      #expect(try await pool.queue { try JobQueue.redrive($0) } == 1)
      #expect(try await pool.queue { try JobQueue.redrive($0) } == 0)
      #expect(try await pool.count("job_dead") == 1)
      let left = try await pool.queue { try JobQueue.dead($0) }.map(\.id)
      #expect(try await pool.queue { try JobQueue.discard($0, ids: left) } == 1)
    }
  }

  @Test func `what a handler writes in the transaction that finishes its job is written once`()
    async throws
  {
    try await withTemplateDatabase(queueTables) { pool in
      try await pool.queue { try $0.executeScript("create table effect (job bigint not null)") }
      try await pool.enqueue([NewJob("note")])
      let policy = LeasePolicy(lease: .seconds(1), grace: .seconds(1), rescueDelay: .zero)
      // A worker that is only slow is taken for dead, and its job handed out again.
      let slow = try await pool.worker()
      let job = try #require(try await pool.claim(slow).first)
      for _ in 0..<2 {
        try await pool.advanceClock(seconds: 3)
        _ = try await pool.queue { try JobQueue.rescue($0, policy) }
      }
      try await pool.drain { job, context in
        try await context.pool.transaction { db in
          try db.execute("insert into effect values ($1)", [job.id])
          try context.finish(db)
        }
        return .finished
      }
      await #expect(throws: JobLeaseLost.self) {
        try await pool.transaction { db in
          try db.execute("insert into effect values ($1)", [job.id])
          try JobQueue.finish(db, job, worker: slow)
        }
      }
      #expect(try await pool.count("effect") == 1)
    }
  }

  @Test func `a stopped worker finishes what runs and gives back the rest without counting it`()
    async throws
  {
    try await withTemplateDatabase(queueTables) { pool in
      try await pool.enqueue((0..<5).map { NewJob("note", ["n": .int($0)]) })
      let (begun, mayEnd) = (Gate(), Gate())
      var registry = JobRegistry()
      registry.add(
        JobHandler("note") { _, _ in
          begun.open()
          await mayEnd.wait()
          return .done
        })
      let runner = JobRunner(
        pool: pool, registry: registry, configuration: RunnerConfiguration(concurrency: 1))
      async let work: Void = runner.run()
      await begun.wait()
      runner.stop()
      mayEnd.open()
      try await work
      #expect(try await pool.count("job where worker is null") == 4)
      #expect(try await pool.count("job") == 4)
      #expect(try await pool.count("job where attempt >= max_attempts") == 0)
      #expect(try await pool.count("job_worker") == 0)
    }
  }

  @Test func `a worker whose row is gone begins anew under another number`() async throws {
    try await withTemplateDatabase(queueTables) { pool in
      let done = Gate()
      var registry = JobRegistry()
      registry.add(
        JobHandler("note") { _, _ in
          done.open()
          return .done
        })
      let policy = LeasePolicy(beat: .milliseconds(5))
      let registered = AsyncStream<Int64>.makeStream()
      let runner = JobRunner(
        pool: pool, registry: registry, configuration: RunnerConfiguration(lease: policy),
        observe: { event in
          if case .registered(let worker) = event { registered.continuation.yield(worker) }
        })
      async let work: Void = runner.run()
      var numbers = registered.stream.makeAsyncIterator()
      let first = try #require(await numbers.next())
      try await pool.queue { try $0.execute("delete from job_worker where id = $1", [first]) }
      let second = try #require(await numbers.next())
      #expect(second != first)
      try await pool.enqueue([NewJob("note")])
      await done.wait()
      runner.stop()
      try await work
      #expect(try await pool.count("job") == 0)
    }
  }

  @Test func `a job that hangs loses its place and counts as failed`() async throws {
    try await withTemplateDatabase(queueTables) { pool in
      try await pool.enqueue([NewJob("note", ["hang": true]), NewJob("note", ["hang": false])])
      let (forever, failed) = (Gate(), Gate())
      var registry = JobRegistry()
      registry.add(
        JobHandler("note", timeout: .milliseconds(1)) { job, _ in
          // Deaf to cancellation, as a C library may be.
          if try job.payload["hang"] == true { await Task.detached { await forever.wait() }.value }
          return .done
        })
      let runner = JobRunner(
        pool: pool, registry: registry,
        configuration: RunnerConfiguration(concurrency: 1, upkeep: .milliseconds(5)),
        observe: { event in
          if case .failed(_, "timed out", _) = event { failed.open() }
        })
      async let work: Void = runner.run()
      await failed.wait()
      runner.stop()
      try await work
      forever.open()
      #expect(try await pool.count("job where last_error = 'timed out' and attempt = 1") == 1)
    }
  }

  @Test func `a job of a kind that this version does not know is left for another`() async throws {
    try await withTemplateDatabase(queueTables) { pool in
      try await pool.enqueue([NewJob("of-tomorrow", maxAttempts: 1)])
      try await pool.drain { _, _ in .done }
      #expect(try await pool.count("job where worker is null and attempt < max_attempts") == 1)
    }
  }

  @Test func `not yet is no failure`() async throws {
    try await withTemplateDatabase(queueTables) { pool in
      try await pool.enqueue([NewJob("note", maxAttempts: 1)])
      for _ in 0..<5 {
        try await pool.drain { _, _ in .later(.seconds(60)) }
        try await pool.advanceClock(seconds: 61)
      }
      try await pool.drain { _, _ in .done }
      #expect(try await pool.count("job") == 0)
      #expect(try await pool.count("job_dead") == 0)
    }
  }

  @Test func `a kind that keeps a record leaves one, until it is swept`() async throws {
    try await withTemplateDatabase(queueTables) { pool in
      try await pool.enqueue([NewJob("note", ["n": 7])])
      var registry = JobRegistry()
      registry.add(JobHandler("note", keepsRecord: true) { _, _ in .done })
      try await JobRunner(pool: pool, registry: registry).run(untilEmpty: true)
      #expect(try await pool.count("job_done where payload = '{\"n\": 7}'") == 1)
      try await pool.advanceClock(seconds: 31 * 86_400)
      try await pool.queue { try JobQueue.sweep($0) }
      #expect(try await pool.count("job_done") == 0)
    }
  }

  @Test func `ten thousand steps due in one minute are claimed in well under five seconds`()
    async throws
  {
    try await withTemplateDatabase(queueTables) { pool in
      let due = try moment("2026-11-25T09:00:30Z")
      try await pool.enqueue((0..<10_000).map { NewJob("step", ["n": .int($0)], runAt: due) })
      try await pool.advanceClock(seconds: 60)
      let worker = try await pool.worker()
      let start = ContinuousClock.now
      var claimed: Set<Int64> = []
      while case let part = try await pool.claim(worker, 500), !part.isEmpty {
        claimed.formUnion(part.map(\.id))
      }
      #expect(claimed.count == 10_000)
      #expect(ContinuousClock.now - start < .seconds(5))
    }
  }

  @Test func `the depth of a queue counts what waits, runs, comes and died`() async throws {
    try await withTemplateDatabase(queueTables) { pool in
      try await pool.enqueue([NewJob("note"), NewJob("note"), NewJob("note", maxAttempts: 1)])
      try await pool.enqueue([NewJob("note", runAt: try moment("2030-01-01T00:00:00Z"))])
      try await pool.drain { job, _ in
        job.maxAttempts == 1 ? .retry(reason: "no") : .later(.seconds(-60))
      }
      let worker = try await pool.worker()
      _ = try await pool.claim(worker, 1)
      let depth = try #require(try await pool.queue { try JobQueue.depth($0) }.first)
      #expect((depth.due, depth.scheduled, depth.running, depth.dead) == (1, 1, 1, 1))
      #expect(depth.oldestWait == .seconds(60))
    }
  }
}
