extension Money {
  /// `parts` amounts that differ by a cent at most and add up to this one; earlier parts get the
  /// extra cents. Empty when `parts` is not positive.
  public func split(into parts: Int) -> [Money] {
    guard parts > 0 else { return [] }
    let share = cents / Int64(parts)
    let extra = (cents % Int64(parts)).magnitude
    return (0..<parts).map { part in
      Money(cents: share + (UInt64(part) < extra ? cents.signum() : 0))
    }
  }

  /// Amounts in proportion to the weights that add up to this one, by largest remainder.
  ///
  /// Each gets its exact share towards zero; the cents left go to the largest remainders, and of
  /// equal ones to the earlier. When all weights are zero the amount is split evenly.
  public func allocate(weights: [UInt64]) -> [Money] {
    var total: UInt128 = 0
    for weight in weights { total += UInt128(weight) }
    guard total > 0 else { return split(into: weights.count) }
    let amount = UInt128(cents.magnitude)
    var shares: [UInt64] = []
    var remainders: [UInt128] = []
    shares.reserveCapacity(weights.count)
    remainders.reserveCapacity(weights.count)
    var left = cents.magnitude
    for weight in weights {
      let (share, remainder) = (amount * UInt128(weight)).quotientAndRemainder(dividingBy: total)
      shares.append(UInt64(share))
      remainders.append(remainder)
      left -= UInt64(share)
    }
    let ranked = weights.indices.sorted { a, b in
      remainders[a] != remainders[b] ? remainders[a] > remainders[b] : a < b
    }
    for index in ranked.prefix(Int(left)) { shares[index] += 1 }
    return shares.map { share in
      Money(cents: Int64(truncatingIfNeeded: isNegative ? 0 &- share : share))
    }
  }
}
