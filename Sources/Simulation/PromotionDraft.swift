import Allocation
import Diagnostics
import ExactNumbers
import LegalCalendar

/// A scenario made ready to become the next version of the scheme.
///
/// It holds only what differs, with the place in law where each change belongs and the fingerprint of
/// the comparison that it was chosen on. Whoever owns the scheme's files merges it and checks them.
public struct PromotionDraft: Hashable, Sendable {
  public var yaml: String
  public var findings: [Finding]

  /// Nil when the comparison has no such scenario or it changes nothing.
  public init?(
    _ comparison: ScenarioComparison, scenario id: String, validFrom: CivilDate,
    timeline: SuccessorTimeline
  ) {
    guard let result = comparison.scenarios.first(where: { $0.scenario.id == id }) else {
      return nil
    }
    let baseline = comparison.baseline.design
    let changed = Lever.all.filter { $0.value(in: baseline) != $0.value(in: result.design) }
    guard !changed.isEmpty else { return nil }
    findings = timeline.findings()
    for (year, cents) in result.cash.excess {
      findings.append(
        .warning(
          "promotion-ceiling", "Payments of \(year) exceed the ceiling by \(Money(cents: cents)).",
          remedy: "Raise the ceiling of that year or change the rhythm of advances."))
    }
    func quoted(_ text: String) -> String {
      let inside = text.map { $0 == "\"" || $0 == "\\" ? "\\\($0)" : String($0) }.joined()
      return "\"\(inside.split(whereSeparator: \.isNewline).joined(separator: " "))\""
    }
    let last = result.design.firstYear + result.design.grantYears - 1
    var text = "draft: \(quoted("\(result.design.firstYear)-\(last)"))\n"
    text += "valid_from: \(validFrom)\n"
    text += "from_scenario: \(quoted(id))\n"
    text += "fingerprint: \(comparison.fingerprint)\n"
    text += "change_note:\n"
    text += "  nl: \(quoted(result.scenario.title.dutch))\n"
    text += "  en: \(quoted(result.scenario.title.english))\n"
    text += "parameters:\n"
    for lever in changed {
      text += "  \(lever.id):\n"
      text += "    value: \(quoted(lever.value(in: result.design).description))\n"
      text += "    was: \(quoted(lever.value(in: baseline).description))\n"
      text += "    legal_home: \(quoted(lever.legalHome))\n"
      text += "    cost: \(quoted(lever.cost.dutch))\n"
    }
    yaml = text
  }
}
