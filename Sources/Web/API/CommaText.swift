/// Comma-separated values for programs (RFC 4180): UTF-8, every cell quoted, no byte order mark.
///
/// What a spreadsheet would take for a formula gets an apostrophe in front.
struct CommaText: Sendable {
  private(set) var text = ""

  init(_ header: [String]) { add(header) }

  mutating func add(_ cells: [String]) {
    text += cells.map(Self.cell).joined(separator: ",") + "\r\n"
  }

  var bytes: [UInt8] { Array(text.utf8) }

  private static func cell(_ value: String) -> String {
    let isFormula = value.unicodeScalars.first.map("=+-@\t\r\n".unicodeScalars.contains) ?? false
    return "\"" + (isFormula ? "'" : "") + value.replacing("\"", with: "\"\"") + "\""
  }
}
