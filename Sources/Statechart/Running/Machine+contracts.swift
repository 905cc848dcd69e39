/// Contracts of the chart's author; a broken one stops the step.
extension Machine {
  mutating func holds(_ kind: ContractViolation.Kind, transition number: Int, _ i: Int) -> Bool {
    let chart = sessions[i].chart
    let transition = chart.transitions[number]
    if transition.metadata.attributes.isEmpty { return true }
    let targets = transition.targets.map { chart.states[$0].id }.joined(separator: " ")
    let source = chart.states[transition.source].id
    return holds(
      kind, transition.metadata, place: targets.isEmpty ? source : "\(source) → \(targets)", i)
  }

  mutating func holds(_ kind: ContractViolation.Kind, state: Int, _ i: Int) -> Bool {
    let node = sessions[i].chart.states[state]
    if node.metadata.attributes.isEmpty { return true }
    return holds(kind, node.metadata, place: "state \(node.id)", i)
  }

  /// Checks the invariants of the chart and of its active states.
  mutating func checkInvariants(_ i: Int) {
    for state in [0] + sessions[i].configuration where !holds(.invariant, state: state, i) {
      return
    }
  }

  private mutating func holds(
    _ kind: ContractViolation.Kind, _ metadata: Metadata, place: String, _ i: Int
  ) -> Bool {
    guard let condition = metadata.expression(kind.rawValue) else { return true }
    let result = sessions[i].datamodel.evaluate(condition, in: sessions[i].scope)
    if result.problem == nil, result.value == .boolean(true) { return true }
    var reason = result.problem?.reason
    if reason == nil, result.value != .boolean(false) { reason = "its value is \(result.value)" }
    refusal =
      refusal
      ?? .contract(
        ContractViolation(
          kind: kind, name: metadata["contract"] ?? place, condition: condition.text,
          reason: reason, position: condition.position))
    return false
  }
}
