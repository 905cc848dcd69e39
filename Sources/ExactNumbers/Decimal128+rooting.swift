extension Decimal128 {
  /// The square root, rounded half-even; nil for a negative number.
  public func squareRoot() -> Decimal128? {
    var status = Status()
    return squareRoot(status: &status)
  }

  /// The square root, rounded half-even, with the conditions met added to `status`.
  public func squareRoot(status: inout Status) -> Decimal128? {
    let ideal = exponent >> 1
    if isZero {
      return Decimal128(unchecked: 0, exponent: ideal, negative: isNegative)
    }
    if isNegative {
      status.insert(.invalidOperation)
      return nil
    }
    // 70 or 71 digits under the root give 35 or 36 of it.
    var places = 70 - digits
    if (exponent - places) % 2 != 0 { places += 1 }
    let radicand = UInt256(coefficient, timesPowerOfTen: places)
    let root = radicand.squareRoot
    let exponent = (self.exponent - places) / 2
    guard UInt256(root, times: root) == radicand else {
      return Decimal128.finish(
        UInt256(low: root), exponent: exponent, negative: false, followed: true,
        rounding: .halfEven, status: &status)
    }
    let (shortest, power) = Decimal128.strip(root, exponent, upTo: ideal)
    return Decimal128.finish(
      UInt256(low: shortest), exponent: power, negative: false, rounding: .halfEven,
      status: &status)
  }
}

extension UInt256 {
  /// The whole part of the root, by Newton's iteration from above.
  fileprivate var squareRoot: UInt128 {
    let bits = high == 0 ? 128 - low.leadingZeroBitCount : 256 - high.leadingZeroBitCount
    var root: UInt128 = 1 << ((bits + 1) / 2)
    while true {
      let next = (root + divided(by: root).quotient) >> 1
      if next >= root { return root }
      root = next
    }
  }
}
