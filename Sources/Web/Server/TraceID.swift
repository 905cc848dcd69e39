import HTTPTypes

/// The identifier under which one request can be found in every log (W3C Trace Context).
enum TraceID {
  /// The caller's, when `traceparent` is well formed; else a new one. 32 hexadecimal digits.
  static func make(_ headers: HTTPFields) -> String {
    if let parent = headers[.field("traceparent")] {
      let parts = parent.split(separator: "-", omittingEmptySubsequences: false)
      if parts.count == 4, parts[0] == "00", parts[1].utf8.count == 32,
        parts[1].allSatisfy({ $0.isHexDigit && !$0.isUppercase }),
        parts[1].contains(where: { $0 != "0" })
      {
        return String(parts[1])
      }
    }
    let (high, low) = (UInt64.random(in: 1 ... .max), UInt64.random(in: 0 ... .max))
    return hex(high) + hex(low)
  }

  private static func hex(_ word: UInt64) -> String {
    let digits = String(word, radix: 16)
    return String(repeating: "0", count: 16 - digits.count) + digits
  }
}
