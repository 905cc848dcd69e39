import FEEL
import Testing

@Suite struct LogicTests {
  @Test(arguments: [
    ("true and null", "null"), ("false and null", "false"), ("null and false", "false"),
    ("true or null", "true"), ("null or true", "true"), ("null or false", "null"),
    ("1 and true", "null"), ("1 and false", "false"), ("not(null)", "null"),
    ("not(false)", "true"), ("if null then 1 else 2", "2"), ("if \"x\" then 1 else 2", "2"),
  ])
  func `logic has three values`(text: String, value: String) throws {
    try expect(text, is: value)
  }

  @Test(arguments: [
    ("1 = 1.00", "true"), ("null = null", "true"), ("null != 1", "true"), ("1 = \"1\"", "null"),
    ("[1, 2] = [1, 2.0]", "true"), ("[1] = [1, 2]", "false"),
    ("{a: 1, b: 2} = {b: 2, a: 1}", "true"),
    ("{a: 1} = {b: 1}", "false"), ("[1] = [\"1\"]", "false"), ("{a: 1} = {a: null}", "false"),
    ("[1..3] = [1..3]", "true"), ("[1..3] = [1..3)", "false"),
    ("@\"P1Y\" = @\"P12M\"", "true"), ("@\"P1D\" = @\"PT24H\"", "true"),
    ("@\"2026-01-01T10:00:00Z\" = @\"2026-01-01T11:00:00+01:00\"", "true"),
    ("is(@\"10:00:00Z\", @\"10:00:00+00:00\")", "true"),
    ("time(\"23:59:00z\") + duration(\"PT2M\") = time(\"00:01:00@Etc/UTC\")", "true"),
    ("@\"10:00:00@Europe/Paris\" = @\"10:00:00@Europe/Rome\"", "false"),
    ("@\"10:00:00@Europe/Paris\" = @\"10:00:00@Europe/Paris\"", "true"),
    ("is(@\"10:00:00Z\", @\"11:00:00+01:00\")", "false"), ("is(1, \"1\")", "false"),
  ])
  func `equality is of values, and unknown between kinds`(text: String, value: String) throws {
    try expect(text, is: value)
  }

  @Test(arguments: [
    ("1 < 2", "true"), ("\"a\" < \"b\"", "true"), ("\"Z\" < \"a\"", "true"), ("2 <= 2", "true"),
    ("@\"2026-01-01\" < @\"2026-01-02\"", "true"), ("@\"P1Y\" > @\"P11M\"", "true"),
    ("5 between 1 and 5", "true"), ("0 between 1 and 5", "false"), ("null between 1 and 5", "null"),
    ("true < false", "null"), ("null < 1", "null"), ("1 < \"2\"", "null"),
    ("@\"10:00:00\" < @\"10:00:00Z\"", "null"),
  ])
  func `order exists within a kind only`(text: String, value: String) throws {
    try expect(text, is: value)
  }

  @Test(arguments: [
    ("1 in [1, 2]", "true"), ("1 in (2, 3)", "false"), ("3 in (2..4)", "true"),
    ("2 in (2..4)", "false"), ("2 in ]2..4[", "false"), ("4 in [2..4]", "true"),
    ("5 in (<2, >4)", "true"), ("5 in [[1..2], [4..6]]", "true"), ("1 in =1", "true"),
    ("1 in !=1", "false"), ("[1] in [[1], [2]]", "true"), ("5 in (? > 4)", "true"),
    ("null in [1..2]", "null"), ("1 in [2..1]", "null"), ("\"b\" in [\"a\"..\"c\"]", "true"),
    ("1 in (1 + 0)", "true"), ("2 in [1..2] and true", "true"),
  ])
  func `in takes tests, lists and ranges`(text: String, value: String) throws {
    try expect(text, is: value)
  }
}
