import JobQueue

/// Which queues a worker process serves, and how.
///
/// One runner for each entry, so that a slow simulation holds up no mail.
public struct WorkerPlan: Sendable {
  public var runners: [RunnerConfiguration]

  public init(_ runners: [RunnerConfiguration]) { self.runners = runners }

  /// Names of the queues that the program's own jobs use.
  public enum Queue {
    public static let `default` = JobQueue.defaultQueue
    /// What leaves the program: one at a time, each finished before the next, so that a worker that is
    /// killed repeats at most one.
    public static let delivery = "delivery"
    /// Slices of simulations: long, and never in the way of the rest.
    public static let simulation = "simulation"
  }

  /// The usual plan.
  ///
  /// - Parameters:
  ///   - queues: serves only these; all where nil.
  ///   - concurrency: jobs at a time in each queue but `delivery`, which takes one.
  ///   - host: the machine's name and `process` the program's number, as `worker status` shows them.
  public static func standard(
    queues: [String]? = nil, concurrency: Int = 4, host: String, process: Int
  ) -> WorkerPlan {
    let names = queues ?? [Queue.default, Queue.delivery, Queue.simulation]
    return WorkerPlan(
      names.map { name in
        let isDelivery = name == Queue.delivery
        return RunnerConfiguration(
          queues: [name], concurrency: isDelivery ? 1 : concurrency, settlesEach: isDelivery,
          host: host, process: process)
      })
  }
}
