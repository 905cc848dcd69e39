import Diagnostics
import JSONText
import Postgres

/// A job as claimed. `attempt` counts claims from 1; together with the worker it is the lease.
public struct Job: Hashable, Sendable, Identifiable {
  public let id: Int64
  public let queue: String
  public let kind: String
  /// The payload as JSON text.
  public let payloadText: String
  public let attempt: Int
  public let maxAttempts: Int
  public let uniqueKey: String?
  let order: Order

  struct Order: Hashable, Comparable {
    let priority: Int16
    let runAt: Timestamp
    let id: Int64

    static func < (a: Order, b: Order) -> Bool {
      (a.priority, a.runAt, a.id) < (b.priority, b.runAt, b.id)
    }
  }

  /// Reads the payload; throws where it is no JSON, which the database rules out.
  public var payload: JSON { get throws(FindingsError) { try JSON.parse(payloadText) } }

  /// Whether a failure of this attempt is final.
  public var isLastAttempt: Bool { attempt >= maxAttempts }

  /// From a row of `id, queue, kind, payload, attempt, max_attempts, unique_key, priority, run_at`.
  init(_ row: Row) throws(PostgresError) {
    id = try row.decode(0)
    queue = try row.decode(1)
    kind = try row.decode(2)
    payloadText = try row.decode(3)
    attempt = try row.decode(4)
    maxAttempts = try row.decode(5)
    uniqueKey = try row.decode(6)
    order = Order(priority: try row.decode(7), runAt: try row.decode(8), id: id)
  }
}
