/// Measures of how evenly amounts are spread.
///
/// Amounts are cents, not negative, at most 10¹⁵ together, of at most 10⁵ receivers; zeros count as
/// receivers. All but Theil's are exact fractions rounded once. Nil: nothing was given, or to nobody.
public enum Inequality {
  /// Gini coefficient: Σ(2i − n − 1)·xᵢ ÷ (n·Σx) with x rising; 0 all equal, (n − 1)/n all to one.
  public static func gini(_ amounts: [Int64]) -> Figure? {
    var sorted = amounts
    return gini(sorting: &sorted)
  }

  /// As `gini`, sorting the given array in place.
  public static func gini(sorting amounts: inout [Int64]) -> Figure? {
    if amounts.count <= 40 { insertionSort(&amounts) } else { amounts.sort() }
    let count = Int128(amounts.count)
    var weighted: Int128 = 0
    var sum: Int128 = 0
    for (place, amount) in amounts.enumerated() {
      weighted += (2 * Int128(place + 1) - count - 1) * Int128(amount)
      sum += Int128(amount)
    }
    return Figure(weighted, count * sum)
  }

  private static func insertionSort(_ list: inout [Int64]) {
    for place in list.indices.dropFirst() {
      let item = list[place]
      var hole = place
      while hole > 0, list[hole - 1] > item {
        list[hole] = list[hole - 1]
        hole -= 1
      }
      list[hole] = item
    }
  }

  /// Jain's index: (Σx)² ÷ (n·Σx²); 1 all equal, 1/n all to one.
  public static func jain(_ amounts: [Int64]) -> Figure? {
    var sum: Int128 = 0
    var squares: Int128 = 0
    for amount in amounts {
      sum += Int128(amount)
      squares += Int128(amount) * Int128(amount)
    }
    return Figure(sum * sum, Int128(amounts.count) * squares)
  }

  /// Herfindahl–Hirschman index: Σ(xᵢ ÷ Σx)²; 1/n all equal, 1 all to one.
  public static func concentration(_ amounts: [Int64]) -> Figure? {
    var sum: Int128 = 0
    var squares: Int128 = 0
    for amount in amounts {
      sum += Int128(amount)
      squares += Int128(amount) * Int128(amount)
    }
    return Figure(squares, sum * sum)
  }

  /// The share of the whole that goes to those marked.
  public static func share(of amounts: [Int64], to marked: [Bool]) -> Figure? {
    var part: Int128 = 0
    var sum: Int128 = 0
    for (amount, mark) in zip(amounts, marked) {
      sum += Int128(amount)
      if mark { part += Int128(amount) }
    }
    return Figure(part, sum)
  }

  /// The quotient of the success rates of two groups; nil when a group is empty or the second has none.
  public static func successRatio(
    won: Int, of applicants: Int, against otherWon: Int, of others: Int
  ) -> Figure? {
    guard applicants > 0, others > 0 else { return nil }
    return Figure(Int128(won) * Int128(others), Int128(otherWon) * Int128(applicants))
  }
}

extension Inequality {
  /// One whole number divided by another; nil when the second is zero.
  public static func quotient(_ part: Int64, _ whole: Int64) -> Figure? {
    Figure(Int128(part), Int128(whole))
  }
}
