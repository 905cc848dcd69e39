extension Decimal128 {
  /// Nil when the sum is beyond the largest number.
  @inlinable
  public static func + (a: Decimal128, b: Decimal128) -> Decimal128? {
    if let sum = a.quickSum(b, subtracting: false) { return sum }
    var status = Status()
    return a.adding(b, rounding: .halfEven, status: &status)
  }

  /// Nil when the difference is beyond the largest number.
  @inlinable
  public static func - (a: Decimal128, b: Decimal128) -> Decimal128? {
    if let difference = a.quickSum(b, subtracting: true) { return difference }
    var status = Status()
    return a.adding(b.withSignChanged, rounding: .halfEven, status: &status)
  }

  /// Sums of amounts: 64 bits each and one exponent. Nil where there is more to do.
  @inlinable
  func quickSum(_ other: Decimal128, subtracting: Bool) -> Decimal128? {
    guard scale == other.scale, high | other.high == 0, exponent >= Decimal128.emin else {
      return nil
    }
    if isNegative == (other.isNegative != subtracting) {
      let (sum, overflow) = low.addingReportingOverflow(other.low)
      return overflow
        ? nil : Decimal128(unchecked: UInt128(sum), exponent: exponent, negative: isNegative)
    }
    if low == other.low { return nil }
    let isLarger = low > other.low
    return Decimal128(
      unchecked: UInt128(isLarger ? low - other.low : other.low - low), exponent: exponent,
      negative: isLarger == isNegative)
  }

  /// The difference under a rounding, with its conditions added to `status`.
  public func subtracting(
    _ other: Decimal128, rounding: Rounding, status: inout Status
  ) -> Decimal128? {
    adding(other.withSignChanged, rounding: rounding, status: &status)
  }

  /// The sum under a rounding, with its conditions added to `status`.
  public func adding(
    _ other: Decimal128, rounding: Rounding, status: inout Status
  ) -> Decimal128? {
    // Operands of 64 bits at most nineteen places apart meet in 128 bits without rounding.
    let gap = exponent - other.exponent
    if high | other.high == 0, gap.magnitude <= 19 {
      let left = gap <= 0 ? UInt128(low) : scaled(low, by: gap)
      let right = gap >= 0 ? UInt128(other.low) : scaled(other.low, by: -gap)
      let exponent = min(self.exponent, other.exponent)
      let (sum, negative) = Decimal128.signedSum(self, left, other, right, rounding)
      if sum < Decimal128.limit, exponent >= Decimal128.emin {
        return Decimal128(unchecked: sum, exponent: exponent, negative: negative)
      }
      return Decimal128.finish(
        UInt256(low: sum), exponent: exponent, negative: negative, rounding: rounding,
        status: &status)
    }
    return addingWide(other, rounding: rounding, status: &status)
  }

  private func scaled(_ value: UInt64, by places: Int) -> UInt128 {
    let (high, low) = value.multipliedFullWidth(by: powersOfTen64[places])
    return UInt128(high) << 64 | UInt128(low)
  }

  /// Magnitude and sign of the sum of two aligned coefficients with the signs of their numbers.
  private static func signedSum(
    _ a: Decimal128, _ left: UInt128, _ b: Decimal128, _ right: UInt128, _ rounding: Rounding
  ) -> (UInt128, Bool) {
    if a.isNegative == b.isNegative { return (left + right, a.isNegative) }
    if left == right { return (0, rounding == .floor) }
    return left > right ? (left - right, a.isNegative) : (right - left, b.isNegative)
  }

  private func addingWide(
    _ other: Decimal128, rounding: Rounding, status: inout Status
  ) -> Decimal128? {
    let (upper, lower) = exponent >= other.exponent ? (self, other) : (other, self)
    if upper.isZero, !lower.isZero { return lower.asResult(&status) }
    var gap = upper.exponent - lower.exponent
    var small = lower.coefficient
    var exponent = lower.exponent
    // With 36 digits above it, all that matters of the lower number is whether it is zero.
    let room = max(36 - upper.digits, 0)
    if !upper.isZero, gap - room >= lower.digits {
      small = lower.isZero ? 0 : 1
      gap = room
      exponent = upper.exponent - room
    } else if upper.isZero {
      gap = 0
    }
    let left = UInt256(upper.coefficient, timesPowerOfTen: gap)
    let right = UInt256(low: small)
    let sum: UInt256
    let negative: Bool
    if upper.isNegative == lower.isNegative {
      (sum, negative) = (left + right, upper.isNegative)
    } else if left == right {
      (sum, negative) = (UInt256(low: 0), rounding == .floor)
    } else if left > right {
      (sum, negative) = (left - right, upper.isNegative)
    } else {
      (sum, negative) = (right - left, lower.isNegative)
    }
    return Decimal128.finish(
      sum, exponent: exponent, negative: negative, rounding: rounding, status: &status)
  }
}

/// Arithmetic with a missing number has no result, so that a formula can be written out whole.
extension Optional<Decimal128> {
  public static func + (a: Decimal128?, b: Decimal128?) -> Decimal128? {
    guard let a, let b else { return nil }
    return a + b
  }

  public static func - (a: Decimal128?, b: Decimal128?) -> Decimal128? {
    guard let a, let b else { return nil }
    return a - b
  }

  public static func * (a: Decimal128?, b: Decimal128?) -> Decimal128? {
    guard let a, let b else { return nil }
    return a * b
  }
}
