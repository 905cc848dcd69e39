extension FEELRun {
  /// `value in (tests)`: true as soon as one passes.
  mutating func contained(_ node: Node, _ program: Program) -> FEELValue {
    let tested = value(node.a, program)
    let slot = Int(extra(node, program, 0))
    let kept = locals[slot]
    locals[slot] = tested
    defer { locals[slot] = kept }
    var unknown = false
    for index in 1...max(1, Int(node.c)) {
      switch passes(tested, extra(node, program, index), program) {
      case true: return .boolean(true)
      case nil: unknown = true
      default: break
      }
    }
    guard unknown else { return .boolean(false) }
    let before = diagnostics.count
    let refused = fail(.wrongType, "a \(tested.kindName) cannot be compared with what is tested")
    locate(from: before, node, program)
    return refused
  }

  /// Whether a value passes one test; nil when the test does not apply to such a value.
  mutating func passes(_ tested: FEELValue, _ index: Int32, _ program: Program) -> Bool? {
    let node = program.nodes[Int(index)]
    switch node.operation {
    case .testLess, .testLessOrEqual, .testGreater, .testGreaterOrEqual:
      guard let order = FEELValue.order(tested, value(node.a, program)) else { return nil }
      switch node.operation {
      case .testLess: return order < 0
      case .testLessOrEqual: return order <= 0
      case .testGreater: return order > 0
      default: return order >= 0
      }
    case .testEqual:
      let operand = value(node.a, program)
      return equal(tested, operand)
    case .testNotEqual:
      let operand = value(node.a, program)
      return equal(tested, operand).map { !$0 }
    case .testHolds: return value(node.a, program).boolean
    case .testCell:
      let result = value(node.a, program)
      if case .boolean(let holds) = result, tested.boolean == nil { return holds }
      return matches(tested, result)
    case .constant: return matches(tested, program.constants[Int(node.a)])
    case .range:
      guard case .range(let range) = value(index, program) else { return nil }
      return matches(tested, .range(range))
    default:
      let test = value(index, program)
      return matches(tested, test)
    }
  }

  /// A test such as `< 5` as a value: the range of what passes it.
  mutating func testAsValue(_ node: Node, _ program: Program) -> FEELValue {
    let operand = value(node.a, program)
    let before = diagnostics.count
    let refused: FEELValue
    switch node.operation {
    case .testEqual:
      return .range(FEELRange(start: operand, end: operand, form: .equals))
    case .testNotEqual:
      return .range(
        FEELRange(
          start: operand, end: operand, startIncluded: false, endIncluded: false, form: .differs))
    default:
      guard FEELValue.order(operand, operand) != nil else {
        refused = fail(.wrongType, "a \(operand.kindName) is not the end of a range")
        break
      }
      switch node.operation {
      case .testLess:
        return .range(
          FEELRange(start: nil, end: operand, startIncluded: false, endIncluded: false))
      case .testLessOrEqual:
        return .range(
          FEELRange(start: nil, end: operand, startIncluded: false, endIncluded: true))
      case .testGreater:
        return .range(
          FEELRange(start: operand, end: nil, startIncluded: false, endIncluded: false))
      default:
        return .range(
          FEELRange(start: operand, end: nil, startIncluded: true, endIncluded: false))
      }
    }
    locate(from: before, node, program)
    return refused
  }
}
