import ExactNumbers

extension FEELRun {
  /// The value of a node.
  mutating func value(_ index: Int32, _ program: Program) -> FEELValue {
    let node = program.nodes[Int(index)]
    guard spend() else { return outOfSteps(node, program) }
    switch node.operation {
    case .constant: return program.constants[Int(node.a)]
    case .slot: return locals[Int(node.a)]
    default: break
    }
    depth += 1
    defer { depth -= 1 }
    guard depth <= environment.limits.depth else { return tooDeep(node, program) }
    switch node.operation {
    case .add, .subtract, .multiply, .divide, .power:
      let left = value(node.a, program)
      let right = value(node.b, program)
      if case .number(let x) = left, case .number(let y) = right {
        let result: Decimal128?
        switch node.operation {
        case .add: result = x + y
        case .subtract: result = x - y
        case .multiply: result = x * y
        default: result = nil
        }
        if let result { return .number(result) }
      }
      return arithmetic(node, program, left, right)
    case .equal, .notEqual:
      let left = value(node.a, program)
      let right = value(node.b, program)
      return equality(node, program, left, right)
    case .less, .lessOrEqual, .greater, .greaterOrEqual:
      let left = value(node.a, program)
      let right = value(node.b, program)
      return comparison(node, program, left, right)
    case .and, .or: return logic(node, program)
    case .choose:
      if case .boolean(true) = value(node.a, program) { return value(node.b, program) }
      return value(node.c, program)
    case .callBuiltin:
      depth += Self.extraDepth
      defer { depth -= Self.extraDepth }
      return builtinCall(node, program)
    case .path: return member(node, program)
    case .filterName: return filterName(node, program)
    default:
      depth += Self.extraDepth
      defer { depth -= Self.extraDepth }
      let before = diagnostics.count
      let result = compound(node, program)
      if diagnostics.count > before { locate(from: before, node, program) }
      return result
    }
  }

  /// What an operation with several frames of its own on the stack adds to the depth.
  private static let extraDepth = 3

  @inline(never)
  private mutating func compound(_ node: Node, _ program: Program) -> FEELValue {
    switch node.operation {
    case .unknownName: return unknownName(node, program)
    case .negate:
      return negated(value(node.a, program))
    case .between: return between(node, program)
    case .contained: return contained(node, program)
    case .testLess, .testLessOrEqual, .testGreater, .testGreaterOrEqual, .testEqual, .testNotEqual:
      return testAsValue(node, program)
    case .testHolds, .testCell: return value(node.a, program)
    case .list: return list(node, program)
    case .context: return context(node, program)
    case .filter: return filtered(node, program)
    case .call: return call(node, program)
    case .callNamed: return callNamed(node, program)
    case .iterate: return iterated(node, program)
    case .some: return quantified(node, program, wanted: true)
    case .every: return quantified(node, program, wanted: false)
    case .function: return function(node, program)
    case .instanceOf:
      return .boolean(program.types[Int(node.b)].admits(value(node.a, program)))
    case .range: return range(node, program)
    default: return .null
    }
  }

  @inline(never)
  private mutating func outOfSteps(_ node: Node, _ program: Program) -> FEELValue {
    locate(from: max(0, diagnostics.count - 1), node, program)
    return .null
  }

  @inline(never)
  private mutating func tooDeep(_ node: Node, _ program: Program) -> FEELValue {
    let before = diagnostics.count
    let result = fail(
      .limit,
      "expressions and calls are more than \(environment.limits.depth) deep: the recursion does not end, or the data is nested too deep"
    )
    locate(from: before, node, program)
    steps = 0
    return result
  }

  @inline(never)
  private mutating func unknownName(_ node: Node, _ program: Program) -> FEELValue {
    let before = diagnostics.count
    let result = fail(.unknownName, "no variable is called `\(program.names[Int(node.a)])`")
    locate(from: before, node, program)
    return result
  }

  @inline(never)
  private mutating func arithmetic(
    _ node: Node, _ program: Program, _ left: FEELValue, _ right: FEELValue
  ) -> FEELValue {
    let before = diagnostics.count
    let result = arithmetic(node.operation, left, right)
    if diagnostics.count > before { locate(from: before, node, program) }
    return result
  }

  @inline(__always)
  private mutating func equality(
    _ node: Node, _ program: Program, _ left: FEELValue, _ right: FEELValue
  ) -> FEELValue {
    if let same = equal(left, right) {
      return .boolean(same == (node.operation == .equal))
    }
    return incomparable(node, program, left, right)
  }

  @inline(__always)
  private mutating func comparison(
    _ node: Node, _ program: Program, _ left: FEELValue, _ right: FEELValue
  ) -> FEELValue {
    guard let order = FEELValue.order(left, right) else {
      return incomparable(node, program, left, right)
    }
    switch node.operation {
    case .less: return .boolean(order < 0)
    case .lessOrEqual: return .boolean(order <= 0)
    case .greater: return .boolean(order > 0)
    default: return .boolean(order >= 0)
    }
  }

  @inline(never)
  mutating func incomparable(
    _ node: Node, _ program: Program, _ left: FEELValue, _ right: FEELValue
  ) -> FEELValue {
    let before = diagnostics.count
    let result = fail(
      .wrongType, "\(left.kindName) and \(right.kindName) cannot be compared")
    locate(from: before, node, program)
    return result
  }

  /// Three-valued, DMN 1.5 Table 50: an operand that is not a boolean counts as unknown.
  @inline(never)
  private mutating func logic(_ node: Node, _ program: Program) -> FEELValue {
    let decisive = node.operation == .or
    let left = value(node.a, program)
    if case .boolean(decisive) = left { return left }
    let right = value(node.b, program)
    if case .boolean(decisive) = right { return right }
    if case .boolean = left, case .boolean = right { return .boolean(!decisive) }
    for operand in [left, right] where operand.boolean == nil && !operand.isNull {
      let before = diagnostics.count
      _ = fail(
        .wrongType, "`\(decisive ? "or" : "and")` needs booleans, not a \(operand.kindName)")
      locate(from: before, node, program)
    }
    return .null
  }

  private mutating func between(_ node: Node, _ program: Program) -> FEELValue {
    let tested = value(node.a, program)
    let low = value(node.b, program)
    let high = value(node.c, program)
    let first = FEELValue.order(low, tested).map { $0 <= 0 }
    let second = FEELValue.order(tested, high).map { $0 <= 0 }
    if let first, let second { return .boolean(first && second) }
    if first == false || second == false { return .boolean(false) }
    return incomparable(node, program, tested, first == nil ? low : high)
  }
}
