import ExactNumbers

/// A length of time in days, hours, minutes, seconds and nanoseconds.
public struct FEELDayTimeDuration: Hashable, Sendable, Comparable {
  /// Whole seconds, towards minus infinity.
  let seconds: Int64
  /// 0 ..< 1,000,000,000.
  let fraction: Int32

  /// Nil beyond 2⁶³ seconds.
  public init?(nanoseconds: Int128) {
    let (whole, rest) = floorDivided(nanoseconds, Int128(FEELTime.nanosecondsPerSecond))
    guard let seconds = Int64(exactly: whole) else { return nil }
    self.seconds = seconds
    fraction = Int32(rest)
  }

  public init(seconds: Int) {
    self.seconds = Int64(seconds)
    fraction = 0
  }

  public init(days: Int32) { self.init(seconds: Int(days) * 86_400) }

  public var nanoseconds: Int128 {
    Int128(seconds) * Int128(FEELTime.nanosecondsPerSecond) + Int128(fraction)
  }

  public static func < (a: FEELDayTimeDuration, b: FEELDayTimeDuration) -> Bool {
    (a.seconds, a.fraction) < (b.seconds, b.fraction)
  }

  var negated: FEELDayTimeDuration? { FEELDayTimeDuration(nanoseconds: -nanoseconds) }

  /// The parts of the length, all with the sign of the whole.
  var parts: (days: Int, hours: Int, minutes: Int, seconds: Int, nanoseconds: Int) {
    let whole = nanoseconds
    let total = whole / Int128(FEELTime.nanosecondsPerSecond)
    let rest = Int(whole % Int128(FEELTime.nanosecondsPerSecond))
    let units = Int(total)
    return (units / 86_400, units / 3600 % 24, units / 60 % 60, units % 60, rest)
  }

  /// The length in seconds as a number.
  var decimalSeconds: Decimal128? {
    let value = nanoseconds
    return Decimal128(
      coefficient: UInt128(value.magnitude), exponent: -9, negative: value < 0)
  }

  /// Rounds a number of seconds towards zero to nanoseconds; nil out of range.
  init?(decimalSeconds value: Decimal128) {
    guard let scaled = value.rounded(scale: 9, .down) else { return nil }
    var size = scaled.coefficient
    var exponent = scaled.exponent + 9
    while exponent < 0 {
      size /= 10
      exponent += 1
    }
    while exponent > 0, size > 0 {
      let (next, overflow) = size.multipliedReportingOverflow(by: 10)
      if overflow { return nil }
      size = next
      exponent -= 1
    }
    guard size <= UInt128(Int128.max) else { return nil }
    let nanoseconds = Int128(size)
    self.init(nanoseconds: scaled.isNegative ? -nanoseconds : nanoseconds)
  }
}

extension FEELDayTimeDuration: CustomStringConvertible {
  /// ISO 8601: `P1DT2H3M4.5S`; nothing at all is `PT0S`.
  public var description: String {
    let (days, hours, minutes, seconds, rest) = parts
    var text = nanoseconds < 0 ? "-P" : "P"
    if days != 0 { text += "\(days.magnitude)D" }
    if hours != 0 || minutes != 0 || seconds != 0 || rest != 0 {
      text += "T"
      if hours != 0 { text += "\(hours.magnitude)H" }
      if minutes != 0 { text += "\(minutes.magnitude)M" }
      if seconds != 0 || rest != 0 {
        text += "\(seconds.magnitude)"
        if rest != 0 { text += "." + FEEL.fraction(abs(rest)) }
        text += "S"
      }
    } else if days == 0 {
      text += "T0S"
    }
    return text
  }
}
