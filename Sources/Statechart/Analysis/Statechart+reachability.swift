import Diagnostics

extension Statechart {
  /// States that nothing leads to, and states from which no end can be reached.
  func reachabilityFindings(_ outcomes: [Bool?]) -> [Finding] {
    let reachable = reachableStates(outcomes)
    var findings: [Finding] = []
    for (number, state) in states.enumerated()
    where number > 0 && !state.isHistory && !reachable.contains(number) {
      // One finding for the outermost state is enough.
      if let parent = state.parent, parent > 0, !reachable.contains(parent) { continue }
      findings.append(
        warning(
          "unreachable-state", "Nothing leads to the state \"\(state.id)\".", at: state.position,
          remedy: "Add a transition to it, or remove it."))
    }
    return findings + endFindings(reachable, outcomes)
  }

  /// The states that can become active, conditions counted as possibly true.
  func reachableStates(_ outcomes: [Bool?]) -> Set<Int> {
    var reached = Set<Int>()
    var work = [0]
    while let state = work.popLast() {
      guard reached.insert(state).inserted else { continue }
      let node = states[state]
      if let parent = node.parent { work.append(parent) }
      if node.kind == .parallel { work += childStates(of: state) }
      if let initial = node.initial, node.isCompound { work += transitions[initial].targets }
      for number in node.transitions where outcomes[number] != false {
        work += transitions[number].targets
      }
    }
    return reached
  }

  /// States from which no top-level final state can be reached, once the chart has one at all.
  private func endFindings(_ reachable: Set<Int>, _ outcomes: [Bool?]) -> [Finding] {
    let ends = childStates(of: 0).filter { states[$0].kind == .final }
    if ends.isEmpty {
      return [
        .init(
          .note, code: "no-end", "The chart has no final state: it never ends.", file: file,
          at: states[0].position,
          remedy: "Add a <final> at the top if what it describes comes to an end.")
      ]
    }
    let ending = endingStates(ends, outcomes)
    return states.indices.dropFirst().compactMap { number in
      let state = states[number]
      guard reachable.contains(number), state.isAtomic, !ending.contains(number) else { return nil }
      return warning(
        "no-way-to-end", "From the state \"\(state.id)\" no final state can be reached.",
        at: state.position, remedy: "Add a transition that leads on from it.")
    }
  }

  /// Works backwards from the ends: a state can end when a transition of it, or of a state around it,
  /// leads to one that can; a final state inside another state ends that state's life.
  private func endingStates(_ ends: [Int], _ outcomes: [Bool?]) -> Set<Int> {
    var ending = Set(ends)
    var changed = true
    while changed {
      changed = false
      for number in states.indices.dropFirst() where !ending.contains(number) {
        let outward = [number] + properAncestors(of: number)
        let own = outward.contains { source in
          states[source].transitions.contains { index in
            outcomes[index] != false
              && transitions[index].targets.contains {
                ending.contains($0) || ending.contains(rest($0))
              }
          }
        }
        // Another region of a parallel state may be the one that leaves it.
        let sibling = outward.contains { ancestor in
          states[ancestor].kind == .parallel
            && states.indices.contains { ending.contains($0) && isDescendant($0, of: ancestor) }
        }
        if own || sibling {
          ending.insert(number)
          changed = true
        }
      }
    }
    return ending
  }

  /// Where entering a state by default comes to rest, down the first regions.
  private func rest(_ state: Int) -> Int {
    let node = states[state]
    switch node.kind {
    case .compound:
      guard let initial = node.initial, let target = transitions[initial].targets.first else {
        return state
      }
      return rest(target)
    case .parallel: return childStates(of: state).first.map(rest) ?? state
    case .history:
      guard let fallback = node.transitions.first,
        let target = transitions[fallback].targets.first
      else { return state }
      return rest(target)
    default: return state
    }
  }
}
