import FEEL

/// A rule's input entry whose outcome depends on the input value alone.
struct CellTest: Hashable, Sendable {
  /// What passes, before negation: values between two ends; a point has both ends equal.
  var ranges: [FEELRange]
  /// Whether the values outside the ranges pass instead of those inside.
  var isNegated: Bool
  /// Whether null passes; negation is accounted for.
  var acceptsNull: Bool

  static let any = CellTest(ranges: [], isNegated: true, acceptsNull: true)

  /// Whether the entry accepts every value, as `-` does.
  var isAny: Bool { isNegated && ranges.isEmpty && acceptsNull }
}

extension CellTest {
  /// Nil when the entry depends on more than the input, or on values that have no order.
  init?(_ tests: FEELUnaryTests) {
    guard let form = tests.constantForm else { return nil }
    let acceptsNull = tests.matches(.null).matches == true
    switch form {
    case .any: self = .any
    case .oneOf(let parts):
      if parts.count == 1, case .differs(let value) = parts[0], !value.isNull {
        self.init(ranges: [Self.point(value)], isNegated: true, acceptsNull: acceptsNull)
        return
      }
      self.init(
        ranges: parts.flatMap(Self.ranges), isNegated: false, acceptsNull: acceptsNull)
    case .noneOf(let parts):
      self.init(ranges: parts.flatMap(Self.ranges), isNegated: true, acceptsNull: acceptsNull)
    }
  }

  private static func point(_ value: FEELValue) -> FEELRange {
    FEELRange(start: value, end: value)
  }

  private static func ranges(_ part: ConstantTest.Part) -> [FEELRange] {
    switch part {
    case .equals(.null): []
    case .equals(let value): [point(value)]
    case .within(let range): [range]
    case .differs(.null):
      [FEELRange(start: nil, end: nil, startIncluded: false, endIncluded: false)]
    case .differs(let value):
      [
        FEELRange(start: nil, end: value, startIncluded: false, endIncluded: false),
        FEELRange(start: value, end: nil, startIncluded: false, endIncluded: false),
      ]
    }
  }
}
