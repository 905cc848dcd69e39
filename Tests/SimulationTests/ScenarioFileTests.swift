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
        .init("bridge.months", .count(3)),
      ])
    let error = try #require(throws: FindingsError.self) {
      try scenario.design(on: .present)
    }
    #expect(error.description.contains("20 places cannot be filled from a shortlist of 12"))
    #expect(error.description.contains("places by lot need a quality line"))
    #expect(error.description.contains("bridge money needs both"))
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
