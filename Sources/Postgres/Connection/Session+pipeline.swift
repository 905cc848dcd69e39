extension Session {
  /// Bytes of parameters sent before their results are read, so that neither side waits on a full socket.
  private static let chunkBytes = 32_768
  private static let chunkStatements = 256

  /// Sends all statements without waiting between them; results in the same order.
  ///
  /// Throws the first failure; the statements after it in its chunk were skipped by the server.
  func pipeline(_ items: [Batch.Item]) throws -> [Rows] {
    guard inTransaction else {
      throw PostgresError(.misuse, "a pipeline needs a transaction around it")
    }
    var pending: [Prepared] = []
    var rows: [Rows] = []
    rows.reserveCapacity(items.count)
    var bytes = 0
    for item in items {
      try admit(item.statement.sql)
      let plan = try plan(for: item.statement)
      let parameters = try encode(item.parameters, plan, item.statement)
      if !pending.isEmpty,
        bytes + parameters.byteCount > Session.chunkBytes
          || pending.count >= Session.chunkStatements
      {
        try flush(pending, into: &rows)
        (pending, bytes) = ([], 0)
      }
      bytes += parameters.byteCount
      pending.append(Prepared(statement: item.statement, plan: plan, parameters: parameters))
    }
    if !pending.isEmpty { try flush(pending, into: &rows) }
    return rows
  }

  private struct Prepared {
    let statement: Statement
    let plan: PreparedStatements.Plan
    let parameters: EncodedParameters
  }

  private func flush(_ items: [Prepared], into rows: inout [Rows]) throws(PostgresError) {
    guard wire.enterPipeline() else { throw lost("pipeline") }
    for item in items {
      guard wire.sendExecute(item.plan.name, item.parameters) else {
        throw lost(item.statement.label)
      }
    }
    guard wire.sendSync() else { throw lost("pipeline") }
    if let cancelHandle { token.begin(cancelHandle) }
    var failure: PostgresError?
    for item in items {
      while let result = wire.nextResult() {
        switch result.kind {
        case .failed:
          if failure == nil {
            failure = result.error(sql: item.statement.sql, statement: item.statement.label)
          }
        case .aborted, .sync: break
        default:
          rows.append(Rows(result: result, shape: shape(of: item.plan, result, item.statement)))
        }
        if !wire.isOpen { break }
      }
      if !wire.isOpen { break }
    }
    let isSynchronised = wire.isOpen && wire.nextResult()?.kind == .sync
    token.end(wasCancelled: failure?.sqlState == .queryCanceled)
    guard isSynchronised, wire.exitPipeline() else { throw lost("pipeline", failure) }
    if let failure {
      if failure.code == .connectionLost { isSpent = true }
      abortedBy = failure
      throw failure
    }
  }
}

/// Statements to be sent together.
public struct Batch {
  struct Item {
    let statement: Statement
    let parameters: [any PostgresEncodable]
  }

  var items: [Item] = []

  public var count: Int { items.count }

  public mutating func execute(_ statement: Statement, _ parameters: [any PostgresEncodable] = []) {
    items.append(Item(statement: statement, parameters: parameters))
  }
}

extension Database {
  /// Sends the statements that `fill` adds without waiting between them: one round trip instead of many.
  ///
  /// Gives the rows of each statement, in order. Throws the first failure, named after its statement; the
  /// transaction then takes no more statements. COPY cannot be part of it.
  @discardableResult
  public borrowing func pipeline(_ fill: (inout Batch) throws -> Void) throws -> [Rows] {
    var batch = Batch()
    try fill(&batch)
    do { return try session.pipeline(batch.items) } catch { throw session.presented(error) }
  }
}
