import LegalCalendar

/// An objection (bezwaar) against a decision on an award.
public struct Objection: Record {
  public var id: String
  public var award: String
  /// The decision objected to.
  public var against: String
  public var receivedOn: CivilDate
  /// State of the lifecycle `objection`.
  public var state: String

  public init(
    id: String,
    award: String,
    against: String,
    receivedOn: CivilDate,
    state: String
  ) {
    self.id = id
    self.award = award
    self.against = against
    self.receivedOn = receivedOn
    self.state = state
  }

  public static var table: Table { .objection }

  public static let blank = Objection(
    id: "",
    award: "",
    against: "",
    receivedOn: CivilDate(epochDay: 0),
    state: "")

  public static let fields: [Field<Objection>] = [
    .text("id", \.id),
    .text("award", \.award),
    .text("against", \.against),
    .date("receivedOn", \.receivedOn),
    .text("state", \.state),
  ]
}
