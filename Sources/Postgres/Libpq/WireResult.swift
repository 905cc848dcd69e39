import CLibpq

/// One libpq result, freed with its last reference.
final class WireResult {
  enum Kind { case rows, command, empty, copyIn, copyOut, sync, aborted, failed }

  private let handle: OpaquePointer

  init(_ handle: OpaquePointer) { self.handle = handle }
  deinit { PQclear(handle) }

  var kind: Kind {
    switch PQresultStatus(handle) {
    case PGRES_TUPLES_OK, PGRES_SINGLE_TUPLE: .rows
    case PGRES_COMMAND_OK: .command
    case PGRES_EMPTY_QUERY: .empty
    case PGRES_COPY_IN: .copyIn
    case PGRES_COPY_OUT: .copyOut
    case PGRES_PIPELINE_SYNC: .sync
    case PGRES_PIPELINE_ABORTED: .aborted
    default: .failed
    }
  }

  var rowCount: Int { Int(PQntuples(handle)) }
  var columnCount: Int { Int(PQnfields(handle)) }

  /// The command tag, such as `COMMIT` or `UPDATE 3`.
  var tag: String { String(cString: PQcmdStatus(handle)) }

  /// Rows inserted, changed, deleted, read or copied; 0 for other commands.
  var affected: Int { Int(String(cString: PQcmdTuples(handle))) ?? 0 }

  func columnName(_ column: Int) -> String { String(cString: PQfname(handle, Int32(column))) }
  func columnType(_ column: Int) -> PostgresType {
    PostgresType(rawValue: PQftype(handle, Int32(column)))
  }
  var parameterTypes: [PostgresType] {
    (0..<PQnparams(handle)).map { PostgresType(rawValue: PQparamtype(handle, $0)) }
  }

  /// Nil for null. The cell's bytes are valid as long as this object.
  func cell(_ row: Int, _ column: Int, type: PostgresType) -> PostgresCell? {
    if PQgetisnull(handle, Int32(row), Int32(column)) == 1 { return nil }
    return PostgresCell(
      type: type,
      bytes: UnsafeRawBufferPointer(
        start: PQgetvalue(handle, Int32(row), Int32(column)),
        count: Int(PQgetlength(handle, Int32(row), Int32(column)))))
  }

  private func field(_ code: Int32) -> String? {
    PQresultErrorField(handle, code).map { String(cString: $0) }
  }

  /// The server's report as an error.
  func error(sql: String, statement: String) -> PostgresError {
    let fallback = String(cString: PQresultErrorMessage(handle)).trimmedLines
    var error = PostgresError(
      .statementFailed, field(spv_diag_message) ?? fallback, statement: statement)
    error.sqlState = field(spv_diag_sqlstate).map(SQLState.init(rawValue:))
    error.severity = field(spv_diag_severity)
    error.detail = field(spv_diag_detail)
    error.hint = field(spv_diag_hint)
    error.schema = field(spv_diag_schema)
    error.table = field(spv_diag_table)
    error.column = field(spv_diag_column)
    error.constraint = field(spv_diag_constraint)
    error.routine = field(spv_diag_routine)
    if let offset = field(spv_diag_position).flatMap({ Int($0) }) {
      error.position = PostgresError.Position(offset: offset, in: sql)
    }
    error.remedy =
      error.isReadOnlyServer ? SQLState.readOnlyTransaction.remedy : error.sqlState?.remedy
    // FATAL and PANIC end the session, as when an administrator stops the server. Without an SQLSTATE libpq itself
    // speaks, of a connection that ended without the server's goodbye.
    if error.severity == "FATAL" || error.severity == "PANIC" || error.sqlState == nil {
      error.code = .connectionLost
    }
    return error
  }
}

extension SQLState {
  /// What the reader can do about the conditions that are not a defect of the program.
  fileprivate var remedy: String? {
    switch self {
    case .queryCanceled: "the statement took longer than the timeout, or somebody cancelled it"
    case .lockNotAvailable: "another transaction holds the rows; try again when it has ended"
    case .diskFull: "free space on the server's disk"
    case .adminShutdown, .cannotConnectNow: "try again when the server is up"
    case .serializationFailure, .deadlockDetected: "another transaction came between; try again"
    case .undefinedTable, .undefinedColumn: "migrate the database to this program's version"
    case .readOnlyTransaction:
      "this server only answers readers, as a standby does; give the address of the primary, or of both "
        + "with target_session_attrs=read-write"
    case .insufficientPrivilege: "grant the database user this right"
    default: nil
    }
  }
}
