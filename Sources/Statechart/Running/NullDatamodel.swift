/// The language of a chart without data: conditions are `In('state')`, `true` and `false` (SCXML §B.1).
public struct NullDatamodel: Datamodel {
  public init() {}

  public func serves(_ name: String) -> Bool { name == "null" }

  public func evaluate(_ expression: ChartExpression, in scope: EvaluationScope) -> Evaluation {
    let text = expression.text.trimmingSpaces
    if text == "true" || text == "false" { return Evaluation(.boolean(text == "true")) }
    if let state = state(of: text) { return Evaluation(.boolean(scope.isActive(state))) }
    return Evaluation(
      .null,
      problem: Problem("\"\(text)\" is not In('state'), true or false.", at: expression.position))
  }

  private func state(of text: String) -> String? {
    guard text.hasPrefix("In("), text.hasSuffix(")") else { return nil }
    let name = text.dropFirst(3).dropLast().trimmingSpaces
    guard name.count > 2, let quote = name.first, quote == "'" || quote == "\"", name.last == quote
    else { return nil }
    return String(name.dropFirst().dropLast())
  }

  public func read(_ location: ChartExpression, in scope: EvaluationScope) -> Evaluation {
    Evaluation(.null, problem: noData(location))
  }

  public func assign(
    _ value: ChartValue, to location: ChartExpression, in scope: inout EvaluationScope
  ) -> Problem? { noData(location) }

  private func noData(_ location: ChartExpression) -> Problem {
    Problem("The null datamodel has no variable \"\(location.text)\".", at: location.position)
  }

  public func isLegalName(_ name: String) -> Bool { false }

  public func inlineValue(_ text: String) -> ChartValue { .string(text.normalizingSpaces) }
}
