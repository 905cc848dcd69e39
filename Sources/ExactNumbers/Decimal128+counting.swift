extension Decimal128 {
  /// How many units of `10^-places` the number is; nil when it is not a whole number of them, or more
  /// than 64 bits hold.
  ///
  /// Meant for sorted keys: within its range, integers compare faster than decimals and just as exactly.
  public func units(places: Int) -> Int64? {
    let shift = places + Int(scale)
    guard high == 0, shift >= 0, shift <= 18 else { return low | high == 0 ? 0 : nil }
    let (product, overflow) = low.multipliedReportingOverflow(by: powersOfTen64[shift])
    guard !overflow, product <= UInt64(Int64.max) else { return nil }
    let size = Int64(truncatingIfNeeded: product)
    return isNegative ? -size : size
  }
}
