/// Reads bytes of UTF-8 as words, symbols, numbers and strings, on demand.
///
/// FEEL cannot be cut into tokens beforehand: which characters form a name depends on the names in scope.
struct Scanner {
  let bytes: [UInt8]
  var place = 0

  init(_ text: String) { bytes = Array(text.utf8) }

  var isAtEnd: Bool { place >= bytes.count }

  func byte(_ ahead: Int = 0) -> UInt8 {
    let index = place + ahead
    return index < bytes.count ? bytes[index] : 0
  }

  /// The scalar at an index and how many bytes it takes; the text is valid UTF-8.
  func scalar(at index: Int) -> (value: UInt32, width: Int)? {
    guard index < bytes.count else { return nil }
    let first = UInt32(bytes[index])
    if first < 0x80 { return (first, 1) }
    func tail(_ offset: Int) -> UInt32 {
      index + offset < bytes.count ? UInt32(bytes[index + offset]) & 0x3F : 0
    }
    if first < 0xE0 { return ((first & 0x1F) << 6 | tail(1), 2) }
    if first < 0xF0 { return ((first & 0x0F) << 12 | tail(1) << 6 | tail(2), 3) }
    return ((first & 0x07) << 18 | tail(1) << 12 | tail(2) << 6 | tail(3), 4)
  }

  /// Skips white space and comments; false when a comment is not closed.
  @discardableResult
  mutating func skipSpace() -> Bool {
    while let (value, width) = scalar(at: place) {
      if NameScalars.isSpace(value) {
        place += width
      } else if value == 0x2F, byte(1) == 0x2F {
        while !isAtEnd, bytes[place] != 0x0A { place += 1 }
      } else if value == 0x2F, byte(1) == 0x2A {
        let start = place
        place += 2
        while place + 1 < bytes.count, !(bytes[place] == 0x2A && bytes[place + 1] == 0x2F) {
          place += 1
        }
        guard place + 1 < bytes.count else {
          place = start
          return false
        }
        place += 2
      } else {
        return true
      }
    }
    return true
  }

  /// Where the word that starts here ends; nil when none does.
  func wordEnd(from start: Int) -> Int? {
    guard let (value, width) = scalar(at: start), NameScalars.isStart(value) else { return nil }
    return partEnd(from: start + width)
  }

  /// Where the run of name characters from here ends.
  func partEnd(from start: Int) -> Int {
    var index = start
    while let (value, width) = scalar(at: index), NameScalars.isPart(value) { index += width }
    return index
  }

  func text(_ range: Range<Int>) -> String { String(decoding: bytes[range], as: UTF8.self) }

  /// Accepts a symbol after white space.
  mutating func accept(_ symbol: StaticString) -> Bool {
    skipSpace()
    guard starts(with: symbol, at: place) else { return false }
    place += symbol.utf8CodeUnitCount
    return true
  }

  func starts(with symbol: StaticString, at index: Int) -> Bool {
    let count = symbol.utf8CodeUnitCount
    guard index + count <= bytes.count else { return false }
    return symbol.withUTF8Buffer { buffer in
      for offset in 0..<count where bytes[index + offset] != buffer[offset] { return false }
      return true
    }
  }

  /// Accepts a keyword that is not the beginning of a longer word.
  mutating func acceptKeyword(_ word: StaticString) -> Bool {
    skipSpace()
    guard peeksKeyword(word) else { return false }
    place += word.utf8CodeUnitCount
    return true
  }

  /// Whether the keyword stands here; white space has been skipped.
  func peeksKeyword(_ word: StaticString) -> Bool {
    guard starts(with: word, at: place) else { return false }
    let end = place + word.utf8CodeUnitCount
    guard let (value, _) = scalar(at: end) else { return true }
    return !NameScalars.isPart(value)
  }
}
