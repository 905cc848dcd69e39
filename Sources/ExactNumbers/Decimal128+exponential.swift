extension Decimal128 {
  /// e to the power of the number, rounded half-even; nil beyond the largest number.
  public func exp() -> Decimal128? {
    var status = Status()
    return exp(status: &status)
  }

  /// e to the power of the number, rounded half-even, with the conditions met added to `status`.
  public func exp(status: inout Status) -> Decimal128? {
    if isZero { return .one }
    if adjustedExponent >= 6 {
      return Decimal128.beyondFormat(
        large: !isNegative, negative: false, rounding: .halfEven, status: &status)
    }
    if adjustedExponent < -37 {
      return Decimal128.besideOne(
        above: !isNegative, negative: false, rounding: .halfEven, status: &status)
    }
    return Decimal128.settle(rounding: .halfEven, status: &status) { arithmetic in
      let argument = arithmetic.value(WideInteger(coefficient), exponent: exponent)
      let (factor, power) = arithmetic.exp(argument, negative: isNegative)
      return Approximation(magnitude: factor, power: power)
    }
  }

  /// The natural logarithm, rounded half-even; nil unless the number is over zero.
  public func ln() -> Decimal128? {
    var status = Status()
    return ln(status: &status)
  }

  /// The natural logarithm, rounded half-even, with the conditions met added to `status`.
  public func ln(status: inout Status) -> Decimal128? {
    if isZero { return nil }
    guard !isNegative else {
      status.insert(.invalidOperation)
      return nil
    }
    if self == .one { return .zero }
    return Decimal128.settle(rounding: .halfEven, status: &status) { arithmetic in
      let (magnitude, negative) = arithmetic.ln(coefficient, exponent: exponent)
      return Approximation(magnitude: magnitude, negative: negative)
    }
  }

  /// The logarithm to base ten, rounded half-even; nil unless the number is over zero.
  public func log10() -> Decimal128? {
    var status = Status()
    return log10(status: &status)
  }

  /// The logarithm to base ten, rounded half-even, with the conditions met added to `status`.
  public func log10(status: inout Status) -> Decimal128? {
    if isZero { return nil }
    guard !isNegative else {
      status.insert(.invalidOperation)
      return nil
    }
    let (shortest, power) = withoutTrailingZeros
    if shortest == 1 { return Decimal128(power) }
    return Decimal128.settle(rounding: .halfEven, status: &status) { arithmetic in
      let (magnitude, negative) = arithmetic.ln(coefficient, exponent: exponent)
      return Approximation(
        magnitude: arithmetic.divide(magnitude, arithmetic.ln10), negative: negative)
    }
  }
}
