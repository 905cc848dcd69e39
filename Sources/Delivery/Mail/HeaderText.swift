/// Text in a header field: what cannot stand there as it is becomes encoded words (RFC 2047).
enum HeaderText {
  private static let width = 76

  /// A subject; `after` is how many characters stand before it on the line.
  static func unstructured(_ text: String, after start: Int) -> String {
    let clean = oneLine(text)
    guard needsEncoding(clean) || start + clean.utf8.count > width else { return clean }
    return needsEncoding(clean) ? encodedWords(clean, after: start) : folded(clean, after: start)
  }

  static func mailbox(_ mailbox: Mailbox, after start: Int) -> String {
    let name = oneLine(mailbox.name)
    if name.isEmpty { return "<\(mailbox.address)>" }
    let phrase: String
    if needsEncoding(name) {
      phrase = encodedWords(name, after: start)
    } else if name.utf8.allSatisfy({ isAtomText($0) || $0 == 0x20 }), start + name.count < 76 {
      phrase = name
    } else {
      let quoted = name.flatMap { $0 == "\"" || $0 == "\\" ? ["\\", $0] : [$0] }
      phrase =
        start + quoted.count < width ? "\"\(String(quoted))\"" : encodedWords(name, after: start)
    }
    let column = (phrase.utf8.lastIndex(of: 10)).map {
      phrase.utf8.distance(from: $0, to: phrase.utf8.endIndex)
    }
    let used = column ?? start + phrase.utf8.count
    return phrase + (used + mailbox.address.utf8.count + 3 > width ? "\r\n " : " ")
      + "<\(mailbox.address)>"
  }

  /// For ids and languages, which are made by the program: anything that could end the field is left out.
  static func token(_ text: String) -> String {
    String(decoding: text.utf8.filter { isAtomText($0) || $0 == 0x2E || $0 == 0x40 }, as: UTF8.self)
  }

  /// Line breaks and other control characters become blanks, so that no text can add a header.
  static func oneLine(_ text: String) -> String {
    let scalars = text.unicodeScalars.map { scalar -> Unicode.Scalar in
      scalar.properties.generalCategory == .control || scalar == "\u{2028}" || scalar == "\u{2029}"
        ? " " : scalar
    }
    return String(String.UnicodeScalarView(scalars)).split(separator: " ").joined(separator: " ")
  }

  private static func needsEncoding(_ text: String) -> Bool {
    // A text that looks like an encoded word must be encoded, or it would be read as one.
    text.utf8.contains { $0 >= 0x7F } || text.contains("=?")
      || text.split(separator: " ").contains { $0.utf8.count > 60 }
  }

  private static func folded(_ text: String, after start: Int) -> String {
    var out = ""
    var column = start
    for word in text.split(separator: " ") {
      if out.isEmpty {
        out = String(word)
      } else if column + 1 + word.utf8.count > width {
        out += "\r\n \(word)"
        column = 0
      } else {
        out += " \(word)"
      }
      column += 1 + word.utf8.count
    }
    return out
  }

  /// Encoded words of at most 75 characters each, never breaking a character between two.
  private static func encodedWords(_ text: String, after start: Int) -> String {
    var words: [String] = []
    var chunk: [UInt8] = []
    // 12 characters of frame; base 64 makes 4 of 3.
    var room = max(12, (width - start - 12) / 4 * 3)
    for scalar in text.unicodeScalars {
      let bytes = Array(String(scalar).utf8)
      if chunk.count + bytes.count > room {
        words.append("=?utf-8?B?\(Base64.encode(chunk))?=")
        chunk = []
        room = (75 - 12) / 4 * 3
      }
      chunk += bytes
    }
    words.append("=?utf-8?B?\(Base64.encode(chunk))?=")
    return words.joined(separator: "\r\n ")
  }
}
