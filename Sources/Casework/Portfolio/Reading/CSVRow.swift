import Diagnostics

/// One line of a table: its cells and where they stand.
struct CSVRow {
  struct Cell {
    let text: String
    let position: SourcePosition
  }

  let cells: [Cell]

  var position: SourcePosition? { cells.first?.position }

  /// The rows of a text as RFC 4180 writes them, empty lines and lines that begin with `#` left out.
  ///
  /// The separator is `;` when the first line has one, else `,`.
  static func rows(of text: String, log: PortfolioLog) -> [CSVRow] {
    var reader = CSVReader(Array(text.utf8))
    var rows: [CSVRow] = []
    while let row = reader.nextRow(log) {
      if row.cells.count > 1 || row.cells.first?.text.isEmpty == false { rows.append(row) }
    }
    return rows
  }
}

private struct CSVReader {
  private let bytes: [UInt8]
  private let separator: UInt8
  private var index = 0
  private var line = 1
  private var lineStart = 0

  init(_ bytes: [UInt8]) {
    self.bytes = bytes
    let header =
      bytes.split(whereSeparator: { $0 == 10 || $0 == 13 })
      .first { $0.first != UInt8(ascii: "#") } ?? []
    separator = header.contains(UInt8(ascii: ";")) ? UInt8(ascii: ";") : UInt8(ascii: ",")
  }

  mutating func nextRow(_ log: PortfolioLog) -> CSVRow? {
    skipComments()
    guard index < bytes.count else { return nil }
    var cells: [CSVRow.Cell] = []
    while true {
      cells.append(nextCell(log))
      guard index < bytes.count, bytes[index] == separator else { break }
      index += 1
    }
    endLine()
    return CSVRow(cells: cells)
  }

  private mutating func skipComments() {
    while index < bytes.count, bytes[index] == UInt8(ascii: "#") {
      while index < bytes.count, bytes[index] != 10 { index += 1 }
      endLine()
    }
  }

  private mutating func endLine() {
    if index < bytes.count, bytes[index] == 13 { index += 1 }
    if index < bytes.count, bytes[index] == 10 { newLine() }
  }

  private mutating func newLine() {
    index += 1
    line += 1
    lineStart = index
  }

  private mutating func nextCell(_ log: PortfolioLog) -> CSVRow.Cell {
    let position = SourcePosition(line: line, column: index - lineStart + 1)
    var content: [UInt8] = []
    if index < bytes.count, bytes[index] == UInt8(ascii: "\"") {
      readQuoted(into: &content, from: position, log)
    }
    while index < bytes.count, bytes[index] != separator, bytes[index] != 10, bytes[index] != 13 {
      content.append(bytes[index])
      index += 1
    }
    // A carriage return alone would end no line and stop the reading.
    if index < bytes.count, bytes[index] == 13, index + 1 >= bytes.count || bytes[index + 1] != 10 {
      index += 1
    }
    let text = String(decoding: content, as: UTF8.self)
    return CSVRow.Cell(text: trimmed(text), position: position)
  }

  private mutating func readQuoted(
    into content: inout [UInt8], from position: SourcePosition, _ log: PortfolioLog
  ) {
    index += 1
    while index < bytes.count {
      let byte = bytes[index]
      if byte == UInt8(ascii: "\"") {
        guard index + 1 < bytes.count, bytes[index + 1] == UInt8(ascii: "\"") else {
          index += 1
          return
        }
        index += 1
      }
      content.append(byte)
      if byte == 10 { newLine() } else { index += 1 }
    }
    log.error(
      "open-quote", "The quote that opens here is never closed.", at: position,
      remedy: "Close it, or write a quote inside a cell twice.")
  }

  private func trimmed(_ text: String) -> String {
    var rest = text[...]
    while rest.first == " " || rest.first == "\t" { rest = rest.dropFirst() }
    while rest.last == " " || rest.last == "\t" { rest = rest.dropLast() }
    return String(rest)
  }
}
