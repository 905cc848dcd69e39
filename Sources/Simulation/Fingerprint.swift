import Crypto
import JSONText

/// SHA-256 over canonical JSON, as 64 hexadecimal digits.
struct Fingerprint {
  private var hash = SHA256()

  mutating func add(_ text: String) { hash.update(data: Array(text.utf8)) }

  var text: String {
    let digits = Array("0123456789abcdef")
    var text = ""
    for byte in hash.finalize() {
      text.append(digits[Int(byte >> 4)])
      text.append(digits[Int(byte & 15)])
    }
    return text
  }

  static func of(_ value: JSON) -> String { of(value.canonical) }

  static func of(_ text: String) -> String {
    var print = Fingerprint()
    print.add(text)
    return print.text
  }
}
