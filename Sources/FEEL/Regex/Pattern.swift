/// A compiled regular expression of XPath, the dialect of `matches`, `replace` and `split`.
struct Pattern: Sendable {
  enum Instruction: Sendable {
    case character(Unicode.Scalar)
    case any
    case set(CharacterClass)
    /// Tries the first, and the second when that fails.
    case split(Int, Int)
    case jump(Int)
    case save(Int)
    case reference(Int)
    case lineStart, lineEnd
    /// Notes the place at the start of a round of a loop.
    case enter(Int)
    /// Fails when the round did not move.
    case progress(Int)
    case match
  }

  /// Flags of XPath 3.1 §5.6.2, by letter.
  struct Flags: Sendable {
    var dotAll = false
    var multiline = false
    var ignoresCase = false
    var ignoresSpace = false
    var isLiteral = false

    init?(_ text: String) {
      for letter in text.unicodeScalars {
        switch letter {
        case "s": dotAll = true
        case "m": multiline = true
        case "i": ignoresCase = true
        case "x": ignoresSpace = true
        case "q": isLiteral = true
        default: return nil
        }
      }
    }
  }

  var code: [Instruction]
  var flags: Flags
  var groups: Int
  var registers: Int
}

/// The tree of a regular expression, before it becomes a program.
indirect enum PatternNode {
  case empty
  case character(Unicode.Scalar)
  case any
  case set(CharacterClass)
  case reference(Int)
  case lineStart, lineEnd
  case sequence([PatternNode])
  case alternatives([PatternNode])
  case group(Int, PatternNode)
  case repeated(PatternNode, least: Int, most: Int?, greedy: Bool)
}
