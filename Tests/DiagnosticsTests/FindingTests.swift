import Diagnostics
import Testing

@Suite struct FindingTests {
  @Test func `a finding reads as editors expect it and says what to do`() {
    let finding = Finding.error(
      "unknown-field", "The field “artikle” does not exist.", file: "terms.yaml",
      at: SourcePosition(line: 3, column: 5), remedy: "Did you mean “article”?")
    #expect(
      "\(finding)" == """
        terms.yaml:3:5: error: The field “artikle” does not exist. [unknown-field]
            → Did you mean “article”?
        """)
  }

  @Test func `findings stand in the order in which a reader mends them`() {
    let late = Finding.error("b", "late", file: "a", at: SourcePosition(line: 9, column: 1))
    let early = Finding.warning("a", "early", file: "a", at: SourcePosition(line: 2, column: 7))
    let other = Finding.error("c", "other", file: "b")
    #expect([other, late, early].inReadingOrder() == [early, late, other])
  }

  @Test(arguments: [(1, 4, 10, 8), (2, 4, 11, 4)])
  func `a place in a fragment is a place in its file`(
    line: Int, column: Int, fileLine: Int, fileColumn: Int
  ) {
    let place = SourcePosition(line: line, column: column)
      .shifted(by: SourcePosition(line: 10, column: 5))
    #expect(place == SourcePosition(line: fileLine, column: fileColumn))
  }

  @Test func `the caret stands under the place, tabs or not`() {
    let excerpt = caretExcerpt(of: "a\n\tb + c", at: SourcePosition(line: 2, column: 4), margin: "")
    #expect(excerpt == " b + c\n   ^")
    #expect(caretExcerpt(of: "a", at: SourcePosition(line: 2, column: 1)) == nil)
  }
}
