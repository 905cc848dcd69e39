import Diagnostics

extension Statechart {
  /// Transitions of one state that react to the same event, where document order alone decides.
  func competitionFindings(_ outcomes: [Bool?], _ language: (any Datamodel)?) -> [Finding] {
    var findings: [Finding] = []
    for state in states where !state.isHistory {
      for (offset, second) in state.transitions.enumerated() {
        for first in state.transitions.prefix(offset) {
          guard let finding = competition(first, second, outcomes, language) else {
            continue
          }
          findings.append(finding)
          break
        }
      }
    }
    return findings
  }

  private func competition(
    _ first: Int, _ second: Int, _ outcomes: [Bool?], _ language: (any Datamodel)?
  ) -> Finding? {
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
    if exclude(a, b, language) { return nil }
    return Finding(
      .note, code: "order-decides",
      "In \"\(name)\" \(what) is tried only when the one before it\(place) is refused; both conditions "
        + "may hold at once.", file: file, at: b.position,
      remedy: "Make sure that the conditions exclude each other, or that the order is meant.")
  }

  private func exclude(_ a: ChartTransition, _ b: ChartTransition, _ language: (any Datamodel)?)
    -> Bool
  {
    guard let language, let x = a.condition, let y = b.condition else { return false }
    return language.exclude(x, y)
  }

  /// Transitions in two regions of a parallel state for the same event of which one leaves the parallel
  /// state: only the first is taken then (SCXML §3.13, conflicts).
  func regionFindings(_ outcomes: [Bool?], _ language: (any Datamodel)?) -> [Finding] {
    var findings: [Finding] = []
    for (number, state) in states.enumerated() where state.kind == .parallel {
      let regions = childStates(of: number)
      for (offset, region) in regions.enumerated() {
        for second in transitions(within: region) where outcomes[second] != false {
          let rivals = regions[..<offset].flatMap { transitions(within: $0) }
          let rival = rivals.first { first in
            outcomes[first] != false && sharedEvent(transitions[first], transitions[second]) != nil
              && (leaves(first, number) || leaves(second, number))
              && !exclude(transitions[first], transitions[second], language)
          }
          guard let rival, let event = sharedEvent(transitions[rival], transitions[second]) else {
            continue
          }
          findings.append(regionFinding(rival, second, event))
        }
      }
    }
    return findings
  }

  private func regionFinding(_ first: Int, _ second: Int, _ event: String) -> Finding {
    let (a, b) = (states[transitions[first].source].id, states[transitions[second].source].id)
    let what = event.isEmpty ? "Without event" : "For \"\(event)\""
    return Finding(
      .note, code: "regions-compete",
      "\(what) the transitions of \"\(a)\" and \"\(b)\", which are active together, cannot both be "
        + "taken; that of \"\(a)\" goes first.", file: file, at: transitions[second].position,
      remedy: "Make sure that this is meant, or give one of them another event.")
  }

  private func transitions(within region: Int) -> [Int] {
    (region...states[region].last).filter { !states[$0].isHistory }.flatMap {
      states[$0].transitions
    }
  }

  /// True when taking the transition leaves the state around it.
  private func leaves(_ transition: Int, _ state: Int) -> Bool {
    transitions[transition].targets.contains { !isDescendant($0, of: state) }
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
