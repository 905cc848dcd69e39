/// How a transaction sees others, and what it may do.
public struct TransactionOptions: Hashable, Sendable {
  /// PostgreSQL manual, §13.2.
  public enum Isolation: String, Hashable, Sendable {
    case readCommitted = "READ COMMITTED"
    case repeatableRead = "REPEATABLE READ"
    case serializable = "SERIALIZABLE"
  }

  public var isolation: Isolation
  public var readOnly: Bool
  /// Waits for a snapshot that can never fail; only with `serializable` and `readOnly`.
  public var deferrable: Bool
  /// What the transaction has to itself among those that name the same.
  public var turn: Turn?

  public init(
    isolation: Isolation = .serializable, readOnly: Bool = false, deferrable: Bool = false,
    turn: Turn? = nil
  ) {
    self.isolation = isolation
    self.readOnly = readOnly
    self.deferrable = deferrable
    self.turn = turn
  }

  var beginStatement: String {
    "BEGIN ISOLATION LEVEL \(isolation.rawValue)\(readOnly ? " READ ONLY" : " READ WRITE")"
      + (deferrable ? " DEFERRABLE" : "")
  }
}

/// How often a transaction is tried when another one came between (SQLSTATE 40001 and 40P01).
public struct RetryPolicy: Hashable, Sendable {
  /// Attempts in all, from 1.
  public var attempts: Int
  /// The longest wait before the second attempt; it doubles with each, and the real wait is random.
  public var firstDelay: Duration

  public init(attempts: Int, firstDelay: Duration = .milliseconds(2)) {
    self.attempts = max(1, attempts)
    self.firstDelay = firstDelay
  }

  public static let standard = RetryPolicy(attempts: 8)
  public static let never = RetryPolicy(attempts: 1)
}
