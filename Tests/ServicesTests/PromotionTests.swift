import Diagnostics
import Foundation
import LegalCalendar
import SchemeDefinition
import Services
import Simulation
import Testing

/// A scenario as the draft of the next scheme.
@Suite struct PromotionTests {
  static let names = [
    "graded-own-income", "light-accounting", "lottery-above-line", "null", "passing-on",
    "reserved-share", "shared-cut", "six-alliances", "size-weighted", "ten-alliances",
  ]

  private func promotion(
    _ name: String, timeline: SuccessorTimeline? = SuccessorTimeline(likeTheFirst: 2027)
  ) throws -> SchemePromotion {
    let path = "config/scenarios/\(name).yaml"
    let scenario = try ScenarioFile.parse(
      [UInt8](try Data(contentsOf: root.appending(path: path))), file: path)
    let plan = try SimulationPlan(
      scenarios: [scenario], population: try Population.generate(.like2022),
      baseline: .present, seed: 1, draws: 0)
    let base = try #require(
      SchemeDefinition.load(try schemeFiles(), checks: .structure).scheme?.versions.last)
    return try SchemePromotion(
      try plan.comparison(nil), scenario: name, basedOn: base, id: "emancipatie-2028-2032",
      timeline: try #require(timeline), lapses: CivilDate(iso: "2032-01-01"))
  }

  @Test(arguments: names)
  func `every shipped design becomes a draft that passes the scheme check`(_ name: String) throws {
    let promotion = try promotion(name)
    #expect(!promotion.findings.hasErrors, "\(FindingsError(promotion.findings))")
    let (scheme, findings) = SchemeDefinition.load(promotion.files)
    #expect(findings.isEmpty, "\(FindingsError(findings))")
    let rules = try #require(scheme?.versions.first)
    #expect(scheme?.id == "emancipatie-2028-2032" && scheme?.versions.count == 1)
    #expect(rules.parameter("eerste subsidiejaar", on: rules.validFrom) == 2028)
    #expect(rules.parameter("laatste subsidiejaar", on: rules.validFrom) == 2032)
    // The difference is the change note: every change has its line there.
    for change in promotion.changes {
      #expect(rules.changes.contains { $0.nl.hasPrefix("\(change.parameter): ") })
    }
    #expect(rules.changes.first?.nl.contains("Gekozen scenario “\(name)”") == true)
  }

  @Test func `the draft decides by the scenario, and cases that this turns are named`() throws {
    let promotion = try promotion("six-alliances")
    let rules = try #require(SchemeDefinition.load(promotion.files).scheme?.versions.first)
    #expect(rules.parameter("aantal na ronde 2", on: rules.validFrom) == 6)
    #expect(rules.parameter("maximum leden", on: rules.validFrom) == 7)
    let turned = promotion.findings.filter { $0.code == "case-turned" }
    #expect(turned.contains { $0.message.contains("aantal becomes 6 (was 8)") })
    #expect(rules.changes.contains { $0.nl.contains("aantal wordt 6 (was 8)") })
  }

  @Test func `a parameter that no decision reads yet is told, one that is read is not`() throws {
    let weighted = try promotion("size-weighted")
    let unread = weighted.findings.filter { $0.code == "promotion-unread" }
    #expect(unread.contains { $0.message.contains("weighting.points") })
    #expect(!weighted.findings.contains { $0.message.contains("aantal na ronde 2") })
  }

  @Test func `a timeline that does not fit is told, and the draft is written all the same`() throws
  {
    var late = try #require(SuccessorTimeline(likeTheFirst: 2027))
    late.ceilingPublished = late.secondRoundCloses
    late.secondRoundCloses = try #require(CivilDate(iso: "2027-11-01"))
    late.decision = try #require(CivilDate(iso: "2028-01-02"))
    let promotion = try promotion("null", timeline: late)
    let codes = Set(promotion.findings.filter { $0.severity > .note }.map(\.code))
    #expect(
      codes.isSuperset(of: ["timeline-ceiling", "timeline-13-weeks", "timeline-decision"]))
    #expect(SchemeDefinition.load(promotion.files).scheme != nil)
  }
}
