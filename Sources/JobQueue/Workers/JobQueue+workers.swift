import Postgres

extension JobQueue {
  private static let register = Statement(
    "worker.register",
    """
    insert into job_worker (host, process, queues, concurrency) values ($1, $2, $3, $4)
    returning id
    """)
  private static let beat = Statement(
    "worker.beat",
    """
    update job_worker
    set beat_at = job_clock(), suspected_at = null, running = $2, finished = finished + $3,
      failed = failed + $4
    where id = $1
    """)
  private static let leave = Statement(
    "worker.leave", "delete from job_worker where id = $1")
  private static let releaseAll = Statement(
    "worker.releaseAll",
    "update job set worker = null, max_attempts = max_attempts + 1 where worker = $1")
  private static let suspect = Statement(
    "worker.suspect",
    """
    update job_worker set
      suspected_at = case when beat_at < job_clock() - $1 * interval '1 microsecond'
        then least(coalesce(suspected_at, job_clock()), job_clock()) end,
      beat_at = least(beat_at, job_clock())
    where (beat_at < job_clock() - $1 * interval '1 microsecond'
        and (suspected_at is null or suspected_at > job_clock()))
      or beat_at > job_clock() + $1 * interval '1 microsecond'
    """)
  private static let lose = Statement(
    "worker.lose",
    """
    delete from job_worker where id in (
      select id from job_worker
      where suspected_at <= job_clock() - $1 * interval '1 microsecond'
        and suspected_at <= job_clock() and id <> $2
      for update skip locked)
    returning id
    """)
  private static let buryLost = Statement(
    "worker.buryLost",
    """
    with gone as (
      delete from job where worker = any ($1::int8[]) and attempt >= max_attempts returning *
    )
    insert into job_dead
      (id, queue, kind, payload, unique_key, priority, created_at, attempt, max_attempts, last_error)
    select id, queue, kind, payload, unique_key, priority, created_at, attempt, max_attempts,
      'worker lost' from gone
    """)
  private static let rescue = Statement(
    "worker.rescue",
    """
    update job set worker = null, last_error = 'worker lost',
      run_at = job_clock() + least(
        $2 * interval '1 microsecond' * power(2, least(attempt, 30) - 1), interval '1 hour')
    where worker = any ($1::int8[])
    """)
  private static let orphans = Statement(
    "worker.orphans",
    """
    select distinct worker from job
    where worker is not null
      and not exists (select from job_worker where job_worker.id = job.worker)
    """)
  private static let list = Statement(
    "worker.list",
    """
    select id, host, process, queues, concurrency, started_at, beat_at,
      (extract(epoch from job_clock() - beat_at) * 1000000)::int8, suspected_at is not null, running,
      finished, failed
    from job_worker order by id
    """)

  /// Enters a worker in the register; gives its number, under which it claims.
  public static func register(
    _ db: borrowing Database, host: String, process: Int, queues: [String], concurrency: Int
  ) throws -> Int64 {
    guard
      let id = try db.scalar(register, [host, process, queues, concurrency], as: Int64.self)
    else { throw PostgresError(.decoding, "the server gave no worker number") }
    return id
  }

  /// A sign of life, with what was done since the last. False: the worker was given up and holds nothing.
  public static func beat(
    _ db: borrowing Database, worker: Int64, running: Int = 0, finished: Int = 0, failed: Int = 0
  ) throws -> Bool {
    try db.execute(beat, [worker, running, finished, failed]) == 1
  }

  /// Takes a worker out of the register; what it still held waits again and has not used up an attempt. Gives how
  /// many jobs that was.
  @discardableResult
  public static func leave(_ db: borrowing Database, worker: Int64) throws -> Int {
    try db.execute(leave, [worker])
    return try db.execute(releaseAll, [worker])
  }

  /// Gives up workers that are silent too long and puts their jobs back; see `LeasePolicy`.
  ///
  /// Needs READ COMMITTED: the jobs are looked for after the workers' rows are locked, so that a claim under
  /// way is seen. `searchesOrphans` also finds jobs whose worker is not registered, which takes a pass over the
  /// table.
  @discardableResult
  public static func rescue(
    _ db: borrowing Database, _ policy: LeasePolicy, by worker: Int64 = 0,
    searchesOrphans: Bool = false
  ) throws -> (workers: Int, jobs: Int) {
    try db.execute(suspect, [policy.lease.microseconds])
    var lost: [Int64] = try db.query(lose, [policy.grace.microseconds, worker]).map {
      try $0.decode(0)
    }
    if searchesOrphans { lost += try db.query(orphans).map { try $0.decode(0) } }
    guard !lost.isEmpty else { return (0, 0) }
    let dead = try db.execute(buryLost, [lost])
    let saved = try db.execute(rescue, [lost, policy.rescueDelay.microseconds])
    return (lost.count, dead + saved)
  }

  /// All workers, the oldest first.
  public static func workers(_ db: borrowing Database) throws -> [WorkerRecord] {
    try db.query(list).map { row in
      WorkerRecord(
        id: try row.decode(0), host: try row.decode(1), process: try row.decode(2),
        queues: try row.decode(3), concurrency: try row.decode(4), startedAt: try row.decode(5),
        beatAt: try row.decode(6), silence: .microseconds(try row.decode(7, as: Int64.self)),
        isSuspected: try row.decode(8), running: try row.decode(9), finished: try row.decode(10),
        failed: try row.decode(11))
    }
  }
}
