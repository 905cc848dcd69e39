import Diagnostics
import FEEL
import LegalCalendar

extension RuleSet {
  /// Runs a case about a term, by the calendar as known when this version was made.
  ///
  /// Facts: `vanaf`; `verlengd met` a length and `verlengd op` a day; `opgeschort op`, and `hervat op` or
  /// `opgeschort tot`. Outcomes: `uiterlijk`, the last day; `dagen opgeschort`.
  func run(_ golden: GoldenCase, term name: String) -> [Finding] {
    func fault(_ code: String, _ message: String, _ place: SourcePosition, _ remedy: String)
      -> Finding
    {
      .error(code, "\(golden.title): \(message)", file: golden.file, at: place, remedy: remedy)
    }
    guard let term = terms[name] else {
      return [
        fault(
          "unknown-term", "there is no term \"\(name)\".", golden.position,
          advice(for: name, among: terms.keys))
      ]
    }
    var findings = golden.syntaxFindings
    let facts = golden.inputs
    for line in golden.facts where !Self.termFacts.contains(line.name) {
      findings.append(
        fault(
          "unknown-input", "a term has no fact \"\(line.name)\".", line.position,
          advice(for: line.name, among: Self.termFacts)))
    }
    guard findings.isEmpty, case .date(let start)? = facts["vanaf"] else {
      return findings.isEmpty
        ? [
          fault(
            "no-start", "`vanaf` is no date.", golden.position, "Add `| vanaf | date(\"…\") |`.")
        ]
        : findings
    }
    let ledger = TermLedger(rule: term.rule, start: start, entries: entries(facts, term))
    let outcome = ledger.outcome(calendar: .dutch)
    for line in golden.expected {
      let actual: FEELValue =
        switch line.name {
        case "uiterlijk": .date(outcome.due)
        case "dagen opgeschort": .number(.init(outcome.suspendedDays))
        default: .null
        }
      let wanted = (try? golden.value(of: line)) ?? .null
      if actual != wanted {
        findings.append(
          fault(
            "case-fails", "\(line.name) is \(actual), expected \(wanted).", line.position,
            "Mend the term, or the case if the law asks for it."))
      }
    }
    return findings
  }

  private static let termFacts = [
    "vanaf", "verlengd met", "verlengd op", "opgeschort op", "opgeschort tot", "hervat op",
  ]

  private func entries(_ facts: FEELContext, _ term: NamedTerm) -> [TermEntry] {
    func date(_ name: String) -> CivilDate? {
      if case .date(let date)? = facts[name] { date } else { nil }
    }
    func entry(_ id: String, _ date: CivilDate, _ action: TermEntry.Action) -> TermEntry {
      TermEntry(
        id: id, date: date, action: action, reason: BilingualText(nl: id, en: id),
        article: term.source.article)
    }
    var entries: [TermEntry] = []
    if case .string(let text)? = facts["verlengd met"], let length = TermLength(text),
      let day = date("verlengd op")
    {
      entries.append(entry("verlengd", day, .extend(by: length)))
    }
    if let day = date("opgeschort op") {
      entries.append(entry("opgeschort", day, .suspend(until: date("opgeschort tot"))))
    }
    if let day = date("hervat op") {
      entries.append(entry("hervat", day, .resume(suspension: "opgeschort")))
    }
    return entries
  }
}
