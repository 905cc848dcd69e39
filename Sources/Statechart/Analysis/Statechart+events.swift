import Diagnostics

extension Statechart {
  /// Events that are sent and handled nowhere, timers without a handler, handlers without an event.
  func eventFindings(_ context: AnalysisContext) -> [Finding] {
    let descriptors = transitions.flatMap(\.events)
    let isHandled: (String) -> Bool = { name in descriptors.contains { $0.matches(name) } }
    var findings: [Finding] = []
    for (name, position, isTimer) in ownEvents where !isHandled(name) {
      findings.append(
        warning(
          isTimer ? "timer-unhandled" : "event-unhandled",
          isTimer
            ? "No transition handles \"\(name)\", for which a timer is set."
            : "No transition handles \"\(name)\", which the chart itself raises.",
          at: position, remedy: "Add a transition for it, or do not raise it."))
    }
    guard let elsewhere = context.raisedElsewhere else { return findings }
    for name in elsewhere.sorted() where !isHandled(name) {
      findings.append(
        warning(
          "event-unhandled", "No transition handles the event \"\(name)\".",
          at: states[0].position, remedy: "Add a transition for it."))
    }
    let raised = elsewhere.union(ownEvents.map(\.name))
    if sendsComputedEvents || states.contains(where: { !$0.invocations.isEmpty }) {
      return findings
    }
    for transition in transitions {
      for event in transition.events
      where !event.isAny && !isPlatform(event) && !raised.contains(where: { event.matches($0) }) {
        let meant = nearest(event.description, among: raised)
        findings.append(
          warning(
            "event-unraised", "Nobody raises the event \"\(event)\".", at: transition.position,
            remedy: meant.map { "Did you mean \"\($0)\"?" } ?? "Remove the transition."))
      }
    }
    return findings
  }

  /// Events that the chart sends to itself, with constant names.
  private var ownEvents: [(name: String, position: SourcePosition?, isTimer: Bool)] {
    allActions.compactMap { action in
      switch action.kind {
      case .raise(let name): return (name, action.position, false)
      case .send(let send):
        guard case .text(let name)? = send.event else { return nil }
        if case .text(let type)? = send.type, !Address.isProcessor(type) { return nil }
        if case .expression? = send.type { return nil }
        switch send.target {
        case nil, .text("#_internal"), .text(""): return (name, action.position, send.delay != nil)
        default: return nil
        }
      default: return nil
      }
    }
  }

  private var sendsComputedEvents: Bool {
    allActions.contains { action in
      if case .send(let send) = action.kind, case .expression? = send.event { true } else { false }
    }
  }

  private func isPlatform(_ event: EventDescriptor) -> Bool {
    ["error", "done"].contains { event.prefix == $0 || event.prefix.hasPrefix($0 + ".") }
  }
}
