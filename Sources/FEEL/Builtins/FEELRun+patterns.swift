/// `matches`, `replace` and `split`, with the regular expressions and the errors of XPath 3.1 §5.6.
extension FEELRun {
  mutating func pattern(_ builtin: Builtin, _ arguments: [FEELValue]) -> FEELValue {
    guard let subject = text(builtin, arguments, 0), let source = text(builtin, arguments, 1)
    else { return .null }
    var flags = ""
    var replacement = ""
    let flagIndex = builtin == .matches ? 2 : 3
    if builtin == .replace {
      guard let given = text(builtin, arguments, 2) else { return .null }
      replacement = given
    }
    if builtin != .split, arguments.count > flagIndex, !arguments[flagIndex].isNull {
      guard let given = text(builtin, arguments, flagIndex) else { return .null }
      flags = given
    }
    guard let pattern = compiled(source, flags) else { return .null }
    var matcher = Matcher(pattern, subject, steps: Swift.min(steps, 1_000_000))
    let allowed = matcher.steps
    let result: FEELValue
    do {
      switch builtin {
      case .matches: result = .boolean(try matcher.first(from: 0) != nil)
      case .split: result = try split(&matcher)
      default: result = try replaced(&matcher, replacement)
      }
    } catch {
      return fail(
        .limit, "the search for the pattern \"\(source)\" took too many steps and was given up")
    }
    steps -= allowed - matcher.steps
    return result
  }

  private mutating func compiled(_ source: String, _ letters: String) -> Pattern? {
    guard let flags = Pattern.Flags(letters) else {
      _ = fail(.invalidValue, "the flags \"\(letters)\" are not of s, m, i, x and q")
      return nil
    }
    let key = letters + "/" + source
    if let known = patterns[key] { return known }
    do {
      let pattern = try PatternCompiler.compile(source, flags: flags)
      if patterns.count < 64 { patterns[key] = pattern }
      return pattern
    } catch {
      _ = fail(.invalidValue, "\"\(source)\" is not a regular expression: \(error.message)")
      return nil
    }
  }

  private mutating func split(_ matcher: inout Matcher) throws(Matcher.Exhausted) -> FEELValue {
    var parts: [FEELValue] = []
    var start = 0
    while let found = try matcher.first(from: start) {
      guard found[1] > found[0] else {
        return fail(.invalidValue, "the delimiter matches an empty text")
      }
      parts.append(.string(Self.string(matcher.text[start..<found[0]])))
      start = found[1]
    }
    parts.append(.string(Self.string(matcher.text[start...])))
    return .list(parts)
  }

  private enum Piece {
    case text([Unicode.Scalar])
    case group(Int)
  }

  private mutating func replaced(
    _ matcher: inout Matcher, _ replacement: String
  ) throws(Matcher.Exhausted) -> FEELValue {
    guard let pieces = pieces(of: replacement, matcher.pattern) else { return .null }
    var result: [Unicode.Scalar] = []
    var start = 0
    while let found = try matcher.first(from: start) {
      guard found[1] > found[0] else {
        return fail(.invalidValue, "a pattern that matches an empty text cannot be replaced")
      }
      result += matcher.text[start..<found[0]]
      for piece in pieces {
        switch piece {
        case .text(let scalars): result += scalars
        case .group(let group):
          if found[2 * group] >= 0 {
            result += matcher.text[found[2 * group]..<found[2 * group + 1]]
          }
        }
      }
      start = found[1]
      guard result.count <= environment.limits.textLength else {
        return fail(.limit, "the text is longer than \(environment.limits.textLength) characters")
      }
    }
    result += matcher.text[start...]
    return .string(Self.string(result[...]))
  }

  /// `$1` to `$9…` are groups, `$0` the whole, `\$` and `\\` the characters; anything else with them is wrong.
  private mutating func pieces(of replacement: String, _ pattern: Pattern) -> [Piece]? {
    let scalars = Array(replacement.unicodeScalars)
    if pattern.flags.isLiteral { return [.text(scalars)] }
    var pieces: [Piece] = []
    var index = 0
    while index < scalars.count {
      let scalar = scalars[index]
      index += 1
      guard scalar == "\\" || scalar == "$" else {
        pieces.append(.text([scalar]))
        continue
      }
      guard index < scalars.count else {
        _ = fail(.invalidValue, "the replacement ends in `\(scalar)`")
        return nil
      }
      let next = scalars[index]
      if scalar == "\\" {
        guard next == "\\" || next == "$" else {
          _ = fail(.invalidValue, "`\\\(next)` in a replacement is not `\\\\` or `\\$`")
          return nil
        }
        pieces.append(.text([next]))
        index += 1
        continue
      }
      guard ("0"..."9").contains(next) else {
        _ = fail(.invalidValue, "`$` in a replacement is followed by the number of a group")
        return nil
      }
      var group = 0
      var digits = 0
      while index < scalars.count, ("0"..."9").contains(scalars[index]) {
        let longer = group * 10 + Int(scalars[index].value - 0x30)
        if digits > 0, longer > pattern.groups { break }
        group = longer
        digits += 1
        index += 1
      }
      // A group that the pattern does not have is empty.
      if group <= pattern.groups { pieces.append(.group(group)) }
    }
    return pieces
  }

  private static func string(_ scalars: ArraySlice<Unicode.Scalar>) -> String {
    var view = String.UnicodeScalarView()
    view.append(contentsOf: scalars)
    return String(view)
  }
}
