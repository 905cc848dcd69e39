extension Session {
  /// Runs a prepared statement; prepares it first where this connection has not seen it.
  func run(_ statement: Statement, _ values: [any PostgresEncodable]) throws -> Rows {
    try admit(statement.sql)
    let plan = try plan(for: statement)
    let parameters = try encode(values, plan, statement)
    let result = try exchange(sql: statement.sql, label: statement.label) {
      wire.sendExecute(plan.name, parameters)
    }
    return Rows(result: result, shape: shape(of: plan, result, statement))
  }

  func shape(of plan: PreparedStatements.Plan, _ result: WireResult, _ statement: Statement)
    -> Rows.Shape
  {
    // The plan's shape is shared; only a result that differs (a utility statement) gets its own.
    plan.shape.types.count == result.columnCount
      ? plan.shape : Rows.Shape(result, statement: statement.label)
  }

  func encode(
    _ values: [any PostgresEncodable], _ plan: PreparedStatements.Plan, _ statement: Statement
  )
    throws(PostgresError) -> EncodedParameters
  {
    guard values.count == plan.parameters.count else {
      throw PostgresError(
        .encoding,
        "the statement takes \(plan.parameters.count) parameters and got \(values.count)",
        statement: statement.label)
    }
    var encoded = EncodedParameters()
    for (index, value) in values.enumerated() {
      do {
        try encoded.append(value.postgresValue, as: plan.parameters[index])
      } catch {
        var located = error
        located.message = "parameter $\(index + 1): \(error.message)"
        located.statement = statement.label
        throw located
      }
    }
    return encoded
  }

  /// The cached plan, or a new one: prepared and described in one exchange.
  func plan(for statement: Statement) throws(PostgresError) -> PreparedStatements.Plan {
    if let known = prepared.plan(for: statement.sql) { return known }
    try dropDiscardedPlans()
    let name = prepared.freeName(for: statement)
    try exchange(sql: statement.sql, label: statement.label) {
      wire.sendPrepare(name, sql: statement.sql)
    }
    let description = try exchange(sql: statement.sql, label: statement.label) {
      wire.sendDescribe(name)
    }
    let plan = PreparedStatements.Plan(
      name: name, parameters: description.parameterTypes,
      shape: Rows.Shape(description, statement: statement.label))
    prepared.insert(plan, for: statement.sql)
    return plan
  }

  /// Gives up the plans that fell out of the cache; DEALLOCATE needs a transaction that has not failed.
  private func dropDiscardedPlans() throws(PostgresError) {
    while let name = prepared.discarded.last {
      try command("DEALLOCATE \"\(name)\"")
      prepared.discarded.removeLast()
    }
  }

  /// Forgets every plan, on the server too; outside a transaction.
  func forgetPlans() throws(PostgresError) {
    try command("DEALLOCATE ALL")
    prepared = PreparedStatements(limit: configuration.statementCacheLimit)
  }
}
