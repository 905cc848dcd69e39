/// Rows of comma-separated values after RFC 4180.
enum CSVText {
  struct Row: Hashable, Sendable {
    /// From 1, in the file.
    var line: Int
    var fields: [String]
  }

  /// Nil with the line when a quote is not closed.
  static func rows(_ bytes: [UInt8]) -> (rows: [Row], unclosed: Int?) {
    var rows: [Row] = []
    var field: [UInt8] = []
    var fields: [String] = []
    var (line, start, index) = (1, 1, 0)
    var quoted = false
    func text() -> String { String(decoding: field, as: UTF8.self) }
    while index < bytes.count {
      let byte = bytes[index]
      index += 1
      if byte == 0x0A { line += 1 }
      if quoted {
        if byte != UInt8(ascii: "\"") {
          field.append(byte)
        } else if index < bytes.count, bytes[index] == byte {
          field.append(byte)
          index += 1
        } else {
          quoted = false
        }
        continue
      }
      switch byte {
      case UInt8(ascii: "\""): quoted = true
      case UInt8(ascii: ","):
        fields.append(text())
        field = []
      case 0x0D: break
      case 0x0A:
        fields.append(text())
        if fields != [""] { rows.append(Row(line: start, fields: fields)) }
        (fields, field, start) = ([], [], line)
      default: field.append(byte)
      }
    }
    if quoted { return (rows, start) }
    fields.append(text())
    if fields != [""] { rows.append(Row(line: start, fields: fields)) }
    return (rows, nil)
  }

  /// A field as it stands in a file: quoted only where it must be.
  static func field(_ text: String) -> String {
    let special = text.utf8.contains { [0x22, 0x2C, 0x0A, 0x0D].contains($0) }
    guard special else { return text }
    return "\""
      + text.split(separator: "\"", omittingEmptySubsequences: false)
      .joined(separator: "\"\"") + "\""
  }

  static func line(_ fields: [String]) -> String {
    fields.map(field).joined(separator: ",") + "\n"
  }
}
