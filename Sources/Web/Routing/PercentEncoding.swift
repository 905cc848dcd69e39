/// Percent-encoding of path segments, queries and forms (RFC 3986, WHATWG URL for forms).
public enum PercentEncoding {
  /// Everything but the unreserved characters is encoded.
  public static func encode(_ text: String) -> String {
    var out = ""
    for byte in text.utf8 {
      if isUnreserved(byte) {
        out.unicodeScalars.append(Unicode.Scalar(byte))
      } else {
        out += "%" + hex(byte >> 4) + hex(byte & 15)
      }
    }
    return out
  }

  /// Nil for a broken escape, for what is no UTF-8, and for control characters, line breaks of forms excepted.
  public static func decode(_ text: some StringProtocol, form: Bool = false) -> String? {
    var bytes: [UInt8] = []
    var rest = Array(text.utf8)[...]
    while let byte = rest.popFirst() {
      switch byte {
      case UInt8(ascii: "%"):
        guard let high = rest.popFirst().flatMap(digit), let low = rest.popFirst().flatMap(digit)
        else { return nil }
        bytes.append(high << 4 | low)
      case UInt8(ascii: "+") where form: bytes.append(0x20)
      default: bytes.append(byte)
      }
    }
    let isAllowed: (UInt8) -> Bool = { byte in
      (byte >= 0x20 && byte != 0x7F) || (form && [0x09, 0x0A, 0x0D].contains(byte))
    }
    guard bytes.allSatisfy(isAllowed) else { return nil }
    return String(validating: bytes, as: UTF8.self)
  }

  /// The pairs of a query or a form, in order; nil when one cannot be decoded.
  public static func pairs(_ text: some StringProtocol) -> [(name: String, value: String)]? {
    var pairs: [(name: String, value: String)] = []
    for part in text.split(separator: "&") {
      let halves = part.split(separator: "=", maxSplits: 1, omittingEmptySubsequences: false)
      guard let name = decode(halves[0], form: true),
        let value = decode(halves.count == 2 ? halves[1] : "", form: true)
      else { return nil }
      pairs.append((name, value))
    }
    return pairs
  }

  private static func isUnreserved(_ byte: UInt8) -> Bool {
    switch byte {
    case UInt8(ascii: "A")...UInt8(ascii: "Z"), UInt8(ascii: "a")...UInt8(ascii: "z"),
      UInt8(ascii: "0")...UInt8(ascii: "9"), UInt8(ascii: "-"), UInt8(ascii: "."),
      UInt8(ascii: "_"), UInt8(ascii: "~"):
      true
    default: false
    }
  }

  private static func hex(_ nibble: UInt8) -> String { String(nibble, radix: 16, uppercase: true) }

  private static func digit(_ byte: UInt8) -> UInt8? {
    Character(Unicode.Scalar(byte)).hexDigitValue.map(UInt8.init)
  }
}
