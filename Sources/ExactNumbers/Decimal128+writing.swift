extension Decimal128: CustomStringConvertible {
  /// The scientific string of the specification: `12.50`, `1.25E+3`, `0E-8`.
  public var description: String {
    if exponent <= 0, adjustedExponent >= -6 { return plain(places: -exponent) }
    return written(pointAfter: 1, power: adjustedExponent)
  }

  /// As `description`, with an exponent that is a multiple of three.
  public var engineeringDescription: String {
    if exponent <= 0, adjustedExponent >= -6 { return plain(places: -exponent) }
    let power = adjustedExponent
    let excess = ((power % 3) + 3) % 3
    guard isZero, excess != 0 else {
      return written(pointAfter: excess + 1, power: power - excess)
    }
    // The digits of a zero go after the point, under the next multiple: 0E-8 is 0.00E-6.
    let places = 3 - excess
    let zero = Decimal128(unchecked: 0, exponent: 0, negative: isNegative)
    return zero.plain(places: places) + powerText(power + places)
  }

  /// The value without an exponent; zeros after the point are kept.
  public var plainDescription: String {
    if exponent <= 0 { return plain(places: -exponent) }
    return plain(places: 0) + (isZero ? "" : String(repeating: "0", count: exponent))
  }

  /// The coefficient with a point before its last `places` digits.
  private func plain(places: Int) -> String {
    let whole = max(digits, places + 1)
    let length = (isNegative ? 1 : 0) + whole + (places > 0 ? 1 : 0)
    return String(unsafeUninitializedCapacity: length) { buffer in
      var index = length
      func put(_ byte: UInt8) {
        index -= 1
        buffer[index] = byte
      }
      let (upper, lower) = coefficient.quotientAndRemainder(dividingBy: powerOfTen(17))
      var rest = UInt64(lower)
      for place in 0..<whole {
        if place == 17 { rest = UInt64(upper) }
        if place == places, places > 0 { put(UInt8(ascii: ".")) }
        let (next, digit) = rest.quotientAndRemainder(dividingBy: 10)
        put(UInt8(ascii: "0") + UInt8(digit))
        rest = next
      }
      if isNegative { put(UInt8(ascii: "-")) }
      return length
    }
  }

  private func written(pointAfter: Int, power: Int) -> String {
    let missing = max(0, pointAfter - digits)
    let digits = plain(places: max(0, digits - pointAfter))
    return digits + String(repeating: "0", count: missing) + powerText(power)
  }

  private func powerText(_ power: Int) -> String {
    power == 0 ? "" : "E" + (power < 0 ? "" : "+") + String(power)
  }
}
