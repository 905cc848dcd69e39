extension UInt256 {
  /// Quotient and remainder, where the quotient fits 128 bits: `high` is under the divisor.
  func divided(by divisor: UInt128) -> (quotient: UInt128, remainder: UInt128) {
    if high == 0 { return low.quotientAndRemainder(dividingBy: divisor) }
    let (upper, lower) = (UInt64(low >> 64), UInt64(truncatingIfNeeded: low))
    if divisor >> 64 == 0 {
      let small = UInt64(divisor)
      let first = small.dividingFullWidth((UInt64(truncatingIfNeeded: high), upper))
      let second = small.dividingFullWidth((first.remainder, lower))
      return (
        UInt128(first.quotient) << 64 | UInt128(second.quotient), UInt128(second.remainder)
      )
    }
    // D. Knuth, The Art of Computer Programming 4.3.1, algorithm D, with digits of 64 bits.
    let shift = divisor.leadingZeroBitCount
    let normal = divisor << shift
    let top = shift == 0 ? high : high << shift | low >> (128 - shift)
    let rest = low << shift
    let first = UInt256.step(top, UInt64(rest >> 64), normal)
    let second = UInt256.step(first.remainder, UInt64(truncatingIfNeeded: rest), normal)
    return (
      UInt128(first.quotient) << 64 | UInt128(second.quotient), second.remainder >> shift
    )
  }

  /// One digit of quotient: `top` followed by `next`, divided by a divisor whose first bit is set.
  private static func step(
    _ top: UInt128, _ next: UInt64, _ divisor: UInt128
  ) -> (quotient: UInt64, remainder: UInt128) {
    let (u2, u1) = (UInt64(top >> 64), UInt64(truncatingIfNeeded: top))
    let (v1, v0) = (UInt64(divisor >> 64), UInt64(truncatingIfNeeded: divisor))
    var quotient = UInt64.max
    var (rest, isLarge) = u1.addingReportingOverflow(v1)
    if u2 != v1 {
      (quotient, rest) = v1.dividingFullWidth((u2, u1))
      isLarge = false
    }
    let (high, low) = quotient.multipliedFullWidth(by: v0)
    var product = UInt128(high) << 64 | UInt128(low)
    while !isLarge, product > UInt128(rest) << 64 | UInt128(next) {
      quotient &-= 1
      product &-= UInt128(v0)
      (rest, isLarge) = rest.addingReportingOverflow(v1)
    }
    return (quotient, (UInt128(rest) << 64 | UInt128(next)) &- product)
  }
}
