extension Decimal128 {
  /// What an operation met on its way to its result (General Decimal Arithmetic, "Exceptional
  /// conditions").
  public struct Status: OptionSet, Sendable, Hashable {
    public let rawValue: UInt16
    public init(rawValue: UInt16) { self.rawValue = rawValue }

    /// Digits other than zero were dropped.
    public static let inexact = Status(rawValue: 1)
    /// Digits were dropped, zeros perhaps.
    public static let rounded = Status(rawValue: 2)
    /// The exponent was changed to fit the format.
    public static let clamped = Status(rawValue: 4)
    /// The exact result lies under the smallest normal number.
    public static let subnormal = Status(rawValue: 8)
    /// Subnormal and inexact.
    public static let underflow = Status(rawValue: 16)
    /// Beyond the largest number.
    public static let overflow = Status(rawValue: 32)
    /// A number other than zero was divided by zero.
    public static let divisionByZero = Status(rawValue: 64)
    /// Zero was divided by zero.
    public static let divisionUndefined = Status(rawValue: 128)
    /// An integer quotient has more than 34 digits.
    public static let divisionImpossible = Status(rawValue: 256)
    /// There is no such number: the root of a negative number, a quantum that does not fit.
    public static let invalidOperation = Status(rawValue: 512)
    /// The text is not a number.
    public static let conversionSyntax = Status(rawValue: 1024)
  }

  /// Brings an exact result into the format: 34 digits, then the exponent range.
  ///
  /// - Parameter followed: something not zero follows below the coefficient's last digit. The
  ///   coefficient then has at least 35 digits, or its exponent is under the format's smallest.
  static func finish(
    _ exact: UInt256, exponent: Int, negative: Bool, followed: Bool = false, rounding: Rounding,
    status: inout Status
  ) -> Decimal128? {
    if exact.high == 0, exact.low == 0, !followed {
      let fitting = min(max(exponent, minimumExponent), maximumExponent)
      if fitting != exponent { status.insert(.clamped) }
      return Decimal128(unchecked: 0, exponent: fitting, negative: negative)
    }
    let digits = exact.digitCount
    let isSubnormal = exponent + digits - 1 < emin
    if isSubnormal { status.insert(.subnormal) }
    let drop = max(digits - precision, minimumExponent - exponent, 0)
    var coefficient: UInt128
    var exponent = exponent + drop
    if drop == 0 {
      coefficient = exact.low
    } else {
      status.insert(.rounded)
      var tail: Tail
      (coefficient, tail) = shiftRight(exact, drop)
      tail = tail.followed(bySomething: followed)
      if tail != .nothing {
        status.insert(.inexact)
        if isSubnormal { status.insert(.underflow) }
        let last = Int(truncatingIfNeeded: coefficient % 10)
        if rounding.increments(lastDigit: last, tail: tail, negative: negative) {
          coefficient += 1
          if coefficient == powerOfTen(precision) {
            coefficient = powerOfTen(precision - 1)
            exponent += 1
          }
        } else if coefficient == 0 {
          status.insert(.clamped)
        }
      }
    }
    guard exponent > maximumExponent else {
      return Decimal128(unchecked: coefficient, exponent: exponent, negative: negative)
    }
    let kept = digitCount(coefficient)
    guard exponent + kept - 1 <= emax else {
      return overflowed(negative: negative, rounding: rounding, status: &status)
    }
    status.insert(.clamped)
    return Decimal128(
      unchecked: coefficient * powerOfTen(exponent - maximumExponent), exponent: maximumExponent,
      negative: negative)
  }

  /// Whether the number lies between zero and the smallest normal number.
  public var isSubnormal: Bool { !isZero && adjustedExponent < Decimal128.emin }

  /// The number itself, as the result of an operation that never rounds.
  func asResult(_ status: inout Status) -> Decimal128 {
    if isSubnormal { status.insert(.subnormal) }
    return self
  }

  private static func overflowed(
    negative: Bool, rounding: Rounding, status: inout Status
  ) -> Decimal128? {
    status.formUnion([.overflow, .inexact, .rounded])
    let staysFinite =
      switch rounding {
      case .down, .up05: true
      case .ceiling: negative
      case .floor: !negative
      case .halfEven, .halfUp, .halfDown, .up: false
      }
    return staysFinite
      ? Decimal128(
        unchecked: powerOfTen(precision) - 1, exponent: maximumExponent, negative: negative) : nil
  }

  /// `value` without its last `drop` digits (at least one), and what they were; the quotient fits
  /// 128 bits.
  static func shiftRight(_ value: UInt256, _ drop: Int) -> (UInt128, Tail) {
    if drop > 76 {
      return (0, value.high == 0 && value.low == 0 ? .nothing : .belowHalf)
    }
    guard drop <= 38 else {
      let half = UInt256.powerOfTen(drop - 1)
      let fiveTimes = half + half + half + half + half
      let full = fiveTimes + fiveTimes
      if value >= full {
        let (quotient, low) = value.divided(by: powerOfTen(38))
        let (result, tail) = shiftRight(UInt256(low: quotient), drop - 38)
        return (result, tail.followed(bySomething: low != 0))
      }
      let isZero = value.high == 0 && value.low == 0
      return (
        0,
        isZero ? .nothing : value < fiveTimes ? .belowHalf : value == fiveTimes ? .half : .aboveHalf
      )
    }
    let divisor = powerOfTen(drop)
    if value.high == 0 {
      let (quotient, remainder) = value.low.quotientAndRemainder(dividingBy: divisor)
      return (quotient, .of(remainder, outOf: divisor))
    }
    let (quotient, remainder) = value.divided(by: divisor)
    return (quotient, .of(remainder, outOf: divisor))
  }
}
