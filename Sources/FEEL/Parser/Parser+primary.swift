import ExactNumbers

extension Parser {
  /// A value and what is done with it: members, filters and calls.
  mutating func postfix() throws(Failure) -> Int32 {
    var value = try primary()
    var length = 0
    while true {
      scanner.skipSpace()
      let place = scanner.place
      if scanner.byte() == UInt8(ascii: "."), scanner.byte(1) != UInt8(ascii: ".") {
        scanner.place += 1
        let name = try memberName()
        value = code.append(
          Node(operation: .path, a: value, b: code.name(name), place: Int32(place)))
      } else if scanner.byte() == UInt8(ascii: "["), !opensRangeEnd() {
        scanner.place += 1
        value = try filter(of: value, at: place)
      } else if scanner.byte() == UInt8(ascii: "(") {
        value = try call(of: value, at: place)
      } else {
        return value
      }
      length += 1
      guard length <= Self.deepest else {
        throw failure("more than \(Self.deepest) members, filters and calls in a row", at: place)
      }
    }
  }

  /// Whether the `[` here is the open end of a range such as `[1..5[`: nothing but the end of a text, or
  /// something that closes or separates, follows it.
  private func opensRangeEnd() -> Bool {
    guard insideRange else { return false }
    var ahead = scanner
    ahead.place += 1
    ahead.skipSpace()
    if ahead.isAtEnd { return true }
    switch ahead.byte() {
    case UInt8(ascii: ")"), UInt8(ascii: "]"), UInt8(ascii: ","), UInt8(ascii: "}"),
      UInt8(ascii: "."), UInt8(ascii: "="), UInt8(ascii: "!"), UInt8(ascii: "<"),
      UInt8(ascii: ">"):
      return true
    default:
      return ["and", "or", "then", "else", "return", "satisfies"].contains {
        ahead.wordEnd(from: ahead.place).map { end in ahead.text(ahead.place..<end) } == $0
      }
    }
  }

  private mutating func primary() throws(Failure) -> Int32 {
    guard scanner.skipSpace() else { throw failure("the comment is not closed") }
    let place = scanner.place
    switch scanner.byte() {
    case UInt8(ascii: "("): return try parenthesis()
    case UInt8(ascii: "["): return try listOrRange()
    case UInt8(ascii: "]"): return try openRange()
    case UInt8(ascii: "{"): return try contextLiteral()
    case UInt8(ascii: "\""): return code.constant(.string(try stringLiteral()), at: place)
    case UInt8(ascii: "@"):
      scanner.place += 1
      scanner.skipSpace()
      guard scanner.byte() == UInt8(ascii: "\"") else {
        throw failure("expected a string after `@`, found \(found())")
      }
      let text = try stringLiteral()
      let argument = code.constant(.string(text), at: place)
      return emitBuiltin(.atLiteral, [argument], at: place)
    case UInt8(ascii: "?"):
      scanner.place += 1
      return questionMark(at: place)
    case 0x30...0x39, UInt8(ascii: "."):
      if let text = scanner.number() {
        guard let value = Decimal128(text) else {
          throw failure("the number \(text) is beyond the range of decimal128", at: place)
        }
        return code.constant(.number(value), at: place)
      }
    default: break
    }
    return try namedThing()
  }

  private mutating func stringLiteral() throws(Failure) -> String {
    let place = scanner.place
    guard let text = scanner.string() else {
      throw failure("the string is not closed", at: place, remedy: "end it with `\"`")
    }
    return text
  }

  private mutating func questionMark(at place: Int) -> Int32 {
    usesQuestionMark = true
    for entry in scope.reversed() {
      if case .local(let parts, let slot) = entry, parts.name == "?" {
        return code.append(Node(operation: .slot, a: Int32(slot), place: Int32(place)))
      }
    }
    if let slot = names.variables.firstIndex(of: "?") {
      return code.append(Node(operation: .slot, a: Int32(slot), place: Int32(place)))
    }
    return unknown("?", at: place)
  }

  /// A keyword literal, a function literal or a name.
  private mutating func namedThing() throws(Failure) -> Int32 {
    let place = scanner.place
    guard let wordEnd = scanner.wordEnd(from: place) else {
      throw failure("expected a value, found \(found())", remedy: remedy())
    }
    let word = scanner.text(place..<wordEnd)
    if let known = knownName(at: place), known.end > wordEnd || !Self.keywords.contains(word) {
      scanner.place = known.end
      return reference(known.name, at: place)
    }
    scanner.place = wordEnd
    switch word {
    case "true": return code.constant(.boolean(true), at: place)
    case "false": return code.constant(.boolean(false), at: place)
    case "null": return code.constant(.null, at: place)
    case "function": return try functionLiteral(at: place)
    case "if", "for", "some", "every":
      scanner.place = place
      return try expression()
    case _ where Self.keywords.contains(word):
      throw failure("expected a value, found the keyword `\(word)`", at: place)
    default:
      let name = extendedName(word)
      return reference(name, at: place)
    }
  }

  static let keywords: Set<String> = [
    "true", "false", "null", "if", "then", "else", "for", "in", "return", "some", "every",
    "satisfies", "and", "or", "between", "instance", "of", "function", "external",
  ]

  /// An unknown name takes the words that follow it: nothing else can stand there.
  private mutating func extendedName(_ word: String) -> String {
    var name = word
    while true {
      var ahead = scanner
      ahead.skipSpace()
      let end = ahead.partEnd(from: ahead.place)
      guard end > ahead.place else { return name }
      let next = ahead.text(ahead.place..<end)
      if Self.keywords.contains(next) { return name }
      name += " " + next
      scanner.place = end
    }
  }

  /// The longest name in scope that stands here.
  private func knownName(at place: Int) -> (name: String, end: Int)? {
    var best: (name: String, end: Int)?
    func consider(_ name: String, _ end: Int) {
      if end > best?.end ?? 0 { best = (name, end) }
    }
    for entry in scope.reversed() {
      if case .local(let parts, _) = entry, let end = parts.end(in: scanner, at: place) {
        consider(parts.name, end)
      }
    }
    if let found = variables.longest(in: scanner, at: place) { consider(found.name, found.end) }
    if inFilter, let found = members.longest(in: scanner, at: place) {
      consider(found.name, found.end)
    }
    if let found = NameIndex.builtins.longest(in: scanner, at: place), found.end > best?.end ?? 0 {
      // `date and time` is a conjunction of two names unless it is called.
      var ahead = scanner
      ahead.place = found.end
      ahead.skipSpace()
      if ahead.byte() == UInt8(ascii: "(") || !found.name.contains(" and ") {
        consider(found.name, found.end)
      }
    }
    return best
  }

  private var inFilter: Bool {
    scope.contains {
      if case .filter = $0 { return true }
      return false
    }
  }

  /// A node that gives the value of a name.
  mutating func reference(_ name: String, at place: Int) -> Int32 {
    if name == "partial" { usesPartial = true }
    var filters: [Int] = []
    var found: Int32?
    search: for entry in scope.reversed() {
      switch entry {
      case .filter(let slot):
        filters.append(slot)
        if name == "item" {
          found = code.append(Node(operation: .slot, a: Int32(slot), place: Int32(place)))
          break search
        }
      case .local(let parts, let slot):
        if parts.name == name {
          found = code.append(Node(operation: .slot, a: Int32(slot), place: Int32(place)))
          break search
        }
      }
    }
    if found == nil, let slot = variables.exact(name) {
      found = code.append(Node(operation: .slot, a: Int32(slot), place: Int32(place)))
    }
    if found == nil, let builtin = Builtin.named[name] {
      found = code.constant(.function(FEELFunction(builtin: builtin)), at: place)
    }
    var node = found ?? unknown(name, at: place, reported: filters.isEmpty)
    for slot in filters.reversed() {
      node = code.append(
        Node(
          operation: .filterName, a: code.name(name), b: Int32(slot), c: node,
          place: Int32(place)))
    }
    return node
  }

  private mutating func unknown(_ name: String, at place: Int, reported: Bool = true) -> Int32 {
    if reported { unknownNames.append((name, place)) }
    return code.append(
      Node(operation: .unknownName, a: code.name(name), place: Int32(place)))
  }

  /// The name after a `.`: a declared member, or words up to a keyword or a symbol.
  private mutating func memberName() throws(Failure) -> String {
    scanner.skipSpace()
    let place = scanner.place
    if let known = members.longest(in: scanner, at: place) {
      scanner.place = known.end
      return known.name
    }
    guard let end = scanner.wordEnd(from: place) else {
      throw failure("expected a name after `.`, found \(found())")
    }
    scanner.place = end
    return extendedName(scanner.text(place..<end))
  }
}
