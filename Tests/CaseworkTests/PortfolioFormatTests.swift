import Casework
import Diagnostics
import ExactNumbers
import Testing

@Suite struct PortfolioFormatTests {
  static let header = "award;recipient;name;kind;granted;from;to;decided_on;2023;2024"

  func table(_ rows: String..., header: String = header) -> (
    portfolio: Portfolio?, findings: [Finding]
  ) {
    let text = ([header] + rows).joined(separator: "\r\n")
    return PortfolioText.parse(Array(text.utf8), file: "awards.csv")
  }

  @Test func `a table of awards gives awards, recipients and years`() throws {
    let (found, findings) = table(
      "w-1;r-1;\"Stichting; \"\"Een\"\"\";alliance;€ 1.200.000,50;2023-01-01;2024-12-31;2022-12-15;600000.25;600.000,25"
    )
    #expect(findings.isEmpty)
    let portfolio = try #require(found)
    #expect(portfolio.alliances.map(\.name) == ["Stichting; \"Een\""])
    #expect(portfolio.awards.map(\.granted) == [Money(cents: 120_000_050)])
    #expect(portfolio.periods.map(\.state) == ["planned", "planned"])
    #expect(portfolio.memberships.map(\.role) == [.lead])
  }

  @Test func `commas part the cells when the header has them`() throws {
    let (found, findings) = table(
      "w-1,r-1,Een,archive,200,2023-01-01,2024-12-31,2022-12-15,100,100,2024,tafel",
      header: PortfolioFormatTests.header.replacing(";", with: ",") + ",current_year,scheme")
    #expect(findings.isEmpty)
    let portfolio = try #require(found)
    #expect(portfolio.scheme == "tafel")
    #expect(portfolio.periods.map(\.state) == ["settled", "running"])
    #expect(portfolio.reports.map(\.id) == ["w-1/interim-report/2023"])
  }

  @Test func `faults of a table name the line and the column of the cell`() {
    let (portfolio, findings) = table(
      "w-1;r-1;Een;alliance;200;2023-01-01;2024-12-31;2022-12-15;100;x",
      "w-2;r-2;Twee;alliantie;200;2023-02-30;2024-12-31;2022-12-15;100;100",
      "w-3;r-3;Drie;alliance;200",
      "w-1;r-4;Vier;alliance;200;2023-01-01;2024-12-31;2022-12-15;100;100")
    #expect(portfolio == nil)
    let places = findings.map { "\($0.code) \($0.position?.description ?? "?")" }
    #expect(places.contains("wrong-amount 2:63"))
    #expect(places.contains("unknown-word 3:14"))
    #expect(places.contains("wrong-date 3:28"))
    #expect(places.contains("wrong-columns 4:1"))
    #expect(places.contains("duplicate-id 5:1"))
  }

  @Test func `a header without its columns is refused`() {
    let (_, findings) = table("a;b", header: "award;recipiënt")
    #expect(findings.map(\.code).contains("missing-field"))
    #expect(findings.map(\.code).contains("unknown-field"))
  }

  @Test func `a quote that is never closed is found where it opens`() {
    let (_, findings) = table("w-1;\"r-1;Een")
    let finding = findings.first { $0.code == "open-quote" }
    #expect(finding?.position == SourcePosition(line: 2, column: 5))
  }

  @Test func `UTF-16, Latin-1 and binary files are refused, and a byte order mark is not`() throws {
    let yaml = PortfolioText.head + PortfolioText.alliance("x")
    var utf16: [UInt8] = [0xFF, 0xFE]
    for unit in yaml.utf16 { utf16 += [UInt8(unit & 0xFF), UInt8(unit >> 8)] }
    let latin = [UInt8]("scheme: test\nnote: caf".utf8) + [0xE9, 0x0A]
    #expect(PortfolioText.parse(utf16, file: "a.yaml").findings.map(\.code) == ["wrong-encoding"])
    #expect(
      PortfolioText.parse([0x50, 0x4B, 3, 4, 0, 0], file: "a.csv").findings.map(\.code)
        == ["wrong-encoding"])
    let finding = try #require(PortfolioText.parse(latin, file: "a.yaml").findings.first)
    #expect(finding.code == "wrong-encoding")
    #expect(finding.position == SourcePosition(line: 2, column: 10))
    let marked = [0xEF, 0xBB, 0xBF] + [UInt8](yaml.utf8)
    #expect(PortfolioText.parse(marked, file: "a.yaml").findings.isEmpty)
  }

  @Test func `a file above twenty megabytes is refused before it is parsed`() {
    let bytes = [UInt8](repeating: 0x20, count: Portfolio.largestFile + 1)
    #expect(PortfolioText.parse(bytes, file: "a.yaml").findings.map(\.code) == ["too-large"])
  }

  @Test(arguments: ["[", "{a: ", "- ", "\"", "&a [", "a: *b", ": ", "\t", "%", "---\n"])
  func `hostile text gives findings and never stops the program`(part: String) {
    let text = String(repeating: part, count: 20_000)
    for file in ["a.yaml", "a.csv", "a.txt"] {
      let (portfolio, findings) = PortfolioText.parse(Array(text.utf8), file: file)
      #expect(portfolio == nil)
      #expect(!findings.isEmpty)
    }
  }

  @Test func `anchors are refused and an ampersand within a text is not`() {
    let bomb = "    note: &x text\n"
    #expect(PortfolioText.codes(PortfolioText.alliance("x", extra: bomb)) == ["yaml-anchor"])
    let theme = "    theme: Werk & zorg * 'n paar\n"
    #expect(PortfolioText.codes(PortfolioText.alliance("x", extra: theme)).isEmpty)
  }

  @Test func `a bulk of a thousand awards is read whole`() throws {
    let rows = (1...1_000).map {
      "w-\($0);r-\($0);Ontvanger \($0);project;200,00;2023-01-01;2024-12-31;2022-12-15;100;100"
    }
    let text = ([PortfolioFormatTests.header] + rows).joined(separator: "\n")
    let (found, findings) = PortfolioText.parse(Array(text.utf8), file: "awards.csv")
    #expect(findings.isEmpty)
    #expect(try #require(found).awards.count == 1_000)
  }
}
