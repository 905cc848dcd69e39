/// Which characters may begin and continue a name, DMN 1.5 §10.3.1.2 rules 28 and 29.
///
/// `?` is a name of its own in unary tests and is left to the parser.
enum NameScalars {
  static func isStart(_ scalar: UInt32) -> Bool {
    switch scalar {
    case 0x41...0x5A, 0x5F, 0x61...0x7A: true
    case 0..<0x80: false
    case 0xC0...0xD6, 0xD8...0xF6, 0xF8...0x2FF, 0x370...0x37D, 0x37F...0x1FFF, 0x200C...0x200D,
      0x2070...0x218F, 0x2C00...0x2FEF, 0x3001...0xD7FF, 0xF900...0xFDCF, 0xFDF0...0xFFFD,
      0x10000...0xEFFFF:
      !isSpace(scalar)
    default: false
    }
  }

  static func isPart(_ scalar: UInt32) -> Bool {
    switch scalar {
    case 0x30...0x39, 0xB7, 0x300...0x36F, 0x203F...0x2040: true
    default: isStart(scalar)
    }
  }

  /// Rule 61 and 62.
  static func isSpace(_ scalar: UInt32) -> Bool {
    switch scalar {
    case 0x09...0x0D, 0x20, 0x85, 0xA0, 0x1680, 0x180E, 0x2000...0x200B, 0x2028, 0x2029, 0x202F,
      0x205F, 0x3000, 0xFEFF:
      true
    default: false
    }
  }

  /// The characters that a name may hold between its words, rule 30.
  static func isSymbol(_ byte: UInt8) -> Bool {
    switch byte {
    case UInt8(ascii: "."), UInt8(ascii: "/"), UInt8(ascii: "-"), UInt8(ascii: "'"),
      UInt8(ascii: "+"), UInt8(ascii: "*"):
      true
    default: false
    }
  }
}
