extension ChartLayout {
  /// The drawing as SVG: title and description for readers who do not see it, words beside colours.
  func drawing() -> String {
    let body = contents(0)
    let margin = 16
    let top = 40
    let notes = footnoteLines
    let widest = notes.map { $0.count * Metric.character }.max() ?? 0
    let width = max(body.width, style.title.count * 9, widest) + margin * 2
    let height =
      body.height + top + margin + notes.count * Metric.line + (notes.isEmpty ? 0 : margin)
    var block = Block()
    block.add(body, x: margin, y: top)
    var out = """
      <svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 \(width) \(height)" width="\(width)" \
      height="\(height)" role="img" aria-labelledby="chart-title chart-description">
      <title id="chart-title">\(escaped(style.title))</title>
      <desc id="chart-description">\(escaped(description))</desc>
      <style>
      .state rect{fill:#fff;stroke:#333;stroke-width:1.5}
      .now>rect{fill:#e3f0ff;stroke:#00407a;stroke-width:4}
      .arrow{fill:none;stroke:#555;stroke-width:1.3}
      text{font:13px sans-serif;fill:#111}
      .label{font-size:12px;paint-order:stroke;stroke:#fff;stroke-width:4px}
      .inside{font-size:12px;fill:#333}
      .now>.name{font-weight:bold}
      </style>
      <defs><marker id="head" viewBox="0 0 10 10" refX="9" refY="5" markerWidth="8" markerHeight="8" \
      orient="auto"><path d="M0,0 L10,5 L0,10 z" fill="#555"/></marker></defs>
      <rect width="\(width)" height="\(height)" fill="#fff"/>
      <text x="\(margin)" y="24" font-size="16">\(escaped(style.title))</text>

      """
    for node in block.nodes { out += drawing(node) }
    for start in block.starts {
      guard let dot = start.first else { continue }
      out += "<circle cx=\"\(dot.x)\" cy=\"\(dot.y)\" r=\"5\" fill=\"#333\"/>\n"
      out += "<path class=\"arrow\" marker-end=\"url(#head)\" d=\"\(path(start))\"/>\n"
    }
    for edge in block.edges {
      out += "<g><title>\(escaped(edge.title))</title>"
      out += "<path class=\"arrow\" marker-end=\"url(#head)\" d=\"\(path(edge.points))\"/></g>\n"
    }
    for edge in block.edges {
      out += "<text class=\"label\" x=\"\(edge.labelAt.x)\" y=\"\(edge.labelAt.y)\">"
      out += "\(escaped(edge.label))</text>\n"
    }
    for (line, note) in notes.enumerated() {
      let y = body.height + top + margin + (line + 1) * Metric.line
      out += "<text class=\"inside\" x=\"\(margin)\" y=\"\(y)\">\(escaped(note))</text>\n"
    }
    return out + "</svg>\n"
  }

  /// The conditions too long to stand at their arrows, as lines below the drawing.
  private var footnoteLines: [String] {
    footnotes.enumerated().flatMap { place, number in
      var lines = ["[\(place + 1)]"]
      for word in (chart.transitions[number].condition?.text ?? "").spaceSeparated {
        if lines[lines.count - 1].count + word.count >= Metric.footnoteLine {
          lines.append("     ")
        }
        lines[lines.count - 1] += " " + word
      }
      return lines
    }
  }

  /// The chart in sentences.
  private var description: String {
    let names = chart.states.indices.dropFirst().filter { !chart.states[$0].isHistory }
    let marked = names.filter { style.isMarked($0) }.map(style.label)
    let now =
      marked.isEmpty ? "" : " \(style.word("Active now")): \(marked.joined(separator: ", "))."
    let count = "\(names.count) \(style.word("states"))"
    let events = "\(chart.handledEvents.count) \(style.word("events"))"
    return "\(style.word("Statechart")) \(style.word("with")) \(count) \(style.word("and")) "
      + "\(events).\(now)"
  }

  private func drawing(_ node: Node) -> String {
    let state = chart.states[node.state]
    let isFinal = state.kind == .final
    let isRegion = state.parent.map { chart.states[$0].kind == .parallel } ?? false
    let isMarked = style.isMarked(node.state)
    var out = "<g class=\"state\(isMarked ? " now" : "")\">"
    out += rectangle(node, inset: 0, radius: state.isHistory ? 18 : 8, dashed: isRegion)
    if isFinal { out += rectangle(node, inset: 4, radius: 5, dashed: false) }
    let x = node.x + Metric.padding
    var y = node.y + Metric.padding + 14
    let mark = isMarked ? "● " : ""
    out += "<text class=\"name\" x=\"\(x)\" y=\"\(y)\">"
    out += "\(mark)\(escaped(style.label(node.state) + style.remark(node.state)))</text>"
    for line in node.lines {
      y += Metric.line
      out += "<text class=\"inside\" x=\"\(x)\" y=\"\(y)\">\(escaped(line))</text>"
    }
    return out + "</g>\n"
  }

  private func rectangle(_ node: Node, inset: Int, radius: Int, dashed: Bool) -> String {
    "<rect x=\"\(node.x + inset)\" y=\"\(node.y + inset)\" width=\"\(node.width - inset * 2)\" "
      + "height=\"\(node.height - inset * 2)\" rx=\"\(radius)\""
      + (dashed ? " stroke-dasharray=\"6 4\"/>" : "/>")
  }

  private func path(_ points: [Point]) -> String {
    points.enumerated().map { "\($0.offset == 0 ? "M" : "L")\($0.element.x),\($0.element.y)" }
      .joined(separator: " ")
  }

  private func escaped(_ text: String) -> String {
    var result = ""
    for character in text {
      switch character {
      case "&": result += "&amp;"
      case "<": result += "&lt;"
      case ">": result += "&gt;"
      case "\"": result += "&quot;"
      default: result.append(character)
      }
    }
    return result
  }
}
