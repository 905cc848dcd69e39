import LegalCalendar

/// A type that can be read from a column.
public protocol PostgresDecodable {
  /// Nil stands for the server's null. Throws `decoding` where the column's type or value does not fit.
  static func decode(_ cell: PostgresCell?) throws(PostgresError) -> Self
}

extension PostgresDecodable {
  static func required(_ cell: PostgresCell?) throws(PostgresError) -> PostgresCell {
    guard let cell else {
      throw PostgresError(
        .decoding, "null cannot be read as \(Self.self)", remedy: "read it as \(Self.self)?")
    }
    return cell
  }
}

extension Optional: PostgresDecodable where Wrapped: PostgresDecodable {
  public static func decode(_ cell: PostgresCell?) throws(PostgresError) -> Wrapped? {
    guard let cell else { return nil }
    return try Wrapped.decode(cell)
  }
}

/// An enumeration over its raw value; a value without a case throws `decoding`.
extension PostgresDecodable where Self: RawRepresentable, RawValue: PostgresDecodable {
  public static func decode(_ cell: PostgresCell?) throws(PostgresError) -> Self {
    let raw = try RawValue.decode(try required(cell))
    guard let value = Self(rawValue: raw) else {
      throw PostgresError(.decoding, "\(raw) is no \(Self.self)")
    }
    return value
  }
}

extension Bool: PostgresDecodable {
  public static func decode(_ cell: PostgresCell?) throws(PostgresError) -> Bool {
    let cell = try required(cell)
    guard cell.type == .bool else { throw cell.mismatch("Bool") }
    try cell.expect(size: 1)
    return cell.integer(at: 0, as: UInt8.self) != 0
  }
}

extension PostgresDecodable where Self: FixedWidthInteger {
  public static func decode(_ cell: PostgresCell?) throws(PostgresError) -> Self {
    let cell = try required(cell)
    let wide: Int64
    switch cell.type {
    case .int8:
      try cell.expect(size: 8)
      wide = cell.integer(at: 0, as: Int64.self)
    case .int4:
      try cell.expect(size: 4)
      wide = Int64(cell.integer(at: 0, as: Int32.self))
    case .int2:
      try cell.expect(size: 2)
      wide = Int64(cell.integer(at: 0, as: Int16.self))
    case .oid:
      try cell.expect(size: 4)
      wide = Int64(cell.integer(at: 0, as: UInt32.self))
    default: throw cell.mismatch("\(Self.self)")
    }
    guard let value = Self(exactly: wide) else {
      throw PostgresError(.decoding, "\(wide) does not fit \(Self.self)")
    }
    return value
  }
}

extension Int: PostgresDecodable {}
extension Int64: PostgresDecodable {}
extension Int32: PostgresDecodable {}
extension Int16: PostgresDecodable {}

extension Double: PostgresDecodable {
  public static func decode(_ cell: PostgresCell?) throws(PostgresError) -> Double {
    let cell = try required(cell)
    switch cell.type {
    case .float8:
      try cell.expect(size: 8)
      return Double(bitPattern: cell.integer(at: 0, as: UInt64.self))
    case .float4:
      try cell.expect(size: 4)
      return Double(Float(bitPattern: cell.integer(at: 0, as: UInt32.self)))
    default: throw cell.mismatch("Double")
    }
  }
}

extension String: PostgresDecodable {
  public static func decode(_ cell: PostgresCell?) throws(PostgresError) -> String {
    let cell = try required(cell)
    if cell.type == .jsonb {
      guard cell.count >= 1, cell.integer(at: 0, as: UInt8.self) == 1 else {
        throw PostgresError(.decoding, "jsonb of a version this driver does not know")
      }
      return cell.text(from: 1)
    }
    guard cell.type.isText || cell.type == .void else { throw cell.mismatch("String") }
    return cell.text()
  }
}

extension CivilDate: PostgresDecodable {
  public static func decode(_ cell: PostgresCell?) throws(PostgresError) -> CivilDate {
    let cell = try required(cell)
    guard cell.type == .date else { throw cell.mismatch("CivilDate") }
    try cell.expect(size: 4)
    let days = cell.integer(at: 0, as: Int32.self)
    guard days != .max, days != .min else {
      throw PostgresError(.decoding, "an infinite date cannot be read as CivilDate")
    }
    return CivilDate(epochDay: Int64(days) + 10_957)
  }
}

extension Timestamp: PostgresDecodable {
  public static func decode(_ cell: PostgresCell?) throws(PostgresError) -> Timestamp {
    let cell = try required(cell)
    guard cell.type == .timestamptz else { throw cell.mismatch("Timestamp") }
    try cell.expect(size: 8)
    let shifted = cell.integer(at: 0, as: Int64.self)
    let (value, overflow) = shifted.addingReportingOverflow(postgresEpoch)
    guard !overflow, shifted != .max, shifted != .min else {
      throw PostgresError(.decoding, "an infinite timestamp cannot be read as Timestamp")
    }
    return Timestamp(microseconds: value)
  }
}

extension UniqueID: PostgresDecodable {
  public static func decode(_ cell: PostgresCell?) throws(PostgresError) -> UniqueID {
    let cell = try required(cell)
    guard cell.type == .uuid else { throw cell.mismatch("UniqueID") }
    try cell.expect(size: 16)
    return UniqueID(
      high: cell.integer(at: 0, as: UInt64.self), low: cell.integer(at: 8, as: UInt64.self))
  }
}

extension UInt8: PostgresDecodable {}

/// A one-dimensional array; `[UInt8]` reads `bytea` instead.
extension Array: PostgresDecodable where Element: PostgresDecodable {
  public static func decode(_ cell: PostgresCell?) throws(PostgresError) -> [Element] {
    let cell = try required(cell)
    if cell.type == .bytea, let bytes = cell.array as? [Element] { return bytes }
    guard cell.type.element != nil, cell.count >= 12 else { throw cell.mismatch("\(Self.self)") }
    let dimensions = cell.integer(at: 0, as: Int32.self)
    if dimensions == 0 { return [] }
    guard dimensions == 1, cell.count >= 20 else {
      throw PostgresError(
        .decoding, "an array of \(dimensions) dimensions cannot be read as a list")
    }
    let element = PostgresType(rawValue: cell.integer(at: 8, as: UInt32.self))
    let count = Int(cell.integer(at: 12, as: Int32.self))
    var offset = 20
    var values: [Element] = []
    values.reserveCapacity(count)
    for _ in 0..<count {
      guard offset + 4 <= cell.count else { throw cell.mismatch("a whole array") }
      let length = Int(cell.integer(at: offset, as: Int32.self))
      offset += 4
      guard length >= 0 else {
        values.append(try Element.decode(nil))
        continue
      }
      guard offset + length <= cell.count else { throw cell.mismatch("a whole array") }
      values.append(try Element.decode(cell.part(offset..<offset + length, type: element)))
      offset += length
    }
    return values
  }
}
