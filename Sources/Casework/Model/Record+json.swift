import JSONText
import LegalCalendar

/// A stored text that does not have the shape of the record it should hold.
public struct RecordShapeError: Error, Sendable, CustomStringConvertible {
  public let table: Table
  public let field: String

  public var description: String {
    "A stored “\(table.rawValue)” has no usable field “\(field)”. The data was written by another version "
      + "or changed by hand; run ‘speelveld audit verify’."
  }
}

extension FieldValue {
  var json: JSON {
    switch self {
    case .null: .null
    case .text(let text): .string(text)
    case .integer(let number): .int(number)
    case .date(let date): .string(date.description)
    case .flag(let flag): .bool(flag)
    }
  }

  init?(_ json: JSON, as kind: FieldKind) {
    switch (json, kind) {
    case (.null, _): self = .null
    case (.string(let text), .text): self = .text(text)
    case (.string(let text), .date):
      guard let date = CivilDate(iso: text) else { return nil }
      self = .date(date)
    case (.number(let text), .integer):
      guard let number = Int64(text) else { return nil }
      self = .integer(number)
    case (.bool(let flag), .flag): self = .flag(flag)
    default: return nil
    }
  }
}

extension Field {
  /// Null where an optional field is missing; nil where another one is, or the value is of another kind.
  fileprivate func value(in json: JSON) -> FieldValue? {
    guard let member = json[name] else { return isOptional ? .null : nil }
    return FieldValue(member, as: kind)
  }
}

extension Record {
  /// The record as a JSON object, fields in their order.
  public var json: JSON {
    .object(Self.fields.map { JSON.Member($0.name, $0.get(self).json) })
  }

  /// The values of a record's JSON in the order of the fields, without making the record.
  ///
  /// An optional field may be missing: it came after the record was stored. Throws `RecordShapeError` for any
  /// other missing field and for one of another kind; closed sets of words are left to the table's own checks.
  public static func values(in json: JSON) throws(RecordShapeError) -> [FieldValue] {
    var values: [FieldValue] = []
    values.reserveCapacity(fields.count)
    for field in fields {
      guard let value = field.value(in: json), field.isOptional || value != .null
      else { throw RecordShapeError(table: table, field: field.name) }
      values.append(value)
    }
    return values
  }

  /// The JSON of a record from its values in the order of the fields.
  public static func json(of values: [FieldValue]) -> JSON {
    .object(zip(fields, values).map { JSON.Member($0.name, $1.json) })
  }

  /// Throws `RecordShapeError` for a missing or ill-typed field; an optional one may be missing.
  public init(json: JSON) throws(RecordShapeError) {
    var record = Self.blank
    for field in Self.fields {
      guard let value = field.value(in: json), field.set(&record, value)
      else { throw RecordShapeError(table: Self.table, field: field.name) }
    }
    self = record
  }
}
