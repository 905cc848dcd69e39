import Casework
import JobQueue
import Logging
import Postgres
import ServiceLifecycle

/// The worker as a service: runs in `speelveld worker` and inside `speelveld serve`.
///
/// A graceful shutdown begins nothing more and waits for what runs; a cancellation gives everything back at once.
public struct WorkerService: Service {
  public typealias Metrics = @Sendable (RunnerEvent) -> Void

  public let pool: PostgresPool
  public let registry: JobRegistry
  public let plan: WorkerPlan
  public let logger: Logger
  let metrics: Metrics

  /// - Parameters:
  ///   - pool: for the handlers; should have a connection for each job at a time.
  ///   - metrics: hears everything that the log does, and what is too frequent for it.
  public init(
    pool: PostgresPool, registry: JobRegistry, plan: WorkerPlan, logger: Logger,
    metrics: @escaping Metrics = { _ in }
  ) {
    self.pool = pool
    self.registry = registry
    self.plan = plan
    self.logger = logger
    self.metrics = metrics
  }

  public func run() async throws { try await run(untilEmpty: false) }

  /// Works what is due now, schedules included, and returns: for timers of the system.
  public func runOnce() async throws { try await run(untilEmpty: true) }

  private func run(untilEmpty: Bool) async throws {
    let runners = plan.runners.map { configuration in
      let log = WorkerLog(logger, queues: configuration.queues)
      return JobRunner(
        pool: pool, registry: registry, configuration: configuration,
        describe: WorkerService.describe
      ) { [metrics] event in
        log.write(event)
        metrics(event)
      }
    }
    try await withGracefulShutdownHandler {
      try await withThrowingTaskGroup(of: Void.self) { group in
        for runner in runners { group.addTask { try await runner.run(untilEmpty: untilEmpty) } }
        try await group.waitForAll()
      }
    } onGracefulShutdown: {
      for runner in runners { runner.stop() }
    }
  }

  /// A refusal is stored by its code, everything else as the queue does: no text that may name a person.
  static func describe(_ error: any Error) -> String {
    if let refusal = error as? Refusal { return "refused: \(refusal.code)" }
    return JobFault.reason(of: error)
  }
}
