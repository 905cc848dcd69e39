/// Texts after FEEL's grammar: well formed, though seldom well typed.
struct FuzzGrammar {
  var random: FuzzRandom
  /// How many more nodes the text may get.
  private var budget = 0

  static let variables = ["a", "b", "l", "text", "moment", "c", "the end", "f"]

  private static let words = [
    "a", "b", "l", "text", "moment", "c", "the end", "f", "item", "?", "partial", "nobody", "c.d",
    "l.x",
    "item.d",
  ]
  private static let numbers = [
    "0", "1", "2", "-1", "0.1", ".5", "1.50", "3", "7", "10", "100", "1e3", "1E-3", "1e400",
    "1e6144", "1e-6176",
    "9999999999999999999999999999999999", "99999999999999999999999999999999999", "2147483648",
    "9223372036854775807", "-9223372036854775808", "123456789.123456789",
  ]
  private static let texts = [
    "", "a", "abc", "é", "e\\u0301", "\\U01F600", "foo bar", "a,b;c", "1.000,5", "2026-02-30",
    "P1D", "\\n\\t\\\\",
    "[a-z]+", "(a+)+$", "(a|b)*\\\\1", "\\\\p{L}", "x{2,3}", "^.*?$", "[^", "Europe/Amsterdam",
    "smix", "q",
  ]
  private static let temporals = [
    "2026-02-28", "2024-02-29", "-0044-03-15", "999999999-12-31", "-999999999-01-01", "12:00:00",
    "23:59:59.999999999Z",
    "00:00:00+14:00", "12:00:00@Europe/Amsterdam", "2026-03-29T02:30:00@Europe/Amsterdam",
    "2026-01-01T24:00:00",
    "2026-12-31T23:59:59-01:30", "P1D", "-P1DT2H3M4.5S", "P1Y2M", "-P999999999Y", "PT0S",
    "P999999999999D", "nothing",
  ]
  private static let types = [
    "number", "string", "boolean", "date", "time", "date and time", "days and time duration",
    "years and months duration", "list<number>", "context<d: number>", "range<date>",
    "function<number>->number", "Any", "Null", "unknown",
  ]
  private static let functions = [
    "date", "date and time", "time", "number", "string", "duration", "years and months duration",
    "range", "not",
    "substring", "string length", "upper case", "lower case", "substring before", "substring after",
    "replace",
    "contains", "starts with", "ends with", "matches", "split", "string join", "list contains",
    "count", "min", "max",
    "sum", "mean", "all", "any", "sublist", "append", "concatenate", "insert before", "remove",
    "list replace",
    "reverse", "index of", "union", "distinct values", "flatten", "product", "median", "stddev",
    "mode", "sort",
    "decimal", "floor", "ceiling", "round up", "round down", "round half up", "round half down",
    "abs", "modulo",
    "sqrt", "log", "exp", "odd", "even", "before", "after", "meets", "met by", "overlaps",
    "overlaps before",
    "overlaps after", "finishes", "finished by", "includes", "during", "starts", "started by",
    "coincides",
    "day of year", "day of week", "month of year", "week of year", "is", "get value", "get entries",
    "context",
    "context put", "context merge", "now", "today", "f", "nobody",
  ]
  private static let parameters = [
    "from", "string", "match", "list", "n", "scale", "position", "newItem", "precedes", "point",
    "range", "value",
    "key", "m", "year", "month", "day",
  ]

  init(_ random: FuzzRandom) { self.random = random }

  mutating func text() -> String {
    budget = 2 + random.below(random.chance(20) ? 200 : 24)
    return expression(0)
  }

  mutating func cell() -> String {
    budget = 2 + random.below(12)
    if random.chance(12) { return "-" }
    let tests = list(1 + random.below(3)) { $0.test() }
    return random.chance(5) ? "not(\(tests))" : tests
  }

  private mutating func list(_ count: Int, _ each: (inout FuzzGrammar) -> String) -> String {
    var items: [String] = []
    for _ in 0..<count { items.append(each(&self)) }
    return items.joined(separator: ", ")
  }

  private mutating func test() -> String {
    switch random.below(4) {
    case 0: random.pick(["<", "<=", ">", ">=", "=", "!="]) + " " + atom()
    case 1: range(3)
    default: expression(3)
    }
  }

  private mutating func range(_ depth: Int) -> String {
    random.pick(["[", "(", "]"]) + expression(depth + 2) + ".." + expression(depth + 2)
      + random.pick(["]", ")", "["])
  }

  private mutating func atom() -> String {
    switch random.below(8) {
    case 0, 1: random.pick(Self.numbers)
    case 2, 3: random.pick(Self.words)
    case 4: "\"" + random.pick(Self.texts) + "\""
    case 5: "@\"" + random.pick(Self.temporals) + "\""
    case 6: random.pick(["true", "false", "null", "[]", "{}"])
    default: random.pick(Self.functions)
    }
  }

  private mutating func expression(_ depth: Int) -> String {
    budget -= 1
    guard budget > 0, depth < 40 else { return atom() }
    let next = depth + 1
    switch random.below(24) {
    case 0...3:
      return expression(next) + random.pick([" + ", " - ", "*", " / ", "**", "-"])
        + expression(next)
    case 4, 5:
      return expression(next) + random.pick([" = ", " != ", " < ", " <= ", " > ", " >= "])
        + expression(next)
    case 6: return expression(next) + random.pick([" and ", " or "]) + expression(next)
    case 7: return "(" + expression(next) + ")"
    case 8: return "-" + expression(next)
    case 9:
      return "if " + expression(next) + " then " + expression(next) + " else " + expression(next)
    case 10:
      let domain = random.chance(3) ? range(next) : expression(next)
      return "for i in " + domain + " return " + expression(next)
    case 11:
      return random.pick(["some", "every"]) + " x in " + expression(next) + " satisfies "
        + expression(next)
    case 12: return "[" + list(random.below(5)) { $0.expression(next) } + "]"
    case 13:
      let names = ["d", "e f", "\"g\"", "x"]
      return "{" + list(random.below(4)) { $0.random.pick(names) + ": " + $0.expression(next) }
        + "}"
    case 14: return expression(next) + "[" + expression(next) + "]"
    case 15:
      return expression(next) + "."
        + random.pick(["d", "e f", "year", "start", "time offset", "x"])
    case 16: return expression(next) + " instance of " + random.pick(Self.types)
    case 17: return expression(next) + " in (" + list(1 + random.below(3)) { $0.test() } + ")"
    case 18: return expression(next) + " between " + expression(next) + " and " + expression(next)
    case 19: return "(function(x, y: number) " + expression(next) + ")(" + expression(next) + ")"
    case 20:
      return random.pick(Self.functions) + "("
        + list(1 + random.below(3)) { $0.random.pick(Self.parameters) + ": " + $0.expression(next) }
        + ")"
    default:
      return random.pick(Self.functions) + "(" + list(random.below(4)) { $0.expression(next) } + ")"
    }
  }
}
