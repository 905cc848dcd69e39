import FEEL
import Testing

@Suite struct PatternTests {
  @Test(arguments: [
    ("matches(\"foobar\", \"^fo*b\")", "true"), ("matches(\"foobar\", \"o.x\")", "false"),
    ("matches(\"FoO\", \"foo\", \"i\")", "true"), ("matches(\"a\\nb\", \"a.b\")", "false"),
    ("matches(\"a\\nb\", \"a.b\", \"s\")", "true"), ("matches(\"a\\nb\", \"^b$\", \"m\")", "true"),
    ("matches(\"ab\", \"a b\", \"x\")", "true"), ("matches(\"a.b\", \"a.b\", \"q\")", "true"),
    ("matches(\"axb\", \"a.b\", \"q\")", "false"), ("matches(\"abab\", \"^(ab)\\\\1$\")", "true"),
    ("matches(\"e\", \"[a-z-[aeiou]]\")", "false"), ("matches(\"Ω\", \"^\\\\p{Lu}$\")", "true"),
    ("matches(\"Ω\", \"\\\\p{IsGreek}\")", "true"), ("matches(\"a1_\", \"^\\\\c+$\")", "true"),
    ("matches(\"aaa\", \"^a{2,3}$\")", "true"), ("matches(\"aaaa\", \"^a{2,3}$\")", "false"),
    ("matches(\"\", \"^(a*)*$\")", "true"),
    ("replace(\"abra\", \"a(.)?\", \"<$1>\")", "\"<b>r<>\""),
    ("replace(\"AAAA\", \"A+?\", \"b\")", "\"bbbb\""),
    ("replace(\"a.b\", \"\\\\.\", \"\\\\$\")", "\"a$b\""),
    ("split(\"a;b;;\", \";\")", "[\"a\", \"b\", \"\", \"\"]"),
    ("split(\"John  Doe\", \"\\\\s+\")", "[\"John\", \"Doe\"]"),
  ])
  func `regular expressions are those of XPath`(text: String, value: String) throws {
    try expect(text, is: value)
  }

  @Test(arguments: [
    "(.)\\\\2", "\\\\1(.)", "a**", "[b-a]", "(a", "a)", "[a", "(?=a)", "\\\\b", "a{2,1}",
    "\\\\p{Xx}",
    "[\\\\1]", "{", "+", "(?:(?:(?:){1000}){1000}){1000}", "(a{1000}){1000}",
  ])
  func `what is not one is refused`(pattern: String) throws {
    try expectRefused("matches(\"a\", \"\(pattern)\")", .invalidValue)
  }

  @Test func `a search that backtracks without end is given up`() throws {
    let text = String(repeating: "a", count: 40)
    try expectRefused("matches(\"\(text)\", \"^(a|aa)+$(b)\")", .limit)
  }

  @Test func `a pattern that matches nothing at all cannot be replaced`() throws {
    try expectRefused("replace(\"abc\", \"x*\", \"-\")", .invalidValue)
    try expectRefused("replace(\"abc\", \"b\", \"$\")", .invalidValue)
  }
}
