import Crypto
import JSONText

/// SHA-256 over canonical JSON, as 64 hexadecimal digits.
enum Fingerprint {
  static func of(_ value: JSON) -> String { of(Array(value.canonical.utf8)) }

  static func of(_ bytes: [UInt8]) -> String {
    let digits = Array("0123456789abcdef")
    var text = ""
    for byte in SHA256.hash(data: bytes) {
      text.append(digits[Int(byte >> 4)])
      text.append(digits[Int(byte & 15)])
    }
    return text
  }
}
