extension Database {
  /// Loads rows with a binary COPY, the fastest way in; gives their number.
  ///
  /// `table` may have a schema before it (`schema.table`). Throws what `write` threw or the server's error;
  /// nothing of the COPY is then stored and the transaction takes no more statements.
  @discardableResult
  public borrowing func copyIn(
    into table: String, _ columns: [String], _ write: (inout CopyWriter) throws -> Void
  ) throws -> Int {
    do { return try session.copyIn(table, columns, write) } catch { throw session.presented(error) }
  }

  /// Runs a `COPY … TO STDOUT` and gives each row as the server wrote it, line end included.
  @discardableResult
  public borrowing func copyOut(_ sql: String, _ receive: ([UInt8]) throws -> Void) throws -> Int {
    do { return try session.copyOut(sql, receive) } catch { throw session.presented(error) }
  }
}

extension Session {
  func copyIn(_ table: String, _ columns: [String], _ write: (inout CopyWriter) throws -> Void)
    throws
    -> Int
  {
    let names = columns.map(wire.quoted).joined(separator: ", ")
    let target = table.split(separator: ".").map { wire.quoted(identifier: String($0)) }
      .joined(separator: ".")
    let sql = "COPY \(target) (\(names)) FROM STDIN (FORMAT binary)"
    let label = "COPY \(table)"
    try admit(sql)
    let plan = try plan(for: Statement(label, "SELECT \(names) FROM \(target) WHERE false"))
    let started = try exchange(sql: sql, label: label, allowsCopy: true) { wire.send(sql: sql) }
    guard started.kind == .copyIn else { throw lost(label) }
    var writer = CopyWriter(self, columns: columns, types: plan.shape.types, label: label)
    do {
      try write(&writer)
      try writer.finish()
      if token.wasRequested { throw CancellationError() }
    } catch {
      if wire.isOpen {
        _ = wire.endCopy(abort: "the program gave up")
        do { _ = try finishCopy(sql, label) } catch {}
      }
      abortedBy = error
      throw error
    }
    guard wire.endCopy(abort: nil) else { throw lost(label) }
    return try finishCopy(sql, label)
  }

  func copyOut(_ sql: String, _ receive: ([UInt8]) throws -> Void) throws -> Int {
    try admit(sql)
    let label = Statement.label(sql)
    let started = try exchange(sql: sql, label: label, allowsCopy: true) { wire.send(sql: sql) }
    guard started.kind == .copyOut else {
      throw PostgresError(.misuse, "copyOut takes a COPY … TO STDOUT", statement: label)
    }
    var refusal: (any Error)?
    // What the receiver no longer wants is read all the same, so that the connection stays in step.
    loop: while true {
      switch wire.getCopy() {
      case .row(let bytes):
        guard refusal == nil else { continue }
        do { try receive(bytes) } catch { refusal = error }
      case .end, .failed: break loop
      }
    }
    let count = try finishCopy(sql, label)
    if let refusal { throw refusal }
    return count
  }

  private func finishCopy(_ sql: String, _ label: String) throws(PostgresError) -> Int {
    try exchange(sql: sql, label: label) { true }.affected
  }
}
