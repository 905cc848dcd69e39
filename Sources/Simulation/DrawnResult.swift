import Allocation
import ExactNumbers

/// What many draws of panel scores say about one scenario.
///
/// Chances are whole counts of draws. All scenarios see the same draws (common random numbers), so a
/// difference between two is theirs and not chance's.
public struct DrawnResult: Hashable, Sendable {
  public var draws: Int
  /// For each alliance in the pool's order: draws in which it got a grant.
  public var selected: [Int64]
  /// The cents of a grant year over all draws together.
  public var paid: [Int64]
  /// For each alliance the lowest and highest final rank in the middle 90% of draws; nil above when it
  /// is not ranked in that many.
  public var ranks: [RankInterval]
  public var measures: [DrawnMeasure]
  /// Grants to small and to large alliances, over all draws together.
  public var smallWon: Int64
  public var largeWon: Int64
  /// Draws in which small alliances get a larger, and a smaller, share of the money than in the same draw
  /// of the baseline.
  public var smallMore = 0
  public var smallLess = 0

  public struct RankInterval: Hashable, Sendable {
    public var low: Int?
    public var high: Int?
  }

  /// The chance of a grant, to six decimals.
  public func chance(_ alliance: Int) -> Figure {
    Figure(millionths: draws == 0 ? 0 : selected[alliance] * 1_000_000 / Int64(draws))
  }

  /// The standard error of the chance: √(p(1 − p) ÷ draws), to six decimals.
  public func error(_ alliance: Int) -> Figure {
    guard draws > 0 else { return .zero }
    let p = Double(selected[alliance]) / Double(draws)
    return Figure(
      millionths: Int64(((p * (1 - p) / Double(draws)).squareRoot() * 1_000_000).rounded()))
  }
}

/// A measure over the draws: mean, and what 5% and 95% of the draws stay below.
public struct DrawnMeasure: Hashable, Sendable {
  public var measure: Measure
  /// In how many draws it had a meaning.
  public var count: Int
  public var mean: Figure
  public var low: Figure
  public var high: Figure
}
