import LegalCalendar

/// Leave for one award to move although a rule blocks it, with the reason.
public struct TransitionException: Record {
  public var id: String
  public var award: String
  /// The year moved into.
  public var year: Int
  public var reason: String
  public var grantedBy: String
  public var grantedOn: CivilDate

  public init(
    id: String,
    award: String,
    year: Int,
    reason: String,
    grantedBy: String,
    grantedOn: CivilDate
  ) {
    self.id = id
    self.award = award
    self.year = year
    self.reason = reason
    self.grantedBy = grantedBy
    self.grantedOn = grantedOn
  }

  public static var table: Table { .exception }

  public static let blank = TransitionException(
    id: "",
    award: "",
    year: 0,
    reason: "",
    grantedBy: "",
    grantedOn: CivilDate(epochDay: 0))

  public static let fields: [Field<TransitionException>] = [
    .text("id", \.id),
    .text("award", \.award),
    .integer("year", \.year),
    .text("reason", \.reason),
    .text("grantedBy", \.grantedBy),
    .date("grantedOn", \.grantedOn),
  ]
}
