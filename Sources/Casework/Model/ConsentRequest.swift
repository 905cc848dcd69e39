import LegalCalendar

/// A request for the minister's permission for a legal act of the recipient (SR 2.7, Awb 4:71).
public struct ConsentRequest: Record {
  public var id: String
  public var award: String
  /// The act for which permission is asked.
  public var act: String
  public var requestedOn: CivilDate
  /// State of the lifecycle `permission`.
  public var state: String

  public init(
    id: String,
    award: String,
    act: String,
    requestedOn: CivilDate,
    state: String
  ) {
    self.id = id
    self.award = award
    self.act = act
    self.requestedOn = requestedOn
    self.state = state
  }

  public static var table: Table { .permission }

  public static let blank = ConsentRequest(
    id: "",
    award: "",
    act: "",
    requestedOn: CivilDate(epochDay: 0),
    state: "")

  public static let fields: [Field<ConsentRequest>] = [
    .text("id", \.id),
    .text("award", \.award),
    .text("act", \.act),
    .date("requestedOn", \.requestedOn),
    .text("state", \.state),
  ]
}
