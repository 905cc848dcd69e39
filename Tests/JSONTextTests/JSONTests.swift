import Diagnostics
import JSONText
import Testing

@Suite struct JSONTests {
  @Test func `canonical text sorts members and keeps a number's digits`() throws {
    let value = try JSON.parse(#"{ "b": 12.50, "a": [true, null, "é\n\u20ac"] }"#)
    #expect(value.canonical == #"{"a":[true,null,"é\n€"],"b":12.50}"#)
  }

  @Test(arguments: [
    "", "{", "[1,]", "{\"a\":1,}", "01", "1.", "-", "\"\\x\"", "\"\\ud800\"", "tru", "1 2",
    "{\"a\":1,\"a\":2}", "\"\u{01}\"",
  ])
  func `what is not JSON is refused with a place`(text: String) {
    let error = #expect(throws: FindingsError.self) { try JSON.parse(text) }
    #expect(error?.findings.first?.position != nil)
  }

  @Test func `the place counts characters and lines`() {
    let error = #expect(throws: FindingsError.self) { try JSON.parse("{\n  \"é\": x}") }
    #expect(error?.findings.first?.position == SourcePosition(line: 2, column: 8))
  }

  @Test func `nesting beyond the limit is refused, not a crash`() {
    #expect(throws: FindingsError.self) {
      try JSON.parse(String(repeating: "[", count: 100_000))
    }
  }

  @Test func `pretty text reads back as the same value`() throws {
    let value: JSON = ["x": [1, ["y": "\u{1}\"\\"]], "leeg": [], "z": .null]
    #expect(try JSON.parse(value.pretty) == value)
  }
}
