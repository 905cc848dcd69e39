/// A share in hundredths of a percent: 10,000 is the whole.
public struct BasisPoints: Hashable, Sendable, Comparable {
  public let count: Int

  public init(_ count: Int) { self.count = count }

  public init(percent: Int) { count = percent * 100 }

  public static let none = BasisPoints(0)
  public static let whole = BasisPoints(10_000)

  public static func < (a: BasisPoints, b: BasisPoints) -> Bool { a.count < b.count }

  /// The share of an amount of cents, cut off at a cent.
  ///
  /// Exact for every amount; a share above the whole may exceed the range and then stays at its end.
  public func of(_ cents: Int64) -> Int64 {
    Int64(clamping: Int128(cents) * Int128(count) / 10_000)
  }

  /// Whether a part is at least this share of a whole, exactly.
  public func isReached(by part: Int64, of whole: Int64) -> Bool {
    Int128(part) * 10_000 >= Int128(whole) * Int128(count)
  }
}

extension BasisPoints: CustomStringConvertible {
  /// A percentage such as `12.5%`.
  public var description: String {
    let rest = count.magnitude % 100
    let sign = count < 0 ? "-" : ""
    let whole = count.magnitude / 100
    if rest == 0 { return "\(sign)\(whole)%" }
    let digits = rest < 10 ? "0\(rest)" : rest % 10 == 0 ? "\(rest / 10)" : "\(rest)"
    return "\(sign)\(whole).\(digits)%"
  }
}
