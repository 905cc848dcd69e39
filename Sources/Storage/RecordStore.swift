import Casework
import JSONText
import Postgres

/// Reads and writes the tables that show the casework's present state.
public struct RecordStore {
  /// Up to this many rows of a table go one by one; more go by COPY.
  static let copyFrom = 20
  /// So many records by key in one statement: enough to amortise it, few enough to bound the result.
  private static let readAtOnce = 10_000

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

  /// The JSON of the records with these keys, as the tables hold them; what is not there is left out.
  public static func read(
    _ db: borrowing Database, _ scheme: String, keys: [Table: [String]]
  ) throws -> [Table: [String: JSON]] {
    var found: [Table: [String: JSON]] = [:]
    for home in SchemeState.tableHomes {
      guard let own = keys[home.table] else { continue }
      found[home.table] = try read(db, scheme, own, home)
    }
    return found
  }

  private static func read<R: TableHome>(
    _ db: borrowing Database, _ scheme: String, _ keys: [String], _: R.Type
  ) throws -> [String: JSON] {
    let table = RecordTable<R>()
    var found: [String: JSON] = [:]
    found.reserveCapacity(keys.count)
    for start in stride(from: 0, to: keys.count, by: readAtOnce) {
      let some = Array(keys[start..<min(start + readAtOnce, keys.count)])
      for row in try db.query(table.selectSome, [scheme, some]) {
        let values = try table.values(row)
        if case .text(let key)? = values.first { found[key] = R.json(of: values) }
      }
    }
    return found
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
    var fresh: [[FieldValue]] = []
    var altered: [[FieldValue]] = []
    for change in changes {
      guard let after = change.after else { continue }
      let values = try R.values(in: after)
      if let before = change.before, let version = table.version {
        try putOntoVersion(db, scheme, values, R.values(in: before)[version], table)
      } else if change.before == nil {
        fresh.append(values)
      } else {
        altered.append(values)
      }
    }
    if fresh.count > copyFrom {
      try copy(db, scheme, fresh, to: R.table.rawValue, table)
    } else {
      for values in fresh { try db.execute(table.insert, table.parameters(scheme, values)) }
    }
    if altered.count > copyFrom {
      try db.execute(table.createStage)
      try copy(db, scheme, altered, to: table.stage, table)
      try expect(db.execute(table.updateFromStage), altered.count, R.table)
    } else {
      for values in altered {
        try expect(db.execute(table.update, table.parameters(scheme, values)), 1, R.table)
      }
    }
  }

  /// Throws a `StaleVersion` when the row is no longer at the version that the change started from.
  private static func putOntoVersion<R: TableHome>(
    _ db: borrowing Database, _ scheme: String, _ values: [FieldValue], _ version: FieldValue,
    _ table: RecordTable<R>
  ) throws {
    let parameters = table.parameters(scheme, values) + [version.postgres]
    guard try db.execute(table.update, parameters) == 1 else {
      guard case .text(let key)? = values.first else { return }
      throw StaleVersion(table: R.table, key: key)
    }
  }

  private static func copy<R: TableHome>(
    _ db: borrowing Database, _ scheme: String, _ records: [[FieldValue]], to target: String,
    _ table: RecordTable<R>
  ) throws {
    try db.copyIn(into: target, table.columns) { writer in
      for record in records {
        try writer.row { row throws(PostgresError) in
          try row.text(scheme)
          for value in record {
            switch value {
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
    let statements = [
      table.select, table.selectSome, table.insert, table.update, table.updateFromStage,
      table.delete,
    ]
    for statement in statements + [table.selectOfAward].compactMap({ $0 }) {
      _ = try db.describe(statement)
    }
  }
}

/// A step that started from a version which somebody else has since replaced.
public struct StaleVersion: Error, Hashable, Sendable, CustomStringConvertible {
  public let table: Table
  public let key: String

  public var description: String {
    "The \(table.rawValue) “\(key)” was changed by somebody else in the meantime.\n    → Try again."
  }
}
