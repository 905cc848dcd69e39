import ExactNumbers
import LegalCalendar

/// A value on its way to the server, before the type of its parameter is known.
///
/// The server says what type each parameter has; the value is then written in that type's binary form,
/// and does not fit where the types differ (see `PostgresValue+encoding.swift`).
public enum PostgresValue: Hashable, Sendable {
  case null
  case bool(Bool)
  case int(Int64)
  case double(Double)
  case decimal(Decimal128)
  /// Text, JSON, an enumeration's label, or any other type in the server's own notation.
  case text(String)
  case date(CivilDate)
  case timestamp(Timestamp)
  case uuid(UniqueID)
  case bytes([UInt8])
  case array([PostgresValue])

  var kind: String {
    switch self {
    case .null: "null"
    case .bool: "a boolean"
    case .int: "an integer"
    case .double: "a floating-point number"
    case .decimal: "a decimal number"
    case .text: "text"
    case .date: "a date"
    case .timestamp: "a timestamp"
    case .uuid: "a uuid"
    case .bytes: "bytes"
    case .array: "an array"
    }
  }
}

/// A type whose values can be parameters.
public protocol PostgresEncodable: Sendable {
  var postgresValue: PostgresValue { get }
}

extension PostgresValue: PostgresEncodable {
  public var postgresValue: PostgresValue { self }
}

/// An enumeration over its raw value.
extension PostgresEncodable where Self: RawRepresentable, RawValue: PostgresEncodable {
  public var postgresValue: PostgresValue { rawValue.postgresValue }
}

extension Bool: PostgresEncodable {
  public var postgresValue: PostgresValue { .bool(self) }
}

extension Int: PostgresEncodable {
  public var postgresValue: PostgresValue { .int(Int64(self)) }
}

extension Int64: PostgresEncodable {
  public var postgresValue: PostgresValue { .int(self) }
}

extension Int32: PostgresEncodable {
  public var postgresValue: PostgresValue { .int(Int64(self)) }
}

extension Int16: PostgresEncodable {
  public var postgresValue: PostgresValue { .int(Int64(self)) }
}

extension Double: PostgresEncodable {
  public var postgresValue: PostgresValue { .double(self) }
}

extension String: PostgresEncodable {
  public var postgresValue: PostgresValue { .text(self) }
}

extension Substring: PostgresEncodable {
  public var postgresValue: PostgresValue { .text(String(self)) }
}

extension CivilDate: PostgresEncodable {
  public var postgresValue: PostgresValue { .date(self) }
}

extension Timestamp: PostgresEncodable {
  public var postgresValue: PostgresValue { .timestamp(self) }
}

extension UniqueID: PostgresEncodable {
  public var postgresValue: PostgresValue { .uuid(self) }
}

extension Optional: PostgresEncodable where Wrapped: PostgresEncodable {
  public var postgresValue: PostgresValue { self?.postgresValue ?? .null }
}

/// An array parameter; an array of `UInt8` is `bytea` instead.
extension Array: PostgresEncodable where Element: PostgresEncodable {
  public var postgresValue: PostgresValue {
    // The cast alone would take every empty array for bytes.
    if Element.self == UInt8.self, let bytes = self as? [UInt8] { return .bytes(bytes) }
    return .array(map(\.postgresValue))
  }
}

extension UInt8: PostgresEncodable {
  public var postgresValue: PostgresValue { .int(Int64(self)) }
}
