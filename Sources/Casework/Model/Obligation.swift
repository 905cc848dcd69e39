import LegalCalendar

/// Something due from somebody by a date, with the reasons for the date.
///
/// The date is derived: from the day on which the term starts, its rule, and the entries of its ledger.
public struct Obligation: Record {
  public var id: String
  /// Nil for an obligation of the scheme itself, such as its evaluation.
  public var award: String?
  public var year: Int?
  /// A key of the obligations file.
  public var kind: String
  /// What it is about, as `subject/key`, such as `period/politica-2023/2026`.
  public var subject: String
  /// Role that must act.
  public var debtor: String
  /// The day of the event that starts the term, or the day that the rule fixes.
  public var startsOn: CivilDate
  public var due: CivilDate
  /// The wished-for date.
  public var target: CivilDate?
  /// Raised by one each time the date moves or the clock stops or runs again.
  public var dueVersion: Int
  public var state: ObligationState
  /// Since when the clock stands still; `due` is then the earliest possible date as of the day of storing.
  public var suspendedSince: CivilDate?
  /// The day on which it was met, waived or fell away.
  public var closedOn: CivilDate?
  public var article: String
  /// The steps that led to the date, as JSON.
  public var why: String

  public init(
    id: String,
    award: String?,
    year: Int? = nil,
    kind: String,
    subject: String,
    debtor: String,
    startsOn: CivilDate,
    due: CivilDate,
    target: CivilDate? = nil,
    dueVersion: Int,
    state: ObligationState,
    suspendedSince: CivilDate? = nil,
    closedOn: CivilDate? = nil,
    article: String,
    why: String
  ) {
    self.id = id
    self.award = award
    self.year = year
    self.kind = kind
    self.subject = subject
    self.debtor = debtor
    self.startsOn = startsOn
    self.due = due
    self.target = target
    self.dueVersion = dueVersion
    self.state = state
    self.suspendedSince = suspendedSince
    self.closedOn = closedOn
    self.article = article
    self.why = why
  }

  public static var table: Table { .obligation }

  public static let blank = Obligation(
    id: "",
    award: nil,
    year: nil,
    kind: "",
    subject: "",
    debtor: "",
    startsOn: CivilDate(epochDay: 0),
    due: CivilDate(epochDay: 0),
    target: nil,
    dueVersion: 0,
    state: .open,
    suspendedSince: nil,
    closedOn: nil,
    article: "",
    why: "")

  public static let fields: [Field<Obligation>] = [
    .text("id", \.id),
    .text("award", \.award),
    .integer("year", \.year),
    .text("kind", \.kind),
    .text("subject", \.subject),
    .text("debtor", \.debtor),
    .date("startsOn", \.startsOn),
    .date("due", \.due),
    .date("target", \.target),
    .integer("dueVersion", \.dueVersion),
    .word("state", \.state),
    .date("suspendedSince", \.suspendedSince),
    .date("closedOn", \.closedOn),
    .text("article", \.article),
    .text("why", \.why),
  ]
}
