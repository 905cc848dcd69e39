extension WideInteger {
  static func * (a: WideInteger, b: WideInteger) -> WideInteger {
    if a.isZero || b.isZero { return .zero }
    var result = [UInt64](repeating: 0, count: a.limbs.count + b.limbs.count)
    for (i, left) in a.limbs.enumerated() {
      var carry: UInt64 = 0
      for (j, right) in b.limbs.enumerated() {
        let (high, low) = left.multipliedFullWidth(by: right)
        let (first, over) = low.addingReportingOverflow(result[i + j])
        let (second, overAgain) = first.addingReportingOverflow(carry)
        result[i + j] = second
        carry = high + (over ? 1 : 0) + (overAgain ? 1 : 0)
      }
      result[i + b.limbs.count] = carry
    }
    return WideInteger(limbs: result)
  }

  static func * (a: WideInteger, b: UInt64) -> WideInteger { a * WideInteger(limbs: [b]) }

  /// The number to a power, by squaring.
  func raised(to power: Int) -> WideInteger {
    var result = WideInteger(1)
    var base = self
    var rest = power
    while rest > 0 {
      if rest % 2 == 1 { result = result * base }
      rest /= 2
      if rest > 0 { base = base * base }
    }
    return result
  }
}
