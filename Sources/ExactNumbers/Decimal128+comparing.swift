extension Decimal128: Hashable, Comparable {
  /// Equality of value: `1.0 == 1.00` and `-0 == 0`.
  public static func == (a: Decimal128, b: Decimal128) -> Bool {
    if a.scale == b.scale {
      return a.low == b.low && a.high == b.high && (a.isNegative == b.isNegative || a.isZero)
    }
    return order(a, b) == 0
  }

  public static func < (a: Decimal128, b: Decimal128) -> Bool { order(a, b) < 0 }

  /// -1, 0 or 1 as the first value is under, equal to or over the second.
  public static func order(_ a: Decimal128, _ b: Decimal128) -> Int {
    if a.isZero || b.isZero {
      return (b.isZero ? 0 : b.isNegative ? 1 : -1) + (a.isZero ? 0 : a.isNegative ? -1 : 1)
    }
    if a.isNegative != b.isNegative { return a.isNegative ? -1 : 1 }
    let magnitude = orderOfMagnitudes(a, b)
    return a.isNegative ? -magnitude : magnitude
  }

  /// The order of the two without their signs.
  static func orderOfMagnitudes(_ a: Decimal128, _ b: Decimal128) -> Int {
    if a.scale == b.scale || a.isZero || b.isZero {
      return a.coefficient < b.coefficient ? -1 : a.coefficient == b.coefficient ? 0 : 1
    }
    let shift = a.exponent - b.exponent
    if a.high | b.high == 0, shift.magnitude <= 19 {
      let left = a.low.multipliedFullWidth(by: powersOfTen64[max(shift, 0)])
      let right = b.low.multipliedFullWidth(by: powersOfTen64[max(-shift, 0)])
      if left.high != right.high { return left.high < right.high ? -1 : 1 }
      return left.low < right.low ? -1 : left.low == right.low ? 0 : 1
    }
    let gap = a.adjustedExponent - b.adjustedExponent
    if gap != 0 { return gap < 0 ? -1 : 1 }
    let left = UInt256(a.coefficient, times: powerOfTen(max(shift, 0)))
    let right = UInt256(b.coefficient, times: powerOfTen(max(-shift, 0)))
    return left < right ? -1 : left == right ? 0 : 1
  }

  public func hash(into hasher: inout Hasher) {
    let (coefficient, exponent) = withoutTrailingZeros
    hasher.combine(coefficient)
    hasher.combine(coefficient == 0 ? 0 : exponent)
    hasher.combine(isNegative && coefficient != 0)
  }

  /// Coefficient and exponent of the same value with the shortest coefficient.
  var withoutTrailingZeros: (coefficient: UInt128, exponent: Int) {
    if isZero { return (0, exponent) }
    return Decimal128.strip(coefficient, exponent, upTo: 100_000)
  }

  /// Drops trailing zeros of a coefficient that is not zero while the exponent is under `limit`.
  static func strip(
    _ coefficient: UInt128, _ exponent: Int, upTo limit: Int
  ) -> (coefficient: UInt128, exponent: Int) {
    var coefficient = coefficient
    var exponent = exponent
    while coefficient >> 64 != 0, exponent < limit {
      let step = limit - exponent >= 8 && coefficient % 100_000_000 == 0 ? 8 : 1
      let (quotient, remainder) = coefficient.quotientAndRemainder(dividingBy: powerOfTen(step))
      guard remainder == 0 else { return (coefficient, exponent) }
      coefficient = quotient
      exponent += step
    }
    guard coefficient >> 64 == 0 else { return (coefficient, exponent) }
    var small = UInt64(truncatingIfNeeded: coefficient)
    for step in [8, 4, 2, 1] {
      while small.trailingZeroBitCount >= step, limit - exponent >= step,
        small % powersOfTen64[step] == 0
      {
        small /= powersOfTen64[step]
        exponent += step
      }
    }
    return (UInt128(small), exponent)
  }
}
