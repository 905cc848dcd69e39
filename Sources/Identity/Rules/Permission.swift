import LegalCalendar

/// One thing that somebody may be allowed to do. Routes and pages ask for permissions, never for roles.
public enum Permission: String, CaseIterable, Hashable, Sendable {
  case viewCasework = "view-casework"
  case handleCases = "handle-cases"
  case manageTerms = "manage-terms"
  case recordContacts = "record-contacts"
  case planTransition = "plan-transition"
  case approveTransition = "approve-transition"
  /// Applying an approved plan, and taking it back.
  case applyTransition = "apply-transition"
  case grantException = "grant-exception"
  case manageReminders = "manage-reminders"
  case runScenarios = "run-scenarios"
  case promoteScenario = "promote-scenario"
  /// Activating and drafting rules.
  case editScheme = "edit-scheme"
  case exportData = "export-data"
  /// Who saw and did what, and what was refused.
  case viewAudit = "view-audit"
  /// Jobs, deliveries and queues.
  case operate
  case manageAccounts = "manage-accounts"

  /// Whether using it can change something that others see.
  public var changes: Bool {
    switch self {
    case .viewCasework, .exportData, .viewAudit: false
    default: true
    }
  }

  public var title: BilingualText {
    switch self {
    case .viewCasework: .init(nl: "dossiers inzien", en: "view casework")
    case .handleCases: .init(nl: "zaken behandelen", en: "handle cases")
    case .manageTerms:
      .init(nl: "termijnen opschorten en verlengen", en: "suspend and extend terms")
    case .recordContacts:
      .init(nl: "activiteiten en contacten vastleggen", en: "record activities and contacts")
    case .planTransition: .init(nl: "een overgang plannen", en: "plan a period change")
    case .approveTransition: .init(nl: "een overgang goedkeuren", en: "approve a period change")
    case .applyTransition:
      .init(nl: "een overgang uitvoeren of terugdraaien", en: "apply or undo a period change")
    case .grantException: .init(nl: "een uitzondering toestaan", en: "grant an exception")
    case .manageReminders: .init(nl: "herinneringen beheren", en: "manage reminders")
    case .runScenarios: .init(nl: "scenario’s doorrekenen", en: "run scenarios")
    case .promoteScenario:
      .init(nl: "een scenario tot ontwerp maken", en: "promote a scenario to a draft")
    case .editScheme: .init(nl: "regels opstellen en activeren", en: "draft and activate rules")
    case .exportData: .init(nl: "gegevens uitvoeren", en: "export data")
    case .viewAudit: .init(nl: "het inzagelogboek lezen", en: "read the access log")
    case .operate: .init(nl: "taken en bezorging beheren", en: "operate jobs and deliveries")
    case .manageAccounts: .init(nl: "gebruikers en rollen beheren", en: "manage users and roles")
    }
  }
}

extension OfficeRole {
  /// The table of who may what.
  public var permissions: Set<Permission> {
    switch self {
    case .assessor:
      [
        .viewCasework, .handleCases, .manageTerms, .recordContacts, .planTransition, .exportData,
      ]
    case .internalControl: [.viewCasework, .approveTransition, .exportData]
    case .coordinator:
      [
        .viewCasework, .handleCases, .manageTerms, .recordContacts, .planTransition,
        .approveTransition, .applyTransition, .grantException, .manageReminders, .exportData,
      ]
    case .accountManager: [.viewCasework, .recordContacts, .exportData]
    case .policyOfficer: [.viewCasework, .runScenarios, .promoteScenario, .exportData]
    case .legal: [.viewCasework, .editScheme, .runScenarios, .exportData]
    case .auditor: [.viewCasework, .viewAudit, .exportData]
    case .operator: [.viewCasework, .manageReminders, .operate]
    case .administrator: [.manageAccounts]
    }
  }
}
