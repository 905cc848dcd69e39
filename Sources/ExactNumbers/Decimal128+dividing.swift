extension Decimal128 {
  /// The quotient, rounded half-even; nil for a division by zero and beyond the largest number.
  public func divided(by divisor: Decimal128) -> Decimal128? {
    var status = Status()
    return divided(by: divisor, rounding: .halfEven, status: &status)
  }

  /// The quotient under a rounding, with its conditions added to `status`.
  public func divided(
    by divisor: Decimal128, rounding: Rounding, status: inout Status
  ) -> Decimal128? {
    let negative = isNegative != divisor.isNegative
    let ideal = exponent - divisor.exponent
    if divisor.isZero {
      status.insert(isZero ? .divisionUndefined : .divisionByZero)
      return nil
    }
    if isZero {
      return Decimal128.finish(
        UInt256(low: 0), exponent: ideal, negative: negative, rounding: rounding, status: &status)
    }
    // 35 or 36 digits of quotient: 34 to keep and at least one to round by.
    let places = max(35 + divisor.digits - digits, 0)
    let dividend = UInt256(coefficient, timesPowerOfTen: places)
    let (quotient, remainder) = dividend.divided(by: divisor.coefficient)
    guard remainder == 0 else {
      return Decimal128.finish(
        UInt256(low: quotient), exponent: ideal - places, negative: negative, followed: true,
        rounding: rounding, status: &status)
    }
    let (shortest, exponent) = Decimal128.strip(quotient, ideal - places, upTo: ideal)
    return Decimal128.finish(
      UInt256(low: shortest), exponent: exponent, negative: negative, rounding: rounding,
      status: &status)
  }
}

extension UInt256 {
  /// A product with 10 to the power `places`, 0…76, which must fit.
  init(_ value: UInt128, timesPowerOfTen places: Int) {
    self.init(value, times: ExactNumbers.powerOfTen(min(places, 38)))
    guard places > 38 else { return }
    let factor = ExactNumbers.powerOfTen(places - 38)
    let upper = UInt256(low, times: factor)
    self = UInt256(high: upper.high &+ high &* factor, low: upper.low)
  }
}
