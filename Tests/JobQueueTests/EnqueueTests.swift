import JSONText
import JobQueue
import Postgres
import TestSupport
import Testing

@Suite struct EnqueueTests {
  @Test func `a job stands or falls with the transaction it was enqueued in`() async throws {
    try await withTemplateDatabase(queueTables) { pool in
      struct Refused: Error {}
      try? await pool.transaction { db in
        try JobQueue.enqueue(db, NewJob("note"))
        throw Refused()
      }
      #expect(try await pool.count("job") == 0)
      try await pool.transaction { db in try JobQueue.enqueue(db, NewJob("note")) }
      #expect(try await pool.count("job") == 1)
    }
  }

  @Test func `swift-jobs 65 and 86: n instances that enqueue the same work make one job`()
    async throws
  {
    try await withTemplateDatabase(queueTables) { pool in
      let added = try await withThrowingTaskGroup(of: Int64?.self) { group in
        for _ in 0..<12 {
          group.addTask {
            try await pool.queue { try JobQueue.enqueue($0, NewJob("note", uniqueKey: "report-7")) }
          }
        }
        return try await group.reduce(into: []) { $0.append($1) }.compactMap(\.self)
      }
      #expect(added.count == 1)
      #expect(try await pool.count("job") == 1)
    }
  }

  @Test func `a key is free again when its job is done or dead`() async throws {
    try await withTemplateDatabase(queueTables) { pool in
      for outcome in [JobOutcome.done, .dead(reason: "no")] {
        try await pool.enqueue([NewJob("note", uniqueKey: "k")])
        #expect(try await pool.enqueue([NewJob("note", uniqueKey: "k")]) == 0)
        try await pool.drain { _, _ in outcome }
      }
      #expect(try await pool.enqueue([NewJob("note", uniqueKey: "k")]) == 1)
    }
  }

  @Test func `one batch may repeat a key and mix keyed with unkeyed jobs`() async throws {
    try await withTemplateDatabase(queueTables) { pool in
      let jobs = [
        NewJob("note", uniqueKey: "a"), NewJob("note", uniqueKey: "a"), NewJob("note"),
        NewJob("other", uniqueKey: "a"),
      ]
      let added = try await pool.enqueue(jobs)
      #expect(added == 3)
    }
  }

  @Test func `a batch of ten thousand keeps every payload, time and priority`() async throws {
    try await withTemplateDatabase(queueTables) { pool in
      let due = try moment("2026-12-01T00:00:00Z")
      let jobs = (0..<10_000).map { index in
        NewJob(
          "note", ["n": .int(index), "text": .string("é \"\(index)\"")],
          priority: JobPriority.allCases[index % 4], runAt: index % 2 == 0 ? nil : due)
      }
      #expect(try await pool.enqueue(jobs) == 10_000)
      let worker = try await pool.worker()
      let claimed = try await pool.claim(worker, 20_000)
      #expect(claimed.count == 5_000)
      let numbers = try claimed.map { try $0.payload["n"]?.int ?? -1 }
      #expect(Set(numbers) == Set(stride(from: 0, to: 10_000, by: 2).map { Int64($0) }))
      // Urgent ones first: of the even numbers those that are divisible by four.
      #expect(numbers.prefix(2_500).allSatisfy { $0 % 4 == 0 })
    }
  }

  @Test func `a job is announced when its transaction commits`() async throws {
    try await withTemplateDatabase(queueTables) { pool in
      var events = pool.listen(JobQueue.channel).makeAsyncIterator()
      #expect(await events.next() == .listening)
      try await pool.enqueue([NewJob("note", queue: "mail"), NewJob("note", queue: "mail")])
      guard case .notification(let heard) = await events.next() else {
        Issue.record("nothing was announced")
        return
      }
      #expect(heard.payload == "mail")
    }
  }
}
