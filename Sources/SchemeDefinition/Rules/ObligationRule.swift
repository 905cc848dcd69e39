import FEEL
import LegalCalendar

/// Something that somebody must do by a date, as the scheme defines it.
public struct ObligationRule: Sendable {
  public var kind: String
  public var title: LocalizedText
  public var source: LegalSource
  /// The role that must act; one of `Roles.debtors`.
  public var debtor: String
  public var due: DueRule
  /// Calendar days before the due date at which the house wants it done; nil for no target date.
  public var targetDaysBefore: Int?
  /// The name of a reminder ladder.
  public var ladder: String
  /// The kind of report that fulfils it, if one does.
  public var report: String?
  /// True when every year of an award has one of its own.
  public var perYear: Bool
  /// Years from the subject's own to the one that the obligation is about, such as 1 for next year's plan.
  public var yearOffset: Int
  /// Who fixes a day that the obligation names itself.
  public var dateSetBy: TermRule.SetBy
  /// Whether such a day is rolled off a holiday as a policy.
  public var datePolicy: TermRule.ExtensionPolicy
  /// How far and on what ground the term may be extended; nil: without limit, on a ground that is given.
  public var extensionRule: ExtensionRule?
  /// The ground on which the clock may be stopped; nil: on a ground that is given.
  public var suspensionArticle: String?
  /// True when a late decision costs a penalty (Awb 4:17).
  public var penalty: Bool
  /// What makes it arise by itself; nil when a lifecycle asks for it.
  public var arises: ArisingRule?
  /// What happens to its subject once the due date has passed.
  public var whenLate: LateRule?
}

/// How far a term may be extended.
public struct ExtensionRule: Hashable, Sendable {
  /// False when no extension is possible, as of the objection term (Awb 6:7).
  public var allowed: Bool
  /// The longest extension in all; nil for no limit.
  public var most: TermLength?
  public var article: String
}

/// An obligation that is open as long as a condition holds over a subject, and closed when it no longer does.
public struct ArisingRule: Sendable {
  /// One of `Roles.arisingSubjects`.
  public var subject: String
  public var when: FEELExpression
}

/// The event that a subject's lifecycle gets when the due date has passed.
public struct LateRule: Hashable, Sendable {
  public var event: String
  /// False: a person decides; true: the daily sweep sends it.
  public var automatic: Bool
  public var article: String
}

/// How an obligation's due date follows from the facts of a case.
public enum DueRule: Sendable {
  /// An expression that gives the date itself.
  case date(FEELExpression)
  /// A term, and an expression that gives the day of the event which starts it.
  case term(String, from: FEELExpression)

  /// The variables that the expressions may use.
  public static let variables = ["case", "today"]
}

/// The roles that a scheme's files may name.
public enum Roles {
  public static let debtors = ["lead", "minister", "administrator"]
  /// The subjects over which an obligation may arise by itself.
  public static let arisingSubjects = [
    "scheme", "award", "period", "recommendation", "commitment",
  ]
  public static let recipients = [
    "lead", "account-manager", "administrator", "team-lead", "director",
  ]
}
