import Diagnostics

extension ChartMapping {
  /// Moves a running case to the new edition of its chart.
  ///
  /// States go where `destination` says, histories follow where what they remember still exists,
  /// variables that the new chart declares keep their values and new ones take their first, timers are
  /// renamed or dropped. Nothing is entered or left: no content runs.
  ///
  /// Throws everything that would be lost: a state without a place, states that cannot be active
  /// together, a timer that nobody handles, an invoked chart whose invocation is gone.
  public func move(
    _ snapshot: Snapshot, from old: Statechart, to new: Statechart, datamodel: any Datamodel,
    host: ChartHost = ChartHost()
  ) throws(FindingsError) -> Snapshot {
    guard let root = snapshot.sessions.first else { return snapshot }
    var findings: [Finding] = []
    var states: [String] = []
    for state in snapshot.activeAtomicStates(in: old) {
      if let target = destination(of: state, in: new) {
        states.append(target)
      } else {
        findings.append(
          lost("unmapped-state", "The state \"\(state)\" has no place in the new chart.", new))
      }
    }
    let pending = movedTimers(root.pending, to: new, &findings)
    if !findings.isEmpty { throw FindingsError(findings) }
    var moved = try new.resting(
      in: states, keeping: root.data, datamodel: datamodel, host: host, sessionID: root.id)
    moved.serial = snapshot.serial
    moved.sessions[0].pending = pending
    moved.sessions[0].history = movedHistory(root.history, to: new)
    moved.sessions[0].event = root.event
    for service in root.invoked {
      let state = self.states[service.state] ?? service.state
      guard moved.configuration.contains(state),
        new.state(state)?.invocations.indices.contains(service.index) ?? false
      else {
        findings.append(
          lost(
            "invocation-lost",
            "The chart invoked by \"\(service.state)\" would run on without a parent.", new))
        continue
      }
      moved.sessions[0].invoked.append(
        InvokedService(id: service.id, state: state, index: service.index))
    }
    if !findings.isEmpty { throw FindingsError(findings) }
    moved.sessions += snapshot.sessions.dropFirst().map { child in
      var child = child
      if child.invocation?.parent == root.id,
        case .inline(let state, let index)? = child.invocation?.source
      {
        child.invocation?.source = .inline(state: self.states[state] ?? state, index: index)
      }
      return child
    }
    if case .failure(let reason) = new.machine(
      restoring: moved, now: 0, datamodel: datamodel, host: host)
    {
      throw FindingsError([lost("illegal-configuration", "\(reason)", new)])
    }
    return moved
  }

  private func movedTimers(
    _ pending: [PendingEvent], to new: Statechart, _ findings: inout [Finding]
  ) -> [PendingEvent] {
    let handlers = new.transitions.flatMap(\.events)
    var kept: [PendingEvent] = []
    for var timer in pending {
      guard timer.type.map(Address.isProcessor) ?? true, (timer.target ?? "").isEmpty else {
        kept.append(timer)
        continue
      }
      guard let name = timers[timer.event.name] ?? .some(timer.event.name) else { continue }
      guard handlers.contains(where: { $0.matches(name) }) else {
        findings.append(
          lost("orphan-timer", "A timer for \"\(name)\" waits, and nothing handles it.", new))
        continue
      }
      timer.event.name = name
      kept.append(timer)
    }
    return kept
  }

  private func movedHistory(_ history: [String: [String]], to new: Statechart) -> [String: [String]]
  {
    var result: [String: [String]] = [:]
    for (name, remembered) in history {
      let name = states[name] ?? name
      guard let node = new.state(name), node.isHistory, let parent = node.parent else { continue }
      let places = remembered.map { states[$0] ?? $0 }
      let isInside = places.allSatisfy { place in
        new.number(of: place).map { new.isDescendant($0, of: parent) } ?? false
      }
      if isInside { result[name] = places }
    }
    return result
  }

  private func lost(_ code: String, _ message: String, _ new: Statechart) -> Finding {
    .error(code, message, file: new.file, remedy: "Give it a place in the mapping.")
  }
}

extension Statechart {
  /// The snapshot of a case that rests in these states without having been led there: variables have
  /// their first values unless `kept` has one; nothing was entered, no timer waits.
  ///
  /// Throws what `Snapshot(restoring:in:)` throws, and the first value that cannot be evaluated.
  public func resting(
    in atomicStates: [String], keeping kept: [String: ChartValue] = [:], datamodel: any Datamodel,
    host: ChartHost = ChartHost(), sessionID: String = "session"
  ) throws(FindingsError) -> Snapshot {
    var snapshot = try Snapshot(restoring: atomicStates, in: self, sessionID: sessionID)
    let items = states.flatMap(\.data)
    if items.isEmpty { return snapshot }
    for item in items { snapshot.sessions[0].data[item.id] = kept[item.id] ?? .null }
    guard
      case .success(var machine) = machine(
        restoring: snapshot, now: 0, datamodel: datamodel, host: host)
    else { return snapshot }
    machine.sessions[0].initialized = []
    for number in states.indices
    where binding == .early || number == 0 || machine.sessions[0].active[number] {
      machine.initialize(state: number, of: 0, given: kept)
    }
    if let problem = machine.diagnostics.first {
      throw FindingsError([
        .error("bad-value", problem.reason, file: file, at: problem.position)
      ])
    }
    return machine.step(before: snapshot, isHandled: false).snapshot
  }
}
