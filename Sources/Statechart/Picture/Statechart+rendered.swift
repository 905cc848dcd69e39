/// The forms in which a chart can be shown.
public enum PictureFormat: String, Hashable, Sendable, CaseIterable {
  /// An indented list for a terminal.
  case text
  /// A graph for Graphviz.
  case dot
  /// A drawing with title, description and words beside every colour.
  case svg
}

extension Statechart {
  /// The chart as a picture.
  ///
  /// - Parameters:
  ///   - marking: names of states to mark as active now.
  ///   - language: takes names of states from their attribute `label-…` where there is one.
  public func rendered(
    as format: PictureFormat, marking: some Sequence<String> = [], language: String? = nil
  ) -> String {
    let style = PictureStyle(chart: self, marked: Set(marking), language: language)
    // Charts that nobody could read as a drawing are listed instead.
    if format == .svg, states.count > 1000 {
      return "<svg xmlns=\"http://www.w3.org/2000/svg\" role=\"img\"><title>"
        + "The chart has \(states.count) states, too many to draw.</title></svg>\n"
    }
    return switch format {
    case .text: style.text()
    case .dot: style.dot()
    case .svg: ChartLayout(style).drawing()
    }
  }
}

/// Which words a picture uses.
struct PictureStyle {
  let chart: Statechart
  let marked: Set<String>
  let language: String?

  var title: String { chart.states[0].metadata["label-\(language ?? "")"] ?? chart.name ?? "chart" }

  /// The words of the picture itself, in the reader's language.
  private static let dutch = [
    "now": "nu", "end": "einde", "at the same time": "tegelijk", "at once": "meteen",
    "stays": "blijft", "first time": "eerste keer", "states": "toestanden",
    "events": "gebeurtenissen", "Active now": "Nu actief", "Statechart": "Toestandsdiagram",
    "with": "met", "and": "en",
  ]

  func word(_ english: String) -> String {
    language == "nl" ? Self.dutch[english] ?? english : english
  }

  func isMarked(_ state: Int) -> Bool { marked.contains(chart.states[state].id) }

  func label(_ state: Int) -> String {
    let node = chart.states[state]
    if case .history(let deep) = node.kind { return deep ? "H*" : "H" }
    return language.flatMap { node.metadata["label-\($0)"] } ?? node.id
  }

  /// Event and condition, such as `start [case.begin <= today]`.
  func label(_ transition: ChartTransition) -> String {
    guard let condition = transition.condition else { return name(transition) }
    return "\(name(transition)) [\(condition.text.normalizingSpaces)]"
  }

  /// What a reader calls the transition: its label, or its events.
  func name(_ transition: ChartTransition) -> String {
    if let text = language.flatMap({ transition.metadata["label-\($0)"] }), !text.isEmpty {
      return text
    }
    return transition.events.isEmpty
      ? "(\(word("at once")))" : transition.events.map(\.description).joined(separator: ", ")
  }

  /// The words that say what a colour or a border says too.
  func remark(_ state: Int) -> String {
    var words: [String] = []
    if isMarked(state) { words.append(word("now")) }
    if chart.states[state].kind == .final { words.append(word("end")) }
    if chart.states[state].kind == .parallel { words.append(word("at the same time")) }
    return words.isEmpty ? "" : " (\(words.joined(separator: ", ")))"
  }

  func text() -> String {
    var lines = [title]
    func add(_ state: Int, _ depth: Int) {
      let margin = String(repeating: "  ", count: depth)
      if state > 0 {
        lines.append("\(margin)\(isMarked(state) ? "●" : "○") \(label(state))\(remark(state))")
      }
      for number in chart.states[state].transitions {
        let transition = chart.transitions[number]
        let targets = transition.targets.map(label).joined(separator: ", ")
        lines.append(
          "\(margin)    \(label(transition)) → \(targets.isEmpty ? "(\(word("stays")))" : targets)")
      }
      for child in chart.states[state].children { add(child, depth + 1) }
    }
    add(0, 0)
    return lines.joined(separator: "\n") + "\n"
  }
}
