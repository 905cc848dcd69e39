import Allocation
import Diagnostics
import ExactNumbers
import Foundation
import FoundationXML
import JSONText
import Testing

@testable import Simulation

@Suite struct ComparisonTests {
  let population: Population

  init() throws { population = try Population.generate(.like2022) }

  @Test func `the null scenario changes not one figure`() async throws {
    let null = try #require(try shippedScenarios().first { $0.changes.isEmpty })
    let comparison = try await Simulation.run(
      scenarios: [null], population: population, seed: 7, draws: 300)
    let differences = comparison.results[0].differences(to: comparison.results[1])
    #expect(differences.count > 200)
    #expect(differences.allSatisfy { $0.difference == 0 })
  }

  @Test func `from A to B is the negative of from B to A`() async throws {
    let comparison = try await Simulation.run(
      scenarios: try shippedScenarios(), population: population, seed: 7, draws: 100)
    for a in comparison.results {
      for b in comparison.results {
        let there = Dictionary(
          uniqueKeysWithValues: a.differences(to: b).map { ($0.name, $0.difference) })
        let back = Dictionary(
          uniqueKeysWithValues: b.differences(to: a).map { ($0.name, $0.difference.map { -$0 }) })
        #expect(there == back)
      }
    }
  }

  @Test func `the fingerprint is the same on one, two and seven threads`() async throws {
    var prints: Set<String> = []
    for threads in [1, 2, 7] {
      let comparison = try await Simulation.run(
        scenarios: try shippedScenarios(), population: population, seed: 3, draws: 1_700,
        threads: threads)
      prints.insert(comparison.fingerprint)
    }
    #expect(prints.count == 1)
  }

  @Test func `seed, data and rules each change the fingerprint`() async throws {
    func fingerprint(
      seed: UInt64 = 1, _ population: Population, _ baseline: SchemeDesign = .present
    ) async throws -> String {
      try await Simulation.run(
        scenarios: [], population: population, baseline: baseline, seed: seed, draws: 10
      ).fingerprint
    }
    var other = SchemeDesign.present
    other.planningPayment = Money(euros: 9_999)
    let prints = [
      try await fingerprint(population), try await fingerprint(seed: 2, population),
      try await fingerprint(population, other),
      try await fingerprint(Population.generate(.like2017)),
    ]
    #expect(Set(prints).count == 4)
  }

  @Test func `draws cut in parts add up to the whole`() throws {
    let plan = try SimulationPlan(
      scenarios: try shippedScenarios(), population: population, baseline: .present, seed: 5,
      draws: 90)
    var sums = try plan.sums(of: 0..<17)
    sums.append(try plan.sums(of: 17..<18))
    sums.append(try plan.sums(of: 18..<90))
    #expect(try sums == plan.sums(of: 0..<90))
  }

  @Test func `money adds up to the cent`() async throws {
    let comparison = try await Simulation.run(
      scenarios: try shippedScenarios(), population: population, seed: 1, draws: 0)
    for result in comparison.results {
      let years = Int64(result.design.grantYears)
      let granted = result.selection.granted.cents * years
      #expect(result.money.grant.reduce(0, +) + result.money.passedOn == granted)
      #expect(
        result.money.extra.reduce(0, +) == result.money.planning + result.money.backOffice)
      let cash = result.cash.quarters
      #expect(cash.reduce(0) { $0 + $1.grants } == granted)
      #expect(
        cash.reduce(0) { $0 + $1.projects } == result.design.projectPot.cents * years)
      #expect(cash.reduce(0) { $0 + $1.planning } == result.money.planning)
      #expect(result.selection.granted <= result.design.alliancePot)
    }
  }

  @Test func `no scenario touches what the present scheme still pays in the year before`()
    async throws
  {
    let comparison = try await Simulation.run(
      scenarios: try shippedScenarios(), population: population, seed: 1, draws: 0)
    let now = comparison.baseline.cash.quarters.prefix(4)
    #expect(now.reduce(0) { $0 + $1.runOff } == 8 * 100_000_000)
    for result in comparison.results {
      #expect(result.cash.quarters.prefix(4).map(\.runOff) == now.map(\.runOff))
      #expect(result.cash.quarters.prefix(4).allSatisfy { $0.fromCeiling == 0 })
    }
  }

  @Test func `advances of 80 per cent leave a fifth for the quarter after the last year`() throws {
    var design = SchemeDesign.present
    design.advanceShare = BasisPoints(percent: 80)
    let plan = try SimulationPlan(
      scenarios: [], population: population, baseline: design, seed: 1, draws: 0)
    let result = try plan.comparison(nil).baseline
    let year = result.selection.granted.cents
    let last = try #require(result.cash.quarters.last)
    #expect(last.year == 2033 && last.quarter == 4)
    let advance = result.selection.winners.reduce(0) { $0 + $1.amount.cents * 80 / 100 }
    #expect(last.grants == (year - advance) * 5)
    #expect(
      result.cash.quarters.filter { $0.year == 2028 }.reduce(0) { $0 + $1.grants } == advance)
  }

  @Test func `the report says who gains in words before any table, in 80 columns`() async throws {
    let comparison = try await Simulation.run(
      scenarios: try shippedScenarios(), population: population, seed: 1, draws: 200)
    for language in Language.allCases {
      let text = comparison.text(language, command: "speelveld scenario compare --seed 1")
      #expect(text.split(separator: "\n").allSatisfy { $0.count <= 80 })
      #expect(text.contains(comparison.fingerprint))
      let words = try #require(
        text.firstRange(of: language == .dutch ? "Kleine organisaties" : "Small organisations"))
      let table = try #require(text.firstRange(of: language == .dutch ? "Maten" : "Measures"))
      #expect(words.lowerBound < table.lowerBound)
      #expect(
        text.contains(
          language == .dutch ? "Geen enkel cijfer verandert" : "Not one figure changes"))
    }
  }

  @Test func `the report as JSON reads back and carries definitions and fingerprint`() async throws
  {
    let comparison = try await Simulation.run(
      scenarios: try shippedScenarios(), population: population, seed: 1, draws: 20)
    let json = try JSON.parse(comparison.json.pretty)
    #expect(json["fingerprint"]?.string == comparison.fingerprint)
    // The print is that of everything else, as anybody can compute it from the text.
    let rest = (json.members ?? []).filter { $0.name != "fingerprint" }
    #expect(Fingerprint.of(.object(rest)) == comparison.fingerprint)
    #expect(json["measures"]?.array?.count == Measure.allCases.count)
    #expect(json["scenarios"]?.array?.count == comparison.results.count)
  }

  @Test func `the page needs nothing else, is well formed and shows what was named unsafely`()
    async throws
  {
    var scenarios = try shippedScenarios()
    scenarios[0].title = Bilingual(nl: "<b>\"&'", en: "<script>x</script>")
    let comparison = try await Simulation.run(
      scenarios: scenarios, population: population, seed: 1, draws: 20)
    for language in Language.allCases {
      let page = comparison.html(language, command: "speelveld <x>")
      #expect(!page.contains("<script") && !page.contains("<b>") && !page.contains("<x>"))
      #expect(!page.contains("src=") && !page.contains("url("))
      #expect(page.contains("lang=\"\(language.rawValue)\""))
      // A table beside every chart, with as many rows as the chart has bars.
      #expect(page.components(of: "<svg ") == page.components(of: "<figure>"))
      let body = try #require(page.firstRange(of: "<body>"))
      let parser = XMLParser(
        data: Data(("<page>" + page[body.lowerBound...]).replacing("</html>", with: "</page>").utf8)
      )
      #expect(parser.parse(), "\(String(describing: parser.parserError))")
    }
  }

  @Test func `one applicant, none and equal points give an answer`() async throws {
    for count in [0, 1] {
      let pool = try ApplicantPool(
        organisations: ["o", "p"].map {
          Organisation(
            id: $0, income: Money(euros: 100_000), ownIncome: BasisPoints(percent: 50),
            yearsActive: 9)
        },
        alliances: (0..<count).map {
          Alliance(
            id: "a\($0)", theme: "t", requested: Money(euros: 1_000),
            members: [
              .init("o", isLead: true, share: BasisPoints(percent: 60)),
              .init("p", share: BasisPoints(percent: 40)),
            ])
        })
      let few = Population(
        name: "few", pool: pool, merit: Array(repeating: 300, count: 13 * count),
        present: Array(repeating: .zero, count: count))
      let comparison = try await Simulation.run(
        scenarios: try shippedScenarios(), population: few, seed: 1, draws: 10)
      #expect(comparison.baseline.selection.winners.count == count)
      #expect(!comparison.text(.english).isEmpty)
    }
  }
}

extension String {
  fileprivate func components(of text: String) -> Int { ranges(of: text).count }
}
