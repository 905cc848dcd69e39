import Diagnostics

/// The largest file that a scheme may hold, in bytes.
let largestFile = 5_000_000

/// A file's text, or nil with a finding that says why its bytes are none.
///
/// Files are UTF-8 without a byte-order mark: two encodings of one text would be two rule sets.
func text(of bytes: [UInt8], file: String, log: FindingLog) -> String? {
  if bytes.count > largestFile {
    log.error(
      "file-too-large", "The file has \(bytes.count) bytes; at most \(largestFile) are read.",
      in: file, remedy: "Split it, or check that it is the file you meant.")
    return nil
  }
  let start = SourcePosition(line: 1, column: 1)
  if bytes.starts(with: [0xFF, 0xFE]) || bytes.starts(with: [0xFE, 0xFF]) {
    log.error(
      "wrong-encoding", "The file is in UTF-16.", in: file, at: start, remedy: "Save it as UTF-8.")
    return nil
  }
  if bytes.starts(with: [0xEF, 0xBB, 0xBF]) {
    log.error(
      "wrong-encoding", "The file begins with a byte-order mark.", in: file, at: start,
      remedy: "Save it as UTF-8 without a byte-order mark.")
    return nil
  }
  guard let text = String(validating: bytes, as: UTF8.self) else {
    log.error(
      "wrong-encoding", "The file is not UTF-8.", in: file, at: firstFault(in: bytes),
      remedy: "Save it as UTF-8; it may be in Latin-1 (Windows-1252).")
    return nil
  }
  if let zero = bytes.firstIndex(of: 0) {
    log.error(
      "wrong-encoding", "The file holds a zero byte, which no text does.", in: file,
      at: place(of: zero, in: bytes), remedy: "Save it as UTF-8 text.")
    return nil
  }
  return text
}

/// Where the first byte stands that makes the bytes no UTF-8.
private func firstFault(in bytes: [UInt8]) -> SourcePosition {
  var valid = 0
  var decoder = UTF8()
  var iterator = bytes.makeIterator()
  while case .scalarValue(let scalar) = decoder.decode(&iterator) {
    valid += UTF8.width(scalar)
  }
  return place(of: valid, in: bytes)
}

private func place(of offset: Int, in bytes: [UInt8]) -> SourcePosition {
  let before = bytes[..<min(offset, bytes.count)]
  let line = before.count { $0 == 10 } + 1
  let start = before.lastIndex(of: 10).map { $0 + 1 } ?? 0
  // Continuation bytes begin no scalar.
  let column = before[start...].count { $0 & 0xC0 != 0x80 } + 1
  return SourcePosition(line: line, column: column)
}
