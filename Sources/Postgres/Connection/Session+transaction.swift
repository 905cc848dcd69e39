extension Session {
  func begin(_ options: TransactionOptions) throws(PostgresError) {
    (statementNumber, savepointDepth, abortedBy) = (0, 0, nil)
    if let turn = options.turn { try take(turn) }
    do {
      try command(options.beginStatement)
    } catch {
      endTurn()
      throw error
    }
    inTransaction = true
  }

  /// Waits for the turn. What fails here holds nothing: the server grants a lock or says that it did not.
  private func take(_ turn: Turn) throws(PostgresError) {
    try command(turn.takeStatement, label: "turn")
    self.turn = turn
  }

  /// Never throws: where the server cannot be told, the connection is spent, and closing it ends the turn.
  func endTurn() {
    guard let turn else { return }
    self.turn = nil
    guard wire.isOpen, wire.isIdle else {
      isSpent = true
      return
    }
    do { try cleanUp(turn.giveStatement) } catch { isSpent = true }
  }

  /// Throws what made the transaction fail, also where the closure swallowed it.
  func commit() throws {
    if let abortedBy { throw abortedBy }
    try admit("COMMIT")
    do {
      let result = try command("COMMIT")
      inTransaction = false
      guard result.tag == "COMMIT" else {
        throw PostgresError(.transactionAborted, "the server rolled the transaction back at COMMIT")
      }
    } catch let error as PostgresError where error.code == .connectionLost {
      var unknown = error
      unknown.code = .outcomeUnknown
      unknown.message =
        "the connection was lost during COMMIT; it may or may not have been stored: "
        + error.message
      unknown.remedy = "look whether the change is there before trying again"
      throw unknown
    }
  }

  /// Never throws: where ROLLBACK fails the connection is spent, and the server rolls back by itself.
  func rollback() {
    guard inTransaction else { return }
    inTransaction = false
    if wire.isOpen, !wire.isIdle {
      do { try cleanUp("ROLLBACK") } catch { isSpent = true }
    }
    abortedBy = nil
  }

  /// Runs `body` as a nested transaction: its failure undoes its own work and nothing before it.
  func savepoint<T>(_ body: () throws -> T) throws -> T {
    guard inTransaction else {
      throw PostgresError(.misuse, "a savepoint needs a transaction around it")
    }
    let name = "spv_\(savepointDepth)"
    try admit("SAVEPOINT \(name)")
    try command("SAVEPOINT \(name)")
    savepointDepth += 1
    defer { savepointDepth -= 1 }
    do {
      let value = try body()
      if let abortedBy { throw abortedBy }
      try admit("RELEASE SAVEPOINT \(name)")
      try command("RELEASE SAVEPOINT \(name)")
      return value
    } catch {
      // After a serialisation failure the whole transaction must be tried again.
      let isHopeless = (abortedBy as? PostgresError)?.isRetryable ?? false
      if !isHopeless, wire.isOpen {
        try cleanUp("ROLLBACK TO SAVEPOINT \(name); RELEASE SAVEPOINT \(name)")
        abortedBy = nil
      }
      throw error
    }
  }
}
