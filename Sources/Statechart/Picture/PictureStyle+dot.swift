extension PictureStyle {
  /// The chart for Graphviz: states that hold others are clusters.
  func dot() -> String {
    var lines = [
      "digraph \(quoted(title)) {", "  compound=true; rankdir=TB; node [shape=box, style=rounded];",
    ]
    for child in chart.states[0].children { addNode(child, depth: 1, to: &lines) }
    for (source, state) in chart.states.enumerated() where source > 0 {
      for number in state.transitions {
        let transition = chart.transitions[number]
        for target in transition.targets.isEmpty ? [source] : transition.targets {
          var attributes = ["label=\(quoted(label(transition)))"]
          if !chart.states[source].isAtomic { attributes.append("ltail=cluster\(source)") }
          if hasBox(target) { attributes.append("lhead=cluster\(target)") }
          lines.append(
            "  s\(anchor(source)) -> s\(anchor(target)) [\(attributes.joined(separator: ", "))];")
        }
      }
    }
    lines.append("}")
    return lines.joined(separator: "\n") + "\n"
  }

  private func hasBox(_ state: Int) -> Bool {
    !chart.states[state].isAtomic && !chart.states[state].isHistory
  }

  /// The drawn node that stands for a state: itself, or the first one inside it.
  private func anchor(_ state: Int) -> Int {
    hasBox(state) ? chart.states[state].children.first.map(anchor) ?? state : state
  }

  private func addNode(_ state: Int, depth: Int, to lines: inout [String]) {
    let margin = String(repeating: "  ", count: depth)
    let text = quoted(label(state) + remark(state))
    if hasBox(state) {
      lines.append("\(margin)subgraph cluster\(state) {")
      lines.append("\(margin)  label=\(text);")
      if isMarked(state) { lines.append("\(margin)  penwidth=3;") }
      for child in chart.states[state].children { addNode(child, depth: depth + 1, to: &lines) }
      lines.append("\(margin)}")
      return
    }
    var attributes = ["label=\(text)"]
    if isMarked(state) { attributes.append("penwidth=3") }
    if chart.states[state].kind == .final { attributes.append("peripheries=2") }
    if chart.states[state].isHistory { attributes.append("shape=circle") }
    lines.append("\(margin)s\(state) [\(attributes.joined(separator: ", "))];")
  }

  private func quoted(_ text: String) -> String {
    var result = "\""
    for character in text {
      if character == "\"" || character == "\\" { result.append("\\") }
      result.append(character)
    }
    return result + "\""
  }
}
