import Diagnostics
import FEEL
import LegalCalendar
import SchemeDefinition
import Testing

@Suite struct DraftTests {
  private func draft(_ changes: [SchemeDraft.Change]) throws -> SchemeDraft {
    SchemeDraft(
      id: "opvolger", title: LocalizedText(nl: "Ontwerp: opvolger", en: "Draft: \"successor\""),
      validFrom: try #require(CivilDate(iso: "2027-03-01")),
      lapses: CivilDate(iso: "2033-01-01"),
      note: LocalizedText(nl: "Gekozen scenario: tien allianties", en: "Chosen scenario"),
      changes: changes)
  }

  private func change(_ name: String, _ value: FEELValue) -> SchemeDraft.Change {
    SchemeDraft.Change(
      name: name, value: value, title: LocalizedText(nl: "nieuw", en: "new"), legalHome: "SR 2.6")
  }

  @Test func `a draft without changes is a scheme without a fault and the same answers`() throws {
    let base = try Shipped.rules("2023-02-24")
    let (files, findings) = try draft([]).files(basedOn: base)
    #expect(findings.isEmpty, "\(FindingsError(findings))")
    let scheme = try #require(SchemeDefinition.load(files, checks: .structure).scheme)
    let rules = try #require(scheme.versions.first)
    #expect(rules.runCases().contains { !$0.passed } == false)
    for (name, rule) in base.parameters {
      #expect(rules.parameters[name]?.values.last?.value == rule.values.last?.value)
      #expect(rules.parameters[name]?.source.certainty == .illustrative)
    }
    let early = try #require(CivilDate(iso: "2027-02-28"))
    #expect(scheme.governing(on: early).status == .notYetInForce)
    #expect(scheme.governing(on: early.adding(days: 1)).ruleSet?.hash == rules.hash)
  }

  @Test func `a lever changes its parameter, and the cases that contradict it are named`() throws {
    let base = try Shipped.rules("2023-02-24")
    let draft = try draft([change("selection.places", 10)])
    let (files, findings) = draft.files(basedOn: base)
    #expect(draft.differences(from: base).map(\.name) == ["aantal na ronde 2"])
    #expect(!findings.isEmpty)
    #expect(
      findings.allSatisfy { $0.code == "case-turned" && $0.file?.hasSuffix("selectie.md") == true })
    // What comes out is what the draft's cases expect, so that it passes the whole check.
    let (loaded, faults) = SchemeDefinition.load(files)
    #expect(faults.isEmpty, "\(FindingsError(faults))")
    let scheme = try #require(loaded)
    #expect(scheme.versions.first?.changes.contains { $0.nl.contains("(was 8)") } == true)
    let applications = FEELValue.list(
      (1...20).map {
        .context(["alliantie": .string("A\($0)"), "punten": .number(.init(60 - $0))])
      })
    let outcome = scheme.versions.first?.decide(
      "Rangschikking", ["aanvragen": applications, "ronde": 2])
    #expect(outcome?.value.context?["geselecteerd"]?.list?.count == 10)
  }

  @Test func `a change without a parameter is added and told as new`() throws {
    let base = try Shipped.rules("2023-02-24")
    let (files, findings) = try draft([
      change("lead.fee", .number(.init(5))), change("advance.rhythm", "monthly"),
    ]).files(basedOn: base)
    #expect(findings.isEmpty, "\(FindingsError(findings))")
    let scheme = try #require(SchemeDefinition.load(files, checks: .structure).scheme)
    let rules = try #require(scheme.versions.first)
    #expect(rules.parameter("lead.fee", on: rules.validFrom) == 5)
    #expect(rules.parameter("advance.rhythm", on: rules.validFrom) == "monthly")
    #expect(rules.changes.contains { $0.nl == "lead.fee: 5 (nieuw)" })
  }

  @Test func `texts with quotes and line breaks come through`() throws {
    var draft = try draft([])
    draft.note = LocalizedText(nl: "Een \"citaat\": met #\nen een regel", en: "{ a: b }")
    let (files, findings) = draft.files(basedOn: try Shipped.rules("2023-02-24"))
    #expect(findings.isEmpty, "\(FindingsError(findings))")
    let scheme = try #require(SchemeDefinition.load(files, checks: .structure).scheme)
    #expect(scheme.versions.first?.changes.first == draft.note)
  }
}
