/// Reads the regular expressions of XPath 3.1 §5.6.1: those of XML Schema with anchors, reluctant
/// quantifiers, groups and back-references.
struct PatternParser {
  struct Failure: Error {
    var message: String
  }

  private let scalars: [Unicode.Scalar]
  private var place = 0
  private var groups = 0
  private var closed: Set<Int> = []
  private var depth = 0

  init(_ text: String, flags: Pattern.Flags) {
    var scalars = Array(text.unicodeScalars)
    if flags.ignoresSpace, !flags.isLiteral { scalars = Self.withoutSpace(scalars) }
    self.scalars = scalars
  }

  /// White space counts inside brackets only.
  private static func withoutSpace(_ scalars: [Unicode.Scalar]) -> [Unicode.Scalar] {
    var result: [Unicode.Scalar] = []
    var brackets = 0
    var escaped = false
    for scalar in scalars {
      if brackets == 0, [0x20, 0x09, 0x0A, 0x0D].contains(scalar.value) { continue }
      if escaped {
        escaped = false
      } else if scalar == "\\" {
        escaped = true
      } else if scalar == "[" {
        brackets += 1
      } else if scalar == "]" {
        brackets -= 1
      }
      result.append(scalar)
    }
    return result
  }

  private var next: Unicode.Scalar? { place < scalars.count ? scalars[place] : nil }

  private mutating func accept(_ scalar: Unicode.Scalar) -> Bool {
    guard next == scalar else { return false }
    place += 1
    return true
  }

  /// The whole expression and its number of groups.
  mutating func parse() throws(Failure) -> (PatternNode, groups: Int) {
    let node = try alternatives()
    guard place == scalars.count else { throw Failure(message: "a `)` without a `(`") }
    return (node, groups)
  }

  private mutating func alternatives() throws(Failure) -> PatternNode {
    depth += 1
    defer { depth -= 1 }
    guard depth <= 100 else { throw Failure(message: "groups are nested too deep") }
    var branches = [try sequence()]
    while accept("|") { branches.append(try sequence()) }
    return branches.count == 1 ? branches[0] : .alternatives(branches)
  }

  private mutating func sequence() throws(Failure) -> PatternNode {
    var pieces: [PatternNode] = []
    while let scalar = next, scalar != "|", scalar != ")" {
      let atom = try atom(scalar)
      pieces.append(try quantified(atom))
    }
    return pieces.isEmpty ? .empty : (pieces.count == 1 ? pieces[0] : .sequence(pieces))
  }

  private mutating func atom(_ scalar: Unicode.Scalar) throws(Failure) -> PatternNode {
    place += 1
    switch scalar {
    case ".": return .any
    case "^": return .lineStart
    case "$": return .lineEnd
    case "(": return try group()
    case "[": return .set(try bracket())
    case "\\": return try escape()
    case "?", "*", "+", "{", "}", "]":
      throw Failure(
        message: "`\(scalar)` has nothing to apply to; write `\\\(scalar)` for the character")
    default: return .character(scalar)
    }
  }

  private mutating func group() throws(Failure) -> PatternNode {
    if accept("?") {
      guard accept(":") else {
        throw Failure(message: "only `(?:` is known of the groups that begin with `(?`")
      }
      let inner = try alternatives()
      guard accept(")") else { throw Failure(message: "a `(` is not closed") }
      return inner
    }
    groups += 1
    let number = groups
    let inner = try alternatives()
    guard accept(")") else { throw Failure(message: "a `(` is not closed") }
    closed.insert(number)
    return .group(number, inner)
  }

  private mutating func escape() throws(Failure) -> PatternNode {
    guard let scalar = next else { throw Failure(message: "a `\\` at the end") }
    if ("1"..."9").contains(scalar) { return try reference() }
    if let part = try classEscape() { return .set(CharacterClass(parts: [part])) }
    return .character(try singleEscape())
  }

  /// As many digits as make the number of a group that is closed before this place.
  private mutating func reference() throws(Failure) -> PatternNode {
    var number = 0
    while let scalar = next, ("0"..."9").contains(scalar) {
      let longer = number * 10 + Int(scalar.value - 0x30)
      if number > 0, longer > groups { break }
      number = longer
      place += 1
    }
    guard closed.contains(number) else {
      throw Failure(message: "`\\\(number)` refers to a group that is not closed before it")
    }
    return .reference(number)
  }

  private mutating func singleEscape() throws(Failure) -> Unicode.Scalar {
    guard let scalar = next else { throw Failure(message: "a `\\` at the end") }
    place += 1
    switch scalar {
    case "n": return "\n"
    case "r": return "\r"
    case "t": return "\t"
    case "\\", "|", ".", "?", "*", "+", "(", ")", "{", "}", "-", "[", "]", "^", "$": return scalar
    default: throw Failure(message: "`\\\(scalar)` is not an escape")
    }
  }

  /// `\d` and the like, or `\p{…}`; nil, and nothing consumed, for an escaped character.
  private mutating func classEscape() throws(Failure) -> CharacterClass.Part? {
    guard let scalar = next else { return nil }
    switch scalar {
    case "d", "D", "s", "S", "w", "W", "i", "I", "c", "C":
      place += 1
      return .shorthand(UInt8(scalar.value))
    case "p", "P":
      place += 1
      guard accept("{") else { throw Failure(message: "`\\p` is followed by `{`") }
      var name = ""
      while let scalar = next, scalar != "}" {
        name.unicodeScalars.append(scalar)
        place += 1
      }
      guard accept("}") else { throw Failure(message: "a `{` is not closed") }
      let negated = scalar == "P"
      if UnicodeSets.categories.contains(name) { return .category(name, negated: negated) }
      if name.hasPrefix("Is"), let block = UnicodeSets.blocks[String(name.dropFirst(2))] {
        return .block(block, negated: negated)
      }
      throw Failure(message: "`\(name)` is not a category or block of characters")
    default: return nil
    }
  }

  private mutating func bracket() throws(Failure) -> CharacterClass {
    depth += 1
    defer { depth -= 1 }
    guard depth <= 100 else { throw Failure(message: "brackets are nested too deep") }
    var result = CharacterClass()
    result.isNegated = accept("^")
    var first = true
    while true {
      guard let scalar = next else { throw Failure(message: "a `[` is not closed") }
      place += 1
      if scalar == "]", !first { return result }
      if scalar == "-", !first, next == "[" {
        place += 1
        result.parts.append(.less(try bracket()))
        guard accept("]") else { throw Failure(message: "a subtraction ends its brackets") }
        return result
      }
      first = false
      if scalar == "\\", let part = try classEscape() {
        result.parts.append(part)
        continue
      }
      let low = try bracketCharacter(scalar)
      if next == "-", place + 1 < scalars.count, scalars[place + 1] != "]",
        scalars[place + 1] != "["
      {
        place += 1
        guard let end = next else { throw Failure(message: "a `[` is not closed") }
        place += 1
        let high = try bracketCharacter(end)
        guard low.value <= high.value else {
          throw Failure(message: "the range \(low)-\(high) runs backwards")
        }
        result.parts.append(.range(low.value...high.value))
      } else {
        result.parts.append(.range(low.value...low.value))
      }
    }
  }

  private mutating func bracketCharacter(
    _ scalar: Unicode.Scalar
  ) throws(Failure) -> Unicode.Scalar {
    switch scalar {
    case "\\": return try singleEscape()
    case "[", "]": throw Failure(message: "`\(scalar)` inside brackets is written `\\\(scalar)`")
    default: return scalar
    }
  }

  private mutating func quantified(_ atom: PatternNode) throws(Failure) -> PatternNode {
    let least: Int
    let most: Int?
    switch next {
    case "?": (least, most) = (0, 1)
    case "*": (least, most) = (0, nil)
    case "+": (least, most) = (1, nil)
    case "{":
      place += 1
      (least, most) = try bounds()
      return .repeated(atom, least: least, most: most, greedy: !accept("?"))
    default: return atom
    }
    place += 1
    return .repeated(atom, least: least, most: most, greedy: !accept("?"))
  }

  private mutating func bounds() throws(Failure) -> (Int, Int?) {
    func number(_ parser: inout PatternParser) -> Int? {
      var value: Int?
      while let scalar = parser.next, ("0"..."9").contains(scalar), value ?? 0 < 100_000 {
        value = (value ?? 0) * 10 + Int(scalar.value - 0x30)
        parser.place += 1
      }
      return value
    }
    guard let least = number(&self) else { throw Failure(message: "`{` is followed by a number") }
    var most: Int? = least
    if accept(",") { most = number(&self) }
    guard accept("}") else { throw Failure(message: "a `{` is not closed") }
    if let most, most < least { throw Failure(message: "{\(least),\(most)} runs backwards") }
    guard least <= 1000, most ?? 0 <= 1000 else {
      throw Failure(message: "more than 1000 repetitions")
    }
    return (least, most)
  }
}
