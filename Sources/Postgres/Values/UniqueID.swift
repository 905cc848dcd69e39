/// A universally unique identifier (RFC 9562): sixteen bytes, PostgreSQL's `uuid`.
///
/// Ordered as the server orders: byte by byte.
public struct UniqueID: Hashable, Sendable, Comparable {
  public let high: UInt64
  public let low: UInt64

  public init(high: UInt64, low: UInt64) {
    self.high = high
    self.low = low
  }

  /// A version 4 identifier from two random words; the version and variant bits are set over them.
  public static func random(from a: UInt64, _ b: UInt64) -> UniqueID {
    UniqueID(
      high: a & 0xffff_ffff_ffff_0fff | 0x4000,
      low: b & 0x3fff_ffff_ffff_ffff | 0x8000_0000_0000_0000)
  }

  public static func < (a: UniqueID, b: UniqueID) -> Bool {
    a.high != b.high ? a.high < b.high : a.low < b.low
  }
}

extension UniqueID: LosslessStringConvertible {
  /// Reads 36 characters `8-4-4-4-12`, in either case; nothing else.
  public init?(_ description: String) {
    var nibbles: [UInt64] = []
    for (index, byte) in description.utf8.enumerated() {
      if index == 8 || index == 13 || index == 18 || index == 23 {
        guard byte == UInt8(ascii: "-") else { return nil }
        continue
      }
      switch byte {
      case 0x30...0x39: nibbles.append(UInt64(byte - 0x30))
      case 0x41...0x46: nibbles.append(UInt64(byte - 0x41 + 10))
      case 0x61...0x66: nibbles.append(UInt64(byte - 0x61 + 10))
      default: return nil
      }
    }
    guard nibbles.count == 32, description.utf8.count == 36 else { return nil }
    self.init(
      high: nibbles[..<16].reduce(0) { $0 << 4 | $1 },
      low: nibbles[16...].reduce(0) { $0 << 4 | $1 })
  }

  /// Lower case, `8-4-4-4-12`.
  public var description: String {
    var text = ""
    for index in 0..<32 {
      let word = index < 16 ? high : low
      let nibble = word >> UInt64(60 - 4 * (index % 16)) & 0xf
      text += String(nibble, radix: 16)
      if [7, 11, 15, 19].contains(index) { text += "-" }
    }
    return text
  }
}
