/// Exponentials and logarithms in binary fixed point: a value is an integer over 2 to the `bits`.
///
/// Every operation cuts off, so that a result is at most `errorBits` bits off in its last places.
struct FixedPoint {
  let bits: Int
  let ln2: WideInteger
  let ln10: WideInteger

  /// What is tried in turn until a result can be rounded: 96, 192 and 385 digits.
  static let precisions: [@Sendable () -> FixedPoint] = [{ standard }, { wider }, { widest }]

  private static let standard = FixedPoint(bits: 320)
  private static let wider = FixedPoint(bits: 640)
  private static let widest = FixedPoint(bits: 1280)

  /// A bound on the error of `exp` of an exact argument and of `ln`, in bits.
  static let errorBits = 24

  init(bits: Int) {
    self.bits = bits
    // ln 2 and ln 5 as sums of area tangents of 1/31, 1/49 and 1/161.
    let terms: [(n: UInt64, two: UInt64, five: UInt64)] = [
      (31, 14, 32), (49, 10, 24), (161, 6, 14),
    ]
    let guardBits = 64
    var two = WideInteger.zero
    var ten = WideInteger.zero
    for term in terms {
      let value = FixedPoint.areaTangent(ofOneOver: term.n, bits: bits + guardBits)
      two = two + value * term.two
      ten = ten + value * (term.two + term.five)
    }
    ln2 = two >> guardBits
    ln10 = ten >> guardBits
  }

  var one: WideInteger { WideInteger(1) << bits }

  func multiply(_ a: WideInteger, _ b: WideInteger) -> WideInteger { (a * b) >> bits }

  func divide(_ a: WideInteger, _ b: WideInteger) -> WideInteger {
    (a << bits).divided(by: b).quotient
  }

  /// `coefficient × 10^exponent`.
  func value(_ coefficient: WideInteger, exponent: Int) -> WideInteger {
    exponent >= 0
      ? (coefficient * .powerOfTen(exponent)) << bits
      : divide(coefficient, .powerOfTen(-exponent))
  }

  private static func areaTangent(ofOneOver n: UInt64, bits: Int) -> WideInteger {
    var term = (WideInteger(1) << bits).divided(by: n).quotient
    var sum = term
    var odd: UInt64 = 1
    while !term.isZero {
      term = term.divided(by: n * n).quotient
      odd += 2
      sum = sum + term.divided(by: odd).quotient
    }
    return sum
  }

  /// e to the power ±`x`, as a factor of about 1 to 10 and a power of ten.
  func exp(_ x: WideInteger, negative: Bool) -> (factor: WideInteger, power: Int) {
    let (count, rest) = x.divided(by: ln10)
    let power = Int(truncatingIfNeeded: count.low)
    guard negative else { return (exp(ofSmall: rest), power) }
    return (exp(ofSmall: ln10 - rest), -power - 1)
  }

  /// e to the power `x`, 0 to 2.4: the series for x / 2¹⁶, squared sixteen times.
  private func exp(ofSmall x: WideInteger) -> WideInteger {
    let guardBits = 64
    let halvings = 16
    let width = bits + guardBits
    let small = x << (guardBits - halvings)
    var sum = (WideInteger(1) << width) + small
    var term = small
    var n: UInt64 = 1
    while !term.isZero {
      n += 1
      term = ((term * small) >> width).divided(by: n).quotient
      sum = sum + term
    }
    for _ in 0..<halvings { sum = (sum * sum) >> width }
    return sum >> guardBits
  }

  /// The natural logarithm of `coefficient × 10^exponent`, which is over zero.
  func ln(_ coefficient: UInt128, exponent: Int) -> (magnitude: WideInteger, negative: Bool) {
    let digits = digitCount(coefficient)
    let tens = exponent + digits - 1
    let (small, smallIsNegative) = ln(
      ofSmall: value(WideInteger(coefficient), exponent: 1 - digits))
    let large = ln10 * UInt64(tens.magnitude)
    if smallIsNegative == (tens < 0) { return (large + small, tens < 0) }
    return large >= small ? (large - small, tens < 0) : (small - large, smallIsNegative)
  }

  /// The natural logarithm of `x`, 1 to 10: `n ln 2` and twice the area tangent of
  /// `(f - 1) / (f + 1)` for the factor f that is left, 3/4 to 3/2.
  private func ln(ofSmall x: WideInteger) -> (magnitude: WideInteger, negative: Bool) {
    var twos = x.bitWidth - bits - 1
    if x >= (WideInteger(3) << (bits - 1)) << twos { twos += 1 }
    let unit = one << twos
    let isUnder = x < unit
    let z = divide(isUnder ? unit - x : x - unit, x + unit)
    let square = multiply(z, z)
    var term = z
    var sum = z
    var odd: UInt64 = 1
    while !term.isZero {
      term = multiply(term, square)
      odd += 2
      sum = sum + term.divided(by: odd).quotient
    }
    let rest = sum << 1
    let whole = ln2 * UInt64(twos)
    if !isUnder { return (whole + rest, false) }
    return whole >= rest ? (whole - rest, false) : (rest - whole, true)
  }
}
