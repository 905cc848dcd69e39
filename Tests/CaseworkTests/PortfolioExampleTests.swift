import Casework
import Diagnostics
import ExactNumbers
import Foundation
import Testing

@Suite struct PortfolioExampleTests {
  static func example() throws -> (portfolio: Portfolio?, findings: [Finding]) {
    let root = URL(filePath: #filePath).deletingLastPathComponent().deletingLastPathComponent()
      .deletingLastPathComponent()
    let file = root.appending(path: "config/portfolios/emancipatie-2022-2027.yaml")
    return PortfolioText.parse([UInt8](try Data(contentsOf: file)), file: file.lastPathComponent)
  }

  @Test func `the example portfolio has eight alliances, two archives and no fault`() throws {
    let (found, findings) = try PortfolioExampleTests.example()
    #expect(findings.isEmpty)
    let portfolio = try #require(found)
    #expect(portfolio.alliances.count { $0.kind == .alliance } == 8)
    #expect(portfolio.alliances.count { $0.kind == .archive } == 2)
    #expect(portfolio.periods.count == 50)
    #expect(portfolio.recommendations.count == 7)
    #expect(portfolio.commitments.count == 3)
  }

  @Test func `amounts and leads are nowhere shown as verified and verified facts name a source`()
    throws
  {
    let portfolio = try #require(try PortfolioExampleTests.example().portfolio)
    #expect(portfolio.awards.allSatisfy { $0.certainty == .illustrative })
    #expect(portfolio.ceilings.allSatisfy { $0.certainty == .illustrative })
    #expect(portfolio.activities.allSatisfy { $0.certainty == .illustrative })
    #expect(
      portfolio.memberships.filter { $0.role == .lead }.allSatisfy { $0.certainty == .illustrative }
    )
    #expect(portfolio.organisations.allSatisfy { $0.certainty != .verified || $0.source != nil })
    #expect(portfolio.memberships.allSatisfy { $0.certainty != .verified || $0.source != nil })
    #expect(portfolio.recommendations.allSatisfy { $0.certainty != .verified || $0.source != nil })
    let invented = portfolio.organisations.filter { $0.certainty == .illustrative }.map(\.name)
    #expect(invented.allSatisfy { $0.hasSuffix("(illustratief)") })
  }

  @Test func `one report over 2025 lies filed and one is overdue, the others are settled`() throws {
    let portfolio = try #require(try PortfolioExampleTests.example().portfolio)
    let open = portfolio.reports.filter { $0.year == 2025 && $0.state != "settled" }
    #expect(Set(open.map(\.state)) == ["filed", "expected"])
    let awards = Dictionary(
      portfolio.awards.map { ($0.id, $0.recipient) }, uniquingKeysWith: { a, _ in a })
    let blocked = portfolio.alliances.filter { alliance in
      open.contains { awards[$0.award] == alliance.id }
    }
    #expect(blocked.allSatisfy { $0.certainty == .illustrative })
  }
}
