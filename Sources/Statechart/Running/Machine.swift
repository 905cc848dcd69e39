import Diagnostics

/// Runs a chart and the charts that it invokes, after Appendix D of the Recommendation.
///
/// Sessions are run in turn, one external event each, in the order in which they began, so that the
/// same events give the same run. A machine lives for one step.
struct Machine {
  let datamodel: any Datamodel
  let host: ChartHost
  var sessions: [Session] = []
  var now: ChartInstant
  var serial = 0
  var effects: [Effect] = []
  var taken: [TakenTransition] = []
  var delivered: [PendingEvent] = []
  var diagnostics: [StepDiagnostic] = []
  var refusal: StepRefusal?
  var microsteps = 0

  init(datamodel: any Datamodel, host: ChartHost, now: ChartInstant) {
    self.datamodel = datamodel
    self.host = host
    self.now = now
  }

  /// The language for a chart: the one given, or none for a chart without a datamodel.
  func language(for chart: Statechart) -> (any Datamodel)? {
    if datamodel.serves(chart.datamodel) { return datamodel }
    return chart.datamodel == "null" ? NullDatamodel() : nil
  }

  // MARK: Sessions

  /// Begins a session: first values of data, entry of the initial states, the first macrostep.
  mutating func begin(_ session: Session, data given: [String: ChartValue]) {
    let i = sessions.count
    sessions.append(session)
    let chart = session.chart
    for state in chart.states.indices {
      for item in chart.states[state].data { sessions[i].data[item.id] = .null }
    }
    initialize(state: 0, of: i, given: given)
    if chart.binding == .early {
      for state in chart.states.indices.dropFirst() { initialize(state: state, of: i) }
    }
    if let initial = chart.states[0].initial { enterStates([initial], i) }
    finishMacrostep(i)
  }

  /// Assigns the first values of the variables that a state declares.
  mutating func initialize(state: Int, of i: Int, given: [String: ChartValue] = [:]) {
    let items = sessions[i].chart.states[state].data
    guard !items.isEmpty, sessions[i].initialized.insert(state).inserted else { return }
    for item in items {
      if let value = given[item.id] {
        sessions[i].data[item.id] = value
      } else if let value = value(of: item.value, i, at: item.position) {
        sessions[i].data[item.id] = value
      }
    }
  }

  /// Lets every session process what waits for it, until all queues are empty.
  ///
  /// An internal event can wait outside a macrostep too: the error of a delayed message that found
  /// nobody at its address. It goes first.
  mutating func runToRest() {
    var progressed = true
    while progressed, refusal == nil {
      progressed = false
      var i = 0
      while i < sessions.count, refusal == nil {
        if sessions[i].isRunning, !sessions[i].internalQueue.isEmpty {
          finishMacrostep(i)
          progressed = true
        } else if sessions[i].isRunning, !sessions[i].externalQueue.isEmpty {
          process(sessions[i].externalQueue.removeFirst(), i)
          progressed = true
        }
        i += 1
      }
    }
  }

  /// Delivers the delayed events due until `end`, each at its own time, in order.
  mutating func advance(to end: ChartInstant) {
    while refusal == nil {
      var next: (session: Int, index: Int, event: PendingEvent)?
      for i in sessions.indices where sessions[i].isRunning {
        for (index, event) in sessions[i].pending.enumerated() where event.due <= end {
          if let best = next?.event, (best.due, best.serial) < (event.due, event.serial) {
            continue
          }
          next = (i, index, event)
        }
      }
      guard let next else { break }
      delivered.append(next.event)
      if delivered.count > host.timerLimit {
        refusal = .endless("More than \(host.timerLimit) delayed events fell due at once.")
        return
      }
      // Each delayed event is a macrostep of its own, with the whole limit before it.
      microsteps = 0
      sessions[next.session].pending.remove(at: next.index)
      now = max(now, next.event.due)
      deliver(next.event, from: next.session)
      runToRest()
    }
    now = max(now, end)
  }

  /// One external event: finalize, autoforward, transitions, and on to the end of the macrostep
  /// (Appendix D, mainEventLoop). Returns true when a transition was taken for it.
  @discardableResult
  mutating func process(_ event: ChartEvent, _ i: Int) -> Bool {
    sessions[i].event = event
    for service in sessions[i].invoked {
      let invocation = sessions[i].chart.states[service.state].invocations[service.index]
      if let id = event.invokeID, id == service.id { finalize(invocation, event, i) }
      if invocation.autoforward, let child = child(service.id, of: i) {
        sessions[child].externalQueue.append(event)
      }
    }
    let enabled = selectTransitions(event, i)
    if !enabled.isEmpty { microstep(enabled, event, i) }
    finishMacrostep(i)
    return !enabled.isEmpty
  }

  /// Takes eventless transitions and internal events until there are none, then begins invocations.
  mutating func finishMacrostep(_ i: Int) {
    while sessions[i].isRunning, refusal == nil {
      var event: ChartEvent?
      var enabled = selectTransitions(nil, i)
      if enabled.isEmpty {
        if sessions[i].internalQueue.isEmpty {
          beginInvocations(i)
          if sessions[i].internalQueue.isEmpty { break }
          continue
        }
        let next = sessions[i].internalQueue.removeFirst()
        sessions[i].event = next
        event = next
        enabled = selectTransitions(next, i)
      }
      if !enabled.isEmpty { microstep(enabled, event, i) }
    }
    if refusal == nil { checkInvariants(i) }
    if !sessions[i].isRunning, refusal == nil { exitInterpreter(i) }
  }

  /// Leaves all states of a session that has ended or is cancelled, and tells its parent.
  mutating func exitInterpreter(_ i: Int) {
    let last = sessions[i].configuration
    guard !last.isEmpty else { return }
    let chart = sessions[i].chart
    for state in last.reversed() {
      for block in chart.states[state].onExit { execute(block, i) }
      cancelInvocations(of: state, i)
      sessions[i].active[state] = false
    }
    if let end = last.first(where: {
      chart.states[$0].kind == .final && chart.states[$0].parent == 0
    }), let invocation = sessions[i].invocation, !sessions[i].isCancelled,
      let parent = sessions.firstIndex(where: { $0.id == invocation.parent && $0.isRunning })
    {
      let data = chart.states[end].doneData.map { doneData($0, i) } ?? .null
      sessions[parent].externalQueue.append(
        ChartEvent(
          "done.invoke." + invocation.id, data: data, origin: Address.session(sessions[i].id),
          originType: Address.scxmlProcessor, invokeID: invocation.id))
    }
    sessions[i].lastConfiguration = last
    sessions[i].isRunning = false
    sessions[i].pending = []
    sessions[i].internalQueue = []
    sessions[i].externalQueue = []
  }

  // MARK: Faults

  mutating func raiseError(
    _ name: String, _ problem: Problem, _ i: Int, at place: SourcePosition? = nil,
    sendID: String? = nil
  ) {
    diagnostics.append(
      StepDiagnostic(event: name, reason: problem.reason, position: problem.position ?? place))
    sessions[i].internalQueue.append(ChartEvent(name, type: .platform, sendID: sendID))
  }

  mutating func nextSerial() -> Int {
    serial &+= 1
    return serial
  }
}
