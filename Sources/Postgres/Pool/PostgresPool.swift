import Synchronization

/// Connections to one server, shared by all tasks; the way to every transaction.
///
/// Broken connections are replaced, never repaired. Closures run on their connection's own thread and
/// cannot await; `T` leaves the closure as a value.
public final class PostgresPool: Sendable {
  public let configuration: PostgresConfiguration
  private let inner: Mutex<Inner>

  struct Inner {
    var state: PoolState
    var connections: [Int: PostgresConnection] = [:]
    var waiting: [Int: CheckedContinuation<Lease, any Error>] = [:]
    var nextWaiter = 1
  }

  struct Lease: Sendable {
    let id: Int
    let connection: PostgresConnection
  }

  /// Opens nothing yet; the first use does.
  public init(_ configuration: PostgresConfiguration) {
    self.configuration = configuration
    inner = Mutex(
      Inner(
        state: PoolState(
          maximum: configuration.maximumConnections,
          lifetime: configuration.maximumLifetime.nanoseconds,
          idleTimeout: configuration.idleTimeout.nanoseconds)))
  }

  /// Closes all connections; those in use when they come back. Later uses throw `pool-closed`.
  public func shutdown() { perform { $0.close() } }

  /// Connections in use, idle and in all, and tasks that wait for one.
  public var statistics: (leased: Int, idle: Int, total: Int, waiting: Int) {
    inner.withLock {
      ($0.state.leasedCount, $0.state.idleCount, $0.state.total, $0.state.waiterCount)
    }
  }

  // MARK: Leases

  func acquire() async throws -> Lease {
    let (immediate, waiter) = inner.withLock { inner -> (Lease?, Int) in
      if let id = inner.state.takeIdle(now: now()), let connection = inner.connections[id] {
        return (Lease(id: id, connection: connection), 0)
      }
      defer { inner.nextWaiter += 1 }
      return (nil, inner.nextWaiter)
    }
    if let immediate { return immediate }
    let timeout = configuration.acquireTimeout
    let timer = Task { [weak self] in
      try await Task.sleep(for: timeout)
      self?.perform { $0.giveUp(waiter, .exhausted) }
    }
    defer { timer.cancel() }
    return try await withTaskCancellationHandler {
      try await withCheckedThrowingContinuation { continuation in
        inner.withLock { $0.waiting[waiter] = continuation }
        perform { $0.acquire(waiter, now: now()) }
        if Task.isCancelled { perform { $0.giveUp(waiter, .cancelled) } }
      }
    } onCancel: {
      perform { $0.giveUp(waiter, .cancelled) }
    }
  }

  func release(_ lease: Lease, usable: Bool) {
    perform { $0.release(lease.id, usable: usable, now: now()) }
  }

  private func perform(_ event: (inout PoolState) -> [PoolState.Action]) {
    // Everything under one lock; what may block or resume is carried out after it.
    let effects = inner.withLock { inner in
      event(&inner.state).map { inner.effect(of: $0, configuration) }
    }
    for effect in effects {
      switch effect {
      case .resume(let continuation, let result): continuation.resume(with: result)
      case .open(let lease): Task { await open(lease) }
      case .close(let connection): Task { await connection.close() }
      case .nothing: break
      }
    }
  }

  private func open(_ lease: Lease) async {
    do {
      try await lease.connection.open()
      perform { $0.opened(lease.id, now: now()) }
    } catch {
      let failed = inner.withLock { inner -> CheckedContinuation<Lease, any Error>? in
        inner.connections[lease.id] = nil
        return inner.state.openFailed(lease.id).flatMap { inner.waiting.removeValue(forKey: $0) }
      }
      failed?.resume(throwing: error)
      perform { $0.refill(now: now()) }
    }
  }

  private func now() -> Int64 {
    let elapsed = ContinuousClock.Instant.now - PostgresPool.start
    return elapsed.nanoseconds
  }

  private static let start = ContinuousClock.Instant.now
}

extension PostgresPool.Inner {
  enum Effect {
    case resume(
      CheckedContinuation<PostgresPool.Lease, any Error>, Result<PostgresPool.Lease, any Error>)
    case open(PostgresPool.Lease)
    case close(PostgresConnection)
    case nothing
  }

  fileprivate mutating func effect(
    of action: PoolState.Action, _ configuration: PostgresConfiguration
  ) -> Effect {
    switch action {
    case .grant(let waiter, let id):
      guard let continuation = waiting.removeValue(forKey: waiter), let connection = connections[id]
      else { return .nothing }
      return .resume(continuation, .success(PostgresPool.Lease(id: id, connection: connection)))
    case .open(let id):
      let connection = PostgresConnection(configuration)
      connections[id] = connection
      return .open(PostgresPool.Lease(id: id, connection: connection))
    case .close(let id):
      return connections.removeValue(forKey: id).map(Effect.close) ?? .nothing
    case .fail(let waiter, let failure):
      guard let continuation = waiting.removeValue(forKey: waiter) else { return .nothing }
      return .resume(continuation, .failure(failure.error(configuration)))
    }
  }
}

extension PoolState.Failure {
  fileprivate func error(_ configuration: PostgresConfiguration) -> any Error {
    switch self {
    case .cancelled: CancellationError()
    case .closed:
      PostgresError(.poolClosed, "the pool of database connections was shut down")
    case .exhausted:
      PostgresError(
        .poolExhausted,
        "no database connection became free in \(configuration.acquireTimeout): all "
          + "\(configuration.maximumConnections) are in use",
        remedy: "raise the number of connections, or look for transactions that take long")
    }
  }
}

extension Duration {
  /// Held within Int64, about 292 years.
  var nanoseconds: Int64 {
    let (seconds, attoseconds) = components
    let (product, overflow) = seconds.multipliedReportingOverflow(by: 1_000_000_000)
    return overflow ? .max : product &+ attoseconds / 1_000_000_000
  }
}
