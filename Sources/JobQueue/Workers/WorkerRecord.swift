import Postgres

/// A program that takes jobs, as the others see it.
public struct WorkerRecord: Hashable, Sendable, Identifiable {
  public let id: Int64
  public let host: String
  public let process: Int
  public let queues: [String]
  public let concurrency: Int
  public let startedAt: Timestamp
  public let beatAt: Timestamp
  /// Since the last beat, on the server's clock.
  public let silence: Duration
  public let isSuspected: Bool
  public let running: Int
  public let finished: Int64
  public let failed: Int64
}
