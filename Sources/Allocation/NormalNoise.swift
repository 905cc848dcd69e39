/// Standard normal noise, the one place where binary floating point is used on the way to a selection.
///
/// It stands for what is not known (how a panel will score) and its results are probabilities. Only
/// the four basic operations and the square root are used, which IEEE 754 fixes to the bit, so the
/// numbers are alike on every machine.
public enum NormalNoise {
  /// The normal quantile of 32 random bits: symmetric, never infinite, within about ±6.3.
  @inlinable public static func value(_ bits: UInt32) -> Float {
    // An odd number of 2⁻²⁴ strictly between −1 and 1 would lose the far tails; 31 bits in Double do not.
    let u = Double((Int64(bits) &* 2) &- 4_294_967_295) * 0x1p-32
    return Float(inverseErrorFunction(u) * 1.414_213_562_373_095_1)
  }

  /// Inverse of the error function by the rational approximation of M. Giles (2010), central and tail.
  @inlinable static func inverseErrorFunction(_ x: Double) -> Double {
    var w = -logarithm((1 - x) * (1 + x))
    if w < 5 {
      w -= 2.5
      var p = 2.810_226_36e-08
      p = 3.432_739_39e-07 + p * w
      p = -3.523_387_7e-06 + p * w
      p = -4.391_506_54e-06 + p * w
      p = 0.000_218_580_87 + p * w
      p = -0.001_253_725_03 + p * w
      p = -0.004_177_681_64 + p * w
      p = 0.246_640_727 + p * w
      return (1.501_409_41 + p * w) * x
    }
    w = w.squareRoot() - 3
    var p = -0.000_200_214_257
    p = 0.000_100_950_558 + p * w
    p = 0.001_349_343_22 + p * w
    p = -0.003_673_428_44 + p * w
    p = 0.005_739_507_73 + p * w
    p = -0.007_622_461_3 + p * w
    p = 0.009_438_870_47 + p * w
    p = 1.001_674_06 + p * w
    return (2.832_976_82 + p * w) * x
  }

  /// Natural logarithm of a positive normal number, good to about ten digits: enough for noise.
  @inlinable static func logarithm(_ value: Double) -> Double {
    let bits = value.bitPattern
    var exponent = Int64(bits >> 52) &- 1_023
    var m = Double(bitPattern: bits & 0x000F_FFFF_FFFF_FFFF | 0x3FF0_0000_0000_0000)
    if m > 1.414_213_562_373_095_1 {
      m *= 0.5
      exponent &+= 1
    }
    let s = (m - 1) / (m + 1)
    let z = s * s
    let series = 1 + z * (1.0 / 3 + z * (1.0 / 5 + z * (1.0 / 7 + z * (1.0 / 9 + z * (1.0 / 11)))))
    return 2 * s * series + Double(exponent) * 0.693_147_180_559_945_3
  }
}
