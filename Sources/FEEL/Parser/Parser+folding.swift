extension Parser {
  /// Writes an operation, or its value when the operands are known and nothing is wrong with them.
  mutating func emit(
    _ operation: Node.Operation, _ a: Int32, _ b: Int32 = -1, _ c: Int32 = -1, at place: Int
  ) -> Int32 {
    if let value = folded(operation, a, b) { return code.constant(value, at: place) }
    return code.append(Node(operation: operation, a: a, b: b, c: c, place: Int32(place)))
  }

  private func folded(_ operation: Node.Operation, _ a: Int32, _ b: Int32) -> FEELValue? {
    guard let left = code.constant(a) else { return nil }
    var run = FEELRun(environment: .folding)
    let value: FEELValue
    switch operation {
    case .negate: value = run.negated(left)
    case .add, .subtract, .multiply, .divide, .power:
      guard let right = code.constant(b) else { return nil }
      value = run.arithmetic(operation, left, right)
    default: return nil
    }
    return run.diagnostics.isEmpty ? value : nil
  }

  mutating func emitBuiltin(_ builtin: Builtin, _ arguments: [Int32], at place: Int) -> Int32 {
    guard builtin.takes(arguments.count) else {
      // Fails when it is evaluated: a call that does not fit is null, not a fault of syntax.
      let callee = code.constant(.function(FEELFunction(builtin: builtin)), at: place)
      let start = code.append(arguments)
      return code.append(
        Node(
          operation: .call, a: callee, b: start, c: Int32(arguments.count), place: Int32(place)))
    }
    let constants = arguments.compactMap { code.constant($0) }
    if builtin.isFoldable, constants.count == arguments.count {
      var run = FEELRun(environment: .folding)
      let value = run.call(builtin, constants)
      if run.diagnostics.isEmpty { return code.constant(value, at: place) }
    }
    let start = code.append(arguments)
    return code.append(
      Node(
        operation: .callBuiltin, a: Int32(builtin.rawValue), b: start, c: Int32(arguments.count),
        place: Int32(place)))
  }
}
