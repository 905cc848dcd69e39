extension Decimal128 {
  /// `self × factor + addend`, rounded half-even once; nil beyond the largest number.
  public func fma(_ factor: Decimal128, _ addend: Decimal128) -> Decimal128? {
    var status = Status()
    return fma(factor, addend, rounding: .halfEven, status: &status)
  }

  /// `self × factor + addend`, rounded once, with the conditions met added to `status`.
  public func fma(
    _ factor: Decimal128, _ addend: Decimal128, rounding: Rounding, status: inout Status
  ) -> Decimal128? {
    let product = Term(
      WideInteger(coefficient) * WideInteger(factor.coefficient),
      exponent: exponent + factor.exponent, negative: isNegative != factor.isNegative)
    let term = Term(
      WideInteger(addend.coefficient), exponent: addend.exponent, negative: addend.isNegative)
    let sum = Term.sum(product, term, rounding)
    return Decimal128.finish(
      sum.coefficient, exponent: sum.exponent, negative: sum.negative, rounding: rounding,
      status: &status)
  }

  /// Brings an exact result of any size into the format.
  static func finish(
    _ exact: WideInteger, exponent: Int, negative: Bool, rounding: Rounding, status: inout Status
  ) -> Decimal128? {
    let excess = exact.digitCount - 70
    guard excess > 0 else {
      let high = (exact >> 128).low
      return finish(
        UInt256(high: high, low: exact.low), exponent: exponent, negative: negative,
        rounding: rounding, status: &status)
    }
    let (kept, rest) = exact.divided(by: .powerOfTen(excess))
    return finish(
      UInt256(high: (kept >> 128).low, low: kept.low), exponent: exponent + excess,
      negative: negative, followed: !rest.isZero, rounding: rounding, status: &status)
  }
}

/// A number of any length on its way to a single rounding.
private struct Term {
  var coefficient: WideInteger
  var exponent: Int
  var negative: Bool

  init(_ coefficient: WideInteger, exponent: Int, negative: Bool) {
    self.coefficient = coefficient
    self.exponent = exponent
    self.negative = negative
  }

  /// The sum, exact but for digits so far below that only their presence matters.
  static func sum(_ a: Term, _ b: Term, _ rounding: Rounding) -> Term {
    let (upper, lower) = a.exponent >= b.exponent ? (a, b) : (b, a)
    var small = lower
    var gap = upper.exponent - lower.exponent
    if upper.coefficient.isZero {
      if !lower.coefficient.isZero { return lower }
      gap = 0
    } else {
      let room = max(36 - upper.coefficient.digitCount, 0) + 1
      if gap - room >= lower.coefficient.digitCount {
        small.coefficient = WideInteger(lower.coefficient.isZero ? 0 : 1)
        small.exponent = upper.exponent - room
        gap = room
      }
    }
    let large = upper.coefficient * .powerOfTen(gap)
    if upper.negative == small.negative {
      return Term(
        large + small.coefficient, exponent: small.exponent, negative: upper.negative)
    }
    if large == small.coefficient {
      return Term(.zero, exponent: small.exponent, negative: rounding == .floor)
    }
    return large > small.coefficient
      ? Term(large - small.coefficient, exponent: small.exponent, negative: upper.negative)
      : Term(small.coefficient - large, exponent: small.exponent, negative: small.negative)
  }
}
