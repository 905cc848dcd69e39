/// A natural number without bound, for the exact comparisons of `BudgetVote`.
///
/// Limbs of 64 bits, the lowest first, without zero limbs at the top.
struct BigNatural: Hashable, Comparable {
  private var limbs: [UInt64]

  init(_ value: UInt64) { limbs = value == 0 ? [] : [value] }

  static let zero = BigNatural(0)

  static func < (a: BigNatural, b: BigNatural) -> Bool {
    if a.limbs.count != b.limbs.count { return a.limbs.count < b.limbs.count }
    for place in a.limbs.indices.reversed() where a.limbs[place] != b.limbs[place] {
      return a.limbs[place] < b.limbs[place]
    }
    return false
  }

  static func * (a: BigNatural, factor: UInt64) -> BigNatural {
    guard factor != 0, !a.limbs.isEmpty else { return .zero }
    var result = a
    var carry: UInt64 = 0
    for place in result.limbs.indices {
      let (high, low) = result.limbs[place].multipliedFullWidth(by: factor)
      let (sum, over) = low.addingReportingOverflow(carry)
      result.limbs[place] = sum
      carry = high &+ (over ? 1 : 0)
    }
    if carry != 0 { result.limbs.append(carry) }
    return result
  }

  static func += (a: inout BigNatural, b: BigNatural) {
    var carry: UInt64 = 0
    for place in 0..<max(a.limbs.count, b.limbs.count) {
      if place == a.limbs.count { a.limbs.append(0) }
      let other = place < b.limbs.count ? b.limbs[place] : 0
      let (first, over) = a.limbs[place].addingReportingOverflow(other)
      let (second, more) = first.addingReportingOverflow(carry)
      a.limbs[place] = second
      carry = over || more ? 1 : 0
    }
    if carry != 0 { a.limbs.append(carry) }
  }

  /// The difference; nil when `b` is larger.
  static func - (a: BigNatural, b: BigNatural) -> BigNatural? {
    guard a >= b else { return nil }
    var result = a
    var borrow: UInt64 = 0
    for place in result.limbs.indices {
      let other = place < b.limbs.count ? b.limbs[place] : 0
      let (first, under) = result.limbs[place].subtractingReportingOverflow(other)
      let (second, more) = first.subtractingReportingOverflow(borrow)
      result.limbs[place] = second
      borrow = under || more ? 1 : 0
    }
    while result.limbs.last == 0 { result.limbs.removeLast() }
    return result
  }
}
