import Diagnostics

extension ChartReader {
  /// Replaces the names of targets by numbers, once every state has one, and checks where they lead.
  mutating func resolveReferences() {
    for reference in references {
      var targets: [Int] = []
      for name in reference.names {
        if let number = numbers[name] {
          if !targets.contains(number) { targets.append(number) }
        } else {
          let meant = nearest(name, among: numbers.keys)
          error(
            "unknown-state", "There is no state \"\(name)\".", at: reference.position,
            remedy: meant.map { "Did you mean \"\($0)\"?" } ?? "Name a state of this chart.")
        }
      }
      if reference.names.isEmpty {
        error(
          "empty-target", "The target is empty.", at: reference.position,
          remedy: "Name a state, or remove the attribute.")
      }
      transitions[reference.transition].targets = targets
      checkTogether(targets, at: reference.position)
      checkInside(targets, reference)
    }
  }

  /// Two targets can be active together only in different regions of a parallel state, or when one
  /// holds the other (SCXML §3.11, legal state specification).
  private mutating func checkTogether(_ targets: [Int], at position: SourcePosition) {
    for (offset, a) in targets.enumerated() {
      for b in targets.dropFirst(offset + 1) {
        guard let meeting = meeting(a, b), states[meeting].kind != .parallel else { continue }
        error(
          "targets-apart",
          "\"\(states[a].id)\" and \"\(states[b].id)\" cannot be active together.", at: position,
          remedy: "Target states of different regions of a <parallel>.")
      }
    }
  }

  /// The innermost state around both, or nil when one stands inside the other.
  private func meeting(_ a: Int, _ b: Int) -> Int? {
    if contains(a, b) || contains(b, a) { return nil }
    var ancestor = states[a].parent
    while let candidate = ancestor, !contains(candidate, b) { ancestor = states[candidate].parent }
    return ancestor
  }

  private func contains(_ outer: Int, _ inner: Int) -> Bool {
    inner > outer && inner <= states[outer].last
  }

  private mutating func checkInside(_ targets: [Int], _ reference: Reference) {
    guard reference.role != .transition else { return }
    let source = transitions[reference.transition].source
    let holder = reference.role == .initial ? source : states[source].parent ?? 0
    let wantsChildren = states[source].kind == .history(deep: false)
    for target in targets {
      if reference.role == .history, states[target].isHistory {
        error(
          "history-to-history",
          "The default of history \"\(states[source].id)\" leads to a history.",
          at: reference.position, remedy: "Name a state.")
      }
      let isInside = wantsChildren ? states[target].parent == holder : contains(holder, target)
      if isInside { continue }
      error(
        "target-outside",
        reference.role == .initial
          ? "The initial state \"\(states[target].id)\" does not stand inside \"\(states[holder].id)\"."
          : "The default of history \"\(states[source].id)\" leads to \"\(states[target].id)\", which "
            + "is no \(wantsChildren ? "child" : "descendant") of \"\(states[holder].id)\".",
        at: reference.position,
        remedy: "Name a \(wantsChildren ? "child" : "state inside") of it.")
    }
  }
}
