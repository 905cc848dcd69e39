/// One connection, an actor whose executor is a thread of its own.
actor PostgresConnection {
  private let thread: ConnectionThread
  private let configuration: PostgresConfiguration
  private var session: Session?

  nonisolated var unownedExecutor: UnownedSerialExecutor { thread.asUnownedSerialExecutor() }

  init(_ configuration: PostgresConfiguration) {
    self.configuration = configuration
    thread = ConnectionThread()
  }

  deinit { thread.stop() }

  func open() throws(PostgresError) { session = try Session(configuration) }

  func close() { session = nil }

  /// What became of a unit of work, and of the connection.
  struct Outcome<T: Sendable>: Sendable {
    let result: Result<T, any Error>
    /// False: the connection must be thrown away.
    let isUsable: Bool
    /// The connection turned out to be dead before anything was sent; another one may do.
    let neverBegan: Bool
  }

  func transaction<T: Sendable>(
    _ options: TransactionOptions, token: CancelToken,
    _ body: @Sendable (borrowing Database) throws -> T
  ) -> Outcome<T> {
    guard let session else { return closed() }
    session.token = token
    if token.wasRequested {
      return Outcome(result: .failure(CancellationError()), isUsable: true, neverBegan: false)
    }
    do {
      try session.begin(options)
    } catch {
      let isLost = error.code == .connectionLost
      return Outcome(
        result: .failure(session.presented(error)), isUsable: session.isUsable, neverBegan: isLost)
    }
    let database = Database(session)
    do {
      let value = try body(database)
      try session.commit()
      session.endTurn()
      return Outcome(result: .success(value), isUsable: session.isUsable, neverBegan: false)
    } catch {
      let presented = session.presented(error)
      session.rollback()
      session.endTurn()
      if (presented as? PostgresError)?.isStalePlan == true {
        do { try session.forgetPlans() } catch { session.isSpent = true }
      }
      return Outcome(result: .failure(presented), isUsable: session.isUsable, neverBegan: false)
    }
  }

  /// Each statement commits by itself: for CREATE DATABASE, VACUUM and the like.
  func autocommit<T: Sendable>(
    token: CancelToken, _ body: @Sendable (borrowing Database) throws -> T
  ) -> Outcome<T> {
    guard let session else { return closed() }
    session.token = token
    session.abortedBy = nil
    let database = Database(session)
    let result = Result<T, any Error> { try body(database) }.mapError(session.presented)
    return Outcome(result: result, isUsable: session.isUsable, neverBegan: false)
  }

  private func closed<T: Sendable>() -> Outcome<T> {
    Outcome(
      result: .failure(PostgresError(.connectionLost, "the connection is closed")), isUsable: false,
      neverBegan: true)
  }
}
