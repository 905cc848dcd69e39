import Postgres
import Synchronization

/// A worker: claims jobs, has their handlers do them, and tells the database what came of it.
///
/// Housekeeping has connections of its own, so that handlers that use up theirs do not cost the worker its
/// leases. Several runners may share a process, each under its own number.
public final class JobRunner: Sendable {
  public typealias Observer = @Sendable (RunnerEvent) -> Void

  let pool: PostgresPool
  /// For claims, beats and upkeep.
  let ownPool: PostgresPool
  let registry: JobRegistry
  let configuration: RunnerConfiguration
  let observe: Observer
  let describe: @Sendable (any Error) -> String
  private let state = Mutex(State())

  private struct State {
    var bench: Workbench?
    var isStopping = false
  }

  /// - Parameters:
  ///   - pool: for the handlers' own transactions.
  ///   - describe: what may be stored of a handler's error; no personal data.
  public init(
    pool: PostgresPool, registry: JobRegistry, configuration: RunnerConfiguration = .init(),
    describe: @escaping @Sendable (any Error) -> String = JobFault.reason,
    observe: @escaping Observer = { _ in }
  ) {
    self.pool = pool
    self.registry = registry
    self.configuration = configuration
    self.describe = describe
    self.observe = observe
    var own = pool.configuration
    own.applicationName = "speelveld worker"
    own.maximumConnections = 4
    own.statementTimeout = .seconds(60)
    ownPool = PostgresPool(own)
  }

  /// Begins nothing more; `run` returns when what is under way has ended or `stopGrace` is over.
  public func stop() {
    let bench = state.withLock { state in
      state.isStopping = true
      return state.bench
    }
    bench?.drain()
  }

  /// Works until stopped, or with `untilEmpty` until nothing is due.
  ///
  /// Returns after everything in hand was finished or given back. A database that is away is waited for, except
  /// with `untilEmpty`: then its error is thrown. A cancelled task gives back what it holds at once.
  public func run(untilEmpty: Bool = false) async throws {
    defer { ownPool.shutdown() }
    while !state.withLock({ $0.isStopping }), !Task.isCancelled {
      guard let worker = try await register(insisting: !untilEmpty) else { return }
      let bench = Workbench(configuration, endsWhenEmpty: untilEmpty) { [registry] job in
        registry.handlers[job.kind]?.timeout ?? .seconds(600)
      }
      let mustDrain = state.withLock { state in
        state.bench = bench
        return state.isStopping
      }
      if mustDrain { bench.drain() }
      let shift = Shift(self, bench, worker: worker, untilEmpty: untilEmpty)
      let ending = await shift.work()
      state.withLock { $0.bench = nil }
      switch ending {
      case .givenUp: observe(.givenUp(worker: worker))
      case .ended: return
      case .failed(let error): throw error
      }
    }
  }

  private func register(insisting: Bool) async throws -> Int64? {
    var delay = Duration.milliseconds(50)
    while true {
      do {
        let (configuration, schedules) = (configuration, registry.schedules)
        let worker = try await ownPool.transaction(isolation: .readCommitted) { db in
          for schedule in schedules { try JobQueue.keep(db, schedule) }
          return try JobQueue.register(
            db, host: configuration.host, process: configuration.process,
            queues: configuration.queues, concurrency: configuration.concurrency)
        }
        observe(.registered(worker: worker))
        return worker
      } catch let error as PostgresError where insisting && error.isServerAway {
        observe(.databaseUnavailable(describe(error)))
        try await Task.sleep(for: delay)
        delay = min(delay * 2, .seconds(5))
        if state.withLock({ $0.isStopping }) { return nil }
      }
    }
  }
}

extension PostgresError {
  /// No server spoke, or it said that it is starting, stopping or full (classes 08, 53 and 57).
  fileprivate var isServerAway: Bool {
    guard let sqlState else { return true }
    return ["08", "53", "57"].contains(sqlState.conditionClass)
  }
}
