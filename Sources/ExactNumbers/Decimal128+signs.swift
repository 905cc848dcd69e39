extension Decimal128 {
  /// The difference from zero, so that the opposite of zero has no sign.
  public static prefix func - (a: Decimal128) -> Decimal128 {
    a.isZero ? a.magnitude : a.withSignChanged
  }

  /// The number without its sign.
  public var magnitude: Decimal128 {
    Decimal128(unchecked: coefficient, exponent: exponent, negative: false)
  }

  /// The number with the other sign, also when it is zero.
  public var withSignChanged: Decimal128 {
    Decimal128(unchecked: coefficient, exponent: exponent, negative: !isNegative)
  }

  /// `0 + x`: a zero loses its sign, or takes one when rounding to the floor.
  public func plus(rounding: Rounding, status: inout Status) -> Decimal128 {
    if isZero { return rounding == .floor ? self : magnitude }
    return asResult(&status)
  }

  /// `0 - x`.
  public func minus(rounding: Rounding, status: inout Status) -> Decimal128 {
    withSignChanged.plus(rounding: rounding, status: &status)
  }

  /// The same value with the shortest coefficient: `1.200` is `1.2`, and any zero is `0`.
  public var reduced: Decimal128 {
    var status = Status()
    return reduced(status: &status)
  }

  /// The same value with the shortest coefficient, with the conditions met added to `status`.
  public func reduced(status: inout Status) -> Decimal128 {
    if isZero { return Decimal128(unchecked: 0, exponent: 0, negative: isNegative) }
    let (shortest, exponent) = Decimal128.strip(
      coefficient, exponent, upTo: Decimal128.maximumExponent)
    return Decimal128(unchecked: shortest, exponent: exponent, negative: isNegative)
      .asResult(&status)
  }
}
