import Diagnostics

/// Invoked charts (SCXML §6.4 and §6.5).
extension Machine {
  /// The session that runs for an invocation of session `i`.
  func child(_ id: String, of i: Int) -> Int? {
    let parent = sessions[i].id
    return sessions.firstIndex {
      $0.isRunning && $0.invocation?.parent == parent && $0.invocation?.id == id
    }
  }

  /// Begins the invocations of states entered since the last macrostep, in document order.
  mutating func beginInvocations(_ i: Int) {
    let entered = sessions[i].statesToInvoke.sorted()
    sessions[i].statesToInvoke = []
    for state in entered {
      for index in sessions[i].chart.states[state].invocations.indices where refusal == nil {
        begin(invocation: index, of: state, i)
      }
    }
  }

  private mutating func begin(invocation index: Int, of state: Int, _ i: Int) {
    let node = sessions[i].chart.states[state]
    let invocation = node.invocations[index]
    if let type = invocation.type {
      guard let name = text(of: type, i) else { return }
      guard Address.isChartType(name) else {
        return refuse("Services of type \"\(name)\" cannot be invoked.", invocation, i)
      }
    }
    let id: String
    if let given = invocation.id {
      id = given
    } else {
      id = "\(node.id).\(nextSerial())"
      if let location = invocation.idLocation, !assign(.string(id), to: location, i) { return }
    }
    guard let members = members(of: invocation.payload, i),
      let (chart, source) = chart(for: invocation, index, state, i)
    else { return }
    guard let language = language(for: chart) else {
      return refuse("The datamodel \"\(chart.datamodel)\" is not known.", invocation, i)
    }
    guard sessions.count < host.sessionLimit else {
      refusal = .endless("More than \(host.sessionLimit) charts would run at once.")
      return
    }
    var session = Session(
      chart, datamodel: language, id: "\(sessions[0].id).\(nextSerial())")
    session.invocation = InvokedBy(parent: sessions[i].id, id: id, source: source)
    sessions[i].invoked.append(Session.Service(id: id, state: state, index: index))
    begin(
      session,
      data: Dictionary(members.map { ($0.name, $0.value) }, uniquingKeysWith: { $1 }))
  }

  /// The chart to run: written in place, found by the host, or the text that an expression yields.
  private mutating func chart(
    for invocation: Invocation, _ index: Int, _ state: Int, _ i: Int
  ) -> (Statechart, ChartSource)? {
    if let chart = invocation.inlineChart.first {
      let name = sessions[i].chart.states[state].id
      return (chart, .inline(state: name, index: index))
    }
    if let source = invocation.source {
      guard let name = text(of: source, i) else { return nil }
      if let chart = host.charts[name] { return (chart, .host(name)) }
      refuse("There is no chart \"\(name)\".", invocation, i)
      return nil
    }
    guard let content = invocation.payload.content,
      let value = value(of: content, i, at: invocation.position)
    else { return nil }
    do throws(FindingsError) {
      let text = value.plainText ?? ""
      return (try Statechart.parse(Array(text.utf8)), .text(text))
    } catch {
      refuse("The content to invoke is no chart: \(error)", invocation, i)
      return nil
    }
  }

  private mutating func refuse(_ reason: String, _ invocation: Invocation, _ i: Int) {
    raiseError("error.execution", Problem(reason), i, at: invocation.position)
  }

  /// Ends what was invoked on behalf of a state that is being left.
  mutating func cancelInvocations(of state: Int, _ i: Int) {
    for service in sessions[i].invoked where service.state == state {
      guard let child = child(service.id, of: i) else { continue }
      sessions[child].isCancelled = true
      exitInterpreter(child)
    }
    sessions[i].invoked.removeAll { $0.state == state }
  }

  /// Applies the `<finalize>` of an invocation to an answer of its service.
  mutating func finalize(_ invocation: Invocation, _ event: ChartEvent, _ i: Int) {
    guard let actions = invocation.finalize else { return }
    if !actions.isEmpty {
      execute(actions, i)
      return
    }
    let locations =
      invocation.payload.namelist.map { ($0.text, $0) }
      + invocation.payload.parameters.filter(\.isLocation).map { ($0.name, $0.value) }
    for (name, location) in locations {
      guard let value = event.data[member: name] else { continue }
      guard assign(value, to: location, i) else { return }
    }
  }
}
