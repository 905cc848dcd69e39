import Postgres

extension JobQueue {
  static let claimStatement = Statement(
    "job.claim",
    """
    with holder as (select id from job_worker where id = $1 for key share)
    update job set worker = $1, attempt = attempt + 1
    where id = any (array(
      select due.id
      from (
        select queue.name, level.priority
        from unnest($2::text[]) with ordinality as queue (name, place)
          cross join generate_series(0, 3) as level (priority)
        order by level.priority, queue.place
      ) lane cross join lateral (
        select waiting.id from job waiting
        where waiting.queue = lane.name and waiting.priority = lane.priority
          and waiting.worker is null and waiting.run_at <= job_clock()
        order by waiting.run_at, waiting.id limit $3
        for update skip locked
      ) due
      where exists (select from holder)
      limit $3))
    returning id, queue, kind, payload, attempt, max_attempts, unique_key, priority, run_at
    """)
  private static let held = Statement(
    "job.held",
    """
    select id, queue, kind, payload, attempt, max_attempts, unique_key, priority, run_at
    from job where worker = $1 and not (id = any ($2::int8[]))
    """)
  private static let untilDue = Statement(
    "job.untilDue",
    """
    select (extract(epoch from min(next.at) - job_clock()) * 1000000)::int8
    from unnest($1::text[]) as lane (name) cross join generate_series(0, 3) as level (priority)
      cross join lateral (
        select run_at as at from job
        where queue = lane.name and job.priority = level.priority and worker is null
        order by run_at limit 1
      ) next
    """)

  /// Takes up to `limit` due jobs for a worker, those of the first priority and longest due in front.
  ///
  /// Each attempt is held by one worker: rows that another claim holds are passed over. A worker that is no
  /// longer registered gets nothing.
  public static func claim(
    _ db: borrowing Database, worker: Int64, queues: [String], limit: Int
  ) throws -> [Job] {
    try jobs(try db.query(claimStatement, [worker, queues, limit]))
  }

  /// What the worker holds beyond the jobs it knows of: claimed by a statement whose answer was lost.
  static func held(_ db: borrowing Database, worker: Int64, except known: [Int64]) throws -> [Job] {
    try jobs(try db.query(held, [worker, known]))
  }

  static func jobs(_ rows: Rows) throws -> [Job] {
    try rows.map { row in try Job(row) }.sorted { $0.order < $1.order }
  }

  /// How long until a waiting job is due; nil where nothing waits, below zero where one is due.
  public static func untilDue(_ db: borrowing Database, queues: [String]) throws -> Duration? {
    guard let row = try db.query(untilDue, [queues]).first else { return nil }
    return try row.decode(0, as: Int64?.self).map { .microseconds($0) }
  }
}
