extension Decimal128 {
  /// The value with this exponent; nil when it then needs more than 34 digits.
  public func quantized(exponent: Int, _ rounding: Rounding = .halfEven) -> Decimal128? {
    var status = Status()
    return quantized(exponent: exponent, rounding: rounding, status: &status)
  }

  /// The value with this exponent, with the conditions met added to `status`.
  public func quantized(
    exponent target: Int, rounding: Rounding, status: inout Status
  ) -> Decimal128? {
    guard (Decimal128.minimumExponent...Decimal128.maximumExponent).contains(target) else {
      status.insert(.invalidOperation)
      return nil
    }
    if isZero { return Decimal128(unchecked: 0, exponent: target, negative: isNegative) }
    let drop = target - exponent
    var result = coefficient
    var own = Status()
    if drop < 0 {
      guard digits - drop <= Decimal128.precision else {
        status.insert(.invalidOperation)
        return nil
      }
      result *= powerOfTen(-drop)
    } else if drop > 0 {
      let tail: Tail
      (result, tail) = Decimal128.shiftRight(UInt256(low: coefficient), drop)
      own.insert(.rounded)
      if tail != .nothing { own.insert(.inexact) }
      let last = Int(truncatingIfNeeded: result % 10)
      if rounding.increments(lastDigit: last, tail: tail, negative: isNegative) { result += 1 }
    }
    let value = Decimal128(unchecked: result, exponent: target, negative: isNegative)
    guard value.adjustedExponent <= Decimal128.emax, result < Decimal128.limit else {
      status.insert(.invalidOperation)
      return nil
    }
    status.formUnion(own)
    return value.asResult(&status)
  }

  /// The value with at most `scale` digits after the point (before it, when negative).
  ///
  /// A value that has no more digits than that is given `scale` of them where 34 digits allow, and
  /// otherwise stays as it is. Nil only when rounding passes the largest number.
  public func rounded(scale: Int, _ rounding: Rounding = .halfEven) -> Decimal128? {
    let target = -min(max(scale, -7000), 7000)
    if target <= exponent { return quantized(exponent: target, rounding) ?? self }
    return quantized(exponent: target, rounding)
  }
}
