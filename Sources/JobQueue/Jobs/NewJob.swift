import JSONText
import Postgres

/// A job to be enqueued.
public struct NewJob: Hashable, Sendable {
  public var kind: String
  public var payload: JSON
  public var queue: String
  /// Enqueued only where no waiting or running job of the kind has the same key. It does not protect what a
  /// running job has already read: give each piece of work a key of its own.
  public var uniqueKey: String?
  public var priority: JobPriority
  /// Nil: at once.
  public var runAt: Timestamp?
  /// Attempts in all, from 1.
  public var maxAttempts: Int

  public init(
    _ kind: String, _ payload: JSON = [:], queue: String = JobQueue.defaultQueue,
    uniqueKey: String? = nil, priority: JobPriority = .normal, runAt: Timestamp? = nil,
    maxAttempts: Int = 20
  ) {
    self.kind = kind
    self.payload = payload
    self.queue = queue
    self.uniqueKey = uniqueKey
    self.priority = priority
    self.runAt = runAt
    self.maxAttempts = maxAttempts
  }
}
