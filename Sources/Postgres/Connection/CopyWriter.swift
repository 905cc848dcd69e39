import ExactNumbers
import LegalCalendar

/// Writes rows of a binary COPY: one call per column, in the order of the columns.
///
/// Each value is checked against its column's type; too few or too many values in a row throw `encoding`.
public struct CopyWriter: ~Copyable {
  private let session: Session
  private let columns: [String]
  private let types: [PostgresType]
  private let label: String
  private var buffer: [UInt8] = []
  private var column = 0
  private static let pieceBytes = 131_072

  init(_ session: Session, columns: [String], types: [PostgresType], label: String) {
    self.session = session
    self.columns = columns
    self.types = types
    self.label = label
    buffer.reserveCapacity(CopyWriter.pieceBytes + 4096)
    // Signature, flags and header extension: PostgreSQL manual, COPY, "Binary Format".
    buffer.append(contentsOf: Array("PGCOPY\n".utf8) + [0xff, 0x0d, 0x0a, 0x00])
    buffer.append(contentsOf: [UInt8](repeating: 0, count: 8))
    column = types.count
  }

  /// Writes one row: `fill` appends a value for every column.
  public mutating func row(_ fill: (inout CopyWriter) throws(PostgresError) -> Void)
    throws(PostgresError)
  {
    try beginRow()
    try fill(&self)
    try endRow()
  }

  public mutating func int(_ value: Int64) throws(PostgresError) {
    let type = try next()
    if type == .int8 {
      buffer.appendBigEndian(Int32(8))
      buffer.appendBigEndian(value)
    } else {
      try field(.int(value), type)
    }
  }

  public mutating func int(_ value: Int) throws(PostgresError) { try int(Int64(value)) }

  public mutating func text(_ value: String) throws(PostgresError) {
    try field(.text(value), try next())
  }

  public mutating func decimal(_ value: Decimal128) throws(PostgresError) {
    try field(.decimal(value), try next())
  }

  public mutating func date(_ value: CivilDate) throws(PostgresError) {
    try field(.date(value), try next())
  }

  public mutating func timestamp(_ value: Timestamp) throws(PostgresError) {
    try field(.timestamp(value), try next())
  }

  public mutating func uuid(_ value: UniqueID) throws(PostgresError) {
    try field(.uuid(value), try next())
  }

  public mutating func bool(_ value: Bool) throws(PostgresError) {
    try field(.bool(value), try next())
  }

  public mutating func double(_ value: Double) throws(PostgresError) {
    try field(.double(value), try next())
  }

  public mutating func bytes(_ value: [UInt8]) throws(PostgresError) {
    try field(.bytes(value), try next())
  }

  public mutating func null() throws(PostgresError) {
    _ = try next()
    buffer.appendBigEndian(Int32(-1))
  }

  /// Any value, optional ones and arrays among them.
  public mutating func value(_ value: some PostgresEncodable) throws(PostgresError) {
    try field(value.postgresValue, try next())
  }

  // MARK: Framing

  private mutating func next() throws(PostgresError) -> PostgresType {
    guard column < types.count else {
      throw PostgresError(
        .encoding, "a row has more values than the \(types.count) columns", statement: label)
    }
    column += 1
    return types[column - 1]
  }

  private mutating func field(_ value: PostgresValue, _ type: PostgresType) throws(PostgresError) {
    do {
      try value.encodeField(as: type, into: &buffer)
    } catch {
      var located = error
      located.message = "column \"\(columns[column - 1])\": \(error.message)"
      located.statement = label
      throw located
    }
  }

  private mutating func beginRow() throws(PostgresError) {
    guard column == types.count else {
      throw PostgresError(.encoding, "a row may not stand inside another", statement: label)
    }
    column = 0
    buffer.appendBigEndian(Int16(types.count))
  }

  private mutating func endRow() throws(PostgresError) {
    guard column == types.count else {
      throw PostgresError(
        .encoding, "a row has \(column) values for \(types.count) columns", statement: label)
    }
    if buffer.count >= CopyWriter.pieceBytes { try flush() }
  }

  private mutating func flush() throws(PostgresError) {
    guard session.wire.putCopy(buffer) else { throw session.lost(label) }
    buffer.removeAll(keepingCapacity: true)
  }

  mutating func finish() throws(PostgresError) {
    buffer.appendBigEndian(Int16(-1))
    try flush()
  }
}
