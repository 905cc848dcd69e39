/// 10⁰ … 10¹⁹, all that fit in 64 bits.
let powersOfTen64: [UInt64] = [
  1, 10, 100, 1000, 10_000, 100_000, 1_000_000, 10_000_000, 100_000_000, 1_000_000_000,
  10_000_000_000, 100_000_000_000, 1_000_000_000_000, 10_000_000_000_000, 100_000_000_000_000,
  1_000_000_000_000_000, 10_000_000_000_000_000, 100_000_000_000_000_000,
  1_000_000_000_000_000_000, 10_000_000_000_000_000_000,
]

/// 10 to the power `n`, 0…38: all that fit in 128 bits.
func powerOfTen(_ n: Int) -> UInt128 {
  if n <= 19 { return UInt128(powersOfTen64[n]) }
  let (high, low) = powersOfTen64[19].multipliedFullWidth(by: powersOfTen64[n - 19])
  return UInt128(high) << 64 | UInt128(low)
}

/// The number of decimal digits; 1 for zero.
func digitCount(_ value: UInt64) -> Int {
  let estimate = ((64 - (value | 1).leadingZeroBitCount) * 1233) >> 12
  return estimate + (estimate < 20 && value >= powersOfTen64[estimate] ? 1 : 0)
    + (value == 0 ? 1 : 0)
}

/// The number of decimal digits; 1 for zero.
func digitCount(_ value: UInt128) -> Int {
  if value >> 64 == 0 { return digitCount(UInt64(truncatingIfNeeded: value)) }
  let estimate = ((128 - value.leadingZeroBitCount) * 1233) >> 12
  return estimate + (value >= powerOfTen(estimate) ? 1 : 0)
}
