/// A finite number of IEEE 754-2008 decimal128: 34 digits, exponents from -6176 to 6111.
///
/// Arithmetic rounds half-even to 34 digits and keeps the preferred exponents of the standard, so
/// `1.20 + 1` is `2.20`. Equality and order are those of the value: `1.0 == 1.00`, with equal hashes.
/// Infinity and NaN are not values here: an operation that would give one gives nil.
@frozen
public struct Decimal128: Sendable {
  @usableFromInline let low: UInt64
  @usableFromInline let high: UInt64
  @usableFromInline let scale: Int16

  /// The sign, which zero has as well.
  public let isNegative: Bool

  /// The caller has checked that the coefficient is under 10³⁴ and the exponent in range.
  @inlinable
  init(unchecked coefficient: UInt128, exponent: Int, negative: Bool) {
    low = UInt64(truncatingIfNeeded: coefficient)
    high = UInt64(truncatingIfNeeded: coefficient >> 64)
    scale = Int16(truncatingIfNeeded: exponent)
    isNegative = negative
  }

  /// The digits as an integer, under 10³⁴.
  @inlinable
  public var coefficient: UInt128 { UInt128(high) << 64 | UInt128(low) }

  /// The power of ten that the coefficient counts, -6176…6111.
  @inlinable
  public var exponent: Int { Int(scale) }

  @inlinable
  public var isZero: Bool { low | high == 0 }

  /// The exponent of the first digit: the number is `d.ddd × 10^adjustedExponent`.
  public var adjustedExponent: Int { exponent + digits - 1 }

  /// The number of digits of the coefficient; 1 for zero.
  public var digits: Int { high == 0 ? digitCount(low) : digitCount(coefficient) }

  @inlinable
  public init(_ value: Int) {
    self.init(
      unchecked: UInt128(value.magnitude), exponent: 0, negative: value < 0)
  }

  /// Rounds half-even to 34 digits; nil when the result is beyond the largest number.
  public init?(coefficient: UInt128, exponent: Int, negative: Bool = false) {
    var status = Status()
    let bounded = min(max(exponent, -100_000), 100_000)
    guard
      let value = Decimal128.finish(
        UInt256(low: coefficient), exponent: bounded, negative: negative, rounding: .halfEven,
        status: &status)
    else { return nil }
    self = value
  }

  @inlinable public static var zero: Decimal128 { Decimal128(0) }
  @inlinable public static var one: Decimal128 { Decimal128(1) }

  /// 9.99…9E+6144.
  public static let greatest = Decimal128(
    unchecked: powerOfTen(34) - 1, exponent: maximumExponent, negative: false)

  /// The number of digits kept.
  public static let precision = 34
  static let maximumExponent = 6111
  static let minimumExponent = -6176
  /// 10³⁴, which every coefficient is under.
  static let limit: UInt128 = 10_000_000_000_000_000_000_000_000_000_000_000
  /// The largest adjusted exponent.
  static let emax = 6144
  /// The smallest adjusted exponent of a normal number.
  @usableFromInline static var emin: Int { -6143 }
}

extension Decimal128: ExpressibleByIntegerLiteral {
  @inlinable
  public init(integerLiteral value: Int) { self.init(value) }
}
