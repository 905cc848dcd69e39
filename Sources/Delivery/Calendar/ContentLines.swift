/// Content lines of RFC 5545: folded at 75 octets, ended by CRLF, texts escaped.
struct ContentLines {
  private(set) var bytes: [UInt8] = []

  /// A value that needs no escaping; line breaks in it are dropped, so that it stays one line.
  mutating func add(_ name: String, _ value: String) {
    fold("\(name):\(value.filter { !$0.isNewline })")
  }

  mutating func text(_ name: String, _ value: String) {
    fold("\(name):\(ContentLines.escape(value))")
  }

  static func escape(_ text: String) -> String {
    var out = ""
    for character in text {
      switch character {
      case "\\", ";", ",": out += "\\\(character)"
      case _ where character.isNewline: out += "\\n"
      case "\t": out.append(character)
      case _ where character.unicodeScalars.allSatisfy { $0.properties.generalCategory == .control }:
        continue
      default: out.append(character)
      }
    }
    return out
  }

  /// Breaks before the 76th octet, never inside a character's bytes.
  private mutating func fold(_ line: String) {
    var room = 75
    for scalar in line.unicodeScalars {
      let octets = Array(String(scalar).utf8)
      if octets.count > room {
        bytes += [0x0D, 0x0A, 0x20]
        room = 74
      }
      bytes += octets
      room -= octets.count
    }
    bytes += [0x0D, 0x0A]
  }
}
