import Statechart

extension FEELDatamodel {
  /// True for a condition and its `not(…)`, and for two comparisons of the same things of which one
  /// denies the other, such as `a > b` and `a <= b`, or `kind = "x"` and `kind = "y"`.
  ///
  /// Conditions joined by `and` exclude each other when a part of one excludes a part of the other.
  public func exclude(_ a: ChartExpression, _ b: ChartExpression) -> Bool {
    let (left, right) = (Guard.parts(of: a.text), Guard.parts(of: b.text))
    return left.contains { one in right.contains { one.excludes($0) } }
  }
}

/// One part of a condition, as far as its text tells what it compares.
private enum Guard: Equatable {
  case comparison(left: String, sign: String, right: String)
  indirect case not(Guard)
  case other(String)

  /// The parts joined by `and`; a condition with `or`, `if` or a quantifier is one part.
  static func parts(of text: String) -> [Guard] {
    let words = tokens(of: text)
    let outer = ["or", "if", "some", "every", "for", "between", "in", "instance", "?"]
    if depths(words).contains(where: { $0.depth == 0 && outer.contains($0.word) }) {
      return [.other(words.joined(separator: " "))]
    }
    var parts: [[String]] = [[]]
    for (word, depth) in depths(words) {
      if depth == 0, word == "and" { parts.append([]) } else { parts[parts.count - 1].append(word) }
    }
    return parts.map(Guard.init)
  }

  private init(_ words: [String]) {
    if words.first == "not", words.count > 3, words[1] == "(", words.last == ")",
      Guard.depths(words).dropFirst(2).dropLast().allSatisfy({ $0.depth > 0 })
    {
      self = .not(Guard(Array(words[2..<words.count - 1])))
      return
    }
    let signs = Guard.depths(words).enumerated().filter {
      $0.element.depth == 0 && Guard.denials[$0.element.word] != nil
    }
    if signs.count == 1, let place = signs.first?.offset {
      self = .comparison(
        left: words[..<place].joined(separator: " "), sign: words[place],
        right: words[(place + 1)...].joined(separator: " "))
    } else {
      self = .other(words.joined(separator: " "))
    }
  }

  /// For each sign those that never hold together with it, for the same two sides in the same order.
  private static let denials: [String: Set<String>] = [
    "=": ["!=", "<", ">"], "!=": ["="], "<": ["=", ">", ">="], ">": ["=", "<", "<="],
    "<=": [">"], ">=": ["<"],
  ]
  private static let mirrors = ["=": "=", "!=": "!=", "<": ">", ">": "<", "<=": ">=", ">=": "<="]

  func excludes(_ other: Guard) -> Bool {
    switch (self, other) {
    case (.not(let inner), _) where inner == other: return true
    case (_, .not(let inner)) where inner == self: return true
    case (.comparison(let a, let x, let b), .comparison(let c, let y, let d)):
      if a == c, b == d { return Guard.denials[x]?.contains(y) ?? false }
      if a == d, b == c { return Guard.denials[x]?.contains(Guard.mirrors[y] ?? "") ?? false }
      return a == c && x == "=" && y == "=" && b != d && Guard.isLiteral(b) && Guard.isLiteral(d)
    default: return false
    }
  }

  /// A string or a whole number, whose text tells its value.
  private static func isLiteral(_ text: String) -> Bool {
    (text.hasPrefix("\"") && !text.dropFirst().dropLast().contains("\"") && text.hasSuffix("\""))
      || (!text.isEmpty && !text.hasPrefix("0") && text.utf8.allSatisfy { (48...57).contains($0) })
  }

  /// Words, strings, signs and brackets.
  private static func tokens(of text: String) -> [String] {
    var result: [String] = []
    var rest = Substring(text)
    while let first = rest.first {
      if first.isWhitespace {
        rest = rest.dropFirst()
      } else if first == "\"" {
        let end = rest.dropFirst().firstIndex(of: "\"") ?? rest.index(before: rest.endIndex)
        result.append(String(rest[...end]))
        rest = rest[rest.index(after: end)...]
      } else if let sign = ["<=", ">=", "!="].first(where: { rest.hasPrefix($0) }) {
        result.append(sign)
        rest = rest.dropFirst(2)
      } else if first.isLetter || first.isNumber || first == "_" || first == "." {
        let word = rest.prefix { $0.isLetter || $0.isNumber || $0 == "_" || $0 == "." }
        result.append(String(word))
        rest = rest.dropFirst(word.count)
      } else {
        result.append(String(first))
        rest = rest.dropFirst()
      }
    }
    return result
  }

  /// Each word with the number of brackets around it; a bracket counts as inside.
  private static func depths(_ words: [String]) -> [(word: String, depth: Int)] {
    var depth = 0
    return words.map { word in
      if ["(", "[", "{"].contains(word) { depth += 1 }
      defer { if [")", "]", "}"].contains(word) { depth -= 1 } }
      return (word, depth)
    }
  }
}
