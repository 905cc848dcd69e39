import Diagnostics

extension Statechart {
  /// Expressions that the language does not understand. At run time each is an `error.execution`.
  func expressionFindings(_ context: AnalysisContext) -> [Finding] {
    guard let datamodel = context.datamodel else { return [] }
    guard datamodel.serves(self.datamodel) || self.datamodel == "null" else {
      return [
        .error(
          "unknown-datamodel", "The datamodel \"\(self.datamodel)\" is not known.", file: file,
          at: states[0].position, remedy: "Write datamodel=\"feel\".")
      ]
    }
    let language: any Datamodel =
      datamodel.serves(self.datamodel) ? datamodel : NullDatamodel()
    let declared = declaredNames
    return allExpressions.flatMap { language.findings(for: $0, declared: declared, file: file) }
  }

  /// Conditions with the same outcome whatever the facts are.
  func conditionFindings(_ outcomes: [Bool?]) -> [Finding] {
    zip(transitions, outcomes).compactMap { transition, outcome in
      guard let condition = transition.condition, let outcome else { return nil }
      return warning(
        "constant-condition", "The condition \(condition.text) is always \(outcome).",
        at: condition.position,
        remedy: outcome ? "Remove the condition." : "Remove the transition, or mend the condition.")
    }
  }

  /// Every expression of the chart, contracts included.
  public var allExpressions: [ChartExpression] {
    var result: [ChartExpression] = []
    func add(_ source: ValueSource?) {
      if case .expression(let expression)? = source { result.append(expression) }
    }
    func add(_ source: TextOrExpression?) {
      if case .expression(let expression)? = source { result.append(expression) }
    }
    func add(_ payload: Payload?) {
      result += payload?.parameters.filter { !$0.isLocation }.map(\.value) ?? []
      add(payload?.content)
    }
    for action in allActions {
      switch action.kind {
      case .branch(let branches): result += branches.compactMap(\.condition)
      case .forEach(let loop): result.append(loop.array)
      case .log(_, let expression): result += expression.map { [$0] } ?? []
      case .assign(_, let value): add(value)
      case .cancel(let id): add(id)
      case .send(let send):
        for source in [send.event, send.target, send.type, send.delay] { add(source) }
        add(send.payload)
      case .raise, .unsupported: break
      }
    }
    for state in states {
      for item in state.data { add(item.value) }
      add(state.doneData)
      for invocation in state.invocations {
        add(invocation.type)
        add(invocation.source)
        add(invocation.payload)
      }
    }
    result += transitions.compactMap(\.condition)
    let kinds = ["pre", "post", "invariant"]
    for metadata in states.map(\.metadata) + transitions.map(\.metadata) {
      result += kinds.compactMap { metadata.expression($0) }
    }
    return result
  }
}
