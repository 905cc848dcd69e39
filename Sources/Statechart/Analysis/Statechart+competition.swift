import Diagnostics

extension Statechart {
  /// Transitions of one state that react to the same event, where document order alone decides.
  func competitionFindings(_ outcomes: [Bool?]) -> [Finding] {
    var findings: [Finding] = []
    for state in states where !state.isHistory {
      for (offset, second) in state.transitions.enumerated() {
        for first in state.transitions.prefix(offset) {
          guard let finding = competition(first, second, outcomes) else { continue }
          findings.append(finding)
          break
        }
      }
    }
    return findings
  }

  private func competition(_ first: Int, _ second: Int, _ outcomes: [Bool?]) -> Finding? {
    let (a, b) = (transitions[first], transitions[second])
    guard outcomes[first] != false, outcomes[second] != false, let event = sharedEvent(a, b) else {
      return nil
    }
    let name = states[b.source].id
    let what = event.isEmpty ? "the transition without event" : "the transition for \"\(event)\""
    let place = a.position.map { " at \($0)" } ?? ""
    if outcomes[first] == true || a.condition == b.condition {
      guard covers(a, b) else { return nil }
      return warning(
        "never-taken",
        "In \"\(name)\" \(what) is never taken: the one before it\(place) always goes first.",
        at: b.position, remedy: "Give them conditions that exclude each other, or remove one.")
    }
    // A last transition without condition is the "otherwise" of those before it.
    if b.condition == nil || a.targets == b.targets { return nil }
    return Finding(
      .note, code: "order-decides",
      "In \"\(name)\" \(what) is tried only when the one before it\(place) is refused; both conditions "
        + "may hold at once.", file: file, at: b.position,
      remedy: "Make sure that the conditions exclude each other, or that the order is meant.")
  }

  /// An event that both react to, "" for two without event, nil when there is none.
  private func sharedEvent(_ a: ChartTransition, _ b: ChartTransition) -> String? {
    if a.events.isEmpty || b.events.isEmpty {
      return a.events.isEmpty && b.events.isEmpty ? "" : nil
    }
    for x in a.events {
      for y in b.events where x.matches(y.prefix) || y.matches(x.prefix) {
        return y.description
      }
    }
    return nil
  }

  /// True when every event that `b` reacts to is one that `a` reacts to.
  private func covers(_ a: ChartTransition, _ b: ChartTransition) -> Bool {
    b.events.allSatisfy { y in
      a.events.contains { x in x.isAny || (!y.isAny && x.matches(y.prefix)) }
    }
  }
}
