/// An e-mail address with the name of who reads it; only forms that cannot break a header exist.
public struct Mailbox: Hashable, Sendable {
  public let name: String
  public let address: String

  /// Throws a `DeliveryFault` unless the address is `local@domain` in ASCII and the name holds no control
  /// character.
  public init(name: String = "", address: String) throws(DeliveryFault) {
    guard Mailbox.isAddress(address) else {
      throw DeliveryFault(
        "bad-address", "An e-mail address is not of the form name@domain.",
        remedy: "Use letters, digits and the usual signs; at most 254 characters, no blanks.")
    }
    guard !name.unicodeScalars.contains(where: { $0.value < 0x20 || $0.value == 0x7F }) else {
      throw DeliveryFault(
        "bad-name", "The name beside an e-mail address holds a control character.",
        remedy: "Remove line breaks and tabs from it.")
    }
    self.name = name
    self.address = address
  }

  public var domain: String { String(address.split(separator: "@").last ?? "") }

  /// Dot-atom before the @ (RFC 5321 4.1.2), host name after it.
  public static func isAddress(_ text: String) -> Bool {
    let parts = text.split(separator: "@", omittingEmptySubsequences: false)
    guard text.utf8.count <= 254, parts.count == 2, parts[0].utf8.count <= 64 else { return false }
    let atoms = parts[0].split(separator: ".", omittingEmptySubsequences: false)
    let labels = parts[1].split(separator: ".", omittingEmptySubsequences: false)
    return atoms.allSatisfy { !$0.isEmpty && $0.utf8.allSatisfy(isAtomText) }
      && labels.allSatisfy {
        (1...63).contains($0.utf8.count) && $0.first != "-" && $0.last != "-"
          && $0.utf8.allSatisfy { isLetterOrDigit($0) || $0 == UInt8(ascii: "-") }
      }
  }
}

func isLetterOrDigit(_ byte: UInt8) -> Bool {
  (0x30...0x39).contains(byte) || (0x41...0x5A).contains(byte) || (0x61...0x7A).contains(byte)
}

/// RFC 5322 3.2.3.
func isAtomText(_ byte: UInt8) -> Bool {
  isLetterOrDigit(byte) || "!#$%&'*+-/=?^_`{|}~".utf8.contains(byte)
}
