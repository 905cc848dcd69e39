import FEEL

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
  public static let recipients = [
    "lead", "account-manager", "administrator", "team-lead", "director",
  ]
}
