import JSONText
import Postgres

extension JobQueue {
  private static let keep = Statement(
    "schedule.keep",
    """
    insert into job_schedule (name, rule, queue, kind, payload, priority, max_attempts, next_at)
    values ($1, $2, $3, $4, $5, $6, $7, $8)
    on conflict (name) do update set
      next_at = case when job_schedule.rule = excluded.rule then job_schedule.next_at
        else excluded.next_at end,
      rule = excluded.rule, queue = excluded.queue, kind = excluded.kind,
      payload = excluded.payload, priority = excluded.priority, max_attempts = excluded.max_attempts
    where (job_schedule.rule, job_schedule.queue, job_schedule.kind, job_schedule.payload,
      job_schedule.priority, job_schedule.max_attempts) is distinct from
      (excluded.rule, excluded.queue, excluded.kind, excluded.payload, excluded.priority,
      excluded.max_attempts)
    """)
  private static let remove = Statement(
    "schedule.remove", "delete from job_schedule where name = $1")
  private static let pause = Statement(
    "schedule.pause", "update job_schedule set paused = $2 where name = $1")
  private static let isAnyDue = Statement(
    "schedule.isAnyDue",
    """
    select exists (select from job_schedule where not paused and ($1 or next_at <= job_clock()))
    """)
  private static let untilTick = Statement(
    "schedule.untilTick",
    """
    select (extract(epoch from min(next_at) - job_clock()) * 1000000)::int8
    from job_schedule where not paused
    """)
  private static let open = Statement(
    "schedule.open",
    """
    select name, rule, queue, kind, payload, priority, max_attempts, next_at from job_schedule
    where not paused order by name for update skip locked
    """)
  private static let tick = Statement(
    "schedule.tick",
    """
    insert into job_tick (schedule, at, skipped, job)
    values ($1, $2, $3, nextval(pg_get_serial_sequence('job', 'id')))
    on conflict (schedule, at) do nothing returning job
    """)
  private static let fire = Statement(
    "schedule.fire",
    """
    insert into job (id, kind, payload, queue, priority, max_attempts)
    overriding system value
    values ($1, $2, $3::jsonb || jsonb_build_object('schedule', $4::text, 'tick', $5::text), $6, $7, $8)
    returning pg_notify('speelveld_job', queue)::text
    """)
  private static let advance = Statement(
    "schedule.advance", "update job_schedule set next_at = $2 where name = $1")
  private static let list = Statement(
    "schedule.list",
    """
    select name, rule, kind, next_at, paused,
      (select max(at) from job_tick where schedule = name)
    from job_schedule order by name
    """)

  /// Stores a schedule or brings the stored one up to date; the next time is kept unless the rule changed.
  ///
  /// A new schedule first fires at its first time after now.
  public static func keep(_ db: borrowing Database, _ schedule: Schedule) throws {
    let (job, now) = (schedule.job, try now(db))
    try db.execute(
      keep,
      [
        schedule.name, schedule.rule.description, job.queue, job.kind, job.payload.compact,
        job.priority, job.maxAttempts, schedule.rule.next(after: now),
      ])
  }

  /// Removes a schedule; what already fired stays. False where there is none of that name.
  @discardableResult
  public static func removeSchedule(_ db: borrowing Database, _ name: String) throws -> Bool {
    try db.execute(remove, [name]) == 1
  }

  /// Stops a schedule from firing, or lets it fire again: then once for all that passed meanwhile.
  @discardableResult
  public static func pauseSchedule(_ db: borrowing Database, _ name: String, _ paused: Bool = true)
    throws -> Bool
  {
    try db.execute(pause, [name, paused]) == 1
  }

  /// Enqueues what is due: for each schedule its latest time up to now, once, however many passed before.
  ///
  /// One worker at a time sees to a schedule (its row is locked), and a time has one row in `job_tick`
  /// for ever, so that no time fires twice, also where the clock was put back. `checksAll` also draws back
  /// a stored next time that lies further ahead than the rule says, as after a clock that ran ahead.
  ///
  /// The job's payload gains `schedule` and `tick`. Schedules whose stored rule cannot be read are passed over and
  /// named in the result.
  public static func fireSchedules(_ db: borrowing Database, checksAll: Bool = false) throws -> (
    ticks: [Tick], faults: [ScheduleFault]
  ) {
    guard try db.scalar(isAnyDue, [checksAll], as: Bool.self) == true else { return ([], []) }
    let now = try now(db)
    var (ticks, faults): ([Tick], [ScheduleFault]) = ([], [])
    for row in try db.query(open) {
      let (name, text): (String, String) = (try row.decode(0), try row.decode(1))
      guard let rule = ScheduleRule(text) else {
        faults.append(ScheduleFault(name: name, rule: text))
        continue
      }
      let (next, stored) = (rule.next(after: now), try row.decode("next_at", as: Timestamp.self))
      guard stored <= now else {
        if stored > next { try db.execute(advance, [name, next]) }
        continue
      }
      let latest = rule.latest(upTo: now)
      // The stored time itself is a time of the rule: what lies between it and the latest was missed.
      let skipped = rule.count(after: stored, through: latest)
      if latest >= stored,
        let job = try db.scalar(tick, [name, latest, skipped], as: Int64.self)
      {
        try db.execute(
          fire,
          [
            job, try row.decode(3, as: String.self), try row.decode(4, as: String.self), name,
            latest.description, try row.decode(2, as: String.self), try row.decode(5, as: Int.self),
            try row.decode(6, as: Int.self),
          ])
        ticks.append(Tick(schedule: name, at: latest, skipped: skipped, job: job))
      }
      try db.execute(advance, [name, next])
    }
    return (ticks, faults)
  }

  /// How long until the next time of a schedule; nil where there is none.
  static func untilTick(_ db: borrowing Database) throws -> Duration? {
    guard let row = try db.query(untilTick).first else { return nil }
    return try row.decode(0, as: Int64?.self).map { .microseconds($0) }
  }

  /// All schedules, by name.
  public static func schedules(_ db: borrowing Database) throws -> [StoredSchedule] {
    try db.query(list).map { row in
      StoredSchedule(
        name: try row.decode(0), rule: try row.decode(1), kind: try row.decode(2),
        nextAt: try row.decode(3), isPaused: try row.decode(4), lastTick: try row.decode(5))
    }
  }
}

/// A stored schedule whose rule this program cannot read.
public struct ScheduleFault: Hashable, Sendable, CustomStringConvertible {
  public let name: String
  public let rule: String

  public var description: String {
    "the schedule “\(name)” has the rule “\(rule)”, which this version cannot read; a newer program may "
      + "have stored it"
  }
}
