/// The reading of delays: `10ms`, `1.5s`, `.5s` (CSS2 times, SCXML §6.2.4) and ISO 8601 day-time
/// durations such as `PT1H30M`, which FEEL produces.
enum ChartDelay {
  /// Milliseconds, rounded down, or nil when the text is no delay, is negative or is too long.
  static func milliseconds(_ text: String) -> Int64? {
    let trimmed = text.trimmingSpaces
    if trimmed.hasPrefix("P") { return iso(trimmed.dropFirst().utf8) }
    for (suffix, scale) in [("ms", Int64(1)), ("s", 1000), ("m", 60_000), ("h", 3_600_000)]
    where trimmed.hasSuffix(suffix) {
      return scaled(trimmed.dropLast(suffix.count).utf8, by: scale)
    }
    return trimmed == "0" ? 0 : nil
  }

  /// A decimal number times a whole scale, exact to the millisecond.
  private static func scaled(_ digits: Substring.UTF8View, by scale: Int64) -> Int64? {
    var whole: Int64 = 0
    var fraction: Int64 = 0
    var unit = scale
    var seen = false
    var afterPoint = false
    for byte in digits {
      if byte == UInt8(ascii: "."), !afterPoint {
        afterPoint = true
        continue
      }
      guard (UInt8(ascii: "0")...UInt8(ascii: "9")).contains(byte) else { return nil }
      seen = true
      let digit = Int64(byte - UInt8(ascii: "0"))
      if afterPoint {
        unit /= 10
        fraction += digit * unit
      } else {
        let (tens, tooLong) = whole.multipliedReportingOverflow(by: 10)
        let (sum, tooBig) = tens.addingReportingOverflow(digit)
        if tooLong || tooBig { return nil }
        whole = sum
      }
    }
    guard seen else { return nil }
    let (product, overflow) = whole.multipliedReportingOverflow(by: scale)
    let (sum, tooBig) = product.addingReportingOverflow(fraction)
    return overflow || tooBig ? nil : sum
  }

  private static func iso(_ text: Substring.UTF8View) -> Int64? {
    var total: Int64 = 0
    var number: Substring.UTF8View?
    var start = text.startIndex
    var inTime = false
    var seen = false
    for index in text.indices {
      let byte = text[index]
      if byte == UInt8(ascii: "T"), !inTime {
        inTime = true
        start = text.index(after: index)
        continue
      }
      let scale: Int64? =
        switch (byte, inTime) {
        case (UInt8(ascii: "D"), false): 86_400_000
        case (UInt8(ascii: "H"), true): 3_600_000
        case (UInt8(ascii: "M"), true): 60_000
        case (UInt8(ascii: "S"), true): 1000
        default: nil
        }
      guard let scale else { continue }
      number = text[start..<index]
      guard let number, let part = scaled(number, by: scale) else { return nil }
      let (sum, overflow) = total.addingReportingOverflow(part)
      if overflow { return nil }
      total = sum
      seen = true
      start = text.index(after: index)
    }
    return seen && start == text.endIndex ? total : nil
  }
}

extension StringProtocol {
  /// The text without white space (XML §2.3) at either end.
  var trimmingSpaces: String {
    let isSpace: (Character) -> Bool = {
      $0 == " " || $0 == "\n" || $0 == "\t" || $0 == "\r" || $0 == "\r\n"
    }
    let head = drop(while: isSpace)
    guard let last = head.lastIndex(where: { !isSpace($0) }) else { return "" }
    return String(head[...last])
  }

  /// The words between white space (XML §2.3).
  var spaceSeparated: [String] {
    split(whereSeparator: {
      $0 == " " || $0 == "\n" || $0 == "\t" || $0 == "\r" || $0 == "\r\n"
    }).map { String($0) }
  }

  /// The text with every run of white space made one space, and none at the ends.
  var normalizingSpaces: String { spaceSeparated.joined(separator: " ") }
}
