/// Lines of at most 80 columns.
struct ReportText {
  static let width = 80
  private(set) var text = ""

  mutating func line(_ line: String = "") { text += line + "\n" }

  mutating func heading(_ title: String) {
    paragraph(title)
    line(String(repeating: "─", count: min(Self.width, title.count)))
  }

  /// A paragraph wrapped at words; lines after the first are indented under `mark`.
  mutating func paragraph(_ words: String, mark: String = "") {
    let indent = String(repeating: " ", count: mark.count)
    var current = mark
    var isEmpty = true
    for word in words.split(separator: " ") {
      if !isEmpty, current.count + 1 + word.count > Self.width {
        line(current)
        current = indent
        isEmpty = true
      }
      current += (isEmpty ? "" : " ") + word
      isEmpty = false
    }
    line(current)
  }

  /// A row: the first cell left in `first` columns, the others right in `rest` columns each.
  mutating func row(_ cells: [String], first: Int, rest: Int) {
    var out = Self.cut(cells.first ?? "", first)
    out += String(repeating: " ", count: first - out.count)
    for cell in cells.dropFirst() {
      let shown = Self.cut(cell, rest - 1)
      out += String(repeating: " ", count: max(0, rest - shown.count)) + shown
    }
    while out.last == " " { out.removeLast() }
    line(out)
  }

  private static func cut(_ text: String, _ width: Int) -> String {
    text.count <= width ? text : text.prefix(max(0, width - 1)) + "…"
  }
}
