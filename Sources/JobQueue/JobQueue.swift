import Postgres

/// Work that outlives its request, kept in PostgreSQL: jobs, who holds them, what returns, what was given up.
///
/// Every function takes the database inside the caller's transaction, so that a job is stored with the data
/// it is about or not at all. Due times and leases are compared with the server's clock (`job_clock()`),
/// never with a worker's. A job is handed out at least once: a worker may die between doing the work and
/// saying so. What a handler writes in the transaction that finishes its job happens exactly once.
public enum JobQueue {
  /// The channel on which an enqueued job is announced; the payload is its queue.
  public static let channel = "speelveld_job"
  public static let defaultQueue = "default"
}
