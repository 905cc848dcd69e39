import Diagnostics

extension Statechart {
  /// Begins to run the chart: first values of its data, entry of its initial states and everything that
  /// follows without a further event.
  ///
  /// - Parameters:
  ///   - data: values for variables declared at the top of the chart, in place of their own.
  ///   - sessionID: the chart's `_sessionid`; sessions that it invokes get names derived from it.
  /// - Returns: a step whose `refusal` says so when a contract is broken, when the chart does not come
  ///   to rest, or when its language is not the datamodel's.
  public func start(
    now: ChartInstant = 0, datamodel: any Datamodel, host: ChartHost = ChartHost(),
    data: [String: ChartValue] = [:], sessionID: String = "session"
  ) -> Step {
    var machine = Machine(datamodel: datamodel, host: host, now: now)
    let before = Snapshot(sessions: [], serial: 0)
    guard let language = machine.language(for: self) else {
      return Step(refused: unknownLanguage, before: before)
    }
    machine.begin(Session(self, datamodel: language, id: sessionID), data: data)
    machine.runToRest()
    return machine.step(before: before, isHandled: true)
  }

  /// Goes on from a snapshot: delivers what fell due until `now`, then the event, if one is given, and
  /// everything that follows.
  ///
  /// Delayed events are processed each at its own time, so a chart that was not looked at for a while
  /// catches up as if it had never been left alone. A chart that has ended takes no more events.
  public func step(
    _ snapshot: Snapshot, _ event: ChartEvent?, now: ChartInstant = 0,
    datamodel: any Datamodel, host: ChartHost = ChartHost()
  ) -> Step {
    let restored = machine(restoring: snapshot, now: now, datamodel: datamodel, host: host)
    guard case .success(var machine) = restored else {
      let reason = if case .failure(let refusal) = restored { refusal } else { unknownLanguage }
      return Step(refused: reason, before: snapshot)
    }
    machine.runToRest()
    machine.advance(to: now)
    var isHandled = false
    if let event, machine.refusal == nil, machine.sessions[0].isRunning {
      isHandled = machine.process(event, 0)
      machine.runToRest()
    }
    return machine.step(before: snapshot, isHandled: isHandled)
  }

  private var unknownLanguage: StepRefusal {
    .unfit("The chart is written in \"\(datamodel)\", which the datamodel given does not serve.")
  }

  enum Restored {
    case success(Machine)
    case failure(StepRefusal)
  }

  func machine(
    restoring snapshot: Snapshot, now: ChartInstant, datamodel: any Datamodel, host: ChartHost
  ) -> Restored {
    var machine = Machine(datamodel: datamodel, host: host, now: now)
    machine.serial = snapshot.serial
    for part in snapshot.sessions {
      guard let chart = chart(of: part, in: machine) else {
        return .failure(.unfit("The chart of the invoked session \"\(part.id)\" is not found."))
      }
      guard let language = machine.language(for: chart) else {
        return .failure(unknownLanguage)
      }
      guard let session = Session(part, chart: chart, datamodel: language) else {
        return .failure(
          .unfit(
            "The states of the snapshot of \"\(part.id)\" are not there, or exclude each other."))
      }
      machine.sessions.append(session)
    }
    if machine.sessions.isEmpty { return .failure(.unfit("The snapshot is empty.")) }
    // Timers that were due before `now` are processed at their own time.
    machine.now = snapshot.nextDue.map { min($0, now) } ?? now
    return .success(machine)
  }

  private func chart(of part: SessionSnapshot, in machine: Machine) -> Statechart? {
    guard let invocation = part.invocation else { return self }
    switch invocation.source {
    case .host(let name): return machine.host.charts[name]
    case .text(let text): return try? Statechart.parse(Array(text.utf8))
    case .inline(let state, let index):
      guard let parent = machine.sessions.first(where: { $0.id == invocation.parent })?.chart,
        let node = parent.state(state), node.invocations.indices.contains(index)
      else { return nil }
      return node.invocations[index].inlineChart.first
    }
  }
}

extension Machine {
  /// Closes the step: a snapshot of the sessions that still run and of the chart itself.
  func step(before: Snapshot, isHandled: Bool) -> Step {
    if let refusal {
      var step = Step(refused: refusal, before: before)
      step.diagnostics = diagnostics
      return step
    }
    let kept = sessions.enumerated().filter { $0.offset == 0 || $0.element.isRunning }
    return Step(
      snapshot: Snapshot(sessions: kept.map(\.element.snapshot), serial: serial),
      effects: effects, transitions: taken, delivered: delivered, isHandled: isHandled,
      diagnostics: diagnostics, refusal: nil)
  }
}

extension Step {
  init(refused refusal: StepRefusal, before: Snapshot) {
    self.init(
      snapshot: before, effects: [], transitions: [], isHandled: false, diagnostics: [],
      refusal: refusal)
  }
}
