import Diagnostics

/// A place in the source that moves forward with the parser's events.
///
/// libxml2 has already found each piece well-formed when the cursor passes it, and raw `<` occurs in
/// no attribute value or text, so a few plain scans find exact places that libxml2 does not tell.
struct SourceCursor {
  private let bytes: [UInt8]
  private var offset = 0
  private(set) var position = SourcePosition(line: 1, column: 1)

  init(_ bytes: [UInt8]) {
    self.bytes = bytes
    if bytes.starts(with: [0xEF, 0xBB, 0xBF]) { offset = 3 }
    if bytes[offset...].starts(with: Array("<?xml".utf8)), offset + 5 < bytes.count,
      [0x20, 0x09, 0x0A, 0x0D].contains(bytes[offset + 5])
    {
      skip(past: "?>")
    }
  }

  struct StartTag {
    var position: SourcePosition
    /// Places of the attribute values, namespace declarations left out.
    var values: [SourcePosition]
    var selfClosing: Bool
  }

  private mutating func advance() {
    let byte = bytes[offset]
    offset += 1
    if byte == 0x0A {
      position.line += 1
      position.column = 1
    } else if byte & 0xC0 != 0x80 {
      position.column += 1
    }
  }

  private func at(_ pattern: StaticString) -> Bool {
    let count = pattern.utf8CodeUnitCount
    guard offset + count <= bytes.count else { return false }
    for i in 0..<count where bytes[offset + i] != pattern.utf8Start[i] { return false }
    return true
  }

  /// Moves behind the next occurrence of `pattern`, or to the end.
  mutating func skip(past pattern: StaticString) {
    while offset < bytes.count, !at(pattern) { advance() }
    for _ in 0..<pattern.utf8CodeUnitCount where offset < bytes.count { advance() }
  }

  mutating func moveToMarkup() {
    while offset < bytes.count, bytes[offset] != UInt8(ascii: "<") { advance() }
  }

  /// Passes over the next start tag.
  mutating func startTag() -> StartTag {
    moveToMarkup()
    var tag = StartTag(position: position, values: [], selfClosing: false)
    var name: [UInt8] = []
    while offset < bytes.count {
      let byte = bytes[offset]
      switch byte {
      case UInt8(ascii: ">"):
        advance()
        return tag
      case UInt8(ascii: "\""), UInt8(ascii: "'"):
        advance()
        if name != Array("xmlns".utf8), !name.starts(with: Array("xmlns:".utf8)) {
          tag.values.append(position)
        }
        while offset < bytes.count, bytes[offset] != byte { advance() }
        if offset < bytes.count { advance() }
        name = []
        continue
      case 0x20, 0x09, 0x0A, 0x0D:
        if offset + 1 < bytes.count, bytes[offset + 1] != UInt8(ascii: "=") { name = [] }
      case UInt8(ascii: "="): break
      default: name.append(byte)
      }
      tag.selfClosing = byte == UInt8(ascii: "/")
      advance()
    }
    return tag
  }

  /// The position of a byte column (from 1) in a line (from 1), counted in Unicode scalars.
  static func place(line: Int, byteColumn: Int, in bytes: [UInt8]) -> SourcePosition {
    var start = 0
    var current = 1
    while current < line, let newline = bytes[start...].firstIndex(of: 0x0A) {
      start = newline + 1
      current += 1
    }
    let end = min(bytes.count, start + max(0, byteColumn - 1))
    let column = bytes[start..<max(start, end)].count { $0 & 0xC0 != 0x80 } + 1
    return SourcePosition(line: max(1, line), column: column)
  }
}
