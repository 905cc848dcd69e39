extension Money: CustomStringConvertible {
  /// Euros with two decimals and a point, `-1234.56`: the form for machines.
  public var description: String {
    let (euros, rest) = cents.magnitude.quotientAndRemainder(dividingBy: 100)
    return "\(isNegative ? "-" : "")\(euros).\(rest < 10 ? "0" : "")\(rest)"
  }

  /// Reads `1234`, `1234.5` or `-1234.56`; nil for anything else, a third decimal included.
  public init?(parsing text: some StringProtocol) {
    var bytes = Array(text.utf8)[...]
    let negative = bytes.first == UInt8(ascii: "-")
    if negative { bytes = bytes.dropFirst() }
    let parts = bytes.split(
      separator: UInt8(ascii: "."), maxSplits: 1, omittingEmptySubsequences: false)
    guard let euros = parts.first, !euros.isEmpty else { return nil }
    var decimals = parts.count == 2 ? parts[1] : []
    guard parts.count == 1 || (1...2).contains(decimals.count) else { return nil }
    while decimals.count < 2 { decimals.append(UInt8(ascii: "0")) }
    var cents: Int64 = 0
    for byte in euros + decimals {
      guard (UInt8(ascii: "0")...UInt8(ascii: "9")).contains(byte) else { return nil }
      let digit = Int64(byte - UInt8(ascii: "0"))
      let (tens, overTens) = cents.multipliedReportingOverflow(by: 10)
      let (next, over) = tens.addingReportingOverflow(negative ? -digit : digit)
      if overTens || over { return nil }
      cents = next
    }
    self.cents = cents
  }
}

extension Money {
  /// The amount in euros, with two decimals.
  public var decimal: Decimal128 {
    Decimal128(unchecked: UInt128(cents.magnitude), exponent: -2, negative: isNegative)
  }

  /// An amount in euros; nil when it has a fraction of a cent or is out of range.
  public init?(exactly euros: Decimal128) {
    guard let rounded = Money(euros, rounding: .down), rounded.decimal == euros else { return nil }
    self = rounded
  }

  /// An amount in euros, rounded to the cent; nil when it is out of range.
  public init?(_ euros: Decimal128, rounding: Rounding) {
    guard let cents = euros.quantized(exponent: -2, rounding) else { return nil }
    let count = Decimal128(
      unchecked: cents.coefficient, exponent: 0, negative: cents.isNegative
    ).int64
    guard let count else { return nil }
    self.cents = count
  }
}
