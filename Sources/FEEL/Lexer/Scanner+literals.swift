extension Scanner {
  /// A numeric literal, rule 37: `12`, `1.5`, `.5`, `1.2e-3`; nil when none stands here.
  mutating func number() -> String? {
    let start = place
    func isDigit(_ byte: UInt8) -> Bool { (0x30...0x39).contains(byte) }
    while isDigit(byte()) { place += 1 }
    if byte() == UInt8(ascii: "."), isDigit(byte(1)) {
      place += 1
      while isDigit(byte()) { place += 1 }
    }
    guard place > start else { return nil }
    if byte() == UInt8(ascii: "e") || byte() == UInt8(ascii: "E") {
      let signed = byte(1) == UInt8(ascii: "+") || byte(1) == UInt8(ascii: "-")
      if isDigit(byte(signed ? 2 : 1)) {
        place += signed ? 2 : 1
        while isDigit(byte()) { place += 1 }
      }
    }
    return text(start..<place)
  }

  /// The content of a string literal whose opening quote stands here; nil when it is not closed.
  mutating func string() -> String? {
    var content: [UInt8] = []
    var index = place + 1
    var highSurrogate: UInt32?
    func append(_ value: UInt32) {
      if let high = highSurrogate, (0xDC00...0xDFFF).contains(value) {
        highSurrogate = nil
        appendScalar(0x10000 + (high - 0xD800) << 10 + (value - 0xDC00))
      } else if (0xD800...0xDBFF).contains(value) {
        highSurrogate = value
      } else {
        appendScalar(value)
      }
    }
    func appendScalar(_ value: UInt32) {
      let scalar = Unicode.Scalar(value) ?? "\u{FFFD}"
      content.append(contentsOf: Array(String(Character(scalar)).utf8))
    }
    while index < bytes.count {
      let next = bytes[index]
      if next == UInt8(ascii: "\"") {
        place = index + 1
        return String(decoding: content, as: UTF8.self)
      }
      guard next == UInt8(ascii: "\\"), index + 1 < bytes.count else {
        content.append(next)
        index += 1
        continue
      }
      let escaped = bytes[index + 1]
      index += 2
      switch escaped {
      case UInt8(ascii: "n"): content.append(0x0A)
      case UInt8(ascii: "r"): content.append(0x0D)
      case UInt8(ascii: "t"): content.append(0x09)
      case UInt8(ascii: "\""), UInt8(ascii: "'"), UInt8(ascii: "\\"): content.append(escaped)
      case UInt8(ascii: "u"), UInt8(ascii: "U"):
        let width = escaped == UInt8(ascii: "u") ? 4 : 6
        if let value = hexadecimal(at: index, width: width) {
          append(value)
          index += width
        } else {
          content.append(contentsOf: [UInt8(ascii: "\\"), escaped])
        }
      default: content.append(contentsOf: [UInt8(ascii: "\\"), escaped])
      }
    }
    return nil
  }

  private func hexadecimal(at start: Int, width: Int) -> UInt32? {
    guard start + width <= bytes.count else { return nil }
    var value: UInt32 = 0
    for byte in bytes[start..<start + width] {
      switch byte {
      case 0x30...0x39: value = value << 4 | UInt32(byte - 0x30)
      case 0x41...0x46: value = value << 4 | UInt32(byte - 0x37)
      case 0x61...0x66: value = value << 4 | UInt32(byte - 0x57)
      default: return nil
      }
    }
    return value
  }
}
