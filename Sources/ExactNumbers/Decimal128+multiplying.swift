extension Decimal128 {
  /// Nil when the product is beyond the largest number.
  public static func * (a: Decimal128, b: Decimal128) -> Decimal128? {
    var status = Status()
    return a.multiplied(by: b, rounding: .halfEven, status: &status)
  }

  /// The product under a rounding, with its conditions added to `status`.
  public func multiplied(
    by other: Decimal128, rounding: Rounding, status: inout Status
  ) -> Decimal128? {
    let exponent = self.exponent + other.exponent
    let negative = isNegative != other.isNegative
    if high | other.high == 0 {
      let (upper, lower) = low.multipliedFullWidth(by: other.low)
      let product = UInt128(upper) << 64 | UInt128(lower)
      if product < Decimal128.limit, exponent >= Decimal128.emin,
        exponent <= Decimal128.maximumExponent
      {
        return Decimal128(unchecked: product, exponent: exponent, negative: negative)
      }
      return Decimal128.finish(
        UInt256(low: product), exponent: exponent, negative: negative, rounding: rounding,
        status: &status)
    }
    return Decimal128.finish(
      UInt256(coefficient, times: other.coefficient), exponent: exponent, negative: negative,
      rounding: rounding, status: &status)
  }
}
