import LegalCalendar

/// Something due from somebody by a date, with the reasons for the date.
public struct Obligation: Record {
  public var id: String
  public var award: String
  public var year: Int?
  /// A key of the obligations file.
  public var kind: String
  /// Role that must act.
  public var debtor: String
  public var due: CivilDate
  /// The wished-for date.
  public var target: CivilDate?
  /// Raised by one each time the due date moves.
  public var dueVersion: Int
  public var state: ObligationState
  public var article: String
  /// The steps that led to the date, as JSON.
  public var why: String

  public init(
    id: String,
    award: String,
    year: Int? = nil,
    kind: String,
    debtor: String,
    due: CivilDate,
    target: CivilDate? = nil,
    dueVersion: Int,
    state: ObligationState,
    article: String,
    why: String
  ) {
    self.id = id
    self.award = award
    self.year = year
    self.kind = kind
    self.debtor = debtor
    self.due = due
    self.target = target
    self.dueVersion = dueVersion
    self.state = state
    self.article = article
    self.why = why
  }

  public static var table: Table { .obligation }

  public static let blank = Obligation(
    id: "",
    award: "",
    year: nil,
    kind: "",
    debtor: "",
    due: CivilDate(epochDay: 0),
    target: nil,
    dueVersion: 0,
    state: .open,
    article: "",
    why: "")

  public static let fields: [Field<Obligation>] = [
    .text("id", \.id),
    .text("award", \.award),
    .integer("year", \.year),
    .text("kind", \.kind),
    .text("debtor", \.debtor),
    .date("due", \.due),
    .date("target", \.target),
    .integer("dueVersion", \.dueVersion),
    .word("state", \.state),
    .text("article", \.article),
    .text("why", \.why),
  ]
}
