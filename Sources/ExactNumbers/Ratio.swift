/// An exact fraction in lowest terms, with the sign in the numerator.
public struct Ratio: Hashable, Sendable {
  public let numerator: Int64
  public let denominator: Int64

  /// Nil when the denominator is zero or the lowest terms do not fit 64 bits.
  public init?(_ numerator: Int64, _ denominator: Int64) {
    self.init(reducing: Int128(numerator), Int128(denominator))
  }

  /// A whole number.
  public init(_ whole: Int64) {
    numerator = whole
    denominator = 1
  }

  /// A whole number of hundredths.
  public init(percent: Int32) {
    let divisor = Int64(Ratio.greatestCommonDivisor(UInt128(percent.magnitude), 100))
    numerator = Int64(percent) / divisor
    denominator = 100 / divisor
  }

  init?(reducing numerator: Int128, _ denominator: Int128) {
    guard denominator != 0 else { return nil }
    let divisor = Ratio.greatestCommonDivisor(numerator.magnitude, denominator.magnitude)
    let top = numerator.magnitude / divisor
    let negative = (numerator < 0) != (denominator < 0)
    guard let bottom = Int64(exactly: denominator.magnitude / divisor),
      let magnitude = Int128(exactly: top),
      let signed = Int64(exactly: negative ? -magnitude : magnitude)
    else { return nil }
    self.numerator = signed
    self.denominator = bottom
  }

  public static let zero = Ratio(0)
  public static let one = Ratio(1)

  private static func greatestCommonDivisor(_ a: UInt128, _ b: UInt128) -> UInt128 {
    var (a, b) = (a, b)
    while b >> 64 != 0 { (a, b) = (b, a % b) }
    if b == 0 { return a }
    var (x, y) = (UInt64(b), UInt64(a % b))
    while y != 0 { (x, y) = (y, x % y) }
    return UInt128(x)
  }
}

extension Ratio: Comparable {
  public static func < (a: Ratio, b: Ratio) -> Bool {
    Int128(a.numerator) * Int128(b.denominator) < Int128(b.numerator) * Int128(a.denominator)
  }
}

/// Arithmetic is exact; nil when the lowest terms of the result do not fit 64 bits.
extension Ratio {
  public static func + (a: Ratio, b: Ratio) -> Ratio? {
    let left = Int128(a.numerator) * Int128(b.denominator)
    let right = Int128(b.numerator) * Int128(a.denominator)
    let (sum, overflow) = left.addingReportingOverflow(right)
    return overflow ? nil : Ratio(reducing: sum, Int128(a.denominator) * Int128(b.denominator))
  }

  public static func - (a: Ratio, b: Ratio) -> Ratio? {
    let left = Int128(a.numerator) * Int128(b.denominator)
    let right = Int128(b.numerator) * Int128(a.denominator)
    let (difference, overflow) = left.subtractingReportingOverflow(right)
    return overflow
      ? nil : Ratio(reducing: difference, Int128(a.denominator) * Int128(b.denominator))
  }

  public static func * (a: Ratio, b: Ratio) -> Ratio? {
    Ratio(
      reducing: Int128(a.numerator) * Int128(b.numerator),
      Int128(a.denominator) * Int128(b.denominator))
  }

  /// Nil as well for a division by zero.
  public static func / (a: Ratio, b: Ratio) -> Ratio? {
    Ratio(
      reducing: Int128(a.numerator) * Int128(b.denominator),
      Int128(a.denominator) * Int128(b.numerator))
  }

  /// The fraction of a number with at most 18 digits and no large exponent; nil otherwise.
  public init?(exactly decimal: Decimal128) {
    let (coefficient, exponent) = decimal.withoutTrailingZeros
    guard let digits = Int64(exactly: coefficient), (-18...18).contains(exponent) || digits == 0
    else { return nil }
    let signed = Int128(decimal.isNegative ? -digits : digits)
    let power = digits == 0 ? 1 : Int128(powerOfTen(abs(exponent)))
    self.init(reducing: exponent > 0 ? signed * power : signed, exponent > 0 ? 1 : power)
  }

  /// The quotient as a decimal number, rounded half-even to 34 digits.
  public var decimal: Decimal128 {
    Decimal128(Int(numerator)).divided(by: Decimal128(Int(denominator))) ?? .zero
  }
}

extension Ratio: CustomStringConvertible {
  public var description: String {
    denominator == 1 ? "\(numerator)" : "\(numerator)/\(denominator)"
  }
}
