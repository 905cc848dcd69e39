import Diagnostics

extension GoldenCase {
  /// Reads the cases of a Markdown file.
  ///
  /// Each heading of the second level is a case. `Besluit:` names the decision (`Termijn:` a
  /// term instead), `Artikel:` the article; a
  /// table headed `gegeven | waarde` holds the inputs and one headed `uitkomst | verwacht` the outcome.
  /// Values are FEEL. Other text is for readers.
  static func read(_ text: String, file: String, log: FindingLog) -> [GoldenCase] {
    var reader = CaseReader(file: file, log: log)
    for (number, line) in text.split(separator: "\n", omittingEmptySubsequences: false).enumerated()
    {
      reader.read(line, number: number + 1)
    }
    reader.close()
    if reader.cases.isEmpty {
      log.warning(
        "no-cases", "The file holds no case.", in: file, remedy: "Begin each with `## title`.")
    }
    return reader.cases
  }
}

private struct CaseReader {
  enum Table { case none, facts, expected }

  let file: String
  let log: FindingLog
  var cases: [GoldenCase] = []
  private var current: GoldenCase?
  private var table = Table.none

  init(file: String, log: FindingLog) {
    self.file = file
    self.log = log
  }

  mutating func read(_ line: Substring, number: Int) {
    let place = SourcePosition(line: number, column: 1)
    if line.hasPrefix("## ") {
      close()
      current = GoldenCase(
        title: String(line.dropFirst(3)).trimmed, decision: "", article: nil, facts: [],
        expected: [], file: file, position: place)
    } else if let name = value(of: "Besluit:", in: line) {
      current?.decision = name
    } else if let name = value(of: "Termijn:", in: line) {
      current?.term = name
    } else if let name = value(of: "Artikel:", in: line) {
      current?.article = name == "-" ? nil : name
    } else if line.hasPrefix("|") {
      row(line, number: number)
    } else {
      table = .none
    }
  }

  mutating func close() {
    table = .none
    guard let done = current else { return }
    current = nil
    if done.decision.isEmpty, done.term == nil {
      log.error(
        "case-without-decision", "The case \"\(done.title)\" names no decision.", in: file,
        at: done.position, remedy: "Add a line `Besluit: …` or `Termijn: …`.")
    } else if done.expected.isEmpty {
      log.error(
        "case-without-outcome", "The case \"\(done.title)\" expects nothing.", in: file,
        at: done.position, remedy: "Add a table headed `| uitkomst | verwacht |`.")
    } else {
      cases.append(done)
    }
  }

  private func value(of label: String, in line: Substring) -> String? {
    line.hasPrefix(label) ? String(line.dropFirst(label.count)).trimmed : nil
  }

  private mutating func row(_ line: Substring, number: Int) {
    let cells = cells(of: line)
    guard current != nil, cells.count == 2 else {
      log.error(
        "case-table", "A row of a case's table has two cells.", in: file,
        at: SourcePosition(line: number, column: 1), remedy: "Write `| name | value |`.")
      return
    }
    switch (cells[0].text, cells[1].text) {
    case ("gegeven", "waarde"): table = .facts
    case ("uitkomst", "verwacht"): table = .expected
    case (let rule, _) where rule.allSatisfy({ $0 == "-" || $0 == ":" }): break
    case (let name, let text):
      let place = SourcePosition(line: number, column: cells[1].column)
      guard table != .none else {
        log.error(
          "case-table", "This table is neither of facts nor of outcomes.", in: file, at: place,
          remedy: "Head it `| gegeven | waarde |` or `| uitkomst | verwacht |`.")
        return
      }
      let entry = GoldenCase.Line(name: name, text: text, position: place)
      if table == .facts { current?.facts.append(entry) } else { current?.expected.append(entry) }
    }
  }

  /// The cells between bars, each with the column of its text.
  private func cells(of line: Substring) -> [(text: String, column: Int)] {
    var column = 2
    var cells: [(text: String, column: Int)] = []
    for part in line.dropFirst().split(separator: "|", omittingEmptySubsequences: false).dropLast()
    {
      let blanks = part.prefix { $0 == " " }.count
      cells.append((String(part).trimmed, column + blanks))
      column += part.unicodeScalars.count + 1
    }
    return cells
  }
}

extension String {
  /// The text without blanks around it.
  var trimmed: String {
    guard let first = firstIndex(where: { !$0.isWhitespace }),
      let last = lastIndex(where: { !$0.isWhitespace })
    else { return "" }
    return String(self[first...last])
  }
}
