/// The database inside a transaction: valid in the closure it was given to, on the connection's thread.
///
/// Noncopyable and borrowed, so it cannot be kept; synchronous, so nothing comes between two statements.
public struct Database: ~Copyable {
  let session: Session

  init(_ session: Session) { self.session = session }

  /// Runs a statement and reads all its rows.
  ///
  /// Throws `PostgresError`, `CancellationError` when the task was cancelled, or what the statement hook
  /// threw. After a failure the transaction takes no more statements, savepoints excepted.
  public borrowing func query(_ statement: Statement, _ parameters: [any PostgresEncodable] = [])
    throws -> Rows
  {
    do { return try session.run(statement, parameters) } catch { throw session.presented(error) }
  }

  /// Runs a statement for its effect; gives the number of rows inserted, changed or deleted.
  @discardableResult
  public borrowing func execute(_ statement: Statement, _ parameters: [any PostgresEncodable] = [])
    throws -> Int
  {
    try query(statement, parameters).affected
  }

  /// The first column of the first row; nil where there is no row.
  public borrowing func scalar<T: PostgresDecodable>(
    _ statement: Statement, _ parameters: [any PostgresEncodable] = [], as _: T.Type = T.self
  ) throws -> T? {
    try query(statement, parameters).first?.decode(0)
  }

  /// Runs several statements without parameters, as in a migration file. They count as one statement.
  public borrowing func executeScript(_ sql: String, name: String? = nil) throws {
    do {
      try session.admit(sql)
      try session.command(sql, label: name)
    } catch { throw session.presented(error) }
  }

  /// Runs `body` as a nested transaction: where it throws, its work is undone and the outer one goes on.
  ///
  /// A serialisation failure or deadlock inside cannot be mended here and fails the outer one too.
  @discardableResult
  public borrowing func savepoint<T>(_ body: (borrowing Database) throws -> T) throws -> T {
    let inner = Database(session)
    do { return try session.savepoint { try body(inner) } } catch { throw session.presented(error) }
  }

  /// Types of the statement's parameters and its columns, as the server sees them.
  public borrowing func describe(_ statement: Statement) throws -> StatementDescription {
    try session.admit(statement.sql)
    let plan = try session.plan(for: statement)
    return StatementDescription(
      parameters: plan.parameters,
      columns: zip(plan.shape.names, plan.shape.types).map { ($0, $1) })
  }

  /// The server process of this connection, as `pg_stat_activity` shows it.
  public var processID: Int32 { session.wire.processID }
}

/// What the server says about a prepared statement.
public struct StatementDescription: Sendable {
  public let parameters: [PostgresType]
  public let columns: [(name: String, type: PostgresType)]
}
