/// How a worker works.
public struct RunnerConfiguration: Sendable {
  /// Looked at in this order where priorities are equal.
  public var queues: [String]
  /// Jobs at a time.
  public var concurrency: Int
  /// Most jobs in hand, waiting ones included. Quick jobs are claimed in batches up to this; slow ones stay with
  /// the database, where others can take them.
  public var mostInHand: Int
  /// Whether a job is finished in the database before its place takes the next. With `concurrency` 1 a
  /// worker that is killed then leaves at most one job done and not yet finished.
  public var settlesEach: Bool
  public var lease: LeasePolicy
  /// Longest time between two looks for work when nothing is announced.
  public var poll: Duration
  /// How long jobs may go on after a stop before their tasks are cancelled.
  public var stopGrace: Duration
  /// Time between two looks for lost workers, overdue jobs and wandering schedules.
  public var upkeep: Duration
  public var host: String
  public var process: Int

  public init(
    queues: [String] = [JobQueue.defaultQueue], concurrency: Int = 8, mostInHand: Int = 500,
    settlesEach: Bool = false, lease: LeasePolicy = .standard, poll: Duration = .seconds(5),
    stopGrace: Duration = .seconds(25), upkeep: Duration = .seconds(5), host: String = "localhost",
    process: Int = 0
  ) {
    self.queues = queues
    self.concurrency = max(1, concurrency)
    self.mostInHand = max(self.concurrency, mostInHand)
    self.settlesEach = settlesEach
    self.lease = lease
    self.poll = poll
    self.stopGrace = stopGrace
    self.upkeep = upkeep
    self.host = host
    self.process = process
  }
}
