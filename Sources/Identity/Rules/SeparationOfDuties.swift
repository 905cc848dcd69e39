import LegalCalendar

/// Two roles that one person may not hold for the same scheme.
///
/// What two persons must do with one run (plan and approve it) is kept by the database itself
/// (`transition_run.two_persons`); these rules keep the roles apart beforehand.
public struct SeparationOfDuties: Hashable, Sendable {
  public let first: OfficeRole
  public let second: OfficeRole
  public let reason: BilingualText

  public static let rules: [SeparationOfDuties] =
    OfficeRole.allCases.filter { $0 != .auditor }.map {
      SeparationOfDuties(
        first: .auditor, second: $0,
        reason: .init(
          nl: "wie controleert, wijzigt niets", en: "who audits changes nothing"))
    }
    + [.coordinator, .assessor].map {
      SeparationOfDuties(
        first: .internalControl, second: $0,
        reason: .init(
          nl: "wie als tweede toetst, bereidt niet voor",
          en: "who checks as the second person does not prepare"))
    } + [
      SeparationOfDuties(
        first: .administrator, second: .internalControl,
        reason: .init(
          nl: "wie rollen uitdeelt, keurt geen geld goed",
          en: "who hands out roles does not approve money"))
    ]

  /// The rule that holding both would break, if any.
  public static func rule(against a: OfficeRole, with b: OfficeRole) -> SeparationOfDuties? {
    rules.first { ($0.first, $0.second) == (a, b) || ($0.first, $0.second) == (b, a) }
  }

  /// The first pair of grants that may not go together.
  public static func conflict(in grants: some Collection<RoleGrant>) -> (
    RoleGrant, RoleGrant, SeparationOfDuties
  )? {
    for (index, a) in grants.enumerated() {
      for b in grants.dropFirst(index + 1) where a.overlaps(b) {
        if let rule = rule(against: a.role, with: b.role) { return (a, b, rule) }
      }
    }
    return nil
  }
}
