/// What a cell asks when nothing but the tested value decides it: for indexes, and for finding gaps and
/// overlaps in decision tables.
public enum ConstantTest: Hashable, Sendable {
  case any
  /// Passes when one of the parts does.
  case oneOf([Part])
  /// Passes when none of the parts does.
  case noneOf([Part])

  public enum Part: Hashable, Sendable {
    case equals(FEELValue)
    case differs(FEELValue)
    case within(FEELRange)
  }
}

extension FEELUnaryTests {
  /// The cell in a form that can be reasoned about; nil when it depends on variables or uses `?`.
  public var constantForm: ConstantTest? {
    if isAny { return .any }
    var parts: [ConstantTest.Part] = []
    for test in tests {
      guard let more = constantParts(test) else { return nil }
      parts += more
    }
    return isNegated ? .noneOf(parts) : .oneOf(parts)
  }

  private func constantParts(_ index: Int32) -> [ConstantTest.Part]? {
    let node = program.nodes[Int(index)]
    func operand() -> FEELValue? {
      let inner = program.nodes[Int(node.a)]
      return inner.operation == .constant ? program.constants[Int(inner.a)] : nil
    }
    switch node.operation {
    case .constant: return Self.parts(of: program.constants[Int(node.a)])
    case .testEqual: return operand().map { [.equals($0)] }
    case .testNotEqual: return operand().map { [.differs($0)] }
    case .testLess, .testLessOrEqual:
      return operand().map {
        let included = node.operation == .testLessOrEqual
        return [
          .within(FEELRange(start: nil, end: $0, startIncluded: false, endIncluded: included))
        ]
      }
    case .testGreater, .testGreaterOrEqual:
      return operand().map {
        let included = node.operation == .testGreaterOrEqual
        return [
          .within(FEELRange(start: $0, end: nil, startIncluded: included, endIncluded: false))
        ]
      }
    default: return nil
    }
  }

  private static func parts(of value: FEELValue) -> [ConstantTest.Part]? {
    switch value {
    case .range(let range): return [.within(range)]
    case .list(let items):
      // A list equals itself as well; a column of lists cannot be indexed by this.
      return items.contains { $0.list != nil } ? nil : items.flatMap { parts(of: $0) ?? [] }
    case .function: return nil
    default: return [.equals(value)]
    }
  }
}
