extension JSON {
  /// The one text of this value: no blanks, members sorted by name in UTF-8 order.
  ///
  /// Used wherever bytes are hashed or compared. In the manner of RFC 8785, except that numbers keep their
  /// decimal text: we never pass through binary floating point.
  public var canonical: String {
    var out = Writer(sorted: true, indent: nil)
    out.write(self, depth: 0)
    return out.text
  }

  /// One line, members in their own order.
  public var compact: String {
    var out = Writer(sorted: false, indent: nil)
    out.write(self, depth: 0)
    return out.text
  }

  /// Indented by two, members in their own order, no newline at the end.
  public var pretty: String {
    var out = Writer(sorted: false, indent: 2)
    out.write(self, depth: 0)
    return out.text
  }
}

private struct Writer {
  let sorted: Bool
  let indent: Int?
  var bytes: [UInt8] = []

  init(sorted: Bool, indent: Int?) {
    self.sorted = sorted
    self.indent = indent
  }

  var text: String { String(decoding: bytes, as: UTF8.self) }

  mutating func write(_ value: JSON, depth: Int) {
    switch value {
    case .null: put("null")
    case .bool(let flag): put(flag ? "true" : "false")
    case .number(let text): put(text)
    case .string(let text): quote(text)
    case .array(let items):
      list("[", "]", items.count, depth) { out, index in
        out.write(items[index], depth: depth + 1)
      }
    case .object(let members):
      let ordered = sorted ? Self.inOrder(members) : members
      list("{", "}", ordered.count, depth) { out, index in
        out.quote(ordered[index].name)
        out.put(out.indent == nil ? ":" : ": ")
        out.write(ordered[index].value, depth: depth + 1)
      }
    }
  }

  private mutating func list(
    _ open: String, _ close: String, _ count: Int, _ depth: Int,
    _ item: (inout Writer, Int) -> Void
  ) {
    put(open)
    for index in 0..<count {
      if index > 0 { put(",") }
      newline(depth + 1)
      item(&self, index)
    }
    if count > 0 { newline(depth) }
    put(close)
  }

  private mutating func newline(_ depth: Int) {
    guard let indent else { return }
    bytes.append(UInt8(ascii: "\n"))
    bytes.append(contentsOf: repeatElement(UInt8(ascii: " "), count: indent * depth))
  }

  private mutating func put(_ text: String) { bytes.append(contentsOf: text.utf8) }

  /// Members that were read from a canonical text stand in order already.
  private static func inOrder(_ members: [JSON.Member]) -> [JSON.Member] {
    func precedes(_ a: JSON.Member, _ b: JSON.Member) -> Bool {
      a.name.utf8.lexicographicallyPrecedes(b.name.utf8)
    }
    for (earlier, later) in zip(members, members.dropFirst()) where precedes(later, earlier) {
      return members.sorted(by: precedes)
    }
    return members
  }

  private static let hex = Array("0123456789abcdef".utf8)

  private static func isPlain(_ byte: UInt8) -> Bool {
    byte >= 0x20 && byte != UInt8(ascii: "\"") && byte != UInt8(ascii: "\\")
  }

  private mutating func quote(_ text: String) {
    bytes.append(UInt8(ascii: "\""))
    if text.utf8.allSatisfy(Self.isPlain) {
      put(text)
    } else {
      escape(text)
    }
    bytes.append(UInt8(ascii: "\""))
  }

  private mutating func escape(_ text: String) {
    for byte in text.utf8 {
      switch byte {
      case UInt8(ascii: "\""): put("\\\"")
      case UInt8(ascii: "\\"): put("\\\\")
      case 0x08: put("\\b")
      case 0x09: put("\\t")
      case 0x0A: put("\\n")
      case 0x0C: put("\\f")
      case 0x0D: put("\\r")
      case 0..<0x20:
        put("\\u00")
        bytes.append(Self.hex[Int(byte >> 4)])
        bytes.append(Self.hex[Int(byte & 15)])
      default: bytes.append(byte)
      }
    }
  }
}
