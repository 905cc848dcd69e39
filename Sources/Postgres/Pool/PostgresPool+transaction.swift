extension PostgresPool {
  /// Runs `body` in one transaction: committed when it returns, rolled back when it throws.
  ///
  /// The one place where serialisation failures and deadlocks are retried; `body` may therefore run more
  /// than once and must have no effect but through `db` and its result. Throws what `body` threw, a
  /// `PostgresError`, or `CancellationError` when the task was cancelled. `outcome-unknown` is never
  /// retried: the transaction may have been stored. With a `turn` it waits for its turn before it begins; each
  /// attempt is a turn of its own. Within `TransactionCompanion.accompany` a writing transaction that does not
  /// fit throws its `Misuse` and does not begin.
  @discardableResult
  public func transaction<T: Sendable>(
    turn: Turn? = nil, isolation: TransactionOptions.Isolation = .serializable,
    readOnly: Bool = false, deferrable: Bool = false, retry: RetryPolicy = .standard,
    _ body: @escaping @Sendable (borrowing Database) throws -> T
  ) async throws -> T {
    let options = TransactionOptions(
      isolation: isolation, readOnly: readOnly, deferrable: deferrable, turn: turn)
    let body = readOnly ? body : try TransactionCompanion.current?.accompanying(body) ?? body
    var (attempt, deadConnections) = (1, 0)
    while true {
      let outcome = try await unit { await $0.transaction(options, token: $1, body) }
      switch outcome.result {
      case .success(let value): return value
      case .failure(let error):
        if outcome.neverBegan, deadConnections <= configuration.maximumConnections {
          deadConnections += 1
          continue
        }
        guard var failure = error as? PostgresError else { throw error }
        failure.attempts = attempt
        guard failure.isRetryable, attempt < retry.attempts else { throw failure }
        try await pause(before: attempt, retry)
        attempt += 1
      }
    }
  }

  /// Runs `body` in a read-only transaction that sees one moment (REPEATABLE READ).
  @discardableResult
  public func read<T: Sendable>(_ body: @escaping @Sendable (borrowing Database) throws -> T)
    async throws -> T
  {
    try await transaction(isolation: .repeatableRead, readOnly: true, body)
  }

  /// Runs `body` outside a transaction: each statement commits by itself and nothing is retried.
  @discardableResult
  public func autocommit<T: Sendable>(_ body: @escaping @Sendable (borrowing Database) throws -> T)
    async throws -> T
  {
    try await unit { await $0.autocommit(token: $1, body) }.result.get()
  }

  private func unit<T: Sendable>(
    _ work: @Sendable (PostgresConnection, CancelToken) async -> PostgresConnection.Outcome<T>
  ) async throws -> PostgresConnection.Outcome<T> {
    let lease = try await acquire()
    let token = CancelToken()
    let outcome = await withTaskCancellationHandler {
      await work(lease.connection, token)
    } onCancel: {
      token.request()
    }
    release(lease, usable: outcome.isUsable)
    return outcome
  }

  /// A random part of a delay that doubles, so that two rivals do not meet again.
  private func pause(before attempt: Int, _ retry: RetryPolicy) async throws {
    let longest = retry.firstDelay.nanoseconds << min(attempt - 1, 7)
    try await Task.sleep(for: .nanoseconds(Int64.random(in: 0...max(1, longest))))
  }
}
