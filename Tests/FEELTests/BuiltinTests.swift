import FEEL
import Testing

@Suite struct BuiltinTests {
  @Test(arguments: [
    ("substring(\"foobar\", -2, 1)", "\"a\""), ("substring(\"\\U01F40Eab\", 2)", "\"ab\""),
    ("string length(\"\\U01F40Eab\")", "3"), ("upper case(\"aé1\")", "\"AÉ1\""),
    ("substring before(\"foobar\", \"ob\")", "\"fo\""),
    ("substring after(\"foobar\", \"ob\")", "\"ar\""),
    ("contains(\"foobar\", \"of\")", "false"), ("starts with(\"foobar\", \"fo\")", "true"),
    ("ends with(\"foobar\", \"r\")", "true"),
    ("string join([\"a\", null, \"c\"], \"-\")", "\"a-c\""),
    ("string([1, \"a\", {b: @\"P1D\"}])", "\"[1, \\\"a\\\", {b: P1D}]\""), ("string(null)", "null"),
    ("string(1.50)", "\"1.50\""), ("number(\"1.000,5\", \".\", \",\")", "1000.5"),
  ])
  func `texts`(text: String, value: String) throws { try expect(text, is: value) }

  @Test(arguments: [
    ("count([1, null])", "2"), ("sum(1, 2, 3)", "6"), ("mean([1, 2])", "1.5"),
    ("median([8, 2, 5, 7])", "6"), ("mode([6, 3, 9, 6, 6])", "[6]"), ("mode([])", "[]"),
    ("stddev([2, 4, 7, 5])", "2.081665999466132735282297706979931"), ("product([2, 3])", "6"),
    ("min([\"b\", \"a\"])", "\"a\""), ("max(@\"P1Y\", @\"P2Y\")", "@\"P2Y\""), ("all([])", "true"),
    ("any([false, null])", "null"), ("all([true, null])", "null"), ("any([null, true])", "true"),
    ("list contains([1, null], null)", "true"), ("sublist([1, 2, 3], -2, 1)", "[2]"),
    ("append([1], 2, [3])", "[1, 2, [3]]"), ("concatenate([1], [2])", "[1, 2]"),
    ("insert before([1, 3], 2, 2)", "[1, 2, 3]"), ("remove([1, 2, 3], -1)", "[1, 2]"),
    ("reverse([1, 2])", "[2, 1]"), ("index of([1, 2, 1], 1)", "[1, 3]"),
    ("union([1, 2], [2.0, 3])", "[1, 2, 3]"), ("distinct values([1, 1.0, \"1\"])", "[1, \"1\"]"),
    ("flatten([1, [2, [3]]])", "[1, 2, 3]"), ("list replace([1, 2], 2, 9)", "[1, 9]"),
    ("list replace([1, 5], function(item, newItem) item > newItem, 3)", "[1, 3]"),
  ])
  func `lists`(text: String, value: String) throws { try expect(text, is: value) }

  @Test(arguments: [
    ("decimal(2.5, 0)", "2"), ("decimal(1/3, 2)", "0.33"), ("floor(-1.5)", "-2"),
    ("ceiling(1.56, 1)", "1.6"), ("round up(-5.5, 0)", "-6"), ("round down(5.5, 0)", "5"),
    ("round half up(5.5, 0)", "6"), ("round half down(5.5, 0)", "5"),
    ("round up(5.5, 6176)", "5.5"),
    ("abs(-1)", "1"), ("abs(@\"-P1D\")", "@\"P1D\""), ("modulo(-12, 5)", "3"),
    ("modulo(10.1, -4.5)", "-3.4"), ("sqrt(16)", "4"), ("odd(-1)", "true"), ("even(0)", "true"),
    ("log(exp(2)) - 2 < 0.00000000000000000000000000000001", "true"),
  ])
  func `numbers`(text: String, value: String) throws { try expect(text, is: value) }

  @Test(arguments: [
    ("get value({a: 1}, \"a\")", "1"), ("get entries({a: 1})", "[{key: \"a\", value: 1}]"),
    ("context([{key: \"a\", value: 1}])", "{a: 1}"),
    ("context put({a: 1}, \"b\", 2)", "{a: 1, b: 2}"),
    ("context put({a: {b: 1}}, [\"a\", \"b\"], 2)", "{a: {b: 2}}"),
    ("context merge([{a: 1}, {a: 2, b: 3}])", "{a: 2, b: 3}"),
  ])
  func `contexts`(text: String, value: String) throws { try expect(text, is: value) }

  @Test(arguments: [
    ("before(1, [2..5])", "true"), ("before([1..5), [5..6])", "true"),
    ("meets([1..5], [5..10])", "true"), ("overlaps([1..5], (5..8])", "false"),
    ("overlaps before([1..5], [3..8])", "true"), ("finishes(10, [1..10])", "true"),
    ("during([4..6], [1..10])", "true"), ("includes([1..10), 10)", "false"),
    ("starts((1..5], [1..10])", "false"), ("started by([1..10], 1)", "true"),
    ("coincides([1..5], [1..5])", "true"), ("after(point1: 2, point2: 1)", "true"),
  ])
  func `intervals`(text: String, value: String) throws { try expect(text, is: value) }

  @Test(arguments: [
    ("date(2024, 2, 29)", "@\"2024-02-29\""),
    ("date(@\"2026-01-01T10:00:00Z\")", "@\"2026-01-01\""),
    ("time(11, 59, 45, @\"-PT2H\")", "@\"11:59:45-02:00\""),
    ("date and time(@\"2026-01-01\", @\"10:00:00\")", "@\"2026-01-01T10:00:00\""),
    (
      "date and time(2026, 1, 2, 3, 4, 5, \"Europe/Paris\")",
      "@\"2026-01-02T03:04:05@Europe/Paris\""
    ),
    ("years and months duration(@\"2011-12-22\", @\"2013-08-24\")", "@\"P1Y8M\""),
    ("years and months duration(@\"2013-08-24\", @\"2011-12-22\")", "@\"-P1Y8M\""),
    ("day of year(@\"2024-12-31\")", "366"), ("day of week(@\"2026-11-23\")", "\"Monday\""),
    ("month of year(@\"2026-11-23\")", "\"November\""), ("week of year(@\"2005-01-01\")", "53"),
    ("range(\"[18..21)\").end", "21"), ("range(\"(..5]\").start", "null"),
  ])
  func `dates and ranges`(text: String, value: String) throws { try expect(text, is: value) }

  @Test(arguments: [
    "date(\"2026-02-30\")", "date(\"26-01-01\")", "time(\"24:00:01\")", "duration(\"P1Y1D\")",
    "date and time(\"2026-01-01T10:00:00@No/Where\")", "number(\"1,5\", \",\", \",\")", "now()",
    "sum([])", "max([])", "mean([1, \"a\"])", "stddev([1])", "substring(\"a\", 0)",
    "sublist([1], 2)",
    "remove([1], 0)", "sqrt(-1)", "log(0)", "odd(1.5)", "decimal(1, \"a\")", "round up(1, 6177)",
    "string join([1])", "context([{key: \"a\"}])", "get value({}, \"a\")", "range(\"[a..b]\")",
    "sort([1, \"a\"], function(a, b) a < b)", "matches(\"a\", \"[\")", "all([1, true])",
    "context put({a: 1}, [\"a\", \"b\"], 2)", "append(null, 1)", "@\"yesterday\"",
  ])
  func `arguments that make no sense are refused`(text: String) throws {
    try expectRefused(text)
  }

  @Test func `the clock is a value of the environment`() throws {
    let environment = FEELEnvironment(now: FEELDateTime(date: day(2026, 11, 23), offsetSeconds: 0))
    #expect(try evaluate("today()", environment: environment).value == .date(day(2026, 11, 23)))
    #expect(
      try evaluate("now() > @\"2026-01-01T00:00:00Z\"", environment: environment).value == true)
  }
}
