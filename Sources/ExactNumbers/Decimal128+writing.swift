extension Decimal128: CustomStringConvertible {
  /// The scientific string of the specification: `12.50`, `1.25E+3`, `0E-8`.
  public var description: String {
    if exponent <= 0, adjustedExponent >= -6 { return plainDescription }
    return written(pointAfter: 1, power: adjustedExponent)
  }

  /// As `description`, with an exponent that is a multiple of three.
  public var engineeringDescription: String {
    if exponent <= 0, adjustedExponent >= -6 { return plainDescription }
    let power = adjustedExponent
    let excess = ((power % 3) + 3) % 3
    if isZero, excess != 0 {
      // A zero of exponent 10^-8 is 0.00E-6: the digits come after the point.
      let sign = isNegative ? "-" : ""
      let zeros = String(repeating: "0", count: 3 - excess)
      return sign + "0." + zeros + powerText(power + 3 - excess)
    }
    return written(pointAfter: excess + 1, power: power - excess)
  }

  /// The value without an exponent; zeros after the point are kept.
  public var plainDescription: String {
    let sign = isNegative ? "-" : ""
    let text = digitText
    if exponent >= 0 {
      return sign + text + (isZero ? "" : String(repeating: "0", count: exponent))
    }
    let before = text.count + exponent
    if before > 0 { return sign + text.prefix(before) + "." + text.dropFirst(before) }
    return sign + "0." + String(repeating: "0", count: -before) + text
  }

  private func written(pointAfter: Int, power: Int) -> String {
    var text = digitText
    if text.count < pointAfter { text += String(repeating: "0", count: pointAfter - text.count) }
    let fraction = text.dropFirst(pointAfter)
    return (isNegative ? "-" : "") + text.prefix(pointAfter)
      + (fraction.isEmpty ? "" : "." + fraction) + powerText(power)
  }

  private func powerText(_ power: Int) -> String {
    power == 0 ? "" : "E" + (power < 0 ? "" : "+") + String(power)
  }

  private var digitText: String {
    if high == 0 { return String(low) }
    let (upper, lower) = coefficient.quotientAndRemainder(dividingBy: powerOfTen(17))
    let tail = String(UInt64(lower))
    return String(UInt64(upper)) + String(repeating: "0", count: 17 - tail.count) + tail
  }
}

extension Decimal128 {
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
}
