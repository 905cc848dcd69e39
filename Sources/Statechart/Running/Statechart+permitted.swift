import Diagnostics

/// An event that the chart reacts to where it stands, and whether it would be taken now.
public struct PermittedEvent: Hashable, Sendable {
  /// The event as a transition names it, such as `start` or `done.*`.
  public var event: String
  /// True when a transition for it is enabled.
  public var isEnabled: Bool
  /// The transition that would be taken or, when none is enabled, the first that was refused.
  public var transition: Int
  public var source: String
  public var targets: [String]
  /// Labels and articles of that transition.
  public var metadata: Metadata
  /// Why it is refused: the conditions that do not hold, in the text of their author.
  public var refusals: [Refusal]

  public struct Refusal: Hashable, Sendable {
    public var condition: String
    public var position: SourcePosition?
    /// What kept the condition from having a value, if anything did.
    public var problem: String?
  }

  /// The refusals as one text; nil when the event is enabled.
  public var reason: String? {
    if isEnabled { return nil }
    return refusals.map { refusal in
      refusal.condition + (refusal.problem.map { " (\($0))" } ?? "")
    }.joined(separator: "; ")
  }
}

extension Statechart {
  /// The events that the active states handle, each once, inner states first, with the outcome of
  /// their conditions for an event without data.
  ///
  /// Empty for a chart that has ended, and for a snapshot that does not fit the chart.
  public func permitted(
    in snapshot: Snapshot, datamodel: any Datamodel, host: ChartHost = ChartHost()
  ) -> [PermittedEvent] {
    guard !snapshot.isFinished,
      case .success(var machine) = machine(
        restoring: snapshot, now: 0, datamodel: datamodel, host: host)
    else { return [] }
    var result: [PermittedEvent] = []
    for state in machine.sessions[0].configuration.reversed() {
      for number in states[state].transitions {
        let transition = transitions[number]
        for event in transition.events.map(\.description) {
          let known = result.firstIndex { $0.event == event }
          if let known, result[known].isEnabled { continue }
          machine.sessions[0].event = ChartEvent(event)
          let refusal = transition.condition.flatMap { refused($0, in: machine.sessions[0]) }
          if let known, let refusal {
            result[known].refusals.append(refusal)
            continue
          }
          let entry = PermittedEvent(
            event: event, isEnabled: refusal == nil, transition: number,
            source: states[state].id, targets: transition.targets.map { states[$0].id },
            metadata: transition.metadata, refusals: refusal.map { [$0] } ?? [])
          if let known { result[known] = entry } else { result.append(entry) }
        }
      }
    }
    return result.sorted { $0.transition < $1.transition }
  }

  private func refused(_ condition: ChartExpression, in session: Session)
    -> PermittedEvent.Refusal?
  {
    let result = session.datamodel.evaluate(condition, in: session.scope)
    if result.problem == nil, result.value == .boolean(true) { return nil }
    return PermittedEvent.Refusal(
      condition: condition.text, position: condition.position, problem: result.problem?.reason)
  }
}
