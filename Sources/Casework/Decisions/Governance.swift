import LegalCalendar
import SchemeDefinition

/// Which rules govern an award on a day, and why.
///
/// An award stays under the rule set that it was decided under, until a later version says that running
/// cases move to it; after the scheme has lapsed the last of these governs on, and none before it comes back.
public struct GoverningRules: Sendable {
  public let ruleSet: RuleSet
  public let reason: LocalizedText
  public let isRunOff: Bool
}

extension SchemeDefinition {
  /// Throws a `Refusal` when no rules govern the award on that day, for instance before it was decided.
  public func rules(for award: Award, on day: CivilDate) throws(Refusal) -> GoverningRules {
    try rules(awardDecidedOn: award.decidedOn, on: day)
  }

  public func rules(awardDecidedOn decided: CivilDate, on day: CivilDate) throws(Refusal)
    -> GoverningRules
  {
    let governing = governing(awardDecidedOn: decided, on: day)
    guard let ruleSet = governing.ruleSet else {
      throw Refusal(
        "no-rules", nl: "Op \(day) geldt geen regelset: \(governing.reason.nl)",
        en: "On \(day) no rule set governs: \(governing.reason.en)")
    }
    var isRunOff = false
    if case .lapsed = governing.status { isRunOff = true }
    return GoverningRules(ruleSet: ruleSet, reason: governing.reason, isRunOff: isRunOff)
  }
}
