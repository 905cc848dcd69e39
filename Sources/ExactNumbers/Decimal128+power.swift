extension Decimal128 {
  /// The number to a power, rounded half-even.
  ///
  /// Exact where 34 digits hold the result of a whole power. Nil for zero to the power zero or less,
  /// for a negative number to a broken power, and beyond the largest number.
  public func power(_ power: Decimal128) -> Decimal128? {
    var status = Status()
    return self.power(power, rounding: .halfEven, status: &status)
  }

  /// The number to a power, with the conditions met added to `status`.
  public func power(
    _ power: Decimal128, rounding: Rounding, status: inout Status
  ) -> Decimal128? {
    if power.isZero {
      if isZero { status.insert(.invalidOperation) }
      return isZero ? nil : .one
    }
    let isWhole = power.isInteger
    let negative = isNegative && isWhole && power.isOdd
    if isZero {
      if power.isNegative { status.insert(.divisionByZero) }
      return power.isNegative ? nil : Decimal128(unchecked: 0, exponent: 0, negative: negative)
    }
    guard !isNegative || isWhole else {
      status.insert(.invalidOperation)
      return nil
    }
    if isWhole, let whole = WholePower(self, power) {
      let padded = whole.padded(&status)
      return Decimal128.finish(
        padded.coefficient, exponent: padded.exponent, negative: negative, rounding: rounding,
        status: &status)
    }
    if magnitude == .one {
      status.formUnion([.inexact, .rounded])
      return Decimal128(unchecked: powerOfTen(33), exponent: -33, negative: negative)
    }
    let grows = (magnitude > .one) != power.isNegative
    // The logarithm lies between 10⁻³⁴ and 10⁵.
    if power.adjustedExponent > 40 {
      return Decimal128.beyondFormat(
        large: grows, negative: negative, rounding: rounding, status: &status)
    }
    if power.adjustedExponent < -43 {
      return Decimal128.besideOne(
        above: grows, negative: negative, rounding: rounding, status: &status)
    }
    return inexactPower(power, grows: grows, negative, rounding, &status)
  }

  /// `e^(power × ln |self|)`.
  private func inexactPower(
    _ power: Decimal128, grows: Bool, _ negative: Bool, _ rounding: Rounding,
    _ status: inout Status
  ) -> Decimal128? {
    func argument(_ arithmetic: FixedPoint) -> WideInteger {
      let product =
        arithmetic.ln(coefficient, exponent: exponent).magnitude * WideInteger(power.coefficient)
      return power.exponent >= 0
        ? product * .powerOfTen(power.exponent)
        : product.divided(by: .powerOfTen(-power.exponent)).quotient
    }
    let first = FixedPoint.precisions[0]()
    let estimate = argument(first)
    if estimate > WideInteger(20_000) << first.bits {
      return Decimal128.beyondFormat(
        large: grows, negative: negative, rounding: rounding, status: &status)
    }
    if estimate.bitWidth < first.bits - 130 {
      return Decimal128.besideOne(
        above: grows, negative: negative, rounding: rounding, status: &status)
    }
    let errorBits = FixedPoint.errorBits + max(0, (power.adjustedExponent + 1) * 10 / 3 + 1)
    return Decimal128.settle(rounding: rounding, status: &status) { arithmetic in
      let (factor, tens) = arithmetic.exp(argument(arithmetic), negative: !grows)
      return Approximation(
        magnitude: factor, power: tens, negative: negative, errorBits: errorBits + 4)
    }
  }
}

/// A whole power with all its digits, at most some 120 of them.
private struct WholePower {
  let coefficient: WideInteger
  let exponent: Int
  /// The zeros that the operand's own trailing zeros would give the result.
  let zeros: Int

  /// Nil when the result has more digits, or none that end.
  init?(_ number: Decimal128, _ power: Decimal128) {
    let (shortest, ownExponent) = number.withoutTrailingZeros
    var base = WideInteger(shortest)
    var exponent = ownExponent
    var zeros = number.exponent == ownExponent ? 0 : ownExponent - number.exponent
    if power.isNegative {
      guard let (inverse, places) = WholePower.inverse(shortest) else { return nil }
      base = inverse
      exponent = -ownExponent - places
      zeros = 0
    }
    // Only powers of one and ten have larger exponents than these and few digits.
    let count = min(power.magnitude.int64 ?? Int64.max, 1_000_000)
    guard base == WideInteger(1) || Int64(base.bitWidth - 1) * count <= 400 else { return nil }
    coefficient = base.raised(to: Int(count))
    self.exponent = exponent * Int(count)
    self.zeros = zeros * Int(count)
  }

  /// The digits of 1 / n and how many of them stand after the point, if they end.
  private static func inverse(_ n: UInt128) -> (WideInteger, Int)? {
    if n & (n - 1) == 0 {
      let twos = n.trailingZeroBitCount
      return (WideInteger(5).raised(to: twos), twos)
    }
    var rest = n
    var fives = 0
    while rest % 5 == 0 {
      rest /= 5
      fives += 1
    }
    return rest == 1 ? (WideInteger(2).raised(to: fives), fives) : nil
  }

  /// With as many of the zeros as 34 digits leave room for.
  func padded(_ status: inout Decimal128.Status) -> (coefficient: WideInteger, exponent: Int) {
    let room = max(0, Decimal128.precision - coefficient.digitCount)
    if zeros > room { status.insert(.rounded) }
    let count = min(zeros, room)
    return (coefficient * .powerOfTen(count), exponent - count)
  }
}
