extension Parser {
  mutating func testOperator() -> Node.Operation? {
    switch comparisonOperator() {
    case .less: .testLess
    case .lessOrEqual: .testLessOrEqual
    case .greater: .testGreater
    case .greaterOrEqual: .testGreaterOrEqual
    case .equal: .testEqual
    case .notEqual: .testNotEqual
    default: nil
    }
  }

  /// What follows `in`: one test, or several in parentheses.
  mutating func containment(of value: Int32, at place: Int) throws(Failure) -> Int32 {
    let slot = newSlot()
    scope.append(.local(NameParts("?"), slot: slot))
    let outer = usesQuestionMark
    defer {
      scope.removeLast()
      nextSlot -= 1
      usesQuestionMark = outer
    }
    var tests: [Int32]
    if let several = testsInParentheses() {
      tests = several
    } else {
      tests = [try test(inCell: false)]
    }
    tests.insert(Int32(slot), at: 0)
    let start = code.append(tests)
    return code.append(
      Node(
        operation: .contained, a: value, b: start, c: Int32(tests.count - 1), place: Int32(place))
    )
  }

  /// `(test, test)`; nil, and nothing consumed, where the parenthesis begins a range or an operand.
  private mutating func testsInParentheses() -> [Int32]? {
    let before = self
    scanner.skipSpace()
    guard scanner.accept("("), let tests = try? testList(inCell: false), scanner.accept(")") else {
      goBack(to: before)
      return nil
    }
    scanner.skipSpace()
    switch scanner.byte() {
    case UInt8(ascii: "."), UInt8(ascii: "["), UInt8(ascii: "("), UInt8(ascii: "*"),
      UInt8(ascii: "/"), UInt8(ascii: "+"), UInt8(ascii: "-"):
      goBack(to: before)
      return nil
    default: return tests
    }
  }

  mutating func testList(inCell: Bool) throws(Failure) -> [Int32] {
    var tests: [Int32] = []
    repeat { tests.append(try test(inCell: inCell)) } while scanner.accept(",")
    return tests
  }

  /// A positive unary test, rule 7: a comparison with the tested value, or an expression.
  mutating func test(inCell: Bool) throws(Failure) -> Int32 {
    scanner.skipSpace()
    let place = scanner.place
    if let operation = testOperator() { return emit(operation, try additive(), at: place) }
    usesQuestionMark = false
    let node = inCell ? try expression() : try additive()
    if usesQuestionMark {
      return code.append(Node(operation: .testHolds, a: node, place: Int32(place)))
    }
    if inCell, code.constant(node) == nil {
      return code.append(Node(operation: .testCell, a: node, place: Int32(place)))
    }
    return node
  }
}
