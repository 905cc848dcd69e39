import Diagnostics

/// A statechart: what one SCXML document says, checked and ready to run.
///
/// States are numbered in document order, so that the orders of Appendix D of the Recommendation
/// (entry, exit) are orders of numbers; transitions are numbered state by state. A value; it never
/// changes while it runs. Make one with `parse`.
public struct Statechart: Hashable, Sendable {
  /// When the first values of data are assigned (SCXML §5.3.3).
  public enum Binding: String, Hashable, Sendable { case early, late }

  /// The `name` attribute: `_name` in expressions.
  public var name: String?
  /// The `datamodel` attribute: the expression language that the document is written in.
  public var datamodel: String
  public var binding: Binding
  /// The file that the chart was read from, for findings.
  public var file: String?
  /// The root first, then every state in document order.
  public internal(set) var states: [ChartState]
  public internal(set) var transitions: [ChartTransition]
  /// What the reader found that does not stop the chart from running.
  public internal(set) var warnings: [Finding]
  var numbers: [String: Int]

  /// The number of a state, or nil when there is none of that name.
  public func number(of id: String) -> Int? { numbers[id] }

  public func state(_ id: String) -> ChartState? { numbers[id].map { states[$0] } }

  /// The names of all states in document order, without the root and without histories.
  public var stateNames: [String] {
    states.dropFirst().filter { !$0.isHistory }.map(\.id)
  }

  /// The event descriptors that the chart reacts to, each once, in document order.
  public var handledEvents: [String] {
    var seen = Set<String>()
    return transitions.flatMap(\.events).map(\.description).filter { seen.insert($0).inserted }
  }

  public static func == (a: Statechart, b: Statechart) -> Bool {
    a.name == b.name && a.datamodel == b.datamodel && a.binding == b.binding && a.states == b.states
      && a.transitions == b.transitions
  }

  public func hash(into hasher: inout Hasher) {
    hasher.combine(name)
    hasher.combine(states)
  }
}

extension Statechart {
  /// True when state `a` stands inside state `b`, at any depth.
  func isDescendant(_ a: Int, of b: Int) -> Bool { a > b && a <= states[b].last }

  /// The states around `state` from the inside out, up to but not including `limit` (Appendix D:
  /// getProperAncestors). The root is included only when no limit is given.
  func properAncestors(of state: Int, upTo limit: Int? = nil) -> [Int] {
    var result: [Int] = []
    var next = states[state].parent
    while let ancestor = next, ancestor != limit {
      result.append(ancestor)
      next = states[ancestor].parent
    }
    return result
  }

  /// The child states that can be active: histories left out.
  func childStates(of state: Int) -> [Int] {
    states[state].children.filter { !states[$0].isHistory }
  }
}
