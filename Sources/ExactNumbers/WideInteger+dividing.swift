extension WideInteger {
  /// Quotient and remainder by one limb, which must not be zero.
  func divided(by divisor: UInt64) -> (quotient: WideInteger, remainder: UInt64) {
    var result = limbs
    var remainder: UInt64 = 0
    for index in result.indices.reversed() {
      (result[index], remainder) = divisor.dividingFullWidth((remainder, result[index]))
    }
    return (WideInteger(limbs: result), remainder)
  }

  /// Quotient and remainder, after D. Knuth, The Art of Computer Programming 4.3.1, algorithm D.
  func divided(by divisor: WideInteger) -> (quotient: WideInteger, remainder: WideInteger) {
    if self < divisor { return (.zero, self) }
    guard divisor.limbs.count > 1 else {
      let (quotient, remainder) = divided(by: divisor.limbs[0])
      return (quotient, WideInteger(limbs: [remainder]))
    }
    let shift = divisor.limbs[divisor.limbs.count - 1].leadingZeroBitCount
    let v = (divisor << shift).limbs
    let n = v.count
    var u = (self << shift).limbs
    u.append(contentsOf: repeatElement(0, count: limbs.count + 1 - u.count))
    var quotient = [UInt64](repeating: 0, count: u.count - n)
    for j in quotient.indices.reversed() {
      var digit = WideInteger.estimate(u[j + n], u[j + n - 1], u[j + n - 2], v[n - 1], v[n - 2])
      if WideInteger.subtract(digit, v, from: &u, at: j) {
        digit -= 1
        WideInteger.addBack(v, to: &u, at: j)
      }
      quotient[j] = digit
    }
    return (WideInteger(limbs: quotient), WideInteger(limbs: u) >> shift)
  }

  /// A digit of quotient from the leading limbs; one too large at most.
  private static func estimate(
    _ u2: UInt64, _ u1: UInt64, _ u0: UInt64, _ v1: UInt64, _ v0: UInt64
  ) -> UInt64 {
    var digit = UInt64.max
    var (rest, isLarge) = u1.addingReportingOverflow(v1)
    if u2 < v1 {
      (digit, rest) = v1.dividingFullWidth((u2, u1))
      isLarge = false
    }
    while !isLarge {
      let (high, low) = digit.multipliedFullWidth(by: v0)
      guard (high, low) > (rest, u0) else { break }
      digit -= 1
      (rest, isLarge) = rest.addingReportingOverflow(v1)
    }
    return digit
  }

  /// Takes `digit × v` from the limbs at `offset`; true when that went under zero.
  private static func subtract(
    _ digit: UInt64, _ v: [UInt64], from u: inout [UInt64], at offset: Int
  ) -> Bool {
    var carry: UInt64 = 0
    for index in v.indices {
      let (high, low) = digit.multipliedFullWidth(by: v[index])
      let (product, over) = low.addingReportingOverflow(carry)
      let (difference, under) = u[offset + index].subtractingReportingOverflow(product)
      u[offset + index] = difference
      carry = high + (over ? 1 : 0) + (under ? 1 : 0)
    }
    let (difference, under) = u[offset + v.count].subtractingReportingOverflow(carry)
    u[offset + v.count] = difference
    return under
  }

  private static func addBack(_ v: [UInt64], to u: inout [UInt64], at offset: Int) {
    var carry: UInt64 = 0
    for index in v.indices {
      let (first, over) = u[offset + index].addingReportingOverflow(v[index])
      let (second, overAgain) = first.addingReportingOverflow(carry)
      u[offset + index] = second
      carry = over || overAgain ? 1 : 0
    }
    u[offset + v.count] = u[offset + v.count] &+ carry
  }
}
