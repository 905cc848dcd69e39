import LegalCalendar

extension SchemeDefinition {
  /// The rules for a new decision on a day.
  ///
  /// After the lapse there are none: nothing new can be granted, and no earlier version comes back.
  public func governing(on day: CivilDate) -> GoverningRule {
    if hasLapsed(on: day) {
      return GoverningRule(
        ruleSet: nil, status: .lapsed(runOff: false),
        reason: LocalizedText(
          nl: "De regeling is vervallen; op \(day.inDutch) is geen nieuwe verlening mogelijk.",
          en: "The scheme has lapsed; on \(day.inEnglish) nothing new can be granted."),
        source: lapse)
    }
    guard let version = version(on: day) else { return notYet(day) }
    return GoverningRule(
      ruleSet: version, status: .inForce,
      reason: LocalizedText(
        nl: "Versie \(version.label) geldt vanaf \(version.validFrom.inDutch).",
        en: "Version \(version.label) holds from \(version.validFrom.inEnglish)."),
      source: version.runningCases.source)
  }

  /// The rules for an award on a day, in force or in the run-off.
  ///
  /// An award stays under the version that it was decided under until a later one moves running cases to
  /// itself; after the lapse it keeps the last of these. No rules before the award was decided.
  public func governing(awardDecidedOn decided: CivilDate, on day: CivilDate) -> GoverningRule {
    if hasLapsed(on: decided) { return governing(on: decided) }
    guard var current = version(on: decided) else { return notYet(decided) }
    guard day >= decided else { return notYetGranted(decided) }
    var source = current.runningCases.source
    for next in versions where next.validFrom > decided && next.validFrom <= day {
      if case .moved(let mapping, let reading) = next.runningCases, mapping.from == current.label {
        current = next
        source = reading
      }
    }
    let granted = LocalizedText(
      nl: "De toekenning is verleend op \(decided.inDutch); versie \(current.label) geldt ervoor.",
      en: "The award was granted on \(decided.inEnglish); version \(current.label) governs it.")
    guard hasLapsed(on: day) else {
      return GoverningRule(ruleSet: current, status: .inForce, reason: granted, source: source)
    }
    return GoverningRule(
      ruleSet: current, status: .lapsed(runOff: true),
      reason: LocalizedText(
        nl: [granted.nl, runOff?.nl].compactMap { $0 }.joined(separator: " "),
        en: [granted.en, runOff?.en].compactMap { $0 }.joined(separator: " ")),
      source: runOffSource ?? lapse)
  }

  private func hasLapsed(on day: CivilDate) -> Bool { lapses.map { day >= $0 } ?? false }

  private func version(on day: CivilDate) -> RuleSet? { versions.first { $0.isValid(on: day) } }

  private var lapse: LegalSource { lapseSource ?? LegalSource(article: id, certainty: .derived) }

  private func notYetGranted(_ decided: CivilDate) -> GoverningRule {
    GoverningRule(
      ruleSet: nil, status: .notYetInForce,
      reason: LocalizedText(
        nl: "De toekenning is pas verleend op \(decided.inDutch); eerder geldt er niets voor.",
        en: "The award was granted only on \(decided.inEnglish); before that nothing governs it."),
      source: versions.first?.runningCases.source ?? lapse)
  }

  private func notYet(_ day: CivilDate) -> GoverningRule {
    GoverningRule(
      ruleSet: nil, status: .notYetInForce,
      reason: LocalizedText(
        nl: "Op \(day.inDutch) geldt nog geen versie; de regeling geldt vanaf \(inForce.inDutch).",
        en: "On \(day.inEnglish) no version holds yet; the scheme holds from \(inForce.inEnglish)."
      ),
      source: versions.first?.runningCases.source ?? lapse)
  }
}
