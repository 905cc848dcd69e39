import Diagnostics

extension Snapshot {
  /// The active states without active children, in document order: enough to store a chart that has no
  /// data, histories or timers of its own.
  public func activeAtomicStates(in chart: Statechart) -> [String] {
    configuration.filter { chart.state($0)?.isAtomic ?? false }
  }

  /// The snapshot of a chart that rests in these states, without data, timers or memory.
  ///
  /// Throws every reason why the states are no legal configuration of the chart: names that do not
  /// exist, states that hold others, regions of a parallel state that are missing or doubled.
  public init(
    restoring atomicStates: [String], in chart: Statechart, sessionID: String = "session"
  ) throws(FindingsError) {
    var findings: [Finding] = []
    var active = Set<Int>()
    for name in atomicStates {
      guard let number = chart.number(of: name), !chart.states[number].isHistory else {
        let meant = nearest(name, among: chart.stateNames)
        findings.append(
          .error(
            "unknown-state", "The chart has no state \"\(name)\".", file: chart.file,
            remedy: meant.map { "Did you mean \"\($0)\"?" }
              ?? "Name the states in which the chart rests."))
        continue
      }
      if !chart.states[number].isAtomic {
        findings.append(
          .error(
            "not-atomic", "The state \"\(name)\" holds other states; name those.",
            file: chart.file, at: chart.states[number].position))
      }
      active.insert(number)
      active.formUnion(chart.properAncestors(of: number))
    }
    active.remove(0)
    if findings.isEmpty { findings = chart.faults(ofConfiguration: active) }
    if !findings.isEmpty { throw FindingsError(findings) }
    let ended = active.contains {
      chart.states[$0].kind == .final && chart.states[$0].parent == 0
    }
    var session = Session(chart, datamodel: NullDatamodel(), id: sessionID)
    session.isRunning = !ended
    if ended {
      session.lastConfiguration = active.sorted()
    } else {
      for number in active { session.active[number] = true }
    }
    session.initialized = Set(chart.states.indices.filter { !chart.states[$0].data.isEmpty })
    self.init(sessions: [session.snapshot], serial: 0)
  }
}

extension Statechart {
  /// Why these states cannot be active together; empty for a legal configuration (SCXML §3.11).
  func faults(ofConfiguration active: Set<Int>) -> [Finding] {
    var findings: [Finding] = []
    func fault(_ message: String, _ state: Int) {
      findings.append(
        .error("illegal-configuration", message, file: file, at: states[state].position))
    }
    for state in active.union([0]).sorted() {
      let children = childStates(of: state)
      let inside = children.filter { active.contains($0) }
      let name = state == 0 ? "the chart" : "\"\(states[state].id)\""
      switch states[state].kind {
      case .compound, .root:
        if inside.count != 1 {
          let names = inside.map { states[$0].id }.joined(separator: ", ")
          fault(
            "Exactly one state of \(name) must be active, not \(inside.count)"
              + (names.isEmpty ? "." : ": \(names)."), state)
        }
      case .parallel:
        for child in children where !active.contains(child) {
          fault("The region \"\(states[child].id)\" of \(name) is not active.", child)
        }
      default: break
      }
    }
    return findings
  }

  /// As `faults(ofConfiguration:)`, quickly and without reasons.
  func isLegal(_ active: [Bool]) -> Bool {
    for state in states.indices where active[state] || state == 0 {
      let node = states[state]
      if let parent = node.parent, parent != 0, !active[parent] { return false }
      switch node.kind {
      case .compound, .root:
        var count = 0
        for child in node.children where active[child] { count += 1 }
        if count != 1 { return false }
      case .parallel:
        for child in node.children where !active[child] && !states[child].isHistory {
          return false
        }
      case .history: return false
      case .atomic, .final: break
      }
    }
    return true
  }

  /// True when the states of the snapshot may be active together.
  public func isLegal(_ snapshot: Snapshot) -> Bool {
    let numbers = snapshot.configuration.compactMap { number(of: $0) }
    return numbers.count == snapshot.configuration.count
      && faults(ofConfiguration: Set(numbers)).isEmpty
  }
}
