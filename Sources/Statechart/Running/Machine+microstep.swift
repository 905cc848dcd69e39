/// Leaving, acting, entering (Appendix D: microstep, exitStates, enterStates).
extension Machine {
  mutating func microstep(_ enabled: [Int], _ event: ChartEvent?, _ i: Int) {
    microsteps += 1
    if microsteps > host.microstepLimit {
      refusal = .endless(
        "The chart did not come to rest within \(host.microstepLimit) microsteps; a transition "
          + "without event, or an event that it sends to itself, probably repeats for ever.")
      return
    }
    let chart = sessions[i].chart
    for number in enabled where !holds(.pre, transition: number, i) { return }
    exitStates(enabled, i)
    for number in enabled { execute(chart.transitions[number].actions, i) }
    enterStates(enabled, i)
    for number in enabled {
      if !holds(.post, transition: number, i) { return }
      if i == 0 {
        taken.append(
          TakenTransition(
            number: number, source: chart.states[chart.transitions[number].source].id,
            targets: chart.transitions[number].targets.map { chart.states[$0].id },
            event: event?.name))
      }
    }
  }

  private mutating func exitStates(_ enabled: [Int], _ i: Int) {
    let chart = sessions[i].chart
    let order = exitSet(enabled, i).sorted(by: >)
    sessions[i].statesToInvoke.subtract(order)
    for state in order {
      for child in chart.states[state].children {
        guard case .history(let deep) = chart.states[child].kind else { continue }
        sessions[i].history[child] = sessions[i].configuration.filter {
          deep
            ? chart.states[$0].isAtomic && chart.isDescendant($0, of: state)
            : chart.states[$0].parent == state
        }
      }
    }
    for state in order {
      for block in chart.states[state].onExit { execute(block, i) }
      cancelInvocations(of: state, i)
      sessions[i].active[state] = false
      if !holds(.post, state: state, i) { return }
    }
  }

  mutating func enterStates(_ enabled: [Int], _ i: Int) {
    let chart = sessions[i].chart
    var plan = EntryPlan()
    for number in enabled { plan.add(transition: number, self, i) }
    for state in plan.states.sorted() {
      if !holds(.pre, state: state, i) { return }
      sessions[i].active[state] = true
      sessions[i].statesToInvoke.insert(state)
      if chart.binding == .late { initialize(state: state, of: i) }
      for block in chart.states[state].onEntry { execute(block, i) }
      if plan.defaultEntries.contains(state), let initial = chart.states[state].initial {
        execute(chart.transitions[initial].actions, i)
      }
      if let history = plan.defaultHistories[state] {
        execute(chart.transitions[history].actions, i)
      }
      if chart.states[state].kind == .final { reachedFinal(state, i) }
    }
  }

  private mutating func reachedFinal(_ state: Int, _ i: Int) {
    let chart = sessions[i].chart
    guard let parent = chart.states[state].parent, parent != 0 else {
      sessions[i].isRunning = false
      return
    }
    let data = chart.states[state].doneData.map { doneData($0, i) } ?? .null
    raiseDone(parent, data, i)
    if let grandparent = chart.states[parent].parent, chart.states[grandparent].kind == .parallel,
      chart.childStates(of: grandparent).allSatisfy({ isInFinal($0, i) })
    {
      raiseDone(grandparent, .null, i)
    }
  }

  private mutating func raiseDone(_ state: Int, _ data: ChartValue, _ i: Int) {
    let name = "done.state." + sessions[i].chart.states[state].id
    sessions[i].internalQueue.append(ChartEvent(name, data: data, type: .platform))
  }

  private func isInFinal(_ state: Int, _ i: Int) -> Bool {
    let chart = sessions[i].chart
    switch chart.states[state].kind {
    case .compound:
      return chart.states[state].children.contains {
        chart.states[$0].kind == .final && sessions[i].active[$0]
      }
    case .parallel:
      return chart.childStates(of: state).allSatisfy { isInFinal($0, i) }
    default: return false
    }
  }
}

/// The states to enter for a set of transitions (Appendix D: computeEntrySet).
private struct EntryPlan {
  var states: Set<Int> = []
  var defaultEntries: Set<Int> = []
  /// The state whose history was entered without memory, and the history's default transition.
  var defaultHistories: [Int: Int] = [:]

  mutating func add(transition number: Int, _ machine: Machine, _ i: Int) {
    let targets = machine.sessions[i].chart.transitions[number].targets
    for target in targets { addDescendants(of: target, machine, i) }
    guard let domain = machine.domain(of: number, i) else { return }
    for target in machine.effectiveTargets(number, i) {
      addAncestors(of: target, upTo: domain, machine, i)
    }
  }

  private mutating func addDescendants(of state: Int, _ machine: Machine, _ i: Int) {
    let chart = machine.sessions[i].chart
    let node = chart.states[state]
    switch node.kind {
    case .history:
      let parent = node.parent ?? 0
      let inside: [Int]
      if let remembered = machine.sessions[i].history[state] {
        inside = remembered
      } else if let fallback = node.transitions.first {
        defaultHistories[parent] = fallback
        inside = chart.transitions[fallback].targets
      } else {
        inside = []
      }
      for target in inside { addDescendants(of: target, machine, i) }
      for target in inside { addAncestors(of: target, upTo: parent, machine, i) }
    case .compound, .root:
      states.insert(state)
      defaultEntries.insert(state)
      let targets = node.initial.map { chart.transitions[$0].targets } ?? []
      for target in targets { addDescendants(of: target, machine, i) }
      for target in targets { addAncestors(of: target, upTo: state, machine, i) }
    case .parallel:
      states.insert(state)
      addRegions(of: state, machine, i)
    case .atomic, .final:
      states.insert(state)
    }
  }

  private mutating func addAncestors(
    of state: Int, upTo limit: Int, _ machine: Machine, _ i: Int
  ) {
    let chart = machine.sessions[i].chart
    for ancestor in chart.properAncestors(of: state, upTo: limit) where ancestor != 0 {
      states.insert(ancestor)
      if chart.states[ancestor].kind == .parallel { addRegions(of: ancestor, machine, i) }
    }
  }

  private mutating func addRegions(of parallel: Int, _ machine: Machine, _ i: Int) {
    let chart = machine.sessions[i].chart
    for child in chart.childStates(of: parallel)
    where !states.contains(where: { chart.isDescendant($0, of: child) }) {
      addDescendants(of: child, machine, i)
    }
  }
}
