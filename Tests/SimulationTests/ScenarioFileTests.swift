import Allocation
import Diagnostics
import ExactNumbers
import Testing

@testable import Simulation

@Suite struct ScenarioFileTests {
  func findings(_ text: String) throws -> [Finding] {
    let error = try #require(throws: FindingsError.self) {
      try ScenarioFile.parse(Array(text.utf8), file: "s.yaml")
    }
    return error.findings
  }

  @Test func `every shipped scenario can be applied`() throws {
    let scenarios = try shippedScenarios()
    #expect(scenarios.count >= 8)
    for scenario in scenarios { _ = try scenario.design(on: .present) }
    #expect(Set(scenarios.map(\.id)).count == scenarios.count)
  }

  @Test func `an unknown lever is named with its place and a suggestion`() throws {
    let found = try findings(
      """
      scenario: x
      title: {nl: a, en: b}
      levers:
        weighting.point: 3
        selection.places: 6
      """)
    let finding = try #require(found.first)
    #expect(found.count == 1 && finding.code == "unknown-lever")
    #expect(finding.position == SourcePosition(line: 4, column: 3))
    #expect(finding.remedy == "Write “weighting.points”.")
  }

  @Test func `all faults of a file are told at once`() throws {
    let found = try findings(
      """
      scenario: Not A Name
      titel: x
      levers:
        selection.places: many
        pot.project-share: 101
        advance.rhythm: weekly
        planning.payment: -5
        weighting.points: NaN
      """)
    #expect(
      found.map(\.code).sorted() == [
        "lever-value", "lever-value", "lever-value", "lever-value", "lever-value",
        "missing-field", "scenario-name", "unknown-field",
      ])
    #expect(found.allSatisfy { $0.remedy != nil })
  }

  @Test func `what is not YAML is refused with its place`() throws {
    #expect(try findings("scenario: [").first?.code == "scenario-syntax")
    #expect(try findings("").first?.code == "scenario-empty")
    #expect(try findings("- a").first?.code == "scenario-shape")
  }

  @Test func `an impossible combination is refused with the reason`() throws {
    let scenario = Scenario(
      id: "x", title: Bilingual(nl: "", en: ""), note: Bilingual(nl: "", en: ""),
      changes: [
        .init("selection.places", .count(20)), .init("selection.drawn-places", .count(2)),
        .init("bridge.months", .count(3)), .init("weighting.points", .points(Points(4))),
        .init("weighting.full-below", .euros(Money(euros: 3_000_000))),
        .init("weighting.none-above", .euros(Money(euros: 500_000))),
      ])
    let error = try #require(throws: FindingsError.self) {
      try scenario.design(on: .present)
    }
    #expect(error.description.contains("20 places cannot be filled from a shortlist of 12"))
    #expect(error.description.contains("places by lot need a quality line"))
    #expect(error.description.contains("bridge money needs both"))
    #expect(error.description.contains("(a cliff);"))
  }

  @Test func `what no lever does is refused with the reason`() throws {
    for refused in Lever.refused {
      #expect(Lever.named(refused.id) == nil)
      let finding = Scenario.unknown(lever: refused.id)
      #expect(finding.code == "lever-refused" && finding.remedy != nil)
      #expect(finding.message.contains(refused.reason.english))
    }
  }

  @Test func `every lever has unit, bounds, legal home and cost line, and its Dutch is Dutch`()
    throws
  {
    #expect(Set(Lever.all.map(\.id)).count == Lever.all.count)
    for lever in Lever.all {
      #expect(!lever.kind.text.dutch.isEmpty && !lever.legalHome.isEmpty)
      #expect(!lever.cost.dutch.isEmpty && lever.cost.dutch != lever.cost.english)
      #expect(!(lever.title.dutch + lever.cost.dutch).lowercased().contains("baseline"))
    }
  }

  @Test func `small members get their least share, to the cent, and nobody else pays it twice`()
    throws
  {
    var design = SchemeDesign.present
    design.smallMembersShare = BasisPoints(percent: 50)
    let population = try Population.generate(.like2022)
    func result(_ design: SchemeDesign) throws -> ScenarioResult {
      try SimulationPlan(
        scenarios: [], population: population, baseline: design, seed: 1, draws: 0
      ).comparison(nil).baseline
    }
    let (now, then) = (try result(.present), try result(design))
    #expect(then.money.grant.reduce(0, +) == now.money.grant.reduce(0, +))
    let groups = PopulationGroups(population, baseline: design)
    var raised = 0
    for index in population.pool.members.indices {
      let members = population.pool.members[index]
      let shares = groups.shares(of: index, least: design.smallMembersShare)
      let whole = shares.reduce(0, +)
      let small = zip(members, shares).reduce(UInt64(0)) {
        $0 + (groups.organisation[$1.0.organisation] == .small ? $1.1 : 0)
      }
      let agreed = members.reduce(0) {
        $0 + (groups.organisation[$1.organisation] == .small ? $1.share.count : 0)
      }
      if agreed > 0 { #expect(small * 2 >= whole) } else { #expect(small == 0) }
      if agreed >= 5_000 { #expect(shares == members.map { UInt64($0.share.count) }) }
      if (1..<5_000).contains(agreed) {
        #expect(small * 2 == whole)
        raised += 1
      }
    }
    #expect(raised > 3)
    #expect((then.measures[.smallShare] ?? .zero) > (now.measures[.smallShare] ?? .zero))
    let drawn = try SimulationPlan(
      scenarios: [
        Scenario(
          id: "small", title: Bilingual(nl: "", en: ""), note: Bilingual(nl: "", en: ""),
          changes: [.init("members.small-share", .share(BasisPoints(percent: 50)))])
      ],
      population: population, baseline: .present, seed: 1, draws: 50)
    let both = try drawn.comparison(drawn.sums(of: 0..<50)).results
    let figure = "drawn.small-share.mean"
    #expect(try #require(both[1].figure(figure)) > #require(both[0].figure(figure)))
  }

  @Test func `every lever reads back the value that it writes`() throws {
    for lever in Lever.all {
      let value = lever.value(in: .present)
      let text = value.description
      #expect(lever.kind.read(text) == value, "\(lever.id)")
      var design = SchemeDesign.present
      lever.set(value, in: &design)
      #expect(design == .present, "\(lever.id)")
    }
    #expect(Set(Lever.all.map(\.id)).count == Lever.all.count)
  }
}
