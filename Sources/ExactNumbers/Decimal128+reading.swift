extension Decimal128 {
  /// Reads a numeric string such as `-12.50` or `1.25E+3`; digits beyond 34 are rounded half-even.
  ///
  /// Nil for any other text, `Infinity` and `NaN` included, and for numbers beyond the largest.
  public init?(_ text: some StringProtocol) {
    var status = Status()
    guard let parsed = Decimal128.parse(text, rounding: .halfEven, status: &status) else {
      return nil
    }
    self = parsed
  }

  /// Reads a numeric string under a rounding, with the conditions met added to `status`.
  public static func parse(
    _ text: some StringProtocol, rounding: Rounding, status: inout Status
  ) -> Decimal128? {
    let direct = text.utf8.withContiguousStorageIfAvailable { bytes in
      var own = Status()
      let value = parse(utf8: bytes, rounding: rounding, status: &own)
      return (value, own)
    }
    let (value, own) =
      direct
      ?? Array(text.utf8).withUnsafeBufferPointer { bytes in
        var own = Status()
        let value = parse(utf8: bytes, rounding: rounding, status: &own)
        return (value, own)
      }
    status.formUnion(own)
    return value
  }

  /// Reads UTF-8 text as a numeric string, with the conditions met added to `status`.
  static func parse(
    utf8 bytes: UnsafeBufferPointer<UInt8>, rounding: Rounding, status: inout Status
  ) -> Decimal128? {
    var index = 0
    func byte() -> UInt8? { index < bytes.count ? bytes[index] : nil }
    let negative = byte() == UInt8(ascii: "-")
    if negative || byte() == UInt8(ascii: "+") { index += 1 }

    var coefficient: UInt128 = 0
    var taken = 0
    var exponent = 0
    var sawDigit = false
    var sawPoint = false
    var followed = false
    while let next = byte() {
      if next == UInt8(ascii: "."), !sawPoint {
        sawPoint = true
      } else if let digit = Decimal128.digit(next) {
        sawDigit = true
        if taken < 36 {
          coefficient = coefficient * 10 + UInt128(digit)
          if coefficient != 0 { taken += 1 }
          if sawPoint { exponent -= 1 }
        } else {
          if digit != 0 { followed = true }
          if !sawPoint { exponent += 1 }
        }
      } else {
        break
      }
      index += 1
    }
    guard sawDigit, let written = exponentPart(bytes, from: index) else {
      status.insert(.conversionSyntax)
      return nil
    }
    return finish(
      UInt256(low: coefficient), exponent: exponent + written, negative: negative,
      followed: followed, rounding: rounding, status: &status)
  }

  private static func digit(_ byte: UInt8) -> UInt8? {
    let value = byte &- UInt8(ascii: "0")
    return value <= 9 ? value : nil
  }

  /// The exponent written at `start`: 0 at the end of the text, nil for anything else. One of many
  /// digits is cut off where no coefficient can bring it back into range.
  private static func exponentPart(_ bytes: UnsafeBufferPointer<UInt8>, from start: Int) -> Int? {
    if start == bytes.count { return 0 }
    var index = start + 1
    guard bytes[start] | 0x20 == UInt8(ascii: "e"), index < bytes.count else { return nil }
    let negative = bytes[index] == UInt8(ascii: "-")
    if negative || bytes[index] == UInt8(ascii: "+") { index += 1 }
    guard index < bytes.count else { return nil }
    var value = 0
    while index < bytes.count {
      guard let digit = digit(bytes[index]) else { return nil }
      value = min(value * 10 + Int(digit), 1 << 50)
      index += 1
    }
    return negative ? -value : value
  }
}
