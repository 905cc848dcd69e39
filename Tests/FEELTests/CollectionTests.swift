import FEEL
import Testing

@Suite struct CollectionTests {
  @Test(arguments: [
    ("[1,2,3][1]", "1"), ("[1,2,3][-1]", "3"), ("[1,2,3][item >= 2]", "[2, 3]"),
    ("[{a: 1}, {a: 2}][a = 2]", "[{a: 2}]"), ("[{item: 1}, {item: 5}][item > 2]", "[{item: 5}]"),
    ("[{a: 1}, {b: 2}][b = 2]", "[{b: 2}]"), ("5[1]", "5"), ("5[true]", "[5]"), ("[][1]", "null"),
    ("[[1, 2], [3]][item[1] = 3]", "[[3]]"), ("[{a: {b: 1}}].a.b", "[1]"),
    ("[{a: 1}, {b: 2}].a", "[1, null]"), ("{a: 1, b: a + 1}.b", "2"), ("null[1]", "null"),
    ("[{x: 1, ys: [1, 2]}][ys[item > 1][1] = 2].x", "[1]"),
  ])
  func `filters and paths`(text: String, value: String) throws {
    try expect(text, is: value)
  }

  @Test func `what a filter names is looked for in the item first`() throws {
    let variables: FEELContext = ["limit": 2, "a": 100]
    try expect("[{a: 1}, {a: 3}][a > limit]", is: "[{a: 3}]", variables)
    try expect("[1, 2, 3][limit]", is: "2", variables)
  }

  @Test(arguments: [
    ("for i in 1..3 return i * i", "[1, 4, 9]"), ("for i in 3..1 return i", "[3, 2, 1]"),
    ("for i in [1, 2], j in [10, 20] return i + j", "[11, 21, 12, 22]"),
    ("for i in 0..4 return if i = 0 then 1 else i * partial[-1]", "[1, 1, 2, 6, 24]"),
    ("for x in [[1, 2], [3]], y in x return y", "[1, 2, 3]"),
    ("for d in @\"2026-01-01\"..@\"2026-01-03\" return d.day", "[1, 2, 3]"),
    ("for i in (1..4) return i", "[2, 3]"),
    ("some i in [1, 2, 3] satisfies i > 2", "true"), ("every i in [1, 2] satisfies i > 1", "false"),
    ("every i in [] satisfies false", "true"), ("some i in [] satisfies true", "false"),
    ("some i in [1, null] satisfies i > 5", "null"),
  ])
  func `iterations`(text: String, value: String) throws {
    try expect(text, is: value)
  }

  @Test(arguments: [
    "for i in \"a\"..\"z\" return i", "for i in null return i", "for i in 1.5..3 return i",
    "for i in [@\"00:00:00\"..@\"01:00:00\"] return i", "{a: 1, a: 2}", "[1, 2][3]", "[1..\"a\"]",
    "[2..1]", "{a: 1}.b", "@\"P1Y\".days",
  ])
  func `what has no items, ends or members is refused`(text: String) throws {
    try expectRefused(text)
  }

  @Test(arguments: [
    ("@\"2026-11-23\".weekday", "1"), ("@\"2026-11-23T10:30:15\".minute", "30"),
    ("@\"10:30:00+01:00\".time offset", "@\"PT1H\""), ("@\"P1Y2M\".months", "2"),
    ("@\"P1DT2H\".hours", "2"), ("[1..5).end included", "false"), ("(< 5).start", "null"),
    ("@\"2026-07-01T12:00:00@Europe/Amsterdam\".time offset", "@\"PT2H\""),
    ("@\"2026-07-01T12:00:00@Europe/Amsterdam\".timezone", "\"Europe/Amsterdam\""),
    ("@\"2026-01-01\".hour", "null"),
  ])
  func `properties of temporal values and ranges`(text: String, value: String) throws {
    try expect(text, is: value)
  }
}
