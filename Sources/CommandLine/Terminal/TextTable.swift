/// A table for people, fitted to a width.
///
/// The widest columns give way first; a cell that does not fit is wrapped at blanks, and inside a word only
/// where there is no blank.
public struct TextTable: Sendable {
  public enum Alignment: Sendable { case left, right }

  public struct Column: Sendable {
    public let title: String
    public let alignment: Alignment

    public init(_ title: String, _ alignment: Alignment = .left) {
      self.title = title
      self.alignment = alignment
    }
  }

  public let columns: [Column]
  public private(set) var rows: [[String]] = []

  public init(_ columns: [Column]) { self.columns = columns }

  public mutating func add(_ cells: [String]) {
    rows.append(columns.indices.map { cells.indices.contains($0) ? cells[$0] : "" })
  }

  /// The table's lines, none wider than `width` unless the columns' least widths do not fit in it.
  public func lines(width: Int) -> [String] {
    let widths = fittedWidths(width)
    var out = wrap(columns.map(\.title), widths)
    out.append(widths.map { String(repeating: "─", count: $0) }.joined(separator: "  "))
    for row in rows { out += wrap(row, widths) }
    return out
  }

  private func fittedWidths(_ width: Int) -> [Int] {
    var widths = columns.indices.map { index in
      max(columns[index].title.count, rows.map { $0[index].count }.max() ?? 0)
    }
    // A key must stay whole to be copied; a word longer than 24 may be broken.
    let least = columns.indices.map { index in
      guard columns[index].alignment == .left else { return widths[index] }
      let words = rows.lazy.flatMap { $0[index].split(separator: " ") }.map(\.count)
      return min(widths[index], max(columns[index].title.count, min(24, words.max() ?? 0)))
    }
    var excess = widths.reduce(0, +) + 2 * (columns.count - 1) - width
    while excess > 0 {
      let candidates = columns.indices.filter { widths[$0] > least[$0] }
      guard let widest = candidates.max(by: { widths[$0] < widths[$1] }) else { break }
      widths[widest] -= 1
      excess -= 1
    }
    return widths
  }

  private func wrap(_ cells: [String], _ widths: [Int]) -> [String] {
    let wrapped = cells.indices.map { wrapText(cells[$0], width: widths[$0]) }
    let height = wrapped.map(\.count).max() ?? 0
    return (0..<height).map { line in
      var text = cells.indices.map { index in
        let part = line < wrapped[index].count ? wrapped[index][line] : ""
        let blanks = String(repeating: " ", count: max(0, widths[index] - part.count))
        return columns[index].alignment == .right ? blanks + part : part + blanks
      }.joined(separator: "  ")
      while text.last == " " { text.removeLast() }
      return text
    }
  }
}

/// Breaks a text into lines of at most `width` characters, at blanks where there are any.
///
/// A paragraph's leading blanks are kept, and its further lines are indented as far.
public func wrapText(_ text: String, width: Int) -> [String] {
  guard width > 0 else { return [text] }
  return text.split(separator: "\n", omittingEmptySubsequences: false).flatMap { paragraph in
    let blanks = paragraph.prefix { $0 == " " }
    let indent = String(blanks.prefix(width / 2))
    return wrapParagraph(paragraph.dropFirst(blanks.count), width: width - indent.count)
      .map { $0.isEmpty ? "" : indent + $0 }
  }
}

private func wrapParagraph(_ paragraph: Substring, width: Int) -> [String] {
  var lines: [String] = []
  var line = ""
  for word in paragraph.split(separator: " ") {
    var word = String(word)
    if !line.isEmpty, line.count + 1 + word.count <= width {
      line += " " + word
      continue
    }
    if !line.isEmpty {
      lines.append(line)
      line = ""
    }
    while word.count > width {
      lines.append(String(word.prefix(width)))
      word = String(word.dropFirst(width))
    }
    line = word
  }
  return lines + [line]
}
