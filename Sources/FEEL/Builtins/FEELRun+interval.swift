/// The relations between points and intervals, DMN 1.5 §10.3.4.11.
extension FEELRun {
  private enum Operand {
    case point(FEELValue)
    case range(FEELRange)
  }

  mutating func interval(_ builtin: Builtin, _ arguments: [FEELValue]) -> FEELValue {
    func operand(_ value: FEELValue) -> Operand? {
      switch single(value) {
      case .null, .list, .context, .function, .boolean: nil
      case .range(let range): .range(range)
      case let point: .point(point)
      }
    }
    guard let first = operand(arguments[0]) else {
      return wrongType(builtin, 0, arguments[0], "point or range")
    }
    guard let second = operand(arguments[1]) else {
      return wrongType(builtin, 1, arguments[1], "point or range")
    }
    let result: Bool?
    switch (first, second) {
    case (.point(let a), .point(let b)): result = Self.points(builtin, a, b)
    case (.point(let a), .range(let b)): result = Self.pointAndRange(builtin, a, b)
    case (.range(let a), .point(let b)): result = Self.rangeAndPoint(builtin, a, b)
    case (.range(let a), .range(let b)): result = Self.ranges(builtin, a, b)
    }
    return result.map { .boolean($0) }
      ?? fail(
        .wrongArguments,
        "`\(builtin.name)` does not relate \(arguments[0]) to \(arguments[1])")
  }

  private static func points(_ builtin: Builtin, _ a: FEELValue, _ b: FEELValue) -> Bool? {
    guard let order = FEELValue.order(a, b) else { return nil }
    switch builtin {
    case .before: return order < 0
    case .after: return order > 0
    case .coincides: return order == 0
    default: return nil
    }
  }

  private static func pointAndRange(
    _ builtin: Builtin, _ point: FEELValue, _ range: FEELRange
  ) -> Bool? {
    switch builtin {
    case .before:
      return edge(point, range.lower) { $0 < 0 || ($0 == 0 && !range.startIncluded) }
    case .after: return edge(point, range.upper) { $0 > 0 || ($0 == 0 && !range.endIncluded) }
    case .finishes: return edge(point, range.upper) { $0 == 0 && range.endIncluded }
    case .during: return range.contains(point)
    case .starts: return edge(point, range.lower) { $0 == 0 && range.startIncluded }
    default: return nil
    }
  }

  private static func rangeAndPoint(
    _ builtin: Builtin, _ range: FEELRange, _ point: FEELValue
  ) -> Bool? {
    switch builtin {
    case .before: pointAndRange(.after, point, range)
    case .after: pointAndRange(.before, point, range)
    case .finishedBy: pointAndRange(.finishes, point, range)
    case .includes: range.contains(point)
    case .startedBy: pointAndRange(.starts, point, range)
    default: nil
    }
  }

  /// A relation to an end; false where the range has no such end, nil where the two have no order.
  private static func edge(
    _ point: FEELValue, _ end: FEELValue?, _ holds: (Int) -> Bool
  ) -> Bool? {
    guard let end else { return false }
    return FEELValue.order(point, end).map(holds)
  }

  /// How the starts of two ranges lie: a start that is missing is before all others.
  private static func starts(_ a: FEELRange, _ b: FEELRange) -> Int? {
    switch (a.lower, b.lower) {
    case (nil, nil): return 0
    case (nil, _): return -1
    case (_, nil): return 1
    case (let x?, let y?):
      guard let order = FEELValue.order(x, y) else { return nil }
      if order != 0 || a.startIncluded == b.startIncluded { return order }
      return a.startIncluded ? -1 : 1
    }
  }

  private static func ends(_ a: FEELRange, _ b: FEELRange) -> Int? {
    switch (a.upper, b.upper) {
    case (nil, nil): return 0
    case (nil, _): return 1
    case (_, nil): return -1
    case (let x?, let y?):
      guard let order = FEELValue.order(x, y) else { return nil }
      if order != 0 || a.endIncluded == b.endIncluded { return order }
      return a.endIncluded ? 1 : -1
    }
  }

  /// Negative when `a` ends before `b` starts, 0 when they share exactly one point, positive when more.
  private static func reach(_ a: FEELRange, _ b: FEELRange) -> Int? {
    guard let end = a.upper, let start = b.lower else { return 1 }
    guard let order = FEELValue.order(end, start) else { return nil }
    if order == 0 { return a.endIncluded && b.startIncluded ? 0 : -1 }
    return order
  }

  private static func ranges(_ builtin: Builtin, _ a: FEELRange, _ b: FEELRange) -> Bool? {
    guard let starts = starts(a, b), let ends = ends(a, b), let forward = reach(a, b),
      let backward = reach(b, a)
    else { return nil }
    switch builtin {
    case .before: return forward < 0
    case .after: return backward < 0
    case .meets: return forward == 0
    case .metBy: return backward == 0
    case .overlaps: return forward >= 0 && backward >= 0
    case .overlapsBefore: return starts < 0 && forward >= 0 && ends <= 0
    case .overlapsAfter: return starts > 0 && backward >= 0 && ends >= 0
    case .finishes: return ends == 0 && starts >= 0
    case .finishedBy: return ends == 0 && starts <= 0
    case .includes: return starts <= 0 && ends >= 0
    case .during: return starts >= 0 && ends <= 0
    case .starts: return starts == 0 && ends <= 0
    case .startedBy: return starts == 0 && ends >= 0
    case .coincides: return starts == 0 && ends == 0
    default: return nil
    }
  }
}
