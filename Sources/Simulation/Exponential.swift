/// Powers and logarithms from the basic operations alone, alike on every machine; for made-up data only.
enum Exponential {
  /// e to the power `x`, for −700 to 700, to about twelve digits.
  static func power(_ x: Double) -> Double {
    let whole = (x / 0.693_147_180_559_945_3).rounded()
    let rest = x - whole * 0.693_147_180_559_945_3
    var sum = 1.0
    for term in stride(from: 16.0, through: 1, by: -1) { sum = 1 + sum * rest / term }
    return Double(sign: .plus, exponent: Int(whole), significand: sum)
  }

  /// The logarithm to the base 2 of a positive number.
  static func logarithm2(_ x: Double) -> Double {
    let s = (x.significand - 1) / (x.significand + 1)
    var series = 0.0
    for odd in stride(from: 41, through: 1, by: -2) { series = series * s * s + 1 / Double(odd) }
    return Double(x.exponent) + 2 * s * series / 0.693_147_180_559_945_3
  }
}
