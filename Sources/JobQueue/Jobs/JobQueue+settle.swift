import Postgres

extension JobQueue {
  private static let finish = Statement(
    "job.finish",
    """
    delete from job using unnest($2::int8[], $3::int4[]) as lease (id, attempt)
    where job.id = lease.id and job.attempt = lease.attempt and job.worker = $1
    """)
  private static let record = Statement(
    "job.record",
    """
    with gone as (
      delete from job using unnest($2::int8[], $3::int4[]) as lease (id, attempt)
      where job.id = lease.id and job.attempt = lease.attempt and job.worker = $1
      returning job.*
    )
    insert into job_done (id, queue, kind, payload, unique_key, created_at, attempt)
    select id, queue, kind, payload, unique_key, created_at, attempt from gone
    """)
  private static let retry = Statement(
    "job.retry",
    """
    update job
    set worker = null, run_at = job_clock() + delay * interval '1 microsecond', last_error = error
    from unnest($2::int8[], $3::int4[], $4::int8[], $5::text[]) as lease (id, attempt, delay, error)
    where job.id = lease.id and job.attempt = lease.attempt and job.worker = $1
    """)
  private static let bury = Statement(
    "job.bury",
    """
    with gone as (
      delete from job using unnest($2::int8[], $3::int4[], $4::text[]) as lease (id, attempt, error)
      where job.id = lease.id and job.attempt = lease.attempt and job.worker = $1
      returning job.*, lease.error
    )
    insert into job_dead
      (id, queue, kind, payload, unique_key, priority, created_at, attempt, max_attempts, last_error)
    select id, queue, kind, payload, unique_key, priority, created_at, attempt, max_attempts, error
    from gone
    """)
  private static let giveBack = Statement(
    "job.giveBack",
    """
    update job
    set worker = null, max_attempts = max_attempts + 1,
      run_at = case when delay = 0 then run_at else job_clock() + delay * interval '1 microsecond' end
    from unnest($2::int8[], $3::int4[], $4::int8[]) as lease (id, attempt, delay)
    where job.id = lease.id and job.attempt = lease.attempt and job.worker = $1
    """)

  /// Stores what the worker says, and claims more where `limit` is above 0: one transaction's statements, sent
  /// together.
  ///
  /// Gives how many of the jobs were still the worker's; for the others the lease was lost and nothing changed.
  static func exchange(
    _ db: borrowing Database, worker: Int64, _ settlement: Settlement, queues: [String], limit: Int
  ) throws -> (settled: Int, claimed: [Job]) {
    let rows = try db.pipeline { batch in
      func add(
        _ statement: Statement, _ leases: [Settlement.Lease], _ more: [any PostgresEncodable]
      ) {
        guard !leases.isEmpty else { return }
        batch.execute(statement, [worker, leases.map(\.job), leases.map(\.attempt)] + more)
      }
      add(finish, settlement.finished, [])
      add(record, settlement.recorded, [])
      let retried = settlement.failures.filter { $0.delay != nil }
      add(
        retry, retried.map(\.lease),
        [retried.map { $0.delay?.microseconds ?? 0 }, retried.map(\.error)])
      let dead = settlement.failures.filter { $0.delay == nil }
      add(bury, dead.map(\.lease), [dead.map(\.error)])
      add(
        giveBack, settlement.returned.map(\.lease),
        [settlement.returned.map(\.delay.microseconds)])
      if limit > 0 { batch.execute(claimStatement, [worker, queues, limit]) }
    }
    let claimed = limit > 0 ? try rows.last.map(jobs) ?? [] : []
    return (rows.dropLast(limit > 0 ? 1 : 0).reduce(0) { $0 + $1.affected }, claimed)
  }

  /// Finishes a job in the caller's transaction: what that transaction writes happens once, however often the
  /// job is handed out.
  ///
  /// Throws `JobLeaseLost` where the worker no longer holds the job; the transaction must then not commit.
  public static func finish(
    _ db: borrowing Database, _ job: Job, worker: Int64, record: Bool = false
  )
    throws
  {
    let statement = record ? JobQueue.record : finish
    guard try db.execute(statement, [worker, [job.id], [job.attempt]]) == 1 else {
      throw JobLeaseLost(job: job.id, attempt: job.attempt)
    }
  }

  private static let confirm = Statement(
    "job.confirm",
    "select true from job where id = $2 and attempt = $3 and worker = $1 for key share")

  /// Whether the worker still holds the job, a moment before something that cannot be taken back.
  public static func isHeld(_ db: borrowing Database, _ job: Job, worker: Int64) throws -> Bool {
    try db.scalar(confirm, [worker, job.id, job.attempt]) ?? false
  }
}

/// The job was taken from its worker, which was held for dead; another may be doing it.
public struct JobLeaseLost: Error, Hashable, Sendable, CustomStringConvertible {
  public let job: Int64
  public let attempt: Int

  public var description: String {
    "job \(job), attempt \(attempt): the lease was lost, nothing of it was stored"
  }
}
