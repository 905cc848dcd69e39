import JobQueue

/// The pattern of every job here: a kind, a handler, and where it returns a schedule; an `add…` puts them into
/// the registry that `WorkerJobs.registry` gathers.
public enum QueueSweepJob {
  public static let kind = "queue.sweep"

  static let handler = JobHandler(kind) { _, context in
    // The sweep and the end of its job are one transaction.
    try await context.pool.transaction(isolation: .readCommitted) { db in
      try JobQueue.sweep(db)
      try context.finish(db)
    }
    return .finished
  }
}

extension JobRegistry {
  /// Deletes old records of the queue each night.
  mutating func addQueueSweep() {
    add(QueueSweepJob.handler)
    if let night = TimeOfDay(hour: 3, minute: 15) {
      add(Schedule("queue.sweep", .daily(night), NewJob(QueueSweepJob.kind, priority: .low)))
    }
  }
}
