import JSONText
import Postgres

extension JobQueue {
  private static let insert = Statement(
    "job.insert",
    """
    with added as (
      insert into job (kind, payload, queue, unique_key, priority, run_at, max_attempts)
      values ($1, $2, $3, $4, $5, coalesce($6, job_clock()), $7)
      on conflict (kind, unique_key) where unique_key is not null do nothing
      returning id, queue
    )
    select id, pg_notify('speelveld_job', queue)::text from added
    """)
  private static let insertMany = Statement(
    "job.insertMany",
    """
    insert into job (kind, payload, queue, unique_key, priority, run_at, max_attempts)
    select kind, payload, queue, unique_key, priority, coalesce(run_at, job_clock()), max_attempts
    from unnest($1::text[], $2::jsonb[], $3::text[], $4::text[], $5::int2[], $6::timestamptz[],
      $7::int4[]) as new (kind, payload, queue, unique_key, priority, run_at, max_attempts)
    on conflict (kind, unique_key) where unique_key is not null do nothing
    """)
  private static let announce = Statement(
    "job.announce", "select pg_notify('speelveld_job', queue)::text from unnest($1::text[]) queue")
  private static let clock = Statement("job.clock", "select job_clock()")

  /// The queue's clock: the start of the transaction, on the server.
  public static func now(_ db: borrowing Database) throws -> Timestamp {
    guard let now = try db.scalar(clock, as: Timestamp.self) else {
      throw PostgresError(.decoding, "the server gave no time")
    }
    return now
  }

  /// Adds a job, in the caller's transaction; workers hear of it when that commits.
  ///
  /// Gives its number; nil where a waiting or running job of its kind has the same key.
  @discardableResult
  public static func enqueue(_ db: borrowing Database, _ job: NewJob) throws -> Int64? {
    try db.scalar(
      insert,
      [
        job.kind, job.payload.compact, job.queue, job.uniqueKey, job.priority, job.runAt,
        job.maxAttempts,
      ])
  }

  /// Adds many jobs; gives how many, which is fewer where keys were taken or came twice.
  ///
  /// Without keys they go by COPY, the fastest way in.
  @discardableResult
  public static func enqueue(_ db: borrowing Database, _ jobs: [NewJob]) throws -> Int {
    guard !jobs.isEmpty else { return 0 }
    let added =
      jobs.contains { $0.uniqueKey != nil } ? try insertAll(db, jobs) : try copyAll(db, jobs)
    var queues: [String] = []
    for job in jobs where queues.last != job.queue && !queues.contains(job.queue) {
      queues.append(job.queue)
    }
    try db.execute(announce, [queues])
    return added
  }

  private static func copyAll(_ db: borrowing Database, _ jobs: [NewJob]) throws -> Int {
    let now = try now(db)
    return try db.copyIn(
      into: "job", ["kind", "payload", "queue", "priority", "run_at", "max_attempts"]
    ) { writer in
      for job in jobs {
        try writer.row { (row) throws(PostgresError) in
          try row.text(job.kind)
          try row.text(job.payload.compact)
          try row.text(job.queue)
          try row.int(Int64(job.priority.rawValue))
          try row.timestamp(job.runAt ?? now)
          try row.int(job.maxAttempts)
        }
      }
    }
  }

  private static func insertAll(_ db: borrowing Database, _ jobs: [NewJob]) throws -> Int {
    var added = 0
    for start in stride(from: 0, to: jobs.count, by: 5_000) {
      let part = jobs[start..<min(start + 5_000, jobs.count)]
      added += try db.execute(
        insertMany,
        [
          part.map(\.kind), part.map(\.payload.compact), part.map(\.queue), part.map(\.uniqueKey),
          part.map(\.priority), part.map(\.runAt), part.map(\.maxAttempts),
        ])
    }
    return added
  }
}
