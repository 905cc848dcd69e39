import LegalCalendar

/// What somebody is at the office. Roles are given per scheme, or for every scheme at once.
public enum OfficeRole: String, CaseIterable, Hashable, Sendable {
  case assessor
  case internalControl = "internal-control"
  case coordinator
  case accountManager = "account-manager"
  case policyOfficer = "policy-officer"
  case legal
  /// Reads all, changes nothing.
  case auditor
  case `operator`
  case administrator

  public var title: BilingualText {
    switch self {
    case .assessor: .init(nl: "beoordelaar", en: "assessor")
    case .internalControl: .init(nl: "interne controle", en: "internal control")
    case .coordinator: .init(nl: "coördinator", en: "co-ordinator")
    case .accountManager: .init(nl: "accountmanager", en: "account manager")
    case .policyOfficer: .init(nl: "beleidsmedewerker", en: "policy officer")
    case .legal: .init(nl: "jurist", en: "lawyer")
    case .auditor: .init(nl: "auditor", en: "auditor")
    case .operator: .init(nl: "beheerder techniek", en: "operator")
    case .administrator: .init(nl: "beheerder gebruikers", en: "administrator")
    }
  }
}
