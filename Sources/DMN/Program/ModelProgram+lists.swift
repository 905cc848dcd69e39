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
    _ iterator: IteratorProgram, _ frame: inout [FEELValue], _ scope: EvaluationScope,
    _ run: inout FEELRun
  ) -> FEELValue {
    var domain = self.run(iterator.list, &frame, scope, &run)
    var itemType: ModelType?
    if let type = iterator.type {
      if case .list = type.feel {
        domain = admit(domain, type, at: iterator.list.position, scope, &run)
      } else {
        itemType = type
      }
    }
    guard case .list(let items) = Domain.items?.evaluate([domain], &run) else { return .null }
    if iterator.usesPartial, items.count > Self.longestPartial {
      run.report(
        "`partial` is kept for at most \(Self.longestPartial) items", at: iterator.body.position,
        file: scope.file, code: .limit)
      return .null
    }
    let depth = frame.count
    var results: [FEELValue] = []
    results.reserveCapacity(items.count)
    for item in items {
      frame.append(
        itemType.map { admit(item, $0, at: iterator.list.position, scope, &run) } ?? item)
      if iterator.usesPartial { frame.append(.list(results)) }
      results.append(self.run(iterator.body, &frame, scope, &run))
      frame.removeLast(frame.count - depth)
    }
    switch iterator.form {
    case .each: return .list(results)
    case .some: return Domain.some?.evaluate([.list(results)], &run) ?? .null
    case .every: return Domain.every?.evaluate([.list(results)], &run) ?? .null
    }
  }

  /// Beyond this many items, keeping all results so far in sight costs too much.
  private static let longestPartial = 10_000

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
