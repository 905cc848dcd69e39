/// Base 64 of RFC 4648 section 4, without line breaks.
enum Base64 {
  private static let alphabet = Array(
    "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/".utf8)

  static func encode(_ bytes: [UInt8]) -> String {
    var out: [UInt8] = []
    for start in stride(from: 0, to: bytes.count, by: 3) {
      let group = bytes[start..<min(start + 3, bytes.count)]
      var value = 0
      for index in 0..<3 {
        value = value << 8 | Int(index < group.count ? group[start + index] : 0)
      }
      for index in 0..<4 {
        out.append(
          index <= group.count ? alphabet[value >> (18 - 6 * index) & 63] : UInt8(ascii: "="))
      }
    }
    return String(decoding: out, as: UTF8.self)
  }

  /// Nil for anything but padded base 64.
  static func decode(_ text: String) -> [UInt8]? {
    let symbols = Array(text.utf8)
    guard symbols.count % 4 == 0 else { return nil }
    let padding = symbols.suffix(2).count { $0 == UInt8(ascii: "=") }
    var out: [UInt8] = []
    for start in stride(from: 0, to: symbols.count, by: 4) {
      var value = 0
      for (offset, symbol) in symbols[start..<start + 4].enumerated() {
        if symbol == UInt8(ascii: "="), start + offset >= symbols.count - padding {
          value <<= 6
        } else if let digit = alphabet.firstIndex(of: symbol) {
          value = value << 6 | digit
        } else {
          return nil
        }
      }
      out += [UInt8(value >> 16 & 255), UInt8(value >> 8 & 255), UInt8(value & 255)]
    }
    out.removeLast(min(padding, out.count))
    return out
  }
}
