/// Assessment points, kept exactly in millionths of a point.
///
/// Scores are whole points; only a size weighting adds fractions, cut off (never rounded up) at a
/// millionth.
public struct Points: Hashable, Sendable, Comparable {
  public let millionths: Int64

  public init(millionths: Int64) { self.millionths = millionths }

  /// Whole points.
  public init(_ whole: Int) { millionths = Int64(whole) * 1_000_000 }

  public static let zero = Points(millionths: 0)

  public static func < (a: Points, b: Points) -> Bool { a.millionths < b.millionths }
}

extension Points: CustomStringConvertible {
  /// The points with a decimal point and without trailing zeros, such as `41` or `2.75`.
  public var description: String {
    let (whole, rest) = millionths.magnitude.quotientAndRemainder(dividingBy: 1_000_000)
    let sign = millionths < 0 ? "-" : ""
    if rest == 0 { return "\(sign)\(whole)" }
    var digits = String(rest + 1_000_000).dropFirst()
    while digits.last == "0" { digits.removeLast() }
    return "\(sign)\(whole).\(digits)"
  }
}
