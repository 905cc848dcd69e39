import ExactNumbers
import FEEL
import Testing

@Suite struct FunctionTests {
  @Test(arguments: [
    ("(function(x) x + 1)(2)", "3"), ("(function(x: number) x)([5])", "5"),
    ("{f: function(a, b) a - b, r: f(b: 1, a: 5)}.r", "4"),
    ("{add: function(n) function(m) n + m, r: add(1)(2)}.r", "3"),
    ("sort([3, 1, 2], function(a, b) a > b)", "[3, 2, 1]"),
    ("{f: sqrt, r: f(16)}.r", "4"),
    ("for f in [function(x) x + 1, function(x) x * 10] return f(5)", "[6, 50]"),
  ])
  func `functions are values that remember their scope`(text: String, value: String) throws {
    try expect(text, is: value)
  }

  @Test(arguments: [
    "nothing(1)", "(function(x) x)(1, 2)", "(function(x: number) x)(\"a\")", "1(2)", "abs()",
    "abs(1, 2)", "abs(number: 1)", "(function(a) a)(b: 1)",
    "(function(a) external {java: {class: \"x\"}})(1)",
  ])
  func `a call that does not fit is null with a reason`(text: String) throws {
    try expectRefused(text)
  }

  @Test func `host functions take coerced arguments and share the run`() throws {
    let double = FEELFunction(
      name: "double", parameters: [.init("n", .number)], result: .number
    ) { arguments, run in
      guard case .number(let n) = arguments[0], let result = n + n else { return .null }
      return .number(result)
    }
    let variables: FEELContext = ["double": .function(double)]
    try expect("double(2) + double(n: [3])", is: "10", variables)
    try expectRefused("double(\"a\")", .wrongType, variables)
    #expect(try evaluate("double instance of function<number>->number", variables).value == true)
  }

  @Test(arguments: [
    ("1 instance of number", "true"), ("[1, \"a\"] instance of list<number>", "false"),
    ("null instance of Any", "false"), ("{a: null} instance of context<a: string>", "true"),
    ("{a: 1} instance of context<a: number, b: number>", "false"),
    ("@\"P1Y\" instance of years and months duration", "true"),
    ("[1..2] instance of range<number>", "true"),
    ("(function(a: number) a) instance of function<number>->Any", "true"),
    ("(function(a) a) instance of function<>->Any", "false"),
    ("abs instance of function<number>->number", "true"),
    ("abs instance of function<number, number>->number", "false"),
    ("1 instance of nothing", "false"),
    ("@\"2026-01-01T00:00:00\" instance of date and time", "true"),
  ])
  func `instance of`(text: String, value: String) throws {
    try expect(text, is: value)
  }

  @Test func `coercion wraps, unwraps and refuses`() {
    #expect(FEELType.number.coerce([5]) == 5)
    #expect(FEELType.list(.number).coerce(5) == [5])
    #expect(FEELType.number.coerce("a") == nil)
    #expect(FEELType.list(.number).coerce([1, "a"]) == nil)
    #expect(FEELType.string.coerce(.null) == .null)
    #expect(
      FEELType.dateTime.coerce(.date(day(2026, 1, 1)))
        == .dateTime(FEELDateTime(date: day(2026, 1, 1), offsetSeconds: 0)))
  }
}
