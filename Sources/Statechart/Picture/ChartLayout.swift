/// Places states in layers and routes arrows along free rows and columns between them.
///
/// Inside every state that holds others, a child stands one layer below the lowest state that leads to
/// it (arrows back left aside). Each arrow has a row of its own in the gap below its source, where its
/// label stands, and, when it does not lead to the next layer, a column of its own at the right. Whole
/// numbers throughout, so that a picture is the same everywhere.
struct ChartLayout {
  struct Point: Hashable {
    var x: Int
    var y: Int
  }

  struct Node {
    var state: Int
    var x: Int
    var y: Int
    var width: Int
    var height: Int
    var isContainer: Bool
    /// Transitions that stay inside the state, as lines of text.
    var lines: [String]
  }

  struct Edge {
    var points: [Point]
    var label: String
    var title: String
    var labelAt: Point
  }

  /// A laid-out piece of the chart, its corner at (0, 0).
  struct Block {
    var width = 0
    var height = 0
    var nodes: [Node] = []
    var edges: [Edge] = []
    /// Arrows from the black dot to where a state begins.
    var starts: [[Point]] = []

    mutating func add(_ other: Block, x: Int, y: Int) {
      nodes += other.nodes.map {
        var node = $0
        node.x += x
        node.y += y
        return node
      }
      let move: (Point) -> Point = { Point(x: $0.x + x, y: $0.y + y) }
      edges += other.edges.map {
        Edge(
          points: $0.points.map(move), label: $0.label, title: $0.title, labelAt: move($0.labelAt))
      }
      starts += other.starts.map { $0.map(move) }
    }
  }

  enum Metric {
    static let character = 7
    static let line = 16
    static let padding = 12
    static let row = 18
    static let column = 14
    static let gap = 26
    static let labelLimit = 44
    /// So many characters of a footnote stand on a line.
    static let footnoteLine = 84
  }

  let style: PictureStyle
  var chart: Statechart { style.chart }

  /// The transitions whose conditions stand in footnotes, in order.
  let footnotes: [Int]
  private let notes: [Int: Int]

  init(_ style: PictureStyle) {
    self.style = style
    footnotes = style.chart.transitions.indices.filter {
      let transition = style.chart.transitions[$0]
      return transition.condition != nil && style.label(transition).count > Metric.labelLimit
    }
    notes = Dictionary(
      footnotes.enumerated().map { ($0.element, $0.offset + 1) }, uniquingKeysWith: { a, _ in a })
  }

  /// Event and condition, or the number of a footnote where the condition would make it too long.
  private func label(_ number: Int) -> String {
    let transition = chart.transitions[number]
    return notes[number].map { "\(style.name(transition)) [\($0)]" } ?? style.label(transition)
  }

  /// The box of a state with everything in it.
  func block(_ state: Int) -> Block {
    let lines = innerLines(state)
    let head = style.label(state) + style.remark(state) + (style.isMarked(state) ? "      " : "  ")
    let widest = ([head] + lines).map(\.count).max() ?? 0
    let headHeight = Metric.padding * 2 + Metric.line * (1 + lines.count)
    let isContainer = !chart.states[state].children.isEmpty
    var result = Block()
    result.width = max(80, widest * Metric.character + Metric.padding * 2)
    result.height = headHeight
    if isContainer {
      let inside = contents(state)
      result.add(inside, x: Metric.padding, y: headHeight)
      result.width = max(result.width, inside.width + Metric.padding * 2)
      result.height = headHeight + inside.height + Metric.padding
    }
    result.nodes.insert(
      Node(
        state: state, x: 0, y: 0, width: result.width, height: result.height,
        isContainer: isContainer, lines: lines), at: 0)
    return result
  }

  /// Transitions without target, to the state itself or to a state inside it.
  private func innerLines(_ state: Int) -> [String] {
    chart.states[state].transitions.compactMap { number in
      let transition = chart.transitions[number]
      let text = label(number)
      guard !chart.states[state].isHistory else { return nil }
      if transition.targets.isEmpty { return "\(text): \(style.word("stays"))" }
      let inside = transition.targets.filter { $0 == state || chart.isDescendant($0, of: state) }
      if inside.isEmpty { return nil }
      return "\(text) → \(inside.map(style.label).joined(separator: ", "))"
    }
  }

  /// An arrow between two children of the same state.
  struct Link {
    var from: Int
    var to: Int
    var label: String
    var title: String
  }

  /// The transitions between children of `parent`, or between states inside them.
  func links(inside parent: Int) -> [Link] {
    let children = chart.states[parent].children
    let child: (Int) -> Int? = { state in
      children.first { $0 == state || chart.isDescendant(state, of: $0) }
    }
    var result: [Link] = []
    for (number, source) in chart.states.enumerated()
    where number == parent ? false : chart.isDescendant(number, of: parent) {
      for index in source.transitions {
        let transition = chart.transitions[index]
        for target in transition.targets {
          guard let from = child(number), let to = child(target), from != to else { continue }
          var label = self.label(index)
          if source.isHistory { label = style.word("first time") }
          if from != number { label = "\(style.label(number)): \(label)" }
          if to != target { label += " → \(style.label(target))" }
          result.append(
            Link(
              from: from, to: to, label: label,
              title: "\(style.label(number)): \(style.label(transition)) → \(style.label(target))"))
        }
      }
    }
    return result
  }
}
