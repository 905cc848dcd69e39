/// A session while it runs: a snapshot's part, with states as numbers.
struct Session {
  let chart: Statechart
  let datamodel: any Datamodel
  let id: String
  var invocation: InvokedBy?
  var isRunning = true
  /// True once the invoking state was left: nothing more goes to the parent.
  var isCancelled = false
  var active: [Bool]
  var history: [Int: [Int]] = [:]
  var data: [String: ChartValue] = [:]
  var initialized: Set<Int> = []
  var internalQueue: [ChartEvent] = []
  var externalQueue: [ChartEvent] = []
  var pending: [PendingEvent] = []
  var invoked: [Service] = []
  var statesToInvoke: Set<Int> = []
  var event: ChartEvent?
  /// The states in which a finished session ended.
  var lastConfiguration: [Int] = []

  struct Service {
    var id: String
    var state: Int
    var index: Int
  }

  init(_ chart: Statechart, datamodel: any Datamodel, id: String) {
    self.chart = chart
    self.datamodel = datamodel
    self.id = id
    active = Array(repeating: false, count: chart.states.count)
  }

  /// Active states in document order.
  var configuration: [Int] { active.indices.filter { active[$0] } }

  var scope: EvaluationScope {
    EvaluationScope(
      data: data, event: event, sessionID: id, chartName: chart.name, numbers: chart.numbers,
      active: active)
  }
}

extension Session {
  /// Restores a session; nil when its states are not there or cannot be active together.
  init?(_ snapshot: SessionSnapshot, chart: Statechart, datamodel: any Datamodel) {
    self.init(chart, datamodel: datamodel, id: snapshot.id)
    invocation = snapshot.invocation
    isRunning = snapshot.isRunning
    for name in snapshot.configuration {
      guard let number = chart.numbers[name] else { return nil }
      if isRunning { active[number] = true } else { lastConfiguration.append(number) }
    }
    guard !isRunning || chart.isLegal(active) else { return nil }
    for (name, states) in snapshot.history {
      guard let number = chart.numbers[name] else { return nil }
      let remembered = states.compactMap { chart.numbers[$0] }
      guard remembered.count == states.count else { return nil }
      history[number] = remembered
    }
    data = snapshot.data
    initialized = Set(snapshot.initialized.compactMap { chart.numbers[$0] })
    internalQueue = snapshot.internalQueue
    externalQueue = snapshot.externalQueue
    pending = snapshot.pending
    for service in snapshot.invoked {
      guard let state = chart.numbers[service.state],
        chart.states[state].invocations.indices.contains(service.index)
      else { return nil }
      invoked.append(Service(id: service.id, state: state, index: service.index))
    }
    event = snapshot.event
  }

  var snapshot: SessionSnapshot {
    let name: (Int) -> String = { chart.states[$0].id }
    return SessionSnapshot(
      id: id, invocation: invocation, isRunning: isRunning,
      configuration: (isRunning ? configuration : lastConfiguration).map(name),
      history: Dictionary(
        history.map { (name($0), $1.map(name)) }, uniquingKeysWith: { first, _ in first }),
      data: data, initialized: Set(initialized.map(name)), internalQueue: internalQueue,
      externalQueue: externalQueue, pending: pending,
      invoked: invoked.map { InvokedService(id: $0.id, state: name($0.state), index: $0.index) },
      event: event)
  }
}
