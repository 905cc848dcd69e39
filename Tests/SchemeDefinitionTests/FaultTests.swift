import Diagnostics
import SchemeDefinition
import Testing

/// One small fault in one shipped file gives a finding of its kind, in that file, with a remedy.
@Suite struct FaultTests {
  struct Fault: Sendable, CustomTestStringConvertible {
    var code: String
    var path: String
    var old: String
    var new: String
    var line: Int?
    var testDescription: String { "\(code) in \(path)" }
  }

  private static let first = "2022-02-18/"

  static let faults: [Fault] = [
    Fault(
      code: "yaml-syntax", path: first + "terms.yaml", old: "terms:", new: "terms: [", line: nil),
    Fault(
      code: "unknown-field", path: "scheme.yaml", old: "identifier:", new: "identifer:", line: 11),
    Fault(code: "unknown-field", path: first + "terms.yaml", old: "set-by:", new: "setby:"),
    Fault(
      code: "missing-field", path: first + "terms.yaml", old: "    length: 13 weeks\n", new: ""),
    Fault(
      code: "missing-field", path: first + "terms.yaml", old: "    article: KR 4.1\n", new: ""),
    Fault(code: "bad-length", path: first + "terms.yaml", old: "13 weeks", new: "13 weken"),
    Fault(
      code: "unknown-word", path: first + "terms.yaml", old: "certainty: dated",
      new: "certainty: datd"),
    Fault(
      code: "extension-act-mismatch", path: first + "terms.yaml", old: "applies: false",
      new: "applies: true"),
    Fault(code: "wrong-kind", path: "scheme.yaml", old: "2027-01-01", new: "2027-13-01"),
    Fault(
      code: "feel-syntax", path: first + "obligations.yaml",
      old: "date(case.period.year + 1, 4, 1)", new: "date(case.period.year + , 4, 1)"),
    Fault(
      code: "unknown-term", path: first + "obligations.yaml", old: "term: account",
      new: "term: acount"),
    Fault(
      code: "unknown-ladder", path: first + "obligations.yaml", old: "ladder: rapportage",
      new: "ladder: raportage"),
    Fault(
      code: "unknown-role", path: first + "obligations.yaml", old: "debtor: lead",
      new: "debtor: lid"),
    Fault(
      code: "out-of-range", path: first + "obligations.yaml", old: "target-days-before: 14",
      new: "target-days-before: -14"),
    Fault(
      code: "unknown-letter", path: first + "reminders.yaml", old: "rapportage-verzoek",
      new: "rapportageverzoek"),
    Fault(
      code: "unknown-letter-field", path: first + "reminders.yaml",
      old: "letter: rapportage-verzoek", new: "letter: vaststelling"),
    Fault(
      code: "unknown-role", path: first + "reminders.yaml", old: "to: [director]",
      new: "to: [directeur]"),
    Fault(
      code: "unknown-message", path: first + "reminders.yaml", old: "before: vooraf",
      new: "before: vorraf"),
    Fault(
      code: "unknown-obligation", path: first + "reminders.yaml", old: "  interim-report:\n    nl:",
      new: "  interimreport:\n    nl:"),
    Fault(
      code: "unknown-word", path: first + "reminders.yaml", old: "saturday", new: "zaterdag"),
    Fault(
      code: "out-of-range", path: first + "reminders.yaml", old: "digest-from: 2",
      new: "digest-from: 0"),
    Fault(
      code: "unknown-letter-field", path: first + "messages/vooraf.nl.mustache",
      old: "{{alliantie}}: ", new: "{{aliantie}}: "),
    Fault(
      code: "message-part", path: first + "messages/vooraf.nl.mustache", old: "=== html",
      new: "=== hmtl"),
    Fault(
      code: "message-syntax", path: first + "messages/te-laat.en.mustache", old: "{{/actie}}",
      new: ""),
    Fault(
      code: "bad-moment", path: first + "reminders.yaml", old: "before: 56 days",
      new: "before: 8 weken"),
    Fault(
      code: "duplicate-step", path: first + "reminders.yaml", old: "id: twee-weken-vooraf",
      new: "id: acht-weken-vooraf"),
    Fault(
      code: "values-out-of-order", path: first + "parameters.yaml",
      old: "        value: 5\n",
      new: "        value: 5\n      - from: 2022-02-18\n        value: 6\n"),
    Fault(
      code: "unknown-letter-field", path: first + "letters/afloop.mustache", old: "{{einde}}",
      new: "{{eind}}", line: 6),
    Fault(
      code: "letter-syntax", path: first + "letters/vaststelling.mustache", old: "{{/reden}}",
      new: ""),
    Fault(
      code: "unknown-consequence", path: first + "lifecycles/period.scxml",
      old: "event=\"oblige\"", new: "event=\"obligate\""),
    Fault(
      code: "unknown-obligation", path: first + "lifecycles/period.scxml",
      old: "\"interim-report\"", new: "\"interim-raport\"", line: 31),
    Fault(
      code: "missing-parameter", path: first + "lifecycles/period.scxml",
      old: "<param name=\"kind\"", new: "<param name=\"sort\""),
    Fault(
      code: "lifecycle-name", path: first + "lifecycles/period.scxml", old: "name=\"period\"",
      new: "name=\"tijdvak\""),
    Fault(
      code: "unknown-state", path: first + "lifecycles/period.scxml",
      old: "event=\"settle\" target=\"settled\"", new: "event=\"settle\" target=\"setled\""),
    Fault(
      code: "unreachable-state", path: first + "lifecycles/report.scxml",
      old: "target=\"waived\"", new: "target=\"filed\""),
    Fault(
      code: "feel-syntax", path: first + "lifecycles/award.scxml",
      old: "case.award.startsOn = null or", new: "case.award.startsOn = = null or"),
    Fault(
      code: "table-gap", path: first + "decisions/verantwoordingsniveau.dmn",
      old: "<text>[25000..125000)</text>", new: "<text>[25000..120000)</text>"),
    Fault(
      code: "table-overlap", path: first + "decisions/verantwoordingsniveau.dmn",
      old: "<text>[25000..125000)</text>", new: "<text>[25000..130000)</text>"),
    Fault(
      code: "xml-not-well-formed", path: first + "decisions/verantwoordingsniveau.dmn",
      old: "</decisionTable>", new: "</decisiontable>"),
    Fault(
      code: "xml-not-well-formed", path: first + "lifecycles/award.scxml", old: "</state>",
      new: "</stat>"),
    Fault(
      code: "rule-without-article", path: first + "decisions/verantwoording.dmn",
      old: "<annotationEntry><text>SR 1.5</text>", new: "<annotationEntry><text> </text>"),
    Fault(
      code: "table-without-article", path: first + "decisions/verantwoording.dmn",
      old: "<annotation name=\"Artikel\"/>", new: "<annotation name=\"Bron\"/>"),
    Fault(
      code: "feel-syntax", path: first + "decisions/begrotingsafwijking.dmn",
      old: "abs(gerealiseerd - begroot)", new: "abs(gerealiseerd - )"),
    Fault(
      code: "feel-syntax", path: first + "cases/verantwoording.md", old: "date(\"2024-04-01\")",
      new: "date(\"2024-04-01\""),
    Fault(
      code: "case-fails", path: first + "cases/verantwoording.md",
      old: "date(\"2024-04-01\")", new: "date(\"2024-04-02\")"),
    Fault(
      code: "case-article", path: first + "cases/verantwoording.md", old: "Artikel: SR 1.5",
      new: "Artikel: SR 1.6"),
    Fault(
      code: "unknown-decision", path: first + "cases/verantwoording.md",
      old: "Besluit: Verantwoording", new: "Besluit: Verantwording"),
    Fault(
      code: "unknown-input", path: first + "cases/verantwoording.md", old: "| eerste jaar |",
      new: "| eerste jaren |"),
    Fault(
      code: "case-without-decision", path: first + "cases/verantwoording.md",
      old: "Besluit: Verantwoording", new: ""),
    Fault(
      code: "overlapping-versions", path: "scheme.yaml", old: "valid-to: 2023-02-24",
      new: "valid-to: 2023-02-25"),
    Fault(
      code: "version-gap", path: "scheme.yaml", old: "valid-to: 2023-02-24",
      new: "valid-to: 2023-02-23"),
    Fault(
      code: "empty-version", path: "scheme.yaml", old: "valid-to: 2027-01-01",
      new: "valid-to: 2023-01-01"),
    Fault(
      code: "version-gap", path: "scheme.yaml", old: "lapses: 2027-01-01",
      new: "lapses: 2028-01-01"),
    Fault(
      code: "unknown-version", path: "scheme.yaml", old: "inherits: \"2022-02-18\"",
      new: "inherits: \"2022-02-19\""),
    Fault(
      code: "missing-file", path: "scheme.yaml", old: "mapping: overgang.yaml",
      new: "mapping: overgangen.yaml"),
    Fault(
      code: "unknown-version", path: "2023-02-24/overgang.yaml", old: "from: \"2022-02-18\"",
      new: "from: \"2022\""),
    Fault(
      code: "unknown-lifecycle", path: "2023-02-24/overgang.yaml", old: "  award: same",
      new: "  awards: same"),
    Fault(
      code: "unmapped-state", path: "2023-02-24/overgang.yaml", old: "  award: same",
      new: "  award: { granted: grant }"),
    Fault(
      code: "duplicate-field", path: "scheme.yaml", old: "title:\n", new: "id: twice\ntitle:\n"),
  ]

  @Test(arguments: faults)
  func `a fault is found with its place and a remedy`(fault: Fault) throws {
    let findings = try Shipped.findings(fault.path, replacing: fault.old, with: fault.new)
    let found = findings.filter { $0.code == fault.code && $0.severity >= .warning }
    let match = try #require(found.first, "found instead: \(FindingsError(findings))")
    #expect(found.contains { $0.remedy != nil }, "\(match)")
    // What is missing has no place of its own, and a state that is not mapped stands in the chart.
    if ["missing-file", "unmapped-state"].contains(fault.code) { return }
    let here = found.filter { $0.file == fault.path }
    #expect(!here.isEmpty, "\(match)")
    if fault.path.hasSuffix("overgang.yaml") { return }
    #expect(here.allSatisfy { $0.position != nil }, "\(match)")
    if let line = fault.line { #expect(found.contains { $0.position?.line == line }, "\(match)") }
  }

  @Test func `faults in many files are reported together`() throws {
    var changes: [String: [UInt8]?] = [:]
    func spoil(_ path: String, _ old: String, _ new: String) throws {
      let text = try Shipped.text(path)
      try #require(text.contains(old))
      changes[path] = Array(text.replacing(old, with: new).utf8)
    }
    try spoil("2022-02-18/terms.yaml", "6 weeks", "6 weken")
    try spoil("2022-02-18/obligations.yaml", "ladder: besluit", "ladder: besluiten")
    try spoil("2022-02-18/lifecycles/award.scxml", "target=\"closed\"", "target=\"close\"")
    try spoil("2022-02-18/letters/afloop.mustache", "{{kenmerk}}", "{{kenmrk}}")
    let codes = Set(Shipped.findings(changes).map(\.code))
    #expect(
      codes.isSuperset(of: [
        "bad-length", "unknown-ladder", "unknown-state", "unknown-letter-field",
      ]))
  }

  @Test func `a faulty term does not make its obligations faulty too`() throws {
    let findings = try Shipped.findings(
      "2022-02-18/terms.yaml", replacing: "length: 22 weeks\n    starts: { nl: de laatste dag",
      with: "length: 22 weken\n    starts: { nl: de laatste dag")
    #expect(findings.map(\.code) == ["bad-length"])
  }

  @Test func `a fault in an inherited file is reported once`() throws {
    let findings = try Shipped.findings(
      "2022-02-18/letters/afloop.mustache", replacing: "{{kenmerk}}", with: "{{kenmrk}}")
    #expect(findings.count == 1)
    #expect(findings.first?.remedy?.contains("kenmerk") == true)
  }
}
