/// What went wrong between this program and PostgreSQL, and what to do about it.
///
/// One type for the driver, the pool and the private cluster. `code` says which kind of failure it is;
/// `sqlState` and the fields after it are the server's own report and are nil where no server spoke.
public struct PostgresError: Error, Hashable, Sendable {
  /// The kind of failure. Open: a later version may add kinds, so a `switch` needs a default.
  public struct Code: RawRepresentable, Hashable, Sendable {
    public var rawValue: String
    public init(rawValue: String) { self.rawValue = rawValue }

    /// The server refused a statement; `sqlState` says why.
    public static let statementFailed = Code(rawValue: "statement-failed")
    /// No connection could be made.
    public static let connectionFailed = Code(rawValue: "connection-failed")
    /// The connection ended while in use. Nothing of the transaction was stored.
    public static let connectionLost = Code(rawValue: "connection-lost")
    /// The connection ended while COMMIT was under way: the transaction may or may not be stored.
    public static let outcomeUnknown = Code(rawValue: "outcome-unknown")
    /// A statement after a failed one in the same transaction.
    public static let transactionAborted = Code(rawValue: "transaction-aborted")
    /// A value does not fit the type of its parameter or column.
    public static let encoding = Code(rawValue: "encoding")
    /// A column's value cannot be read as the type asked for.
    public static let decoding = Code(rawValue: "decoding")
    /// No connection became free in time.
    public static let poolExhausted = Code(rawValue: "pool-exhausted")
    /// The pool was shut down.
    public static let poolClosed = Code(rawValue: "pool-closed")
    /// The driver was used in a way it does not allow.
    public static let misuse = Code(rawValue: "misuse")
    /// No usable PostgreSQL programs on this machine.
    public static let serverNotInstalled = Code(rawValue: "server-not-installed")
    /// The data directory was made by another major version of PostgreSQL.
    public static let versionMismatch = Code(rawValue: "version-mismatch")
    /// The data directory cannot be used: rights, a full disk, or another program's files.
    public static let dataDirectory = Code(rawValue: "data-directory")
    /// The private server did not start or stop.
    public static let clusterFailed = Code(rawValue: "cluster-failed")
  }

  public var code: Code
  public var message: String
  /// What the reader can do, where that is known.
  public var remedy: String?
  public var sqlState: SQLState?
  public var severity: String?
  public var detail: String?
  public var hint: String?
  public var schema: String?
  public var table: String?
  public var column: String?
  public var constraint: String?
  /// The server's source function, which tells apart errors that share an SQLSTATE.
  public var routine: String?
  /// The name of the statement, or its SQL where it has none.
  public var statement: String?
  /// Line and column in the statement's SQL, both from 1.
  public var position: Position?
  /// How often the transaction was tried before this error was given up to.
  public var attempts = 1

  /// A place in a statement's SQL; lines and columns count from 1.
  public struct Position: Hashable, Sendable {
    public var line: Int
    public var column: Int

    /// From the server's character offset, which counts from 1.
    init(offset: Int, in sql: String) {
      var (line, column) = (1, 1)
      for scalar in sql.unicodeScalars.prefix(max(0, offset - 1)) {
        if scalar == "\n" { (line, column) = (line + 1, 1) } else { column += 1 }
      }
      (self.line, self.column) = (line, column)
    }
  }

  public init(_ code: Code, _ message: String, remedy: String? = nil, statement: String? = nil) {
    self.code = code
    self.message = message
    self.remedy = remedy
    self.statement = statement
  }

  /// Whether a new attempt of the whole transaction may succeed: nothing was stored, and the cause was
  /// another transaction.
  public var isRetryable: Bool {
    sqlState == .serializationFailure || sqlState == .deadlockDetected || isStalePlan
  }

  /// Whether the server refuses every change: a standby, or one that was set to read-only.
  public var isReadOnlyServer: Bool {
    if sqlState == .readOnlyTransaction { return true }
    guard sqlState == .featureNotSupported, let routine else { return false }
    return ["GetSerializableTransactionSnapshot", "check_transaction_read_only"].contains(routine)
  }

  /// A prepared statement whose result columns changed since, by a migration beside running sessions.
  var isStalePlan: Bool {
    sqlState == .featureNotSupported && routine == "RevalidateCachedQuery"
  }
}

extension PostgresError: CustomStringConvertible {
  /// What, where, why and what to do, one line each.
  public var description: String {
    var text = message
    if let sqlState {
      text += " [SQLSTATE \(sqlState.rawValue)]"
    } else {
      text += " [\(code.rawValue)]"
    }
    if let statement {
      text += "\n    in \(statement)"
      if let position { text += ", line \(position.line), column \(position.column)" }
    }
    if let constraint { text += "\n    constraint \(constraint)" }
    if let detail { text += "\n    \(detail)" }
    if let hint { text += "\n    \(hint)" }
    if attempts > 1 { text += "\n    after \(attempts) attempts" }
    if let remedy { text += "\n    → \(remedy)" }
    return text
  }
}
