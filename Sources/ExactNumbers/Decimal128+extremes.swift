extension Decimal128 {
  /// The larger; of equal numbers the one that comes last in the total order.
  public static func maximum(_ a: Decimal128, _ b: Decimal128) -> Decimal128 {
    let order = order(a, b)
    return (order != 0 ? order : totalOrder(a, b)) >= 0 ? a : b
  }

  /// The smaller; of equal numbers the one that comes first in the total order.
  public static func minimum(_ a: Decimal128, _ b: Decimal128) -> Decimal128 {
    let order = order(a, b)
    return (order != 0 ? order : totalOrder(a, b)) <= 0 ? a : b
  }

  /// The one farther from zero; of two at the same distance the `maximum`.
  public static func maximumMagnitude(_ a: Decimal128, _ b: Decimal128) -> Decimal128 {
    let order = orderOfMagnitudes(a, b)
    return order == 0 ? maximum(a, b) : order > 0 ? a : b
  }

  /// The one nearer to zero; of two at the same distance the `minimum`.
  public static func minimumMagnitude(_ a: Decimal128, _ b: Decimal128) -> Decimal128 {
    let order = orderOfMagnitudes(a, b)
    return order == 0 ? minimum(a, b) : order < 0 ? a : b
  }

  /// -1, 0 or 1 in the order that tells apart numbers of one value: `1.00` comes before `1.0`, and
  /// `-0` before `0`.
  public static func totalOrder(_ a: Decimal128, _ b: Decimal128) -> Int {
    if a.isNegative != b.isNegative { return a.isNegative ? -1 : 1 }
    let order = order(a, b)
    if order != 0 { return order }
    let exponents = a.exponent < b.exponent ? -1 : a.exponent > b.exponent ? 1 : 0
    return a.isNegative ? -exponents : exponents
  }
}
