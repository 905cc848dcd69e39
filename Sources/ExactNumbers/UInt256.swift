/// The unsigned products and dividends that decimal128 arithmetic needs between its steps.
struct UInt256: Comparable {
  var high: UInt128
  var low: UInt128

  init(high: UInt128 = 0, low: UInt128) {
    self.high = high
    self.low = low
  }

  init(_ a: UInt128, times b: UInt128) {
    (high, low) = a.multipliedFullWidth(by: b)
  }

  static func < (a: UInt256, b: UInt256) -> Bool {
    a.high != b.high ? a.high < b.high : a.low < b.low
  }

  /// The sum, which must fit.
  static func + (a: UInt256, b: UInt256) -> UInt256 {
    let (low, carry) = a.low.addingReportingOverflow(b.low)
    return UInt256(high: a.high &+ b.high &+ (carry ? 1 : 0), low: low)
  }

  /// The difference, which must not be negative.
  static func - (a: UInt256, b: UInt256) -> UInt256 {
    let (low, borrow) = a.low.subtractingReportingOverflow(b.low)
    return UInt256(high: a.high &- b.high &- (borrow ? 1 : 0), low: low)
  }

  /// 10 to the power `n`, 0…76.
  static func powerOfTen(_ n: Int) -> UInt256 {
    n <= 38
      ? UInt256(low: ExactNumbers.powerOfTen(n))
      : UInt256(ExactNumbers.powerOfTen(38), times: ExactNumbers.powerOfTen(n - 38))
  }

  /// The number of decimal digits, for a value under 10⁷⁷; 1 for zero.
  var digitCount: Int {
    if high == 0 { return ExactNumbers.digitCount(low) }
    let estimate = ((256 - high.leadingZeroBitCount) * 1233) >> 12
    return estimate + (self >= UInt256.powerOfTen(estimate) ? 1 : 0)
  }
}
