extension Decimal128 {
  /// A result in fixed point, off by less than 2 to the `errorBits` units of its last place.
  struct Approximation {
    var magnitude: WideInteger
    /// The power of ten that multiplies it.
    var power = 0
    var negative = false
    var errorBits = FixedPoint.errorBits
  }

  /// Computes with more and more digits until the error cannot change the rounding (A. Ziv, "Fast
  /// evaluation of elementary mathematical functions", 1991).
  ///
  /// Where 385 digits do not decide, the exact result is taken to have no digits further down.
  static func settle(
    rounding: Rounding, status: inout Status, _ compute: (FixedPoint) -> Approximation
  ) -> Decimal128? {
    status.formUnion([.inexact, .rounded])
    for (attempt, precision) in FixedPoint.precisions.enumerated() {
      let arithmetic = precision()
      let result = compute(arithmetic)
      let error = WideInteger(1) << result.errorBits
      // 36 or 37 digits before the point.
      let bits = result.magnitude.bitWidth - arithmetic.bits
      let places = 36 - (bits * 30_103 - (bits < 0 ? 99_999 : 0)) / 100_000
      let isLast = attempt == FixedPoint.precisions.count - 1
      guard places >= 0, result.magnitude > error else {
        if isLast { break }
        continue
      }
      let factor = WideInteger.powerOfTen(places)
      let lower = ((result.magnitude - error) * factor) >> arithmetic.bits
      let upper = ((result.magnitude + error) * factor) >> arithmetic.bits
      if lower == upper || isLast {
        return finish(
          UInt256(low: upper.low), exponent: result.power - places, negative: result.negative,
          followed: lower == upper, rounding: rounding, status: &status)
      }
    }
    return nil
  }

  /// A result too large or too small for the format, whatever its digits.
  static func beyondFormat(
    large: Bool, negative: Bool, rounding: Rounding, status: inout Status
  ) -> Decimal128? {
    finish(
      UInt256(low: 1), exponent: large ? 100_000 : -100_000, negative: negative, rounding: rounding,
      status: &status)
  }

  /// A result so near to ±1 that only the side on which it lies matters.
  static func besideOne(
    above: Bool, negative: Bool, rounding: Rounding, status: inout Status
  ) -> Decimal128? {
    let one = powerOfTen(36)
    return finish(
      UInt256(low: above ? one + 1 : one - 1), exponent: -36, negative: negative,
      rounding: rounding, status: &status)
  }
}
