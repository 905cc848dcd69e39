/// One non-null value in a result: its type and its bytes in binary form.
///
/// The bytes belong to the result and live as long as the `Row` they came from; a decoder copies what it
/// keeps. Offsets are checked by the decoder against `count`.
public struct PostgresCell {
  public let type: PostgresType
  let bytes: UnsafeRawBufferPointer

  public var count: Int { bytes.count }

  public func integer<T: FixedWidthInteger>(at offset: Int, as _: T.Type) -> T {
    precondition(offset >= 0 && offset + MemoryLayout<T>.size <= bytes.count)
    return T(bigEndian: bytes.loadUnaligned(fromByteOffset: offset, as: T.self))
  }

  public func text(from offset: Int = 0) -> String {
    String(decoding: bytes[offset...], as: UTF8.self)
  }

  public var array: [UInt8] { Array(bytes) }

  func part(_ range: Range<Int>, type: PostgresType) -> PostgresCell {
    PostgresCell(type: type, bytes: UnsafeRawBufferPointer(rebasing: bytes[range]))
  }

  /// Throws `decoding` unless the value has `size` bytes.
  func expect(size: Int) throws(PostgresError) {
    guard count == size else {
      throw PostgresError(.decoding, "\(type) came as \(count) bytes instead of \(size)")
    }
  }

  func mismatch(_ wanted: String) -> PostgresError {
    PostgresError(
      .decoding, "\(type) cannot be read as \(wanted)",
      remedy: "ask for the column's own type, or cast the column in the SQL")
  }
}
