import Postgres

/// How many jobs of a queue and kind wait, run and were given up.
public struct QueueDepth: Hashable, Sendable {
  public let queue: String
  public let kind: String
  /// Due and waiting.
  public let due: Int
  /// Waiting for their time.
  public let scheduled: Int
  public let running: Int
  public let dead: Int
  /// How long the oldest due job has waited; nil where none is due.
  public let oldestWait: Duration?
}

extension JobQueue {
  private static let depth = Statement(
    "job.depth",
    """
    select queue, kind,
      count(*) filter (where state = 'due'), count(*) filter (where state = 'scheduled'),
      count(*) filter (where state = 'running'), count(*) filter (where state = 'dead'),
      (extract(epoch from job_clock() - min(run_at) filter (where state = 'due')) * 1000000)::int8
    from (
      select queue, kind, run_at,
        case when worker is not null then 'running' when run_at > job_clock() then 'scheduled'
          else 'due' end as state
      from job
      union all
      select queue, kind, null, 'dead' from job_dead
    ) every
    group by queue, kind order by queue, kind
    """)

  /// What waits, by queue and kind.
  public static func depth(_ db: borrowing Database) throws -> [QueueDepth] {
    try db.query(depth).map { row in
      QueueDepth(
        queue: try row.decode(0), kind: try row.decode(1), due: try row.decode(2),
        scheduled: try row.decode(3), running: try row.decode(4), dead: try row.decode(5),
        oldestWait: try row.decode(6, as: Int64?.self).map { .microseconds($0) })
    }
  }
}
