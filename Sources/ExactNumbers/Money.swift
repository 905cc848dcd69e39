/// An amount in euro cents.
public struct Money: Hashable, Sendable, Comparable {
  public let cents: Int64

  public init(cents: Int64) { self.cents = cents }

  /// Whole euros, for amounts in code; amounts from outside are read with `init(parsing:)`.
  ///
  /// - Precondition: `euros` is within ±92,233,720,368,547,758.
  public init(euros: Int) { cents = Int64(euros) * 100 }

  public static let zero = Money(cents: 0)

  public static func < (a: Money, b: Money) -> Bool { a.cents < b.cents }

  public var isNegative: Bool { cents < 0 }

  /// Throws `MoneyError.outOfRange`.
  public func adding(_ other: Money) throws(MoneyError) -> Money {
    let (sum, overflow) = cents.addingReportingOverflow(other.cents)
    if overflow { throw .outOfRange(operation: "\(self) + \(other)") }
    return Money(cents: sum)
  }

  /// Throws `MoneyError.outOfRange`.
  public func subtracting(_ other: Money) throws(MoneyError) -> Money {
    let (difference, overflow) = cents.subtractingReportingOverflow(other.cents)
    if overflow { throw .outOfRange(operation: "\(self) - \(other)") }
    return Money(cents: difference)
  }

  /// Throws `MoneyError.outOfRange`.
  public static func + (a: Money, b: Money) throws(MoneyError) -> Money { try a.adding(b) }

  /// Throws `MoneyError.outOfRange`.
  public static func - (a: Money, b: Money) throws(MoneyError) -> Money { try a.subtracting(b) }

  /// The sum of all amounts, whatever their order; throws `MoneyError.outOfRange`.
  public static func sum(_ amounts: some Sequence<Money>) throws(MoneyError) -> Money {
    var total: Int128 = 0
    for amount in amounts { total += Int128(amount.cents) }
    guard let cents = Int64(exactly: total) else { throw .outOfRange(operation: "a sum") }
    return Money(cents: cents)
  }

  /// The share `ratio` of the amount, to the cent; throws `MoneyError.outOfRange`.
  public func times(
    _ ratio: Ratio, rounding: Rounding = .halfEven
  ) throws(MoneyError) -> Money {
    let product = Int128(cents) * Int128(ratio.numerator)
    let divisor = UInt128(ratio.denominator)
    let (quotient, remainder) = product.magnitude.quotientAndRemainder(dividingBy: divisor)
    let negative = product < 0
    let up = rounding.increments(
      lastDigit: Int(quotient % 10), tail: .of(remainder, outOf: divisor), negative: negative)
    let magnitude = Int128(quotient) + (up ? 1 : 0)
    guard let cents = Int64(exactly: negative ? -magnitude : magnitude) else {
      throw .outOfRange(operation: "\(self) × \(ratio)")
    }
    return Money(cents: cents)
  }
}
