import Postgres

/// A job that was given up.
public struct DeadJob: Hashable, Sendable, Identifiable {
  public let id: Int64
  public let queue: String
  public let kind: String
  public let payloadText: String
  public let attempt: Int
  public let diedAt: Timestamp
  public let lastError: String
}

extension JobQueue {
  private static let dead = Statement(
    "job.dead",
    """
    select id, queue, kind, payload, attempt, died_at, last_error from job_dead
    where $1::text is null or kind = $1 order by died_at, id limit $2
    """)
  private static let redrive = Statement(
    "job.redrive",
    """
    with candidate as (
      select id, row_number() over (partition by kind, unique_key order by id) as place, unique_key
      from job_dead where ($1::int8[] is null or id = any ($1)) and ($2::text is null or kind = $2)
    ), gone as (
      delete from job_dead using candidate
      where job_dead.id = candidate.id and (candidate.unique_key is null or candidate.place = 1)
        and not exists (
          select from job where job.kind = job_dead.kind and job.unique_key = job_dead.unique_key)
      returning job_dead.*
    ), back as (
      insert into job (id, queue, kind, payload, unique_key, priority, created_at, attempt,
        max_attempts, last_error)
      overriding system value
      select id, queue, kind, payload, unique_key, priority, created_at, attempt,
        attempt + max_attempts, last_error from gone
      returning queue
    )
    select queue, count(*), pg_notify('speelveld_job', queue)::text from back group by queue
    """)
  private static let discard = Statement(
    "job.discard", "delete from job_dead where id = any ($1::int8[])")
  private static let sweep = Statement(
    "job.sweep", "delete from job_done where done_at < job_clock() - $1 * interval '1 day'")
  private static let sweepTicks = Statement(
    "job.sweepTicks", "delete from job_tick where at < job_clock() - $1 * interval '1 day'")

  /// Jobs that were given up, the oldest first; of one kind, or of all.
  public static func dead(_ db: borrowing Database, kind: String? = nil, limit: Int = 100) throws
    -> [DeadJob]
  {
    try db.query(dead, [kind, limit]).map { row in
      DeadJob(
        id: try row.decode(0), queue: try row.decode(1), kind: try row.decode(2),
        payloadText: try row.decode(3), attempt: try row.decode(4), diedAt: try row.decode(5),
        lastError: try row.decode(6))
    }
  }

  /// Sends dead jobs back under their own numbers, with as many further attempts as they had; gives how many.
  ///
  /// By number, by kind, or with neither all of them. One whose key a living job has stays where it is.
  @discardableResult
  public static func redrive(_ db: borrowing Database, ids: [Int64]? = nil, kind: String? = nil)
    throws -> Int
  {
    try db.query(redrive, [ids, kind]).reduce(0) { $0 + (try $1.decode(1, as: Int.self)) }
  }

  /// Deletes dead jobs for good.
  @discardableResult
  public static func discard(_ db: borrowing Database, ids: [Int64]) throws -> Int {
    try db.execute(discard, [ids])
  }

  /// Deletes records of finished jobs and of ticks older than so many days.
  ///
  /// Ticks are why nothing fires twice: keep them longer than any clock may be put back.
  public static func sweep(_ db: borrowing Database, recordDays: Int = 30, tickDays: Int = 800)
    throws
  {
    try db.execute(sweep, [recordDays])
    try db.execute(sweepTicks, [tickDays])
  }
}
