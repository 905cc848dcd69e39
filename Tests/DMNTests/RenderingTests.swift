import DMN
import Testing

@Suite struct RenderingTests {
  private func table(columns: Int = 1) throws -> DecisionTable {
    let names = (0..<columns).map { "Own income \($0)" }
    let text = TableText(
      policy: "FIRST",
      inputs: names.map { ($0, "number", nil) },
      annotations: ["Artikel"],
      rules: [
        Array(repeating: "< 20", count: columns).joined(separator: "|") + "| \"refuse\" | art. 3",
        Array(repeating: "-", count: columns).joined(separator: "|")
          + "| \"grant with a condition that is long enough to be wrapped over lines\" | art. 4",
      ])
    return try #require(tableModel(text, inputs: names).tables.first)
  }

  @Test func `a table is drawn with its policy its rules and its articles`() throws {
    let expected = """
      D (F)
      ┌───┬──────────────╥─────────────────────────────────────────────────╥─────────┐
      │ F │ Own income 0 ║ out                                             ║ Artikel │
      ├───┼──────────────╫─────────────────────────────────────────────────╫─────────┤
      │ 1 │ < 20         ║ "refuse"                                        ║ art. 3  │
      │ 2 │ -            ║ "grant with a condition that is long enough to  ║ art. 4  │
      │   │              ║ be wrapped over lines"                          ║         │
      └───┴──────────────╨─────────────────────────────────────────────────╨─────────┘

      """
    let drawn = try table().rendered()
    #expect(drawn == expected)
  }

  @Test(arguments: [1, 2, 3, 5, 8, 20, 60], [20, 40, 80])
  func `no line is longer than asked`(columns: Int, width: Int) throws {
    let text = try table(columns: columns).rendered(width: width)
    for line in text.split(separator: "\n") { #expect(line.count <= width) }
    #expect(text.contains("art."))
  }
}
