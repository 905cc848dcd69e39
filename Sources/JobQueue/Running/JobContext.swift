import Postgres

/// What a handler may use besides its job.
public struct JobContext: Sendable {
  /// Connections for the handler's own transactions.
  public let pool: PostgresPool
  /// The number under which the worker holds the job.
  public let worker: Int64
  let job: Job
  let keepsRecord: Bool

  /// Finishes the job in the handler's own transaction: what that writes happens exactly once.
  ///
  /// The handler then returns `.finished`. Throws `JobLeaseLost` where another worker may have the job; let it
  /// pass, so that the transaction is rolled back.
  public func finish(_ db: borrowing Database) throws {
    try JobQueue.finish(db, job, worker: worker, record: keepsRecord)
  }

  /// Asks the database whether the job is still ours, right before something that cannot be taken back.
  ///
  /// Throws `JobLeaseLost` where it is not.
  public func confirm() async throws {
    let (job, worker) = (job, worker)
    let isHeld = try await pool.transaction(isolation: .readCommitted) { db in
      try JobQueue.isHeld(db, job, worker: worker)
    }
    guard isHeld else { throw JobLeaseLost(job: job.id, attempt: job.attempt) }
  }
}
