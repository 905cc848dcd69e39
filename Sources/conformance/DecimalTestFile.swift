/// One line of a General Decimal Arithmetic test file, with the directives that hold for it.
struct DecimalTestCase {
  let line: Int
  let id: String
  let operation: String
  let operands: [String]
  let result: String
  let conditions: Set<String>
  let settings: DecimalTestSettings
}

/// The directives of a test file that bear on a result.
struct DecimalTestSettings {
  var precision = 34
  var rounding = "half_even"
  var largestExponent = 6144
  var smallestExponent = -6143

  /// Whether the exponents end where those of decimal128 do.
  var hasOwnExponents: Bool { largestExponent == 6144 && smallestExponent == -6143 }

  mutating func set(_ name: String, _ value: String) {
    switch name {
    case "precision": precision = Int(value) ?? 0
    case "rounding": rounding = value
    case "maxexponent": largestExponent = Int(value) ?? 0
    case "minexponent": smallestExponent = Int(value) ?? 0
    default: break
    }
  }
}

/// Reads the cases of a test file, which is lines of `id operation operand… -> result condition…`
/// and `directive: value`, with comments from `--` on.
func decimalTestCases(in text: String) -> [DecimalTestCase] {
  var settings = DecimalTestSettings()
  var cases: [DecimalTestCase] = []
  let lines = text.split(omittingEmptySubsequences: false) { $0.isNewline }
  for (index, line) in lines.enumerated() {
    let words = decimalTestWords(in: line)
    if let arrow = words.firstIndex(of: "->"), arrow >= 2, arrow + 1 < words.count {
      cases.append(
        DecimalTestCase(
          line: index + 1, id: words[0], operation: words[1].lowercased(),
          operands: Array(words[2..<arrow]), result: words[arrow + 1],
          conditions: Set(words[(arrow + 2)...].map { $0.lowercased() }), settings: settings))
    } else if words.count == 2, words[0].hasSuffix(":") {
      settings.set(words[0].dropLast().lowercased(), words[1].lowercased())
    } else if words.count == 1, let colon = words[0].firstIndex(of: ":") {
      let value = words[0][colon...].dropFirst()
      settings.set(words[0][..<colon].lowercased(), value.lowercased())
    }
  }
  return cases
}

/// The words of a line up to a comment; a word may be quoted, its quotes doubled inside.
private func decimalTestWords(in line: Substring) -> [String] {
  var words: [String] = []
  var rest = line.drop { $0.isWhitespace }
  while let first = rest.first, !rest.hasPrefix("--") {
    var word = ""
    if first == "'" || first == "\"" {
      rest = rest.dropFirst()
      while let next = rest.first {
        rest = rest.dropFirst()
        if next == first {
          guard rest.first == first else { break }
          rest = rest.dropFirst()
        }
        word.append(next)
      }
    } else {
      word = String(rest.prefix { !$0.isWhitespace })
      rest = rest.dropFirst(word.count)
    }
    words.append(word)
    rest = rest.drop { $0.isWhitespace }
  }
  return words
}
