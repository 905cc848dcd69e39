/// Which transitions are taken (Appendix D: selectTransitions, removeConflictingTransitions).
extension Machine {
  /// The optimal set of transitions enabled by an event, or by none, in document order of the atomic
  /// states that they were found for.
  mutating func selectTransitions(_ event: ChartEvent?, _ i: Int) -> [Int] {
    let chart = sessions[i].chart
    var enabled: [Int] = []
    for state in sessions[i].configuration where chart.states[state].isAtomic {
      var candidate: Int? = state
      search: while let source = candidate {
        for number in chart.states[source].transitions
        where matches(chart.transitions[number], event) {
          guard isEnabled(chart.transitions[number], i) else { continue }
          if !enabled.contains(number) { enabled.append(number) }
          break search
        }
        candidate = chart.states[source].parent
      }
    }
    return enabled.count < 2 ? enabled : removeConflicts(enabled, i)
  }

  private func matches(_ transition: ChartTransition, _ event: ChartEvent?) -> Bool {
    guard let event else { return transition.events.isEmpty }
    return transition.events.contains { $0.matches(event.name) }
  }

  private mutating func isEnabled(_ transition: ChartTransition, _ i: Int) -> Bool {
    guard let condition = transition.condition else { return true }
    return isTrue(condition, i)
  }

  /// Evaluates a condition; one without a truth value is false and an error (SCXML §5.9.1).
  mutating func isTrue(_ condition: ChartExpression, _ i: Int) -> Bool {
    let result = sessions[i].datamodel.evaluate(condition, in: sessions[i].scope)
    if let problem = result.problem {
      raiseError("error.execution", problem, i, at: condition.position)
      return false
    }
    guard case .boolean(let isTrue) = result.value else {
      raiseError(
        "error.execution",
        Problem("The condition \(condition.text) is neither true nor false but \(result.value)."),
        i, at: condition.position)
      return false
    }
    return isTrue
  }

  /// Keeps, of transitions that would leave the same states, the one found in the inner state or
  /// else first.
  private func removeConflicts(_ enabled: [Int], _ i: Int) -> [Int] {
    let chart = sessions[i].chart
    var filtered: [Int] = []
    for first in enabled {
      let exits = exitSet([first], i)
      var preempted = false
      var removed: [Int] = []
      for second in filtered where !exits.isDisjoint(with: exitSet([second], i)) {
        if chart.isDescendant(chart.transitions[first].source, of: chart.transitions[second].source)
        {
          removed.append(second)
        } else {
          preempted = true
          break
        }
      }
      if preempted { continue }
      filtered.removeAll { removed.contains($0) }
      filtered.append(first)
    }
    return filtered
  }

  /// The states left when the transitions are taken (Appendix D: computeExitSet).
  func exitSet(_ transitions: [Int], _ i: Int) -> Set<Int> {
    let chart = sessions[i].chart
    var result = Set<Int>()
    for number in transitions {
      guard let domain = domain(of: number, i) else { continue }
      for state in sessions[i].configuration where chart.isDescendant(state, of: domain) {
        result.insert(state)
      }
    }
    return result
  }

  /// The state inside which everything happens (Appendix D: getTransitionDomain); nil for a
  /// transition without target.
  func domain(of number: Int, _ i: Int) -> Int? {
    let chart = sessions[i].chart
    let transition = chart.transitions[number]
    let targets = effectiveTargets(number, i)
    if targets.isEmpty { return nil }
    if transition.isInternal, chart.states[transition.source].isCompound,
      targets.allSatisfy({ chart.isDescendant($0, of: transition.source) })
    {
      return transition.source
    }
    return chart.properAncestors(of: transition.source).first { ancestor in
      chart.states[ancestor].isCompound
        && targets.allSatisfy { chart.isDescendant($0, of: ancestor) }
    } ?? 0
  }

  /// The targets with histories replaced by what they stand for now.
  func effectiveTargets(_ number: Int, _ i: Int) -> [Int] {
    let chart = sessions[i].chart
    var result: [Int] = []
    for target in chart.transitions[number].targets {
      let real: [Int] =
        if !chart.states[target].isHistory {
          [target]
        } else if let remembered = sessions[i].history[target] {
          remembered
        } else {
          chart.states[target].transitions.flatMap { effectiveTargets($0, i) }
        }
      for state in real where !result.contains(state) { result.append(state) }
    }
    return result
  }
}
