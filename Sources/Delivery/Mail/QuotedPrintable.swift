/// The transfer encoding for text (RFC 2045 6.7): lines of at most 76 characters that any server passes on.
enum QuotedPrintable {
  private static let digits = Array("0123456789ABCDEF".utf8)

  /// Encodes a text with any line ends; gives CRLF line ends and none after the last line.
  static func encode(_ text: String) -> String {
    let plain = text.replacing("\r\n", with: "\n").replacing("\r", with: "\n")
    return plain.split(separator: "\n", omittingEmptySubsequences: false)
      .map { encodeLine(Array($0.utf8)) }.joined(separator: "\r\n")
  }

  private static func encodeLine(_ bytes: [UInt8]) -> String {
    var out: [UInt8] = []
    var column = 0
    for (index, byte) in bytes.enumerated() {
      let isLast = index == bytes.count - 1
      let literal =
        (0x21...0x7E).contains(byte) && byte != UInt8(ascii: "=")
        || (byte == 0x20 || byte == 0x09) && !isLast
      let length = literal ? 1 : 3
      if column + length > (isLast ? 76 : 75) {
        out += Array("=\r\n".utf8)
        column = 0
      }
      // A leading full stop means the end of a message in SMTP, and “From ” a new one in mailboxes.
      let risky = column == 0 && (byte == UInt8(ascii: ".") || byte == UInt8(ascii: "F"))
      let token =
        literal && !risky
        ? [byte] : [UInt8(ascii: "="), digits[Int(byte >> 4)], digits[Int(byte & 15)]]
      out += token
      column += token.count
    }
    return String(decoding: out, as: UTF8.self)
  }
}
