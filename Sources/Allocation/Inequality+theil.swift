/// Theil's index, in all and split over groups.
public struct TheilIndex: Hashable, Sendable {
  /// (1/n)·Σ (xᵢ/μ)·ln(xᵢ/μ), where zero amounts add nothing; 0 all equal, ln n all to one.
  public var total: Figure
  /// The part that stays when every group's amounts are made equal inside the group: between groups.
  public var between: Figure
  /// The rest: within groups. `within` and `between` add up to `total` exactly.
  public var within: Figure
}

extension Inequality {
  /// Computed in binary floating point with a logarithm of our own, alike on every machine, and rounded
  /// to six decimals; it informs and decides nothing. Nil when nothing was given.
  public static func theil(_ amounts: [Int64], groups: [Int]) -> TheilIndex? {
    let sum = amounts.reduce(Int64(0), +)
    guard sum > 0, amounts.count == groups.count else { return nil }
    let (all, count) = (Double(sum), Double(amounts.count))
    var total = 0.0
    var groupSum: [Double] = []
    var groupCount: [Double] = []
    for (amount, group) in zip(amounts, groups) {
      while groupSum.count <= group {
        groupSum.append(0)
        groupCount.append(0)
      }
      groupSum[group] += Double(amount)
      groupCount[group] += 1
      if amount > 0 {
        total += Double(amount) / all * naturalLogarithm(Double(amount) * count / all)
      }
    }
    var between = 0.0
    for (part, members) in zip(groupSum, groupCount) where part > 0 {
      between += part / all * naturalLogarithm(part / all * count / members)
    }
    let (t, b) = (millionths(total), millionths(between))
    return TheilIndex(
      total: Figure(millionths: t), between: Figure(millionths: b),
      within: Figure(millionths: t - b))
  }

  private static func millionths(_ value: Double) -> Int64 {
    Int64((value * 1_000_000).rounded(.toNearestOrEven))
  }

  /// The natural logarithm of a positive normal number, from the four basic operations alone.
  ///
  /// x = 2ᵏ·m with m near 1; ln m = 2·artanh((m − 1)/(m + 1)) as a series. Good to about 2 ulp.
  static func naturalLogarithm(_ value: Double) -> Double {
    var exponent = Double(value.exponent)
    var m = value.significand
    if m > 1.414_213_562_373_095_1 {
      m /= 2
      exponent += 1
    }
    let s = (m - 1) / (m + 1)
    let square = s * s
    var series = 0.0
    for odd in stride(from: 25, through: 1, by: -2) { series = series * square + 1 / Double(odd) }
    return 2 * s * series + exponent * 0.693_147_180_559_945_3
  }
}
