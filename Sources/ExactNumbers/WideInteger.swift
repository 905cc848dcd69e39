/// An unsigned integer of any size: 64-bit limbs, the least first, the last one not zero.
///
/// The working numbers of the operations that need more than 256 bits between their steps.
struct WideInteger: Equatable, Comparable {
  private(set) var limbs: [UInt64]

  init(limbs: [UInt64]) {
    self.limbs = limbs
    while self.limbs.last == 0 { self.limbs.removeLast() }
  }

  init(_ value: UInt128) {
    self.init(limbs: [UInt64(truncatingIfNeeded: value), UInt64(value >> 64)])
  }

  static let zero = WideInteger(limbs: [])

  /// 10 to the power `n`.
  static func powerOfTen(_ n: Int) -> WideInteger {
    var result = WideInteger(ExactNumbers.powerOfTen(n % 38))
    let step = WideInteger(ExactNumbers.powerOfTen(38))
    for _ in 0..<(n / 38) { result = result * step }
    return result
  }

  var isZero: Bool { limbs.isEmpty }

  var bitWidth: Int {
    guard let last = limbs.last else { return 0 }
    return limbs.count * 64 - last.leadingZeroBitCount
  }

  /// The last 128 bits.
  var low: UInt128 {
    let high = limbs.count > 1 ? limbs[1] : 0
    return UInt128(high) << 64 | UInt128(limbs.first ?? 0)
  }

  /// The number of decimal digits; 1 for zero.
  var digitCount: Int {
    if limbs.count <= 2 { return ExactNumbers.digitCount(low) }
    // 0.30102 is under log₁₀ 2, so the estimate is never too large.
    var count = (bitWidth - 1) * 30_102 / 100_000
    while self >= WideInteger.powerOfTen(count) { count += 1 }
    return count
  }

  static func < (a: WideInteger, b: WideInteger) -> Bool {
    if a.limbs.count != b.limbs.count { return a.limbs.count < b.limbs.count }
    for index in a.limbs.indices.reversed() where a.limbs[index] != b.limbs[index] {
      return a.limbs[index] < b.limbs[index]
    }
    return false
  }

  static func + (a: WideInteger, b: WideInteger) -> WideInteger {
    let (long, short) = a.limbs.count >= b.limbs.count ? (a.limbs, b.limbs) : (b.limbs, a.limbs)
    var result = long
    var carry: UInt64 = 0
    for index in result.indices {
      let (first, over) = result[index].addingReportingOverflow(
        index < short.count ? short[index] : 0)
      let (second, overAgain) = first.addingReportingOverflow(carry)
      result[index] = second
      carry = over || overAgain ? 1 : 0
    }
    if carry == 1 { result.append(1) }
    return WideInteger(limbs: result)
  }

  /// The difference, which must not be negative.
  static func - (a: WideInteger, b: WideInteger) -> WideInteger {
    var result = a.limbs
    var borrow: UInt64 = 0
    for index in result.indices {
      let (first, under) = result[index].subtractingReportingOverflow(
        index < b.limbs.count ? b.limbs[index] : 0)
      let (second, underAgain) = first.subtractingReportingOverflow(borrow)
      result[index] = second
      borrow = under || underAgain ? 1 : 0
    }
    return WideInteger(limbs: result)
  }

  static func << (a: WideInteger, bits: Int) -> WideInteger {
    let (whole, part) = (bits / 64, bits % 64)
    var result = [UInt64](repeating: 0, count: whole)
    result.reserveCapacity(whole + a.limbs.count + 1)
    var carry: UInt64 = 0
    for limb in a.limbs {
      result.append(limb << part | carry)
      carry = part == 0 ? 0 : limb >> (64 - part)
    }
    result.append(carry)
    return WideInteger(limbs: result)
  }

  static func >> (a: WideInteger, bits: Int) -> WideInteger {
    let (whole, part) = (bits / 64, bits % 64)
    guard whole < a.limbs.count else { return .zero }
    var result = Array(a.limbs[whole...])
    for index in result.indices {
      let next = index + 1 < result.count ? result[index + 1] : 0
      result[index] = result[index] >> part | (part == 0 ? 0 : next << (64 - part))
    }
    return WideInteger(limbs: result)
  }
}
