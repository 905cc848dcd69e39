/// Where the server is and how connections to it behave.
public struct PostgresConfiguration: Sendable {
  /// Called before each statement, COPY and COMMIT inside a transaction, with its number from 1 within
  /// that transaction (BEGIN does not count). Throwing fails the transaction as if the statement had
  /// failed. For tests that inject faults.
  public typealias StatementHook = @Sendable (_ number: Int, _ sql: String) throws -> Void

  /// libpq's connection keywords, such as `host`, `dbname` and `user`. `dbname` may be a `postgresql://`
  /// address. What is absent comes from libpq's own environment variables and defaults.
  public var parameters: [String: String]
  public var applicationName = "speelveld"
  public var maximumConnections = 8
  /// How long to wait for a free connection before `pool-exhausted`.
  public var acquireTimeout: Duration = .seconds(30)
  public var connectTimeout: Duration = .seconds(10)
  /// A connection older than this is closed when it comes back, so that memory and plans are renewed.
  public var maximumLifetime: Duration = .seconds(3600)
  /// A connection unused for this long is closed.
  public var idleTimeout: Duration = .seconds(600)
  /// Nil leaves the server's setting.
  public var statementTimeout: Duration? = .seconds(120)
  public var lockTimeout: Duration? = .seconds(30)
  public var idleInTransactionTimeout: Duration? = .seconds(120)
  /// Prepared statements kept per connection; the least recently used goes first.
  public var statementCacheLimit = 256
  public var beforeStatement: StatementHook?
  /// Receives the server's notices and warnings; without it they are dropped.
  public var onNotice: (@Sendable (String) -> Void)?

  public init(parameters: [String: String]) { self.parameters = parameters }

  /// From a `postgresql://` address or a libpq keyword string.
  public init(address: String) { self.init(parameters: ["dbname": address]) }
}
