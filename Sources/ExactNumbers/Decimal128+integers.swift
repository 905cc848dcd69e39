extension Decimal128 {
  /// The value as a whole number, its exponent not negative.
  public func integral(_ rounding: Rounding = .halfEven) -> Decimal128 {
    var status = Status()
    return integral(rounding: rounding, status: &status)
  }

  /// The value as a whole number, with the conditions met added to `status`.
  public func integral(rounding: Rounding, status: inout Status) -> Decimal128 {
    // A number with digits after the point has fewer than 34 before it, so rounding always fits.
    exponent >= 0 ? self : quantized(exponent: 0, rounding: rounding, status: &status) ?? self
  }

  /// The value as an integer, nil when it is not one or does not fit.
  public var int64: Int64? {
    guard let magnitude = wholeMagnitude else { return nil }
    if isNegative {
      return magnitude <= UInt64(Int64.max) + 1 ? Int64(truncatingIfNeeded: 0 &- magnitude) : nil
    }
    return Int64(exactly: magnitude)
  }

  private var wholeMagnitude: UInt64? {
    if isZero { return 0 }
    if exponent == 0 { return high == 0 ? low : nil }
    if exponent > 0 {
      guard high == 0, exponent <= 19 else { return nil }
      let (product, overflow) = low.multipliedReportingOverflow(by: powersOfTen64[exponent])
      return overflow ? nil : product
    }
    guard -exponent <= Decimal128.precision else { return nil }
    let (quotient, remainder) = coefficient.quotientAndRemainder(dividingBy: powerOfTen(-exponent))
    return remainder == 0 ? UInt64(exactly: quotient) : nil
  }

  /// Whether there is nothing but zeros after the point.
  public var isInteger: Bool {
    isZero || exponent >= 0 || withoutTrailingZeros.exponent >= 0
  }

  /// Whether an integer is odd.
  public var isOdd: Bool {
    let (shortest, exponent) = withoutTrailingZeros
    return exponent == 0 && shortest % 2 == 1
  }
}
