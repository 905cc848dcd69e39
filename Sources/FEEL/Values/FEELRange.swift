/// An interval between two values of one kind.
///
/// An end that is nil is undefined, as in the test `< 5`; a `.null` end was written as null. Both are open.
public struct FEELRange: Hashable, Sendable {
  /// How a range was written: the tests `= 5` and `!= 5` are ranges too, with 5 for both ends.
  public enum Form: Hashable, Sendable {
    case interval, equals, differs
  }

  public var form: Form
  public var start: FEELValue?
  public var end: FEELValue?
  public var startIncluded: Bool
  public var endIncluded: Bool

  public init(
    start: FEELValue?, end: FEELValue?, startIncluded: Bool = true, endIncluded: Bool = true,
    form: Form = .interval
  ) {
    self.form = form
    self.start = start
    self.end = end
    self.startIncluded = startIncluded
    self.endIncluded = endIncluded
  }

  private static func bound(_ value: FEELValue?) -> FEELValue? {
    guard let value, !value.isNull else { return nil }
    return value
  }

  /// The start, nil when there is none.
  public var lower: FEELValue? { Self.bound(start) }

  /// The end, nil when there is none.
  public var upper: FEELValue? { Self.bound(end) }

  /// Whether the value lies between the ends; nil when it cannot be compared with them.
  public func contains(_ value: FEELValue) -> Bool? {
    switch form {
    case .interval: break
    case .equals: return FEELValue.equal(value, start ?? .null)
    case .differs: return FEELValue.equal(value, start ?? .null).map { !$0 }
    }
    var inside = true
    if let lower {
      guard let order = FEELValue.order(lower, value) else { return nil }
      if order > 0 || (order == 0 && !startIncluded) { inside = false }
    }
    if let upper {
      guard let order = FEELValue.order(value, upper) else { return nil }
      if order > 0 || (order == 0 && !endIncluded) { inside = false }
    }
    if lower == nil, upper == nil { return nil }
    return inside
  }
}
