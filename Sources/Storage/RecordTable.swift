import Casework
import ExactNumbers
import JSONText
import LegalCalendar
import Postgres

/// The SQL of one record's table, made once from the record's own description.
///
/// The column of a field is its name in snake_case; `scheme` comes first. A test prepares every statement
/// against the migrated schema.
struct RecordTable<R: TableHome> {
  let select: Statement
  let selectSome: Statement
  /// The records of one award; nil for a table that does not say which award a row belongs to.
  let selectOfAward: Statement?
  /// Where the field `version` stands, for a record that is only written onto the version it was read at.
  let version: Int?
  let insert: Statement
  let update: Statement
  let updateFromStage: Statement
  let createStage: Statement
  let delete: Statement
  let stage: String
  let columns: [String]

  init() {
    let table = R.table.rawValue
    let fields = R.fields.map { RecordTable.column($0.name) }
    columns = ["scheme"] + fields
    let all = columns.map { "\"\($0)\"" }.joined(separator: ", ")
    let places = (1...columns.count).map { "$\($0)" }.joined(separator: ", ")
    let own = fields.map { "\"\($0)\"" }.joined(separator: ", ")
    let rest = fields.dropFirst()
    let assigned = rest.enumerated().map { "\"\($1)\" = $\($0 + 3)" }.joined(separator: ", ")
    let staged = rest.map { "\"\($0)\" = s.\"\($0)\"" }.joined(separator: ", ")
    stage = "stage_\(table)"
    select = Statement(
      "\(table).select", "select \(own) from \"\(table)\" where scheme = $1 order by id")
    selectSome = Statement(
      "\(table).select-some", "select \(own) from \"\(table)\" where scheme = $1 and id = any($2)")
    selectOfAward =
      R.fields.contains { $0.name == "award" }
      ? Statement(
        "\(table).select-of-award",
        "select \(own) from \"\(table)\" where scheme = $1 and award = $2 order by id") : nil
    version = R.fields.firstIndex { $0.name == "version" }
    insert = Statement("\(table).insert", "insert into \"\(table)\" (\(all)) values (\(places))")
    update = Statement(
      "\(table).update",
      "update \"\(table)\" set \(assigned) where scheme = $1 and id = $2"
        + (version == nil ? "" : " and version = $\(columns.count + 1)"))
    createStage = Statement(
      "\(table).stage",
      "create temporary table if not exists \"\(stage)\" (like \"\(table)\") on commit delete rows")
    updateFromStage = Statement(
      "\(table).update-staged",
      "update \"\(table)\" t set \(staged) from \"\(stage)\" s where t.scheme = s.scheme and t.id = s.id"
    )
    delete = Statement(
      "\(table).delete", "delete from \"\(table)\" where scheme = $1 and id = any($2)")
  }

  static func column(_ name: String) -> String {
    name.reduce(into: "") { text, letter in
      if letter.isUppercase {
        text += "_" + letter.lowercased()
      } else {
        text.append(letter)
      }
    }
  }

  func parameters(_ scheme: String, _ values: [FieldValue]) -> [PostgresValue] {
    [.text(scheme)] + values.map(\.postgres)
  }

  func record(_ row: borrowing Row) throws -> R {
    var record = R.blank
    for (field, value) in zip(R.fields, try values(row)) {
      guard field.set(&record, value) else {
        throw StorageFault(
          "The table “\(R.table.rawValue)” holds a value in “\(field.name)” that this version cannot read.",
          remedy: "Run ‘speelveld audit verify’; the table was changed outside the program.")
      }
    }
    return record
  }

  /// The row's values in the order of the record's fields.
  func values(_ row: borrowing Row) throws -> [FieldValue] {
    var values: [FieldValue] = []
    values.reserveCapacity(R.fields.count)
    for (index, field) in R.fields.enumerated() {
      let value: FieldValue =
        switch field.kind {
        case .text: try row.decode(index, as: String?.self).map(FieldValue.text) ?? .null
        case .integer: try row.decode(index, as: Int64?.self).map(FieldValue.integer) ?? .null
        case .date: try row.decode(index, as: CivilDate?.self).map(FieldValue.date) ?? .null
        case .flag: try row.decode(index, as: Bool?.self).map(FieldValue.flag) ?? .null
        }
      values.append(value)
    }
    return values
  }
}

extension FieldValue {
  var postgres: PostgresValue {
    switch self {
    case .null: .null
    case .text(let text): .text(text)
    case .integer(let number): .int(number)
    case .date(let date): .date(date)
    case .flag(let flag): .bool(flag)
    }
  }
}

/// Stored data that is not what it should be.
public struct StorageFault: Error, Hashable, Sendable, CustomStringConvertible {
  public let message: String
  public let remedy: String

  public init(_ message: String, remedy: String) {
    self.message = message
    self.remedy = remedy
  }

  public var description: String { "\(message)\n    → \(remedy)" }
}
