extension Decimal128 {
  /// The quotient towards zero; nil for a division by zero and beyond 34 digits.
  public func integerQuotient(by divisor: Decimal128, status: inout Status) -> Decimal128? {
    guard let (quotient, _) = wholeDivision(by: divisor, status: &status) else { return nil }
    return Decimal128(
      unchecked: quotient, exponent: 0, negative: isNegative != divisor.isNegative)
  }

  /// What the quotient towards zero leaves, with the sign of the dividend; nil as for the quotient.
  public func remainder(dividingBy divisor: Decimal128) -> Decimal128? {
    var status = Status()
    return remainder(dividingBy: divisor, status: &status)
  }

  /// What the quotient towards zero leaves, with the conditions met added to `status`.
  public func remainder(dividingBy divisor: Decimal128, status: inout Status) -> Decimal128? {
    guard let (_, rest) = wholeDivision(by: divisor, status: &status) else { return nil }
    return Decimal128(
      unchecked: rest, exponent: min(exponent, divisor.exponent), negative: isNegative
    ).asResult(&status)
  }

  /// What the nearest whole quotient (even, of two as near) leaves, of either sign; nil as for the
  /// quotient.
  public func remainderNear(dividingBy divisor: Decimal128, status: inout Status) -> Decimal128? {
    guard let (quotient, rest) = wholeDivision(by: divisor, status: &status) else { return nil }
    let exponent = min(self.exponent, divisor.exponent)
    let lower = Decimal128(unchecked: rest, exponent: exponent, negative: isNegative)
    // The distance to the next multiple; it does not fit only where the one below is nearer.
    var ignored = Status()
    guard rest != 0,
      let upper = divisor.magnitude.subtracting(
        lower.magnitude, rounding: .up, status: &ignored), !ignored.contains(.inexact)
    else { return lower.asResult(&status) }
    let order = Decimal128.order(lower.magnitude, upper)
    guard order > 0 || (order == 0 && quotient % 2 == 1) else { return lower.asResult(&status) }
    guard quotient + 1 < Decimal128.limit else {
      status.insert(.divisionImpossible)
      return nil
    }
    return Decimal128(
      unchecked: upper.coefficient, exponent: upper.exponent, negative: !isNegative
    ).asResult(&status)
  }

  /// Whole quotient of the magnitudes, and the remainder counted in the smaller exponent.
  private func wholeDivision(
    by divisor: Decimal128, status: inout Status
  ) -> (quotient: UInt128, remainder: UInt128)? {
    if divisor.isZero {
      status.insert(isZero ? .divisionUndefined : .divisionByZero)
      return nil
    }
    if isZero { return (0, 0) }
    let shift = exponent - divisor.exponent
    if Decimal128.orderOfMagnitudes(self, divisor) < 0 {
      return (0, coefficient * powerOfTen(max(shift, 0)))
    }
    guard adjustedExponent - divisor.adjustedExponent <= Decimal128.precision else {
      status.insert(.divisionImpossible)
      return nil
    }
    let result =
      shift >= 0
      ? UInt256(coefficient, timesPowerOfTen: shift).divided(by: divisor.coefficient)
      : coefficient.quotientAndRemainder(
        dividingBy: divisor.coefficient * powerOfTen(-shift))
    guard result.quotient < Decimal128.limit else {
      status.insert(.divisionImpossible)
      return nil
    }
    return (result.quotient, result.remainder)
  }
}
