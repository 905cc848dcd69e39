import Casework
import JSONText
import Postgres

/// Reads and writes the tables that show the casework's present state.
public struct RecordStore {
  /// Up to this many rows of a table go one by one; more go by COPY.
  static let copyFrom = 20

  /// The present state of a scheme, or only the named tables of it.
  public static func load(
    _ db: borrowing Database, _ scheme: String, tables: Set<Table> = Set(Table.allCases)
  ) throws -> SchemeState {
    var state = SchemeState()
    for home in SchemeState.tableHomes where tables.contains(home.table) {
      try load(db, scheme, home, into: &state)
    }
    return state
  }

  private static func load<R: TableHome>(
    _ db: borrowing Database, _ scheme: String, _: R.Type, into state: inout SchemeState
  ) throws {
    let table = RecordTable<R>()
    let rows = try db.query(table.select, [scheme])
    state[keyPath: R.home].reserveCapacity(rows.count)
    for row in rows {
      let record = try table.record(row)
      state[keyPath: R.home][record.id] = record
    }
  }

  /// Writes the net effect of changes: parents before children, removals the other way round.
  ///
  /// Throws a `StorageFault` when a row to be changed or removed is not there.
  public static func write(_ db: borrowing Database, _ scheme: String, _ changes: [Change]) throws {
    let byTable = Dictionary(grouping: changes, by: \.table)
    for home in SchemeState.tableHomes {
      guard let own = byTable[home.table] else { continue }
      try put(db, scheme, own.filter { $0.after != nil }, home)
    }
    for home in SchemeState.tableHomes.reversed() {
      guard let own = byTable[home.table] else { continue }
      let gone = own.filter { $0.after == nil }.map(\.key)
      if !gone.isEmpty { try remove(db, scheme, gone, home) }
    }
  }

  private static func put<R: TableHome>(
    _ db: borrowing Database, _ scheme: String, _ changes: [Change], _: R.Type
  ) throws {
    let table = RecordTable<R>()
    var fresh: [R] = []
    var altered: [R] = []
    for change in changes {
      guard let after = change.after else { continue }
      let record = try R(json: after)
      if change.before == nil { fresh.append(record) } else { altered.append(record) }
    }
    if fresh.count > copyFrom {
      try copy(db, scheme, fresh, to: R.table.rawValue, table)
    } else {
      for record in fresh { try db.execute(table.insert, table.values(scheme, record)) }
    }
    if altered.count > copyFrom {
      try db.execute(table.createStage)
      try copy(db, scheme, altered, to: table.stage, table)
      try expect(db.execute(table.updateFromStage), altered.count, R.table)
    } else {
      for record in altered {
        try expect(db.execute(table.update, table.values(scheme, record)), 1, R.table)
      }
    }
  }

  private static func copy<R: TableHome>(
    _ db: borrowing Database, _ scheme: String, _ records: [R], to target: String,
    _ table: RecordTable<R>
  ) throws {
    try db.copyIn(into: target, table.columns) { writer in
      for record in records {
        try writer.row { row throws(PostgresError) in
          try row.text(scheme)
          for field in R.fields {
            switch field.get(record) {
            case .null: try row.null()
            case .text(let text): try row.text(text)
            case .integer(let number): try row.int(number)
            case .date(let date): try row.date(date)
            case .flag(let flag): try row.bool(flag)
            }
          }
        }
      }
    }
  }

  private static func remove<R: TableHome>(
    _ db: borrowing Database, _ scheme: String, _ keys: [String], _: R.Type
  ) throws {
    try expect(db.execute(RecordTable<R>().delete, [scheme, keys]), keys.count, R.table)
  }

  private static func expect(_ count: Int, _ wanted: Int, _ table: Table) throws {
    guard count == wanted else {
      throw StorageFault(
        "\(wanted) rows of “\(table.rawValue)” were to be changed, and \(count) were found.",
        remedy: "Run ‘speelveld audit verify’: the table was changed outside the program.")
    }
  }
}

extension RecordStore {
  /// Has the server prepare every statement of a record's table; throws where one does not fit the schema.
  public static func checkStatements<R: TableHome>(_ db: borrowing Database, _: R.Type) throws {
    let table = RecordTable<R>()
    try db.execute(table.createStage)
    for statement in [
      table.select, table.insert, table.update, table.updateFromStage, table.delete,
    ] {
      _ = try db.describe(statement)
    }
  }
}
