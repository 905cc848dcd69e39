extension DecisionTable {
  /// The table as text that a reader can check against the law: one row per rule.
  ///
  /// No line is longer than `width` characters (at least 20 are used). A table with more columns than fit is written as a
  /// list of rules. Double lines stand between inputs, outputs and annotations, as DMN draws them.
  public func rendered(width: Int = 80) -> String {
    let width = max(20, width)
    let title = wrap("\(name) (\(hitPolicy.indicator))", width).joined(separator: "\n")
    let columns = renderedColumns
    let frame = 3 * columns.count + 1
    guard width - frame >= columns.count * 5 else { return title + "\n" + renderedAsList(width) }
    let widths = fit(columns.map(\.naturalWidth), into: width - frame)
    var lines = [title, rule(columns, widths, "┌", "┬", "╥", "┐")]
    lines += row(columns.map(\.header), columns, widths)
    if columns.contains(where: { !$0.values.isEmpty }) {
      lines += row(columns.map(\.values), columns, widths)
    }
    lines.append(rule(columns, widths, "├", "┼", "╫", "┤"))
    for index in rules.indices {
      lines += row(columns.map { $0.cells[index] }, columns, widths)
    }
    lines.append(rule(columns, widths, "└", "┴", "╨", "┘"))
    return lines.joined(separator: "\n") + "\n"
  }
}

/// A column of the drawing; `startsGroup` puts the double line in front of it.
private struct RenderedColumn {
  var header: String
  var values: String
  var cells: [String]
  var startsGroup = false

  var naturalWidth: Int { ([header, values] + cells).map(\.count).max() ?? 1 }
}

extension DecisionTable {
  private var renderedColumns: [RenderedColumn] {
    var columns = [
      RenderedColumn(
        header: hitPolicy.indicator, values: "", cells: rules.indices.map { "\($0 + 1)" })
    ]
    for (i, input) in inputs.enumerated() {
      columns.append(
        RenderedColumn(
          header: input.label ?? oneLine(input.expression.text),
          values: oneLine(input.values?.text ?? ""),
          cells: rules.map { i < $0.entries.count ? oneLine($0.entries[i].text) : "" }))
    }
    for (i, output) in outputs.enumerated() {
      columns.append(
        RenderedColumn(
          header: output.label ?? output.name ?? outputLabel ?? name,
          values: oneLine(output.values?.text ?? ""),
          cells: rules.map { i < $0.outputs.count ? oneLine($0.outputs[i].text) : "" },
          startsGroup: i == 0))
    }
    for (i, annotation) in annotations.enumerated() {
      columns.append(
        RenderedColumn(
          header: annotation, values: "",
          cells: rules.map { i < $0.annotations.count ? oneLine($0.annotations[i]) : "" },
          startsGroup: i == 0))
    }
    return columns
  }

  /// One paragraph per rule; entries that accept everything are left out.
  private func renderedAsList(_ width: Int) -> String {
    var lines: [String] = []
    let columns = renderedColumns.dropFirst()
    for index in rules.indices {
      lines.append("\(index + 1).")
      for (number, column) in columns.enumerated() {
        let cell = column.cells[index]
        if cell.isEmpty || cell == "-" { continue }
        let isOutput = number >= inputs.count && number < inputs.count + outputs.count
        let text = "\(isOutput ? "→ " : "")\(column.header): \(cell)"
        for (n, line) in wrap(text, width - 4).enumerated() {
          lines.append((n == 0 ? "  " : "    ") + line)
        }
      }
    }
    return lines.joined(separator: "\n") + "\n"
  }

  private func rule(
    _ columns: [RenderedColumn], _ widths: [Int], _ left: String, _ cross: String, _ group: String,
    _ right: String
  ) -> String {
    var line = left
    for (i, column) in columns.enumerated() {
      if i > 0 { line += column.startsGroup ? group : cross }
      line += String(repeating: "─", count: widths[i] + 2)
    }
    return line + right
  }

  private func row(_ cells: [String], _ columns: [RenderedColumn], _ widths: [Int]) -> [String] {
    let wrapped = zip(cells, widths).map { wrap($0, $1) }
    let height = wrapped.map(\.count).max() ?? 1
    return (0..<height).map { n in
      var line = "│"
      for (i, column) in columns.enumerated() {
        if i > 0 { line += column.startsGroup ? "║" : "│" }
        let text = n < wrapped[i].count ? wrapped[i][n] : ""
        line += " " + text + String(repeating: " ", count: widths[i] - text.count) + " "
      }
      return line + "│"
    }
  }
}

/// Takes width from the widest columns until all fit.
private func fit(_ natural: [Int], into available: Int) -> [Int] {
  var widths = natural.map { max(1, $0) }
  while widths.reduce(0, +) > available, let widest = widths.max(),
    let index = widths.lastIndex(of: widest), widest > 1
  {
    widths[index] -= 1
  }
  return widths
}

private func oneLine(_ text: String) -> String {
  text.split(whereSeparator: \.isWhitespace).joined(separator: " ")
}

/// Breaks at spaces, and inside a word only when the word alone is too long.
private func wrap(_ text: String, _ width: Int) -> [String] {
  var lines: [String] = []
  var line = ""
  for word in text.split(separator: " ") {
    var word = word
    if !line.isEmpty, line.count + 1 + word.count <= width {
      line += " " + word
      continue
    }
    if !line.isEmpty { lines.append(line) }
    while word.count > width {
      lines.append(String(word.prefix(width)))
      word = word.dropFirst(width)
    }
    line = String(word)
  }
  if !line.isEmpty || lines.isEmpty { lines.append(line) }
  return lines
}
