/// A moment on the clock that the caller passes in: milliseconds since an epoch of the caller's choice.
public struct ChartInstant: Hashable, Sendable, Comparable, ExpressibleByIntegerLiteral {
  public var milliseconds: Int64

  public init(milliseconds: Int64) { self.milliseconds = milliseconds }
  public init(integerLiteral value: Int64) { self.milliseconds = value }

  public static func < (a: ChartInstant, b: ChartInstant) -> Bool {
    a.milliseconds < b.milliseconds
  }

  /// The moment that many milliseconds later; stays at the end of the scale instead of overflowing.
  func later(by delay: Int64) -> ChartInstant {
    let (sum, overflow) = milliseconds.addingReportingOverflow(delay)
    return ChartInstant(milliseconds: overflow ? .max : sum)
  }
}
