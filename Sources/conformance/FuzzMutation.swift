/// Damages texts, and makes up texts that ask for too much.
enum FuzzMutation {
  private static let pieces = [
    "(", ")", "[", "]", "{", "}", "..", ".", ",", ":", "\"", "'", "\\", "/*", "*/", "//", "@",
    "\"\"\"", "**", "-",
    " ", "\n", "\t", "\u{0}", "\u{FEFF}", "\u{200D}", "\u{1F468}\u{200D}\u{1F469}", "\u{301}",
    "\u{D7FF}", "é", "ß", "İ",
    "if", "then", "else", "for", "in", "return", "function", "external", "between", "and",
    "instance of", "not(", "null",
    "?", "item", "e", "1e", "0x", "1..", "..1", "<", "!=", "satisfies", "list<", "->",
  ]

  static func damaged(_ text: String, _ random: inout FuzzRandom) -> String {
    var bytes = Array(text.utf8)
    for _ in 0...random.below(4) {
      let place = random.below(bytes.count + 1)
      let length = min(bytes.count - place, random.below(12))
      switch random.below(6) {
      case 0: bytes.removeSubrange(place..<place + length)
      case 1: bytes.insert(contentsOf: bytes[place..<place + length], at: place)
      case 2: bytes.insert(contentsOf: random.pick(pieces).utf8, at: place)
      case 3: if place < bytes.count { bytes[place] = UInt8(truncatingIfNeeded: random.next()) }
      case 4: if place < bytes.count { bytes[place] ^= 1 << UInt8(random.below(8)) }
      default: bytes.insert(contentsOf: random.pick(pieces).utf8, at: place)
      }
    }
    return String(decoding: bytes, as: UTF8.self)
  }

  /// Deep nesting, huge numbers, lists, texts and exponents, patterns that explode, loops that do not end.
  static func greedy(_ random: inout FuzzRandom) -> String {
    let size = 1 << random.below(random.chance(50) ? 17 : 11)
    func times(_ text: String) -> String { String(repeating: text, count: size) }
    let big = random.pick(["1000000000", "9223372036854775807", "1e34", "1e6144"])
    switch random.below(22) {
    case 0: return times("(") + "1" + times(")")
    case 1: return times("[") + times("]")
    case 2: return times("-") + "1"
    case 3: return times("1+") + "1"
    case 4: return times("if true then ") + "1" + times(" else 2")
    case 5: return times("{a:") + "1" + times("}")
    case 6: return times("9") + "." + times("9")
    case 7: return "\"" + times("long ") + "\""
    case 8: return "count(for i in 1..\(big) return i)"
    case 9: return "for i in 1..\(big), j in 1..\(big) return i + j"
    case 10: return "some i in 1..\(big) satisfies i < 0"
    case 11:
      return "matches(\"\(String(repeating: "a", count: size % 64))!\", \""
        + random.pick([
          "(a+)+$", "(a|a)*$", "(a*)*b", "((a{1,9}){1,9}){1,9}b", "(.*)(.*)(.*)\\\\1x",
        ]) + "\")"
    case 12: return "{f: function(x) f(x + 1), r: f(1)}.r"
    case 13: return "{f: function(n) if n = 0 then 0 else 1 + f(n - 1), r: f(\(size))}.r"
    case 14: return "1e\(random.below(9000)) ** \(big)"
    case 15:
      return "10 ** \(random.below(7000)) * 10 ** \(random.below(7000)) - 1e-\(random.below(7000))"
    case 16:
      return "{s0: \"0123456789\"" + (1...40).map { ", s\($0): s\($0 - 1) + s\($0 - 1)" }.joined()
        + "}.s40"
    case 17:
      return "{l0: [1,2,3]"
        + (1...30).map { ", l\($0): concatenate(l\($0 - 1), l\($0 - 1))" }.joined() + "}.l30"
    case 18:
      return "{n0: [1]" + (1...60).map { ", n\($0): [n\($0 - 1), n\($0 - 1)]" }.joined() + "}"
    case 19: return "date(\(big), 1, 1) + duration(\"P\(big)Y\")"
    case 20:
      return
        "replace(\"\(String(repeating: "ab", count: size % 500))\", \"(a)|(b)\", \"$1$2$1$2$1$2$1$2\")"
    default:
      return
        "sort(for i in 1..\(size) return modulo(i * 7919, 1009), function(a, b) \(random.pick(["a < b", "true", "b"])))"
    }
  }
}
