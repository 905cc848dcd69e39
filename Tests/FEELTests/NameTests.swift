import Diagnostics
import FEEL
import Testing

@Suite struct NameTests {
  @Test func `the longest known name wins over operators`() throws {
    let variables: FEELContext = [
      "own income": 3, "a": 10, "b": 4, "a-b": 100, "days in weekend": ["sat", "sun"],
      "Applicant's age": 51, "été": 1, "x/y": 7,
    ]
    try expect("own income + 1", is: "4", variables)
    try expect("own   income", is: "3", variables)
    try expect("a-b", is: "100", variables)
    try expect("b - a", is: "-6", variables)
    try expect("for d in days in weekend return d", is: "[\"sat\", \"sun\"]", variables)
    try expect("Applicant's age > 50", is: "true", variables)
    try expect("été + x/y", is: "8", variables)
    try expect(
      "max(Extra days case 1, Extra days case 3)", is: "5",
      ["Extra days case 1": 5, "Extra days case 3": 2])
    try expect("{b-c: 2}.b-c", is: "2")
    try expect("c.part 2 + 1", is: "8", ["c": .context(["part 2": 7])])
  }

  @Test func `members of contexts may have spaces and declared symbols`() throws {
    try expect("{first name: \"Ada\", \"b-c\": 2}.first name", is: "\"Ada\"")
    let names = FEELNames(variables: ["loan"], members: ["monthly-rate"])
    let compiled = try FEELExpression.compile("loan.monthly-rate * 2", names: names)
    #expect(compiled.evaluate(["loan": .context(["monthly-rate": 3])]).value == 6)
  }

  @Test func `a variable named as a built-in does not hide it in calls`() throws {
    try expect("date(\"2026-01-01\") > date", is: "true", ["date": .date(day(2025, 1, 1))])
  }

  @Test func `date and time is a conjunction when it is not called`() throws {
    try expect("date and time", is: "false", ["date": true, "time": false])
  }

  @Test func `an unknown name is null at run time and a warning at compilation`() throws {
    let compiled = try FEELExpression.compile(
      "1 + incme", names: ["income"], file: "a.dmn", origin: SourcePosition(line: 7, column: 12))
    let warning = try #require(compiled.warnings.first)
    #expect(warning.position == SourcePosition(line: 7, column: 16))
    #expect(warning.remedy == "did you mean `income`?")
    let outcome = compiled.evaluate()
    #expect(outcome.value == .null)
    #expect(outcome.diagnostics.first?.code == .unknownName)
    #expect(outcome.diagnostics.first?.position == SourcePosition(line: 7, column: 16))
  }

  @Test func `comments and white space of all kinds are skipped`() throws {
    try expect("1 /* one */ +\u{00A0}// more\n 2", is: "3")
  }
}
