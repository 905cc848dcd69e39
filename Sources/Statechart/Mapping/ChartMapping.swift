import Diagnostics

/// How running cases move from one edition of a chart to the next: an old state to a new one.
///
/// States that both editions have stay as they are and need no entry.
public struct ChartMapping: Hashable, Sendable {
  /// From the name of an atomic state of the old chart to one of the new.
  public var states: [String: String]
  /// From the name of an event for which a timer may wait to its new name; nil drops the timer.
  public var timers: [String: String?]

  public init(states: [String: String] = [:], timers: [String: String?] = [:]) {
    self.states = states
    self.timers = timers
  }

  /// The state of the new chart for one of the old; nil when the case would have nowhere to go.
  public func destination(of state: String, in new: Statechart) -> String? {
    let name = states[state] ?? state
    return (new.state(name)?.isAtomic ?? false) ? name : nil
  }

  /// Everything that keeps cases from moving, or that would be lost on the way.
  ///
  /// Every state of the old chart in which a case can rest must have a place in the new one, names must
  /// exist, ended cases must stay ended, and a timer that may still wait must have a handler.
  public func check(from old: Statechart, to new: Statechart) -> [Finding] {
    (stateFindings(old, new) + timerFindings(old, new)).inReadingOrder()
  }

  private func stateFindings(_ old: Statechart, _ new: Statechart) -> [Finding] {
    var findings: [Finding] = []
    for state in old.states where state.isAtomic {
      let target = states[state.id] ?? state.id
      guard let place = new.state(target) else {
        let meant = nearest(target, among: new.stateNames)
        findings.append(
          .error(
            "unmapped-state",
            states[state.id] == nil
              ? "A case in the state \"\(state.id)\" has no place in the new chart."
              : "\"\(state.id)\" is mapped to \"\(target)\", which the new chart does not have.",
            file: old.file, at: state.position,
            remedy: meant.map { "Did you mean \"\($0)\"?" }
              ?? "Map \"\(state.id)\" to a state of the new chart."))
        continue
      }
      if !place.isAtomic {
        findings.append(
          .error(
            "mapped-to-compound", "\"\(target)\" holds other states; a case cannot rest in it.",
            file: new.file, at: place.position, remedy: "Map \"\(state.id)\" to one of them."))
      } else if (state.kind == .final) != (place.kind == .final), state.parent == 0 {
        findings.append(
          .error(
            state.kind == .final ? "ended-revived" : "running-ended",
            state.kind == .final
              ? "Cases that ended in \"\(state.id)\" would run again in \"\(target)\"."
              : "Cases that run in \"\(state.id)\" would be ended by \"\(target)\".",
            file: new.file, at: place.position, remedy: "Map it to a state of the same kind."))
      }
    }
    for name in states.keys.sorted() where old.state(name) == nil {
      findings.append(
        .error(
          "unknown-state", "The mapping names \"\(name)\", which the old chart does not have.",
          file: old.file,
          remedy: nearest(name, among: old.stateNames).map { "Did you mean \"\($0)\"?" }))
    }
    return findings
  }

  private func timerFindings(_ old: Statechart, _ new: Statechart) -> [Finding] {
    let handlers = new.transitions.flatMap(\.events)
    return old.allActions.compactMap { action in
      guard case .send(let send) = action.kind, send.delay != nil,
        case .text(let name)? = send.event
      else { return nil }
      if case .text(let type)? = send.type, !Address.isProcessor(type) { return nil }
      if case .text(let target)? = send.target, !target.isEmpty { return nil }
      guard let renamed = timers[name] ?? .some(name) else { return nil }
      if handlers.contains(where: { $0.matches(renamed) }) { return nil }
      return .error(
        "orphan-timer",
        "A timer for \"\(renamed)\" may still wait, and nothing in the new chart handles it.",
        file: old.file, at: action.position,
        remedy: "Give the timer a new name in the mapping, or drop it there.")
    } + unknownTimers(old)
  }

  /// Names of the mapping that no timer of the old chart bears: misspelt, so a timer would be lost.
  private func unknownTimers(_ old: Statechart) -> [Finding] {
    var known: Set<String> = []
    for action in old.allActions {
      guard case .send(let send) = action.kind, send.delay != nil else { continue }
      // A computed name can be any.
      guard case .text(let name)? = send.event else { return [] }
      known.insert(name)
    }
    return timers.keys.sorted().filter { !known.contains($0) }.map { name in
      .error(
        "unknown-timer",
        "The mapping names a timer for \"\(name)\", which the old chart never sets.",
        file: old.file, remedy: nearest(name, among: known).map { "Did you mean \"\($0)\"?" })
    }
  }
}
