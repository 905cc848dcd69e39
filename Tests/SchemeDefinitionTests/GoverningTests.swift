import LegalCalendar
import SchemeDefinition
import Testing

@Suite struct GoverningTests {
  private func day(_ iso: String) throws -> CivilDate { try #require(CivilDate(iso: iso)) }

  @Test func `before the first day no version holds`() throws {
    let rule = try Shipped.scheme().governing(on: day("2022-02-17"))
    #expect(rule.ruleSet == nil)
    #expect(rule.status == .notYetInForce)
  }

  @Test(arguments: [
    ("2022-02-18", "2022-02-18"), ("2023-02-23", "2022-02-18"), ("2023-02-24", "2023-02-24"),
    ("2026-12-31", "2023-02-24"),
  ])
  func `a version holds from its first day up to the next version's`(iso: String, label: String)
    throws
  {
    let rule = try Shipped.scheme().governing(on: day(iso))
    #expect(rule.ruleSet?.label == label)
    #expect(rule.status == .inForce)
  }

  @Test func `from the lapse nothing new can be granted and no version comes back`() throws {
    for iso in ["2027-01-01", "2027-12-31", "2040-01-01"] {
      let rule = try Shipped.scheme().governing(on: day(iso))
      #expect(rule.ruleSet == nil)
      #expect(rule.status == .lapsed(runOff: false))
      #expect(rule.source.article == "SR 5.2(2)")
    }
  }

  @Test func `an award runs off under the last version after the lapse`() throws {
    let scheme = try Shipped.scheme()
    let rule = scheme.governing(awardDecidedOn: try day("2022-12-15"), on: try day("2027-06-30"))
    #expect(rule.ruleSet?.label == "2023-02-24")
    #expect(rule.status == .lapsed(runOff: true))
    #expect(rule.reason.nl.contains("vervallen"))
  }

  @Test func `an award of 2022 moves to the second version on its first day`() throws {
    let scheme = try Shipped.scheme()
    let decided = try day("2022-12-15")
    func label(_ iso: String) throws -> String? {
      scheme.governing(awardDecidedOn: decided, on: try day(iso)).ruleSet?.label
    }
    #expect(try label("2023-02-23") == "2022-02-18")
    #expect(try label("2023-02-24") == "2023-02-24")
    let moved = scheme.governing(awardDecidedOn: decided, on: try day("2023-02-24"))
    #expect(moved.source.certainty == .illustrative)
  }

  @Test func `before its decision and after the lapse an award has no rules`() throws {
    let scheme = try Shipped.scheme()
    let early = scheme.governing(awardDecidedOn: try day("2022-12-15"), on: try day("2022-12-14"))
    #expect(early.ruleSet == nil)
    let late = scheme.governing(awardDecidedOn: try day("2027-01-01"), on: try day("2027-01-02"))
    #expect(late.ruleSet == nil)
    #expect(late.status == .lapsed(runOff: false))
  }

  @Test func `exactly one status holds on every day, and in-force days are those of one version`()
    throws
  {
    let scheme = try Shipped.scheme()
    let first = try day("2022-01-01")
    for offset in 0..<2200 {
      let today = first.adding(days: offset)
      let holding = scheme.versions.filter { $0.isValid(on: today) }
      let rule = scheme.governing(on: today)
      #expect(holding.count <= 1)
      #expect(rule.ruleSet?.label == holding.first?.label)
      #expect((rule.status == .inForce) == (holding.count == 1))
    }
  }
}
