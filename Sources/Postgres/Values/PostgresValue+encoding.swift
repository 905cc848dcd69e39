import LegalCalendar

/// How a value stands in a message: binary, or the server's own text notation.
enum WireFormat: Int32 {
  case text = 0
  case binary = 1
}

extension PostgresValue {
  /// Appends this value in the form the server expects for `type`; returns which form that is.
  ///
  /// Text is accepted for every type as the server's own notation, unless `binaryOnly` (COPY and array
  /// elements). Throws `encoding` where the value does not fit the type or its range.
  @discardableResult
  func encode(as type: PostgresType, into buffer: inout [UInt8], binaryOnly: Bool = false)
    throws(PostgresError) -> WireFormat
  {
    switch (self, type) {
    case (.bool(let value), .bool): buffer.append(value ? 1 : 0)
    case (.int(let value), _): try PostgresValue.encode(value, as: type, into: &buffer)
    case (.double(let value), .float8): buffer.appendBigEndian(value.bitPattern)
    case (.double(let value), .float4): buffer.appendBigEndian(Float(value).bitPattern)
    case (.decimal(let value), .numeric): NumericWire(value).append(to: &buffer)
    case (.text(let value), _):
      return try PostgresValue.encode(value, as: type, into: &buffer, binaryOnly: binaryOnly)
    case (.date(let value), .date): try PostgresValue.encode(value, into: &buffer)
    case (.timestamp(let value), .timestamptz): try PostgresValue.encode(value, into: &buffer)
    case (.uuid(let value), .uuid):
      buffer.appendBigEndian(value.high)
      buffer.appendBigEndian(value.low)
    case (.bytes(let value), .bytea): buffer.append(contentsOf: value)
    case (.array(let values), _):
      try PostgresValue.encode(values, as: type, into: &buffer)
    default: throw mismatch(with: type)
    }
    return .binary
  }

  func mismatch(with type: PostgresType) -> PostgresError {
    PostgresError(
      .encoding, "\(kind) cannot be written as \(type)",
      remedy: "give a value of the parameter's type, or cast the parameter in the SQL")
  }

  static func encode(_ value: Int64, as type: PostgresType, into buffer: inout [UInt8])
    throws(PostgresError)
  {
    func fitting<T: FixedWidthInteger>(_: T.Type) throws(PostgresError) -> T {
      guard let fitted = T(exactly: value) else {
        throw PostgresError(.encoding, "\(value) lies outside the range of \(type)")
      }
      return fitted
    }
    switch type {
    case .int8: buffer.appendBigEndian(value)
    case .int4: buffer.appendBigEndian(try fitting(Int32.self))
    case .int2: buffer.appendBigEndian(try fitting(Int16.self))
    case .oid: buffer.appendBigEndian(try fitting(UInt32.self))
    case .float8:
      guard let exact = Double(exactly: value) else {
        throw PostgresValue.int(value).mismatch(with: type)
      }
      buffer.appendBigEndian(exact.bitPattern)
    case .numeric:
      NumericWire(negative: value < 0, coefficient: UInt128(value.magnitude), exponent: 0)
        .append(to: &buffer)
    default: throw PostgresValue.int(value).mismatch(with: type)
    }
  }

  static func encode(
    _ value: String, as type: PostgresType, into buffer: inout [UInt8], binaryOnly: Bool
  ) throws(PostgresError) -> WireFormat {
    let start = buffer.count
    if type == .jsonb && binaryOnly { buffer.append(1) }
    buffer.append(contentsOf: value.utf8)
    if buffer[start...].contains(0) {
      throw PostgresError(
        .encoding, "text with a zero character cannot be stored",
        remedy: "PostgreSQL's text holds no U+0000; take it out, or store the value as bytea")
    }
    if type.isText { return .binary }
    if type == .jsonb && binaryOnly { return .binary }
    if binaryOnly { throw PostgresValue.text(value).mismatch(with: type) }
    return .text
  }

  static func encode(_ value: CivilDate, into buffer: inout [UInt8]) throws(PostgresError) {
    // 4713-01-01 BC (proleptic Gregorian -4712-01-01) to 5874897-12-31, PostgreSQL manual, table 8.9.
    guard (-2_440_588...2_145_031_948).contains(value.epochDay) else {
      throw PostgresError(.encoding, "\(value) lies outside the dates PostgreSQL can hold")
    }
    buffer.appendBigEndian(Int32(value.epochDay - 10_957))
  }

  static func encode(_ value: Timestamp, into buffer: inout [UInt8]) throws(PostgresError) {
    let (shifted, overflow) = value.microseconds.subtractingReportingOverflow(
      Timestamp.postgresEpoch)
    guard !overflow, shifted > Int64.min, shifted < Int64.max else {
      throw PostgresError(.encoding, "the timestamp lies outside what PostgreSQL can hold")
    }
    buffer.appendBigEndian(shifted)
  }

  private static func encode(
    _ values: [PostgresValue], as type: PostgresType, into buffer: inout [UInt8]
  ) throws(PostgresError) {
    guard let element = type.element else { throw PostgresValue.array(values).mismatch(with: type) }
    buffer.appendBigEndian(Int32(values.isEmpty ? 0 : 1))
    buffer.appendBigEndian(Int32(values.contains(.null) ? 1 : 0))
    buffer.appendBigEndian(element.rawValue)
    if values.isEmpty { return }
    buffer.appendBigEndian(try length(values.count))
    buffer.appendBigEndian(Int32(1))
    for value in values { try value.encodeField(as: element, into: &buffer) }
  }

  /// The length word and the bytes, as COPY and arrays want them; null is a length of -1.
  func encodeField(as type: PostgresType, into buffer: inout [UInt8]) throws(PostgresError) {
    if self == .null { return buffer.appendBigEndian(Int32(-1)) }
    let start = buffer.count
    buffer.appendBigEndian(Int32(0))
    try encode(as: type, into: &buffer, binaryOnly: true)
    buffer.setBigEndian(try PostgresValue.length(buffer.count - start - 4), at: start)
  }

  static func length(_ count: Int) throws(PostgresError) -> Int32 {
    guard let length = Int32(exactly: count), length < 1 << 30 else {
      throw PostgresError(.encoding, "a value of \(count) bytes is more than PostgreSQL's 1 GB")
    }
    return length
  }
}

extension [UInt8] {
  mutating func appendBigEndian(_ value: some FixedWidthInteger) {
    Swift.withUnsafeBytes(of: value.bigEndian) { append(contentsOf: $0) }
  }

  mutating func setBigEndian(_ value: Int32, at offset: Int) {
    for index in 0..<4 {
      self[offset + index] = UInt8(truncatingIfNeeded: value >> Int32(24 - 8 * index))
    }
  }
}
