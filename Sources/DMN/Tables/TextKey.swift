/// A text of up to 16 bytes as three words that are equal when the texts are, byte for byte.
struct TextKey: Hashable {
  /// The first and the last eight bytes, which overlap or hold zeros in short texts.
  var head: UInt64
  var tail: UInt64
  var count: Int

  static let longest = 16

  /// Nil for longer texts.
  @inline(__always)
  init?(_ text: String) {
    var text = text
    let key = text.withUTF8 { TextKey($0) }
    guard let key else { return nil }
    self = key
  }

  @inline(__always)
  private init?(_ bytes: UnsafeBufferPointer<UInt8>) {
    guard bytes.count <= Self.longest, let start = bytes.baseAddress else {
      guard bytes.isEmpty else { return nil }
      (head, tail, count) = (0, 0, 0)
      return
    }
    count = bytes.count
    let raw = UnsafeRawPointer(start)
    if count >= 8 {
      head = raw.loadUnaligned(as: UInt64.self)
      tail = raw.loadUnaligned(fromByteOffset: count &- 8, as: UInt64.self)
    } else {
      var word: UInt64 = 0
      for byte in bytes { word = word << 8 | UInt64(byte) }
      (head, tail) = (word, 0)
    }
  }

  /// Spreads keys over a table of `2^bits` places.
  @inline(__always)
  func slot(bits: Int) -> Int {
    let mixed = (head ^ (tail << 32 | tail >> 32) &+ UInt64(truncatingIfNeeded: count))
    return Int(truncatingIfNeeded: (mixed &* 0x9E37_79B9_7F4A_7C15) >> UInt64(64 &- bits))
  }
}
