import Synchronization

/// Work that commits or fails together with somebody else's transaction.
///
/// Bound to a task by `$current.withValue`, it runs inside the first writing transaction that the task makes,
/// and in no later one: `before` ahead of the body, `after` with the body's result. What either throws rolls
/// the whole back. So a face can store the answer to a request with its effect, without the use case knowing.
public final class TransactionCompanion: Sendable {
  @TaskLocal public static var current: TransactionCompanion?

  let before: @Sendable (borrowing Database) throws -> Void
  let after: @Sendable (borrowing Database, any Sendable) throws -> Void
  private let isTaken = Mutex(false)

  public init(
    before: @escaping @Sendable (borrowing Database) throws -> Void,
    after: @escaping @Sendable (borrowing Database, any Sendable) throws -> Void
  ) {
    self.before = before
    self.after = after
  }

  /// Itself to the transaction that asks first, with all its attempts; nil to later ones.
  func claim() -> TransactionCompanion? {
    isTaken.withLock { isTaken in
      defer { isTaken = true }
      return isTaken ? nil : self
    }
  }

  /// The body between the two.
  func accompanying<T: Sendable>(
    _ body: @escaping @Sendable (borrowing Database) throws -> T
  ) -> @Sendable (borrowing Database) throws -> T {
    { [before, after] db in
      try before(db)
      let value = try body(db)
      try after(db, value)
      return value
    }
  }
}
