import DMN
import Diagnostics
import FEEL
import LegalCalendar
import SchemeDefinition
import Testing

@Suite struct ShippedSchemeTests {
  @Test func `the shipped scheme loads without an error or a warning`() throws {
    let (scheme, findings) = Shipped.loaded
    #expect(findings.isEmpty, "\(FindingsError(findings))")
    #expect(scheme?.id == Shipped.id)
    #expect(scheme?.versions.map(\.label) == ["2022-02-18", "2023-02-24"])
  }

  @Test(arguments: ["2022-02-18", "2023-02-24"])
  func `every golden case of a version holds`(label: String) throws {
    let outcomes = try Shipped.rules(label).runCases()
    #expect(outcomes.count >= 60)
    #expect(outcomes.filter { !$0.passed }.flatMap(\.findings).isEmpty)
  }

  @Test func `golden cases reach every decision that the casework asks for`() throws {
    let decided = Set(try Shipped.rules("2023-02-24").cases.map(\.decision))
    let asked = [
      "Periodeovergang", "Voorschot", "Verantwoording", "Verantwoordingsniveau",
      "Begrotingsafwijking", "Volledigheid", "Vaststelling", "Toelating organisatie",
      "Toelating alliantie",
      "Toelating penvoerder", "Eigen inkomsten", "Score ronde 1", "Score ronde 2", "Rangschikking",
    ]
    #expect(decided.isSuperset(of: asked))
  }

  @Test(arguments: ["2022-02-18", "2023-02-24"])
  func `every rule of every table fires in a golden case`(label: String) throws {
    let rules = try Shipped.rules(label)
    var fired = Set<String>()
    for golden in rules.cases {
      fired.formUnion(rules.decide(golden.decision, golden.inputs).fired.map(\.ruleID))
    }
    let all = rules.models.values.flatMap(\.tables).flatMap(\.rules).compactMap(\.id)
    #expect(Set(all).subtracting(fired).sorted() == [])
    #expect(Set(all).count == all.count)
  }

  @Test func `what was read in an old state of the general regulation is never called verified`()
    throws
  {
    for rules in try Shipped.scheme().versions {
      let sources =
        rules.parameters.values.map(\.source) + rules.terms.values.map(\.source)
        + rules.obligations.values.map(\.source)
      for source in sources where source.article.hasPrefix("KR") {
        #expect(source.certainty != .verified, "\(source.article)")
      }
      for table in rules.models.values.flatMap(\.tables) {
        let article = try #require(table.annotations.firstIndex(of: "Artikel"))
        let certainty = try #require(table.annotations.firstIndex(of: "Zekerheid"))
        for rule in table.rules where rule.annotations[article].contains("KR") {
          let words = rule.annotations[certainty]
          #expect(words.contains("gedateerd") || words.contains("afgeleid"), "\(rule.annotations)")
        }
      }
    }
  }

  @Test
  func `advances are at most 80 percent up to 23 February 2023 and 100 percent from the 24th`()
    throws
  {
    let scheme = try Shipped.scheme()
    let inputs: FEELContext = [
      "soort subsidie": "instellingssubsidie", "verleend bedrag": 5_000_000,
      "aangetoonde liquiditeitsbehoefte": false,
    ]
    func percentage(on iso: String) throws -> FEELValue? {
      let day = try #require(CivilDate(iso: iso))
      let rules = try #require(scheme.governing(on: day).ruleSet)
      return rules.decide("Voorschot", inputs).value.context?["percentage"]
    }
    #expect(try percentage(on: "2023-02-23") == 80)
    #expect(try percentage(on: "2023-02-24") == 100)
  }

  @Test func `a decision names the articles of the rules that fired`() throws {
    let inputs: FEELContext = ["jaar": 2027, "eerste jaar": 2023, "laatste jaar": 2027]
    let result = try Shipped.rules("2023-02-24").decide("Verantwoording", inputs)
    #expect(result.fired.map { $0[annotation: "Artikel"] } == ["KR 7.2"])
    #expect(result.value.context?["vervaldatum"] == CivilDate(iso: "2028-06-02").map { .date($0) })
  }

  @Test func `an unknown decision is null and names the known ones`() throws {
    let result = try Shipped.rules("2023-02-24").decide("Voorschoten", FEELContext())
    #expect(result.value == .null)
    #expect(result.diagnostics.contains { $0.message.contains("Voorschot") })
  }

  @Test func `parameters change a decision that reads them`() throws {
    let rules = try Shipped.rules("2023-02-24")
    let applications = FEELValue.list(
      (1...9).map {
        .context(["alliantie": .string("A\($0)"), "punten": FEELValue.number(.init(60 - $0))])
      })
    let usual = rules.decide("Rangschikking", ["aanvragen": applications, "ronde": 2])
    #expect(usual.value.context?["geselecteerd"]?.list?.count == 8)
    let few = rules.decide(
      "Rangschikking",
      [
        "aanvragen": applications, "ronde": 2,
        "parameters": .context(["aantal na ronde 2": 3]),
      ])
    #expect(few.value.context?["geselecteerd"]?.list?.count == 3)
  }

  @Test func `parameters hold from their day`() throws {
    let rules = try Shipped.rules("2022-02-18")
    let before = try #require(CivilDate(iso: "2022-02-17"))
    #expect(rules.parameter("vergoeding plan", on: before) == nil)
    #expect(rules.parameter("vergoeding plan", on: before.adding(days: 1)) == 10_000)
    #expect(
      rules.parameter("voorschotdagen", on: rules.validFrom)
        == ["01-01", "04-01", "07-01", "10-01"])
  }
}
