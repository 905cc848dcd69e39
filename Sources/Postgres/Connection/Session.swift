/// The state of one connection: the wire, its prepared statements and the transaction under way.
///
/// Used from the connection's thread only; `Database` is its face.
final class Session {
  let configuration: PostgresConfiguration
  let wire: Wire
  let cancelHandle: WireCancelHandle?
  var prepared: PreparedStatements
  /// The unit of work under way; a fresh one for each.
  var token = CancelToken()
  var inTransaction = false
  /// What the transaction has to itself.
  var turn: Turn?
  var statementNumber = 0
  var savepointDepth = 0
  /// Why the transaction can only be rolled back.
  var abortedBy: (any Error)?
  /// Set where the protocol state is unknown; the connection is then thrown away.
  var isSpent = false

  init(_ configuration: PostgresConfiguration) throws(PostgresError) {
    self.configuration = configuration
    var parameters = configuration.parameters
    parameters["client_encoding"] = "UTF8"
    parameters["fallback_application_name"] = configuration.applicationName
    if parameters["connect_timeout"] == nil {
      parameters["connect_timeout"] = String(
        max(2, configuration.connectTimeout.components.seconds))
    }
    wire = try Wire(parameters: parameters, onNotice: configuration.onNotice)
    cancelHandle = wire.makeCancelHandle()
    prepared = PreparedStatements(limit: configuration.statementCacheLimit)
    try command(Session.settings(configuration), label: "session settings")
  }

  private static func settings(_ configuration: PostgresConfiguration) -> String {
    var settings = ["SET TimeZone = 'UTC'", "SET DateStyle = 'ISO'"]
    func add(_ name: String, _ value: Duration?) {
      guard let value else { return }
      let parts = value.components
      settings.append(
        "SET \(name) = \(parts.seconds * 1000 + parts.attoseconds / 1_000_000_000_000_000)")
    }
    add("statement_timeout", configuration.statementTimeout)
    add("lock_timeout", configuration.lockTimeout)
    add("idle_in_transaction_session_timeout", configuration.idleInTransactionTimeout)
    return settings.joined(separator: "; ")
  }

  var isUsable: Bool { wire.isOpen && wire.isIdle && !isSpent && !token.isConnectionInDoubt }

  // MARK: One statement

  /// Asks cancellation, an earlier failure and the statement hook before anything is sent.
  func admit(_ sql: String) throws {
    if token.wasRequested { throw CancellationError() }
    guard inTransaction else { return }
    if let abortedBy {
      var error = PostgresError(
        .transactionAborted, "the transaction failed earlier: \(abortedBy)",
        statement: Statement.label(sql))
      error.sqlState = .inFailedTransaction
      throw error
    }
    statementNumber += 1
    do {
      try configuration.beforeStatement?(statementNumber, sql)
    } catch {
      abortedBy = error
      throw error
    }
  }

  /// Sends, reads all results, and gives the last; throws the first error.
  @discardableResult
  func exchange(
    sql: String, label: String, interruptible: Bool = true, allowsCopy: Bool = false,
    _ send: () -> Bool
  ) throws(PostgresError) -> WireResult {
    guard send() else { throw lost(label) }
    if let cancelHandle, interruptible { token.begin(cancelHandle) }
    var last: WireResult?
    var failure: PostgresError?
    while let result = wire.nextResult() {
      switch result.kind {
      case .failed, .aborted:
        if failure == nil { failure = result.error(sql: sql, statement: label) }
        if !wire.isOpen || failure?.code == .connectionLost {
          failure = failure.map { lost(label, $0) }
        }
      // The COPY goes on: whoever asked for it reads its end with `finishCopy`.
      case .copyIn where allowsCopy, .copyOut where allowsCopy: return result
      case .copyIn, .copyOut:
        token.end(wasCancelled: false)
        throw unaskedCopy(label)
      default: last = result
      }
      if !wire.isOpen { break }
    }
    token.end(wasCancelled: failure?.sqlState == .queryCanceled)
    if let failure {
      abortedBy = failure
      throw failure
    }
    guard let last else { throw lost(label) }
    return last
  }

  private func unaskedCopy(_ label: String) -> PostgresError {
    isSpent = true
    let error = PostgresError(
      .misuse, "COPY with the client cannot be an ordinary statement",
      remedy: "use copyIn or copyOut", statement: label)
    abortedBy = error
    return error
  }

  /// The error of a connection that ended; marks it as spent.
  func lost(_ label: String, _ report: PostgresError? = nil) -> PostgresError {
    isSpent = true
    var error = report ?? PostgresError(.connectionLost, "", statement: label)
    error.code = .connectionLost
    error.message = "the connection to PostgreSQL was lost: \(report?.message ?? wire.errorText)"
    error.remedy = error.remedy ?? "see the server's log for why it ended; nothing was stored"
    abortedBy = error
    return error
  }

  /// Sends one or more statements without parameters, outside the count of the hook.
  @discardableResult
  func command(_ sql: String, label: String? = nil) throws(PostgresError) -> WireResult {
    try exchange(sql: sql, label: label ?? Statement.label(sql)) { wire.send(sql: sql) }
  }

  /// Like `command`, but goes through where the task was cancelled.
  func cleanUp(_ sql: String) throws(PostgresError) {
    try exchange(sql: sql, label: sql, interruptible: false) { wire.send(sql: sql) }
  }

  /// What a failure means to the caller: a task's own cancellation is not the server's fault.
  func presented(_ error: any Error) -> any Error {
    if let error = error as? PostgresError, error.sqlState == .queryCanceled, token.wasRequested {
      return CancellationError()
    }
    return error
  }
}
