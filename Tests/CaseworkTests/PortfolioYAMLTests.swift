import Casework
import Diagnostics
import ExactNumbers
import Testing

@Suite struct PortfolioYAMLTests {
  @Test func `a faultless file gives its records under readable keys`() throws {
    let (found, findings) = PortfolioText.parse(PortfolioText.alliance("x"))
    #expect(findings.isEmpty)
    let portfolio = try #require(found)
    #expect(portfolio.scheme == "test")
    #expect(portfolio.memberships.map(\.id) == ["x/a/lead", "x/b/member"])
    #expect(portfolio.periods.map(\.id) == ["x-2023/2023", "x-2023/2024"])
    #expect(portfolio.awards.first?.granted == Money(euros: 200))
    #expect(portfolio.awards.first?.ruleSet.isEmpty == true)
  }

  @Test func `all faults show at once, each with its line and a remedy`() {
    let body = PortfolioText.alliance(
      "x", members: ["a, role: lid", "b, role: member", "zz, role: lead"], granted: "-5",
      years: ["2023, budget: 100", "20x4, budget: 1.2.3"], extra: "    colour: red\n")
    let (portfolio, findings) = PortfolioText.parse(body)
    #expect(portfolio == nil)
    #expect(
      Set(findings.map(\.code)).isSuperset(of: [
        "unknown-word", "unknown-organisation", "negative-amount", "wrong-value", "wrong-amount",
        "unknown-field",
      ]))
    #expect(findings.allSatisfy { $0.position != nil && $0.file == "test.yaml" })
    #expect(findings.first { $0.code == "unknown-word" }?.position?.line == 15)
    #expect(findings.first { $0.code == "unknown-field" }?.message.contains("colour") == true)
    #expect(findings == findings.inReadingOrder())
  }

  @Test func `a misspelt field is answered with the right one`() throws {
    let (_, findings) = PortfolioText.parse(
      PortfolioText.alliance("x", extra: "    more-than-five-alowed: true\n"))
    let finding = try #require(findings.first)
    #expect(finding.code == "unknown-field")
    #expect(finding.remedy == "Did you mean \"more-than-five-allowed\"?")
  }

  @Test func `a sixth member needs the minister's permission`() {
    let six = PortfolioText.pair + ["c", "d", "e", "f"].map { "\($0), role: member" }
    #expect(PortfolioText.codes(PortfolioText.alliance("x", members: six)) == ["too-many-members"])
    let allowed = PortfolioText.alliance(
      "x", members: six, extra: "    more-than-five-allowed: true\n")
    #expect(PortfolioText.codes(allowed).isEmpty)
    let partner = PortfolioText.pair + ["c", "d", "e"].map { "\($0), role: member" }
    #expect(
      PortfolioText.codes(PortfolioText.alliance("x", members: partner + ["f, role: partner"]))
        .isEmpty)
  }

  @Test func `a sixth member that comes when a fifth has left is no sixth`() {
    let members =
      PortfolioText.pair + ["c, role: member", "d, role: member"]
      + [
        "e, role: member, to: 2023-12-31", "f, role: member, from: 2024-01-01",
      ]
    #expect(PortfolioText.codes(PortfolioText.alliance("x", members: members)).isEmpty)
  }

  @Test func `an alliance of one is refused`() {
    #expect(
      PortfolioText.codes(PortfolioText.alliance("x", members: ["a, role: lead"]))
        == ["too-few-members"])
  }

  @Test func `an organisation leads no third alliance at the same time`() {
    let two = PortfolioText.alliance("x") + PortfolioText.alliance("y")
    #expect(PortfolioText.codes(two).isEmpty)
    #expect(PortfolioText.codes(two + PortfolioText.alliance("z")) == ["too-many-leads"])
    let ended = PortfolioText.alliance(
      "z", members: ["a, role: lead, from: 2021-01-01, to: 2022-12-31", "b, role: lead"])
    #expect(PortfolioText.codes(two + ended).isEmpty)
  }

  @Test func `one organisation has one role at a time and an alliance one lead`() {
    let twice = PortfolioText.pair + ["b, role: partner, from: 2024-06-01"]
    #expect(
      PortfolioText.codes(PortfolioText.alliance("x", members: twice)) == ["overlapping-roles"])
    let successive = [
      "a, role: lead", "b, role: member, to: 2024-05-31", "b, role: partner, from: 2024-06-01",
    ]
    #expect(PortfolioText.codes(PortfolioText.alliance("x", members: successive)).isEmpty)
    #expect(
      PortfolioText.codes(
        PortfolioText.alliance("x", members: ["a, role: lead", "b, role: lead"])) == ["two-leads"])
    #expect(
      PortfolioText.codes(
        PortfolioText.alliance("x", members: ["a, role: member", "b, role: member"])) == ["no-lead"]
    )
  }

  @Test func `the years add up to the amount granted to the cent`() throws {
    let body = PortfolioText.alliance("x", granted: "200.01")
    let finding = try #require(PortfolioText.parse(body).findings.first)
    #expect(finding.code == "sum-differs")
    #expect(finding.message.contains("200.00") && finding.message.contains("200.01"))
    #expect(PortfolioText.codes(PortfolioText.alliance("x", granted: "€ 200,00")).isEmpty)
  }

  @Test func `a year outside the award, a missing year and a year twice are found`() {
    #expect(
      PortfolioText.codes(
        PortfolioText.alliance(
          "x", granted: "300",
          years: ["2023, budget: 100", "2024, budget: 100", "2025, budget: 100"]))
        == ["outside-award"])
    #expect(
      PortfolioText.codes(
        PortfolioText.alliance("x", granted: "100", years: ["2023, budget: 100"]))
        == ["missing-year"])
    #expect(
      PortfolioText.codes(
        PortfolioText.alliance(
          "x", years: ["2023, budget: 100", "2023, budget: 100", "2024, budget: 100"]))
        == ["duplicate-id"])
  }

  @Test func `awards above a ceiling are refused, alone and together`() {
    let ceiling = "ceilings:\n  - { id: p, kind: alliance, amount: 350, certainty: illustrative }\n"
    let one = PortfolioText.alliance("x")
    #expect(PortfolioText.codes(one + ceiling).isEmpty)
    let two = one + PortfolioText.alliance("y")
    #expect(PortfolioText.codes(two + ceiling) == ["ceiling-exceeded"])
    let low = ceiling.replacing("350", with: "150")
    #expect(Set(PortfolioText.codes(one + low)) == ["above-ceiling", "ceiling-exceeded"])
  }

  @Test func `an activity that stopped says why`() {
    func activity(_ rest: String) -> String {
      PortfolioText.alliance(
        "x",
        extra: """
                  activities:
                    - { id: w, year: 2023, title: Werk, \(rest), certainty: illustrative }

          """)
    }
    #expect(PortfolioText.codes(activity("status: stopped")) == ["missing-stop-reason"])
    #expect(PortfolioText.codes(activity("status: stopped, stop-reason: capacity")).isEmpty)
    #expect(
      PortfolioText.codes(activity("status: done, stop-reason: capacity"))
        == ["needless-stop-reason"])
    #expect(
      PortfolioText.codes(activity("status: stopped, stop-reason: bored")).contains("unknown-word"))
  }

  @Test func `a report is due on the first of April unless the file says otherwise`() throws {
    let body = PortfolioText.alliance(
      "x",
      extra: """
                reports:
                  - { kind: interim-report, year: 2023, state: settled, filed-on: 2024-03-20 }

        """)
    let report = try #require(PortfolioText.parse(body).portfolio?.reports.first)
    #expect(report.due.description == "2024-04-01")
    #expect(report.id == "x-2023/interim-report/2023")
  }
}
