/// A name cut into words and symbols, so that it can be found in a text whatever its white space.
struct NameParts: Sendable {
  let name: String
  let parts: [[UInt8]]

  init(_ name: String) {
    let scanner = Scanner(name)
    var parts: [[UInt8]] = []
    var index = 0
    while let (value, width) = scanner.scalar(at: index) {
      if NameScalars.isSpace(value) {
        index += width
        continue
      }
      let end = max(scanner.partEnd(from: index), index + width)
      parts.append(Array(scanner.bytes[index..<end]))
      index = end
    }
    self.parts = parts
    self.name = name
  }

  /// Where the name ends when it stands at `start`; nil when it does not.
  func end(in scanner: Scanner, at start: Int) -> Int? {
    var index = start
    for (number, part) in parts.enumerated() {
      if number > 0 {
        while let (value, width) = scanner.scalar(at: index), NameScalars.isSpace(value) {
          index += width
        }
      }
      guard index + part.count <= scanner.bytes.count,
        scanner.bytes[index..<index + part.count].elementsEqual(part)
      else { return nil }
      index += part.count
      if let (last, _) = scanner.scalar(at: index - 1), last < 0x80, !NameScalars.isPart(last) {
        continue
      }
      if let (next, _) = scanner.scalar(at: index), NameScalars.isPart(next) { return nil }
    }
    return parts.isEmpty ? nil : index
  }
}
