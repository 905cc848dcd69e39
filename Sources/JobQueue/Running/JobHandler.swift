/// What is done with jobs of a kind.
public struct JobHandler: Sendable {
  public typealias Work = @Sendable (Job, JobContext) async throws -> JobOutcome

  public var kind: String
  public var backoff: Backoff
  /// After this an attempt counts as failed and its task is cancelled, so that a job that hangs is not stuck
  /// for ever.
  public var timeout: Duration
  /// Whether finished jobs are kept in `job_done`.
  public var keepsRecord: Bool
  public var work: Work

  /// The work must bear being done again: a worker may die after it and before saying so. An error it
  /// throws counts as a failed attempt.
  public init(
    _ kind: String, backoff: Backoff = .standard, timeout: Duration = .seconds(600),
    keepsRecord: Bool = false, _ work: @escaping Work
  ) {
    self.kind = kind
    self.backoff = backoff
    self.timeout = timeout
    self.keepsRecord = keepsRecord
    self.work = work
  }
}

/// The kinds of jobs that a worker knows, and what returns.
public struct JobRegistry: Sendable {
  public private(set) var handlers: [String: JobHandler] = [:]
  public private(set) var schedules: [Schedule] = []

  public init() {}

  /// Takes the place of an earlier handler of the same kind.
  public mutating func add(_ handler: JobHandler) { handlers[handler.kind] = handler }

  public mutating func add(_ schedule: Schedule) {
    schedules.removeAll { $0.name == schedule.name }
    schedules.append(schedule)
  }

  /// Both together.
  public mutating func merge(_ other: JobRegistry) {
    for handler in other.handlers.values { add(handler) }
    for schedule in other.schedules { add(schedule) }
  }
}
