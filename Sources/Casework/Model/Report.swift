import LegalCalendar

/// What a recipient files about a year or about the whole award (verantwoording).
public struct Report: Record {
  public var id: String
  public var award: String
  public var year: Int
  /// `interim-report` or `final-account`, a key of the obligations file.
  public var kind: String
  public var due: CivilDate
  /// State of the lifecycle `report`.
  public var state: String
  public var filedOn: CivilDate?
  /// What the last filing lacked, as JSON; nil when nothing was found lacking or nothing was judged.
  public var missing: String?

  public init(
    id: String,
    award: String,
    year: Int,
    kind: String,
    due: CivilDate,
    state: String,
    filedOn: CivilDate? = nil,
    missing: String? = nil
  ) {
    self.id = id
    self.award = award
    self.year = year
    self.kind = kind
    self.due = due
    self.state = state
    self.filedOn = filedOn
    self.missing = missing
  }

  public static var table: Table { .report }

  public static let blank = Report(
    id: "",
    award: "",
    year: 0,
    kind: "",
    due: CivilDate(epochDay: 0),
    state: "",
    filedOn: nil,
    missing: nil)

  public static let fields: [Field<Report>] = [
    .text("id", \.id),
    .text("award", \.award),
    .integer("year", \.year),
    .text("kind", \.kind),
    .date("due", \.due),
    .text("state", \.state),
    .date("filedOn", \.filedOn),
    .text("missing", \.missing),
  ]
}
