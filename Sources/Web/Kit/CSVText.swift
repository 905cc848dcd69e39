/// A table as a file that Dutch Excel opens with a double click: UTF-8 with its mark, semicolons, CRLF.
///
/// No text becomes a formula: one that begins with `=`, `+`, `-`, `@`, a tab or a line break gets an
/// apostrophe in front.
struct CSVText: Sendable {
  private var text = "\u{FEFF}"

  init(_ header: [String]) { add(header) }

  mutating func add(_ cells: [String]) {
    text += cells.map(Self.cell).joined(separator: ";") + "\r\n"
  }

  var bytes: [UInt8] { Array(text.utf8) }

  static func cell(_ value: String) -> String {
    var value = value
    if let first = value.unicodeScalars.first, "=+-@\t\r\n".unicodeScalars.contains(first) {
      value = "'" + value
    }
    let isPlain = !value.unicodeScalars.contains {
      $0 == ";" || $0 == "\"" || $0 == "\r" || $0 == "\n"
    }
    return isPlain ? value : "\"" + value.replacing("\"", with: "\"\"") + "\""
  }
}
