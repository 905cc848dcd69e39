/// A measured figure to six decimals, kept as a whole number of millionths.
///
/// Rounded half-even once, from an exact fraction wherever the measure has one. Differences of figures
/// are exact, so a comparison of a thing with itself is zero and turns its sign when turned round.
public struct Figure: Hashable, Sendable, Comparable {
  public let millionths: Int64

  public init(millionths: Int64) { self.millionths = millionths }

  public static let zero = Figure(millionths: 0)

  /// The quotient; nil when the denominator is zero or the figure is out of range.
  ///
  /// - Precondition: `numerator` × 1,000,000 fits 128 bits.
  init?(_ numerator: Int128, _ denominator: Int128) {
    guard denominator != 0 else { return nil }
    let negative = (numerator < 0) != (denominator < 0)
    var (quotient, remainder) = (numerator.magnitude * 1_000_000)
      .quotientAndRemainder(dividingBy: denominator.magnitude)
    let rest = denominator.magnitude - remainder
    if remainder > rest || (remainder == rest && quotient % 2 == 1) { quotient += 1 }
    guard let count = Int64(exactly: quotient) else { return nil }
    remainder = 0
    millionths = negative ? -count : count
  }

  public static func < (a: Figure, b: Figure) -> Bool { a.millionths < b.millionths }

  public static func - (a: Figure, b: Figure) -> Figure {
    Figure(millionths: a.millionths &- b.millionths)
  }
}

extension Figure: CustomStringConvertible {
  /// Six decimals with a point, `0.250000`: the form for machines.
  public var description: String {
    let (whole, rest) = millionths.magnitude.quotientAndRemainder(dividingBy: 1_000_000)
    return "\(millionths < 0 ? "-" : "")\(whole).\(String(rest + 1_000_000).dropFirst())"
  }

  /// Rounded half-up to so many decimals, from 0 to 6.
  public func rounded(decimals: Int) -> String {
    var unit: UInt64 = 1
    for _ in decimals..<6 { unit *= 10 }
    let count = (millionths.magnitude + unit / 2) / unit
    let scale = 1_000_000 / unit
    let sign = millionths < 0 && count > 0 ? "-" : ""
    guard decimals > 0 else { return "\(sign)\(count)" }
    return "\(sign)\(count / scale).\(String(count % scale + scale).dropFirst())"
  }
}
