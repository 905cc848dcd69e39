import Synchronization

/// Work that commits or fails together with somebody else's transaction.
///
/// Bound to a task by `accompany`, it runs inside the one writing transaction that the work makes: `before`
/// ahead of the body, `after` with the body's result. What either throws rolls the whole back. So a face can
/// store the answer to a request with its effect, without the use case knowing.
///
/// Nothing is left to chance: work that is accompanied makes exactly one writing transaction, and what that
/// returns is what the work returns. A transaction of another type, a second one, and work that made none
/// are a `Misuse`; the first two are refused before they begin.
public final class TransactionCompanion: Sendable {
  @TaskLocal static var current: TransactionCompanion?

  /// A use case that cannot be accompanied: a mistake in the program, never in what was asked.
  public enum Misuse: Error, Hashable, Sendable, CustomStringConvertible {
    /// The transaction returns something else than the work.
    case otherResult(expected: String, found: String)
    case secondTransaction
    /// The work ended without a writing transaction: nothing was changed, and nothing stored with it.
    case noTransaction

    public var description: String {
      switch self {
      case .otherResult(let expected, let found):
        "accompanied work gives \(expected), but its transaction gives \(found)"
      case .secondTransaction: "accompanied work began a second writing transaction"
      case .noTransaction: "accompanied work ended without a writing transaction"
      }
    }
  }

  private let result: any Sendable.Type
  private let before: @Sendable (borrowing Database) throws -> Void
  private let after: @Sendable (borrowing Database, any Sendable) throws -> Void
  private let isTaken = Mutex(false)

  private init<Result: Sendable>(
    before: @escaping @Sendable (borrowing Database) throws -> Void,
    after: @escaping @Sendable (borrowing Database, Result) throws -> Void
  ) {
    result = Result.self
    self.before = before
    self.after = { db, value in
      guard let value = value as? Result else {
        throw Misuse.otherResult(expected: "\(Result.self)", found: "\(type(of: value))")
      }
      try after(db, value)
    }
  }

  /// Does the work with `before` and `after` in its transaction.
  ///
  /// All three may run more than once where the transaction is retried; what `after` saw last is what was
  /// committed. Throws what any of them threw, or a `Misuse`.
  public static func accompany<Result: Sendable>(
    before: @escaping @Sendable (borrowing Database) throws -> Void,
    after: @escaping @Sendable (borrowing Database, Result) throws -> Void,
    _ work: () async throws -> Result
  ) async throws -> Result {
    let companion = TransactionCompanion(before: before, after: after)
    let value = try await $current.withValue(companion) { try await work() }
    guard companion.isTaken.withLock({ $0 }) else { throw Misuse.noTransaction }
    return value
  }

  /// The body between the two, for the transaction that asks first, with all its attempts.
  func accompanying<T: Sendable>(
    _ body: @escaping @Sendable (borrowing Database) throws -> T
  ) throws(Misuse) -> @Sendable (borrowing Database) throws -> T {
    try claim(T.self)
    return { [before, after] db in
      try before(db)
      let value = try body(db)
      try after(db, value)
      return value
    }
  }

  private func claim(_ type: any Sendable.Type) throws(Misuse) {
    guard type == result else {
      throw .otherResult(expected: "\(result)", found: "\(type)")
    }
    let wasTaken = isTaken.withLock { isTaken in
      defer { isTaken = true }
      return isTaken
    }
    guard !wasTaken else { throw .secondTransaction }
  }
}
