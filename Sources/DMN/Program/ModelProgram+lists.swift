import FEEL

/// FEEL's own treatment of domains and quantifiers, so that boxed iterators mean the same as written ones.
private enum Domain {
  static let items = try? FEELExpression.compile(
    "for element in domain return element", names: FEELNames(variables: ["domain"]))
  static let some = try? FEELExpression.compile(
    "some element in domain satisfies element", names: FEELNames(variables: ["domain"]))
  static let every = try? FEELExpression.compile(
    "every element in domain satisfies element", names: FEELNames(variables: ["domain"]))
}

extension ModelProgram {
  /// The boxed `for`, `some` and `every` (DMN 1.5 §10.2.2.9–10).
  func iterate(
    _ form: BoxedExpression.Iterator.Form, _ list: Step, _ type: ModelType?, _ body: Step,
    _ frame: inout [FEELValue], _ scope: EvaluationScope, _ run: inout FEELRun
  ) -> FEELValue {
    var domain = self.run(list, &frame, scope, &run)
    if let type { domain = admit(domain, type, at: list.position, scope, &run) }
    guard case .list(let items) = Domain.items?.evaluate([domain], &run) else { return .null }
    var results: [FEELValue] = []
    results.reserveCapacity(items.count)
    for item in items {
      frame.append(item)
      results.append(self.run(body, &frame, scope, &run))
      frame.removeLast()
    }
    switch form {
    case .each: return .list(results)
    case .some: return Domain.some?.evaluate([.list(results)], &run) ?? .null
    case .every: return Domain.every?.evaluate([.list(results)], &run) ?? .null
    }
  }

  /// The boxed filter (DMN 1.5 §10.2.2.8): FEEL's filter where the match is a literal expression.
  func filter(
    _ list: Step, _ filter: FEELExpression?, _ match: Step, _ frame: inout [FEELValue],
    _ scope: EvaluationScope, _ run: inout FEELRun
  ) -> FEELValue {
    let value = self.run(list, &frame, scope, &run)
    if let filter {
      frame.append(value)
      defer { frame.removeLast() }
      return filter.evaluate(frame, &run)
    }
    let items = value.list ?? (value.isNull ? [] : [value])
    var kept: [FEELValue] = []
    for item in items {
      frame.append(item)
      if self.run(match, &frame, scope, &run) == .boolean(true) { kept.append(item) }
      frame.removeLast()
    }
    return .list(kept)
  }
}
