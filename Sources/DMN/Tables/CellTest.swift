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
