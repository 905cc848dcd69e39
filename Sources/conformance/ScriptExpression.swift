/// A reader of simple ECMAScript expressions that writes them as FEEL.
struct ScriptExpression {
  private var tokens: [ScriptToken]
  private var next = 0

  /// The expression in FEEL, or nil when it is more than this mapping knows.
  static func feel(_ text: String) -> String? {
    guard let tokens = ScriptToken.tokens(of: text) else { return nil }
    var reader = ScriptExpression(tokens: tokens)
    guard let result = reader.conditional(), reader.next == tokens.count else { return nil }
    return result.text
  }

  /// The assignments of a script, in order, or nil when it holds anything else.
  static func assignments(_ text: String) -> [(name: String, value: String)]? {
    guard let tokens = ScriptToken.tokens(of: text) else { return nil }
    var reader = ScriptExpression(tokens: tokens)
    var result: [(String, String)] = []
    while reader.next < tokens.count {
      if reader.accept(";") || reader.accept(",") { continue }
      for word in ["var", "let", "const"] { _ = reader.acceptName(word) }
      for (sign, operation) in [("++", "+"), ("--", "-")] where reader.accept(sign) {
        guard let name = reader.location() else { return nil }
        result.append((name, "\(name) \(operation) 1"))
      }
      if reader.next == tokens.count || reader.accept(";") { continue }
      guard let name = reader.location() else { return nil }
      if reader.peek == nil || reader.accept(";") || reader.accept(",") {
        result.append((name, "null"))
      } else if reader.accept("++") {
        result.append((name, "\(name) + 1"))
      } else if reader.accept("--") {
        result.append((name, "\(name) - 1"))
      } else if case .sign(let sign)? = reader.peek, ["=", "+=", "-=", "*=", "/="].contains(sign) {
        reader.next += 1
        guard let value = reader.conditional() else { return nil }
        result.append(
          (name, sign == "=" ? value.text : "\(name) \(sign.dropLast()) (\(value.text))"))
      } else {
        return nil
      }
    }
    return result
  }

  /// A variable, or a member of one: `a.b`.
  private mutating func location() -> String? {
    guard case .name(var name)? = peek else { return nil }
    next += 1
    while accept(".") {
      guard case .name(let member)? = peek else { return nil }
      next += 1
      name += "." + member
    }
    return name
  }

  /// A piece of FEEL; `isText` when it is certainly a string.
  private struct Piece {
    var text: String
    var isText = false
  }

  private var peek: ScriptToken? { next < tokens.count ? tokens[next] : nil }

  private mutating func accept(_ sign: String) -> Bool {
    guard peek == .sign(sign) else { return false }
    next += 1
    return true
  }

  private mutating func acceptName(_ name: String) -> Bool {
    guard peek == .name(name) else { return false }
    next += 1
    return true
  }

  private mutating func conditional() -> Piece? {
    guard let condition = binary(0) else { return nil }
    guard accept("?") else { return condition }
    guard let yes = conditional(), accept(":"), let no = conditional() else { return nil }
    return Piece(text: "(if \(condition.text) then \(yes.text) else \(no.text))")
  }

  /// Operators from the loosest to the tightest, with their signs in FEEL.
  private static let levels: [[String: String]] = [
    ["||": "or"], ["&&": "and"], ["===": "=", "==": "=", "!==": "!=", "!=": "!="],
    ["<": "<", "<=": "<=", ">": ">", ">=": ">="], ["+": "+", "-": "-"],
    ["*": "*", "/": "/", "%": "%"],
  ]

  private mutating func binary(_ level: Int) -> Piece? {
    guard level < Self.levels.count else { return unary() }
    guard var left = binary(level + 1) else { return nil }
    while case .sign(let sign)? = peek, let feel = Self.levels[level][sign] {
      next += 1
      guard let right = binary(level + 1) else { return nil }
      if sign == "%" {
        left = Piece(text: "modulo(\(left.text), \(right.text))")
      } else if sign == "+", left.isText || right.isText {
        left = Piece(text: "string(\(left.text)) + string(\(right.text))", isText: true)
      } else {
        left = Piece(text: "\(left.text) \(feel) \(right.text)")
      }
    }
    return left
  }

  private mutating func unary() -> Piece? {
    if accept("!") { return unary().map { Piece(text: "not(\($0.text))") } }
    if accept("-") { return unary().map { Piece(text: "-\($0.text)") } }
    if accept("+") { return unary() }
    if acceptName("typeof") {
      return unary().map {
        Piece(text: "(if \($0.text) = null then \"undefined\" else \"object\")", isText: true)
      }
    }
    return postfix()
  }

  private mutating func postfix() -> Piece? {
    guard var piece = primary() else { return nil }
    while true {
      if accept(".") {
        guard case .name(let member)? = peek else { return nil }
        next += 1
        piece = Piece(
          text: member == "length" ? "count(\(piece.text))" : "\(piece.text).\(member)")
      } else if accept("[") {
        guard let index = conditional(), accept("]") else { return nil }
        piece = Piece(
          text: index.isText
            ? "get value(\(piece.text), \(index.text))" : "\(piece.text)[\(index.text) + 1]")
      } else if accept("(") {
        guard let arguments = list(until: ")") else { return nil }
        guard let call = call(piece.text, arguments) else { return nil }
        piece = call
      } else {
        return piece
      }
    }
  }

  private func call(_ name: String, _ arguments: [String]) -> Piece? {
    let joined = arguments.joined(separator: ", ")
    switch (name, arguments.count) {
    case ("In", 1): return Piece(text: "In(\(joined))")
    case ("Math.pow", 2): return Piece(text: "(\(arguments[0])) ** (\(arguments[1]))")
    case ("Math.abs", 1), ("Math.floor", 1):
      return Piece(text: "\(name.dropFirst(5))(\(joined))")
    case ("JSON.stringify", 1), ("String", 1): return Piece(text: "string(\(joined))", isText: true)
    default: return nil
    }
  }

  private mutating func list(until end: String) -> [String]? {
    var items: [String] = []
    if accept(end) { return items }
    repeat {
      guard let item = conditional() else { return nil }
      items.append(item.text)
    } while accept(",")
    return accept(end) ? items : nil
  }

  private mutating func primary() -> Piece? {
    guard let token = peek else { return nil }
    next += 1
    switch token {
    case .number(let text): return Piece(text: text)
    case .string(let text): return Piece(text: "\"\(text)\"", isText: true)
    case .name("undefined"): return Piece(text: "null")
    case .name(let name): return Piece(text: name)
    case .sign("("):
      guard let inner = conditional(), accept(")") else { return nil }
      return Piece(text: "(\(inner.text))", isText: inner.isText)
    case .sign("["): return list(until: "]").map { Piece(text: "[\($0.joined(separator: ", "))]") }
    case .sign("{"): return object()
    case .sign: return nil
    }
  }

  private mutating func object() -> Piece? {
    var members: [String] = []
    if accept("}") { return Piece(text: "{}") }
    repeat {
      switch peek {
      case .name(let name): members.append(name)
      case .string(let name): members.append("\"\(name)\"")
      default: return nil
      }
      next += 1
      guard accept(":"), let value = conditional() else { return nil }
      members[members.count - 1] += ": \(value.text)"
    } while accept(",")
    return accept("}") ? Piece(text: "{\(members.joined(separator: ", "))}") : nil
  }
}

/// A token of simple ECMAScript.
enum ScriptToken: Hashable {
  case number(String)
  case string(String)
  case name(String)
  case sign(String)

  private static let signs = [
    "===", "!==", "==", "!=", "<=", ">=", "&&", "||", "++", "--", "+=", "-=", "*=", "/=", "+", "-",
    "*", "/", "%", "<", ">", "!", "=", "?", ":", "(", ")", "[", "]", "{", "}", ",", ".", ";",
  ]

  /// The tokens of a text, or nil when it holds something else.
  static func tokens(of text: String) -> [ScriptToken]? {
    var rest = Substring(text)
    var result: [ScriptToken] = []
    while let first = rest.first {
      if first.isWhitespace {
        rest = rest.dropFirst()
      } else if rest.hasPrefix("//") {
        rest = rest.drop { !$0.isNewline }
      } else if first == "'" || first == "\"" {
        guard let (text, after) = string(rest.dropFirst(), endingWith: first) else { return nil }
        result.append(.string(text))
        rest = after
      } else if first.isNumber {
        let digits = rest.prefix { $0.isNumber || $0 == "." }
        result.append(.number(String(digits)))
        rest = rest.dropFirst(digits.count)
      } else if first.isLetter || first == "_" || first == "$" {
        let name = rest.prefix { $0.isLetter || $0.isNumber || $0 == "_" || $0 == "$" }
        result.append(.name(String(name)))
        rest = rest.dropFirst(name.count)
      } else if let sign = signs.first(where: { rest.hasPrefix($0) }) {
        result.append(.sign(sign))
        rest = rest.dropFirst(sign.count)
      } else {
        return nil
      }
    }
    return result
  }

  /// The text of a string literal in FEEL's notation, and what stands behind it.
  private static func string(_ body: Substring, endingWith quote: Character) -> (String, Substring)?
  {
    var text = ""
    var rest = body
    while let character = rest.popFirst() {
      if character == quote { return (text, rest) }
      if character == "\\" {
        guard let escaped = rest.popFirst() else { return nil }
        text += "\"ntr\\".contains(escaped) ? "\\\(escaped)" : String(escaped)
      } else {
        text += character == "\"" ? "\\\"" : String(character)
      }
    }
    return nil
  }
}
