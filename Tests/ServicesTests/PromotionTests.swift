import Allocation
import Diagnostics
import ExactNumbers
import FEEL
import Foundation
import LegalCalendar
import SchemeDefinition
import Services
import Testing

@testable import Simulation

/// A scenario as the draft of the next scheme.
@Suite struct PromotionTests {
  static let names = [
    "graded-own-income", "light-accounting", "lottery-above-line", "null", "passing-on",
    "reserved-share", "shared-cut", "six-alliances", "size-weighted", "ten-alliances",
  ]

  private static func scenario(_ name: String) throws -> Scenario {
    let path = "config/scenarios/\(name).yaml"
    return try ScenarioFile.parse(
      [UInt8](try Data(contentsOf: root.appending(path: path))), file: path)
  }

  private static func models() throws -> [String: [UInt8]] {
    let folder = root.appending(path: "config/successor/decisions")
    let names = try FileManager.default.contentsOfDirectory(atPath: folder.path)
    return Dictionary(
      uniqueKeysWithValues: try names.map {
        ("decisions/\($0)", [UInt8](try Data(contentsOf: folder.appending(path: $0))))
      })
  }

  private func promotion(
    _ name: String, timeline: SuccessorTimeline? = SuccessorTimeline(likeTheFirst: 2027)
  ) throws -> SchemePromotion {
    let plan = try SimulationPlan(
      scenarios: [try Self.scenario(name)], population: try Population.generate(.like2022),
      baseline: .present, seed: 1, draws: 0)
    return try promotion(plan, timeline: timeline)
  }

  private func promotion(
    _ plan: SimulationPlan, timeline: SuccessorTimeline? = SuccessorTimeline(likeTheFirst: 2027)
  ) throws -> SchemePromotion {
    let base = try #require(
      SchemeDefinition.load(try schemeFiles(), checks: .structure).scheme?.versions.last)
    return try SchemePromotion(
      try plan.comparison(nil), scenario: try #require(plan.scenarios.last).id, basedOn: base,
      id: "emancipatie-2028-2032", timeline: try #require(timeline),
      lapses: CivilDate(iso: "2032-01-01"), models: try Self.models())
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
    // Every parameter of a lever is what the scenario says.
    let design = try Self.scenario(name).design(on: .present)
    var stated = 0
    for rule in rules.parameters.values {
      guard let lever = rule.lever.flatMap(Lever.named) else { continue }
      #expect(rule.values.last?.value == Self.value(of: lever, in: design), "\(rule.name)")
      stated += 1
    }
    #expect(stated >= 20)
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
    let unread = try promotion("passing-on").findings.filter { $0.code == "promotion-unread" }
    #expect(unread.contains { $0.message.contains("penvoerdersvergoeding") })
    for name in ["size-weighted", "reserved-share", "graded-own-income", "lottery-above-line"] {
      #expect(!(try promotion(name)).findings.contains { $0.code == "promotion-unread" })
    }
  }

  /// Designs that shipped scenarios do not cover: rules of division and a spread over themes.
  private static func further() throws -> [Scenario] {
    try [
      ["selection.pot-rule": "skipping", "weighting.points": "10", "grant.minimum": "350000"],
      [
        "selection.pot-rule": "by-rank-in-part", "pot.per-year": "5300000",
        "pot.project-share": "7.5",
      ],
      ["selection.pot-rule": "proportional", "pot.per-year": "3000001", "grant.minimum": "300000"],
      [
        "selection.minimum-per-theme": "1", "selection.reserved-share": "40",
        "pot.per-year": "4000000",
      ],
      ["own-income.small": "12", "own-income.large": "33.33", "own-income.growth-path": "no"],
    ].enumerated().map { number, levers in
      Scenario(
        id: "further-\(number)", title: Bilingual(nl: "", en: ""), note: Bilingual(nl: "", en: ""),
        changes: try levers.sorted { $0.key < $1.key }.map { name, text in
          let lever = try #require(Lever.named(name))
          return Scenario.Change(name, try #require(lever.kind.read(text)))
        })
    }
  }

  @Test(arguments: [PopulationShape.like2017, .like2022])
  func `the draft's decisions give every applicant what the scenario gave`(_ shape: PopulationShape)
    throws
  {
    let population = try Population.generate(shape)
    // One draft with every decision; each design's parameters are those that its own draft would state.
    let files = try promotion("graded-own-income").files
    let rules = try #require(
      SchemeDefinition.load(files, checks: .structure).scheme?.versions.first)
    var granted = 0
    for scenario in try Self.names.map(Self.scenario) + Self.further() {
      let plan = try SimulationPlan(
        scenarios: [scenario], population: population, baseline: .present, seed: 5, draws: 0)
      let result = try #require(try plan.comparison(nil).results.last)
      let design = try #require(plan.designs.last)
      let outcomes = result.selection.outcomes
      let parameters = FEELValue.context(Self.parameters(of: design, in: rules))
      let admitted = try outcomes.indices.map { index in
        try self.admitted(index, population.pool, parameters, rules)
      }
      for (outcome, admitted) in zip(outcomes, admitted) {
        let failures = outcome.failures.filter {
          if case .belowMinimumGrant = $0 { false } else { true }
        }
        #expect(failures.isEmpty == admitted, "\(scenario.id) \(outcome.alliance)")
      }
      let given = FEELValue.list(
        try outcomes.indices.map { index in
          let alliance = population.pool.alliances[index]
          return .context([
            "alliantie": .string(alliance.id), "thema": .string(alliance.theme),
            "omvang": .number(population.pool.size[index].decimal),
            "gevraagd": .number(alliance.requested.decimal),
            "penvoerder": .number(.init(population.pool.group[population.pool.lead[index]])),
            "toegelaten": .boolean(admitted[index]),
            "eerste": .number(.init(Int(outcomes[index].firstRound.millionths / 1_000_000))),
            "eigen": .number(.init(Int(outcomes[index].own.millionths / 1_000_000))),
            "lot": .number(try #require(Decimal128("\(plan.plainLots[index])"))),
          ])
        })
      let decided = rules.decide(
        "Toekenning", ["ingediende aanvragen": given, "parameters": parameters])
      #expect(decided.diagnostics.isEmpty, "\(scenario.id): \(decided.diagnostics)")
      let rows = try #require(decided.value.list)
      #expect(rows.count == outcomes.count)
      for (outcome, row) in zip(outcomes, rows) {
        let row = try #require(row.context)
        let told = "\(scenario.id) \(outcome.alliance): \(row) for \(outcome)"
        #expect(row["alliantie"] == .string(outcome.alliance))
        #expect(row["bedrag"] == .number(outcome.amount.decimal), "\(told)")
        #expect(row["plaats ronde 1"] == outcome.firstRank.map { .number(.init($0)) } ?? .null)
        #expect(
          row["plaats ronde 2"] == outcome.rank.map { .number(.init($0)) } ?? .null, "\(told)")
        if outcome.rank != nil {
          let points = try #require(Decimal128("\(outcome.total)"))
          #expect(row["punten"] == .number(points), "\(told)")
        }
        if outcome.standing.isGranted { granted += 1 }
      }
    }
    #expect(granted > 80)
  }

  /// The draft's parameters with the levers as a design has them.
  private static func parameters(of design: SchemeDesign, in rules: RuleSet) -> FEELContext {
    FEELContext(
      rules.parameters.values.sorted { $0.name < $1.name }.compactMap { rule in
        let lever = rule.lever.flatMap(Lever.named)
        let value = lever.map { self.value(of: $0, in: design) } ?? rule.values.last?.value
        return value.map { (rule.name, $0) }
      })
  }

  private static func value(of lever: Lever, in design: SchemeDesign) -> FEELValue {
    func scaled(_ count: Int64, _ exponent: Int) -> FEELValue {
      .number(Decimal128(coefficient: UInt128(count), exponent: exponent)?.reduced ?? .zero)
    }
    return switch lever.value(in: design) {
    case .count(let count): .number(.init(count))
    case .share(let share): scaled(Int64(share.count), -4)
    case .euros(let amount): scaled(amount.cents, -2)
    case .points(let points): scaled(points.millionths, -6)
    case .choice(let name): .string(name)
    case .flag(let flag): .boolean(flag)
    }
  }

  /// Whether the draft admits an alliance: its organisations, and how many they are.
  private func admitted(
    _ index: Int, _ pool: ApplicantPool, _ parameters: FEELValue, _ rules: RuleSet
  ) throws -> Bool {
    let alliance = pool.alliances[index]
    var all: FEELContext = [
      "parameters": parameters, "aantal leden": .number(.init(alliance.members.count)),
    ]
    for name in [
      "samenwerkingsovereenkomst", "bijdragen vastgelegd", "besluitvorming vastgelegd",
      "informatie vastgelegd", "machtiging penvoerder", "toezegging gegevens",
    ] { all[name] = true }
    all["toestemming meer leden"] = false
    guard rules.decide("Toelating alliantie", all).value.context?["toegelaten"] == true else {
      return false
    }
    return try pool.members[index].allSatisfy { member in
      let organisation = pool.organisations[member.organisation]
      let income = organisation.income.decimal
      func share(_ share: BasisPoints) throws -> Decimal128 {
        try #require(Decimal128(coefficient: UInt128(share.count), exponent: -4))
      }
      var facts: FEELContext = [
        "parameters": parameters,
        "eigen inkomsten": .number(
          try #require(income * (try share(organisation.ownIncome)))),
        "totale inkomsten": .number(income), "bijzondere situatie": false,
        "inkomsten met verbonden organisaties": .number(
          pool.groupIncome[pool.group[member.organisation]].decimal),
        "private rechtspersoon": true, "landelijk doel": true, "aandachtsgebied": "onderwijs",
        "jaren werkzaam": .number(.init(organisation.yearsActive)), "winstoogmerk": false,
        "kennis taal en samenleving": true,
      ]
      // A plan counts as plausible when it reaches what the draft itself asks of the organisation.
      let asked = rules.decide("Minimum eigen inkomsten", facts).value
      guard case .number(let least) = asked else { return false }
      facts["groei aannemelijk"] = .boolean(
        try organisation.plannedOwnIncome.map { try share($0) >= least } ?? false)
      return rules.decide("Toelating organisatie", facts).value.context?["toegelaten"] == true
    }
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
