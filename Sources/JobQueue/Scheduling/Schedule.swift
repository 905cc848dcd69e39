import JSONText
import Postgres

/// A job that returns.
public struct Schedule: Hashable, Sendable {
  public var name: String
  public var rule: ScheduleRule
  public var job: NewJob

  /// The job's `runAt` and `uniqueKey` are not used: it runs at its tick, and the tick is its key.
  public init(_ name: String, _ rule: ScheduleRule, _ job: NewJob) {
    self.name = name
    self.rule = rule
    self.job = job
  }
}

/// A schedule as stored.
public struct StoredSchedule: Hashable, Sendable {
  public let name: String
  public let rule: String
  public let kind: String
  public let nextAt: Timestamp
  public let isPaused: Bool
  /// The last time that fired; nil before the first.
  public let lastTick: Timestamp?
}

/// A time that fired.
public struct Tick: Hashable, Sendable {
  public let schedule: String
  public let at: Timestamp
  /// Earlier times since the last that nothing ran at; this one makes up for them.
  public let skipped: Int64
  public let job: Int64
}
