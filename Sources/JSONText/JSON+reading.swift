import Diagnostics

extension JSON {
  /// Reads one JSON text after RFC 8259.
  ///
  /// Throws a `FindingsError` with one located finding for what is not JSON: broken UTF-8, a name given
  /// twice in one object, nesting deeper than 512, an unpaired surrogate, anything after the value.
  public static func parse(_ text: String, file: String? = nil) throws(FindingsError) -> JSON {
    try read(Array(text.utf8), file: file)
  }

  public static func parse(bytes: [UInt8], file: String? = nil) throws(FindingsError) -> JSON {
    guard String(validating: bytes, as: UTF8.self) != nil else {
      throw FindingsError([
        .error(
          "json-encoding", "The text is not UTF-8.", file: file,
          remedy: "Save it as UTF-8 without another encoding's letters.")
      ])
    }
    return try read(bytes, file: file)
  }

  private static func read(_ bytes: [UInt8], file: String?) throws(FindingsError) -> JSON {
    var reader = Reader(bytes: bytes, file: file)
    reader.skipBlanks()
    let value = try reader.value(depth: 0)
    reader.skipBlanks()
    if reader.index < bytes.count { throw reader.fault("There is text after the JSON value.") }
    return value
  }
}

private struct Reader {
  let bytes: [UInt8]
  let file: String?
  var index = 0

  init(bytes: [UInt8], file: String?) {
    self.bytes = bytes
    self.file = file
  }

  func fault(_ message: String, at place: Int? = nil) -> FindingsError {
    var line = 1
    var column = 1
    for byte in bytes[..<min(place ?? index, bytes.count)] {
      if byte == 0x0A {
        line += 1
        column = 1
      } else if byte & 0xC0 != 0x80 {
        column += 1
      }
    }
    let position = SourcePosition(line: line, column: column)
    return FindingsError([
      .error(
        "json-syntax", message, file: file, at: position,
        remedy: "Mend the JSON text at \(position).")
    ])
  }

  mutating func skipBlanks() {
    while index < bytes.count {
      switch bytes[index] {
      case 0x20, 0x09, 0x0A, 0x0D: index += 1
      default: return
      }
    }
  }

  func peek() -> UInt8? { index < bytes.count ? bytes[index] : nil }

  mutating func take(_ word: StaticString, _ value: JSON) throws(FindingsError) -> JSON {
    let start = index
    for byte in word.description.utf8 {
      guard peek() == byte else {
        throw fault("Here a value was expected; ‘\(word)’ is perhaps what was meant.", at: start)
      }
      index += 1
    }
    return value
  }

  mutating func value(depth: Int) throws(FindingsError) -> JSON {
    if depth > 512 { throw fault("Nesting is deeper than 512 levels.") }
    guard let byte = peek() else { throw fault("The text ends where a value was expected.") }
    switch byte {
    case UInt8(ascii: "{"): return try object(depth: depth)
    case UInt8(ascii: "["): return try array(depth: depth)
    case UInt8(ascii: "\""): return .string(try string())
    case UInt8(ascii: "t"): return try take("true", .bool(true))
    case UInt8(ascii: "f"): return try take("false", .bool(false))
    case UInt8(ascii: "n"): return try take("null", .null)
    case UInt8(ascii: "-"), UInt8(ascii: "0")...UInt8(ascii: "9"): return try number()
    default: throw fault("Here a value was expected.")
    }
  }

  mutating func object(depth: Int) throws(FindingsError) -> JSON {
    index += 1
    var members: [JSON.Member] = []
    var names = MemberNames()
    skipBlanks()
    if peek() == UInt8(ascii: "}") {
      index += 1
      return .object([])
    }
    while true {
      skipBlanks()
      guard peek() == UInt8(ascii: "\"") else { throw fault("Here a member's name was expected.") }
      let place = index
      let name = try string()
      guard names.insert(name, into: members) else {
        throw fault("The name “\(name)” occurs twice in one object.", at: place)
      }
      skipBlanks()
      guard peek() == UInt8(ascii: ":") else { throw fault("Here ‘:’ was expected.") }
      index += 1
      skipBlanks()
      members.append(JSON.Member(name, try value(depth: depth + 1)))
      if try !another(UInt8(ascii: "}"), "}") { return .object(members) }
    }
  }

  mutating func array(depth: Int) throws(FindingsError) -> JSON {
    index += 1
    skipBlanks()
    if peek() == UInt8(ascii: "]") {
      index += 1
      return .array([])
    }
    var items: [JSON] = []
    while true {
      skipBlanks()
      items.append(try value(depth: depth + 1))
      if try !another(UInt8(ascii: "]"), "]") { return .array(items) }
    }
  }

  private mutating func another(_ close: UInt8, _ name: String) throws(FindingsError) -> Bool {
    skipBlanks()
    switch peek() {
    case UInt8(ascii: ","):
      index += 1
      return true
    case close:
      index += 1
      return false
    default: throw fault("Here ‘,’ or ‘\(name)’ was expected.")
    }
  }

  mutating func number() throws(FindingsError) -> JSON {
    let start = index
    func digit(_ byte: UInt8?) -> Bool {
      byte.map { (UInt8(ascii: "0")...UInt8(ascii: "9")).contains($0) } ?? false
    }
    if peek() == UInt8(ascii: "-") { index += 1 }
    guard digit(peek()) else { throw fault("A number needs a digit here.") }
    if peek() == UInt8(ascii: "0") {
      index += 1
      if digit(peek()) { throw fault("A number has no leading zero.") }
    } else {
      while digit(peek()) { index += 1 }
    }
    if peek() == UInt8(ascii: ".") {
      index += 1
      guard digit(peek()) else { throw fault("A digit is missing after the decimal point.") }
      while digit(peek()) { index += 1 }
    }
    if peek() == UInt8(ascii: "e") || peek() == UInt8(ascii: "E") {
      index += 1
      if peek() == UInt8(ascii: "+") || peek() == UInt8(ascii: "-") { index += 1 }
      guard digit(peek()) else { throw fault("A digit is missing in the exponent.") }
      while digit(peek()) { index += 1 }
    }
    return .number(String(decoding: bytes[start..<index], as: UTF8.self))
  }

  mutating func string() throws(FindingsError) -> String {
    index += 1
    let start = index
    while let byte = peek(), byte >= 0x20, byte != UInt8(ascii: "\\") {
      index += 1
      if byte == UInt8(ascii: "\"") {
        return String(decoding: bytes[start..<index - 1], as: UTF8.self)
      }
    }
    var out = Array(bytes[start..<index])
    while true {
      guard let byte = peek() else { throw fault("A string is not closed.") }
      switch byte {
      case UInt8(ascii: "\""):
        index += 1
        return String(decoding: out, as: UTF8.self)
      case UInt8(ascii: "\\"): try escape(into: &out)
      case 0..<0x20: throw fault("A control character must be escaped in a string.")
      default:
        out.append(byte)
        index += 1
      }
    }
  }

  private mutating func escape(into out: inout [UInt8]) throws(FindingsError) {
    index += 1
    guard let byte = peek() else { throw fault("A string is not closed.") }
    index += 1
    switch byte {
    case UInt8(ascii: "\""), UInt8(ascii: "\\"), UInt8(ascii: "/"): out.append(byte)
    case UInt8(ascii: "b"): out.append(0x08)
    case UInt8(ascii: "f"): out.append(0x0C)
    case UInt8(ascii: "n"): out.append(0x0A)
    case UInt8(ascii: "r"): out.append(0x0D)
    case UInt8(ascii: "t"): out.append(0x09)
    case UInt8(ascii: "u"):
      var unit = try hex4()
      if (0xD800..<0xDC00).contains(unit) {
        guard peek() == UInt8(ascii: "\\"), index + 1 < bytes.count,
          bytes[index + 1] == UInt8(ascii: "u")
        else { throw fault("Half of a surrogate pair stands alone.") }
        index += 2
        let low = try hex4()
        guard (0xDC00..<0xE000).contains(low) else {
          throw fault("Half of a surrogate pair stands alone.")
        }
        unit = 0x10000 + (unit - 0xD800) << 10 + (low - 0xDC00)
      }
      guard let scalar = Unicode.Scalar(unit) else {
        throw fault("Half of a surrogate pair stands alone.")
      }
      out.append(contentsOf: String(Character(scalar)).utf8)
    default: throw fault("This escape does not exist in JSON.", at: index - 1)
    }
  }

  private mutating func hex4() throws(FindingsError) -> UInt32 {
    guard bytes.count - index >= 4 else { throw fault("‘\\u’ needs four hexadecimal digits.") }
    var unit: UInt32 = 0
    for _ in 0..<4 {
      guard let digit = Character(Unicode.Scalar(bytes[index])).hexDigitValue else {
        throw fault("‘\\u’ needs four hexadecimal digits.")
      }
      unit = unit << 4 | UInt32(digit)
      index += 1
    }
    return unit
  }
}

/// Notices a name given twice: by looking through the members while they are few, then in a set.
private struct MemberNames {
  private static let few = 16
  private var names: Set<String> = []

  /// False when one of the members so far has the name.
  mutating func insert(_ name: String, into members: [JSON.Member]) -> Bool {
    if members.count < Self.few { return !members.contains { $0.name == name } }
    if names.isEmpty { names.formUnion(members.map(\.name)) }
    return names.insert(name).inserted
  }
}
