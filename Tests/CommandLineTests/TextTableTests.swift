import Testing

@testable import CommandLine

@Suite struct TextTableTests {
  private func table(_ rows: [[String]]) -> TextTable {
    var table = TextTable([.init("award"), .init("name"), .init("amount", .right)])
    for row in rows { table.add(row) }
    return table
  }

  @Test func `a table that fits is not broken and numbers stand right`() {
    let lines = table([["a-1", "Politica", "10"], ["b-22", "Archief", "1,000"]]).lines(width: 80)
    #expect(
      lines == [
        "award  name      amount", "─────  ────────  ──────", "a-1    Politica      10",
        "b-22   Archief    1,000",
      ])
  }

  @Test(arguments: [40, 60, 80])
  func `a wide table is fitted to the terminal, breaking text at blanks and never a key`(width: Int)
  {
    let key = "verlening-2023"
    let name = "een heel lange naam van een alliantie met veel woorden die nergens past"
    let lines = table([[key, name, "€ 1.000,00"]]).lines(width: width)
    #expect(lines.allSatisfy { $0.count <= width })
    #expect(lines.joined().contains(key))
    for word in name.split(separator: " ") { #expect(lines.contains { $0.contains(word) }) }
  }

  @Test func `text is wrapped at blanks, and inside a word only when it must be`() {
    #expect(wrapText("aaa bbb ccc", width: 7) == ["aaa bbb", "ccc"])
    #expect(wrapText("abcdefgh", width: 3) == ["abc", "def", "gh"])
    #expect(wrapText("", width: 5) == [""])
    #expect(wrapText("a\nb", width: 5) == ["a", "b"])
    #expect(wrapText("  aaa bbb", width: 6) == ["  aaa", "  bbb"])
  }
}
