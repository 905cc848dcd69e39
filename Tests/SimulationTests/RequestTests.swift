import Allocation
import Diagnostics
import ExactNumbers
import JSONText
import Testing

@testable import Simulation

@Suite struct RequestTests {
  let population: Population

  init() throws { population = try Population.generate(.like2022) }

  private func request(draws: Int = 40) throws -> SimulationRequest {
    SimulationRequest(
      scenarios: Array(try shippedScenarios().prefix(2)), population: population, seed: 5,
      draws: draws)
  }

  @Test func `a request read back from its text is the same request under the same key`() throws {
    let one = try request()
    let read = try #require(SimulationRequest(json: try JSON.parse(one.json.canonical)))
    #expect(read == one && read.key == one.key)
    var other = one
    other.seed += 1
    #expect(other.key != one.key)
  }

  @Test func `a request of another engine or with other assumptions is not taken for ours`() throws
  {
    let text = try request().json.canonical
    let engine = text.replacing(Simulation.engine, with: "speelveld-simulation/0")
    #expect(SimulationRequest(json: try JSON.parse(engine)) == nil)
    let hours = text.replacing("\"first_round_lead\":60", with: "\"first_round_lead\":61")
    #expect(hours != text)
    #expect(SimulationRequest(json: try JSON.parse(hours)) == nil)
    let lever = text.replacing("weighting.points", with: "weighting.pints")
    #expect(SimulationRequest(json: try JSON.parse(lever)) == nil)
  }

  @Test
  func `pieces in any order give the result of one go, and a missing or doubled one gives none`()
    throws
  {
    let plan = try request(draws: 4_100).plan(population)
    #expect(plan.slices.count >= 3)
    #expect(plan.slices.first?.lowerBound == 0 && plan.slices.last?.upperBound == 4_100)
    let parts = try plan.slices.map(plan.sums)
    let whole = try plan.comparison(plan.sums(of: 0..<4_100))
    let turned = try plan.comparison(drawn: plan.drawn(parts.reversed()))
    #expect(turned == whole && turned.fingerprint == whole.fingerprint)
    #expect(plan.drawn(Array(parts.dropFirst())) == nil)
    #expect(plan.drawn(Array(parts.dropLast())) == nil)
    #expect(plan.drawn(parts + [parts[1]]) == nil)
  }

  @Test func `what the draws say comes back from its text to the last digit`() throws {
    let plan = try request().plan(population)
    let drawn = try #require(plan.drawn([plan.sums(of: 0..<40)]))
    let text = JSON.array(drawn.map(\.json)).canonical
    let read = try JSON.parse(text).array?.compactMap(DrawnResult.init(json:))
    #expect(read == drawn)
    #expect(
      try plan.comparison(drawn: read).fingerprint
        == plan.comparison(plan.sums(of: 0..<40)).fingerprint)
  }

  @Test func `a comparison with another scenario is held against it, and back is the negative`()
    throws
  {
    let shipped = try shippedScenarios()
    let a = try #require(shipped.first { $0.id == "size-weighted" })
    let b = try #require(shipped.first { $0.id == "reserved-share" })
    func compare(_ from: Scenario, _ to: Scenario) throws -> ScenarioComparison {
      let plan = try SimulationPlan(
        scenarios: [to], against: from, population: population, baseline: .present, seed: 3,
        draws: 60)
      return try plan.comparison(plan.sums(of: 0..<60))
    }
    let (there, back) = (try compare(a, b), try compare(b, a))
    #expect(there.baseline.scenario == a && !there.isAgainstPresent)
    let forth = there.baseline.differences(to: there.results[1])
    let returned = Dictionary(
      uniqueKeysWithValues: back.baseline.differences(to: back.results[1]).map {
        ($0.name, $0.difference)
      })
    #expect(forth.contains { $0.difference != 0 })
    for one in forth { #expect(returned[one.name] == one.difference.map { -$0 }) }
    // The levers of both are named: what one has and the other has not.
    #expect(
      there.changed(by: there.results[1]).map(\.id).sorted() == [
        "selection.reserved-share", "weighting.points",
      ])
    for language in Language.allCases {
      let text = there.text(language)
      #expect(text.contains("size-weighted"))
      #expect(!text.contains(language == .dutch ? "(nu " : "(now "))
    }
  }

  /// Of what is paid before the first grant year only the planning payments belong to the new round.
  @Test(arguments: [2028, 2031])
  func `a scenario leaves every quarter before its first year as it was`(_ first: Int) throws {
    var later = SchemeDesign.present
    later.firstYear = first
    let plan = try SimulationPlan(
      scenarios: try shippedScenarios(), population: population, baseline: later, seed: 1, draws: 0)
    let comparison = try plan.comparison(nil)
    func early(_ result: ScenarioResult) -> [CashPlan.Quarter] {
      result.cash.quarters.filter { $0.year < first }
    }
    let before = early(comparison.baseline)
    #expect(before.count == 4 && before.allSatisfy { $0.runOff > 0 })
    var same = 0
    for result in comparison.results {
      if result.money.planning == comparison.baseline.money.planning {
        #expect(early(result) == before)
        same += 1
      }
      func withoutPlanning(_ quarters: [CashPlan.Quarter]) -> [CashPlan.Quarter] {
        quarters.map {
          var quarter = $0
          quarter.planning = 0
          return quarter
        }
      }
      #expect(withoutPlanning(early(result)) == withoutPlanning(before))
    }
    #expect(same >= 6)
  }

  @Test func `a written scenario file reads back equal, and the template can be filled in`() throws
  {
    for scenario in try shippedScenarios() {
      let text = ScenarioFile.text(scenario)
      #expect(try ScenarioFile.parse(Array(text.utf8)) == scenario)
    }
    let empty = Scenario(
      id: "mine", title: Bilingual(nl: "a: \"b\"", en: "c # d"), note: Bilingual(nl: "", en: ""),
      changes: [])
    let template = ScenarioFile.text(empty, withEveryLever: true)
    #expect(try ScenarioFile.parse(Array(template.utf8)) == empty)
    for lever in Lever.all { #expect(template.contains("#  \(lever.id): ")) }
    let filled = template.replacing("levers: {}", with: "levers:")
      .replacing("#  selection.places: 8", with: "  selection.places: 7")
    #expect(
      try ScenarioFile.parse(Array(filled.utf8)).changes
        == [.init("selection.places", .count(7))])
  }

  @Test func `a sweep names at which value who comes in and who falls out`() async throws {
    let lever = try #require(Lever.named("weighting.points"))
    let values = try #require(lever.kind.values(from: "0", to: "10", count: 6))
    let comparison = try await Simulation.run(
      scenarios: Scenario.baseline.sweep(lever.id, over: values), population: population, seed: 1,
      draws: 50)
    let sweep = ScenarioSweep(lever, values: values, comparison: comparison)
    #expect(sweep.steps.first?.gained == [] && sweep.steps.first?.lost == [])
    #expect(sweep.steps.contains { !$0.gained.isEmpty })
    // Walking the steps from the present winners gives the winners of the last value.
    var winners = Set(comparison.baseline.selection.winners.map(\.alliance))
    for step in sweep.steps { winners = winners.subtracting(step.lost).union(step.gained) }
    #expect(winners == Set(comparison.results[6].selection.winners.map(\.alliance)))
    for language in Language.allCases {
      #expect(sweep.text(language).split(separator: "\n").allSatisfy { $0.count <= 80 })
    }
  }

  @Test func `each change alone and left out adds up with the whole for a scenario of one change`()
    async throws
  {
    let one = Scenario(
      id: "one", title: Bilingual(nl: "", en: ""), note: Bilingual(nl: "", en: ""),
      changes: [.init("weighting.points", .points(Points(6)))])
    let study = try await ScenarioSensitivity.run(one, population: population, seed: 1, draws: 60)
    #expect(study.levers.count == 1 && study.combinations == 3)
    #expect(study.levers[0].alone == study.whole && study.levers[0].without == study.now)
    let parts = try #require(study.influence[0])
    #expect(parts.map(\.alone.millionths) == [1_000_000])
    for language in Language.allCases {
      #expect(study.text(language).split(separator: "\n").allSatisfy { $0.count <= 80 })
    }
  }
}
