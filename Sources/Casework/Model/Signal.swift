import LegalCalendar

/// Something an account manager should know, such as a threat to safety.
public struct Signal: Record {
  public var id: String
  public var alliance: String?
  public var subject: String
  public var text: String
  public var on: CivilDate
  public var certainty: Certainty
  public var source: String?

  public init(
    id: String,
    alliance: String? = nil,
    subject: String,
    text: String,
    on: CivilDate,
    certainty: Certainty,
    source: String? = nil
  ) {
    self.id = id
    self.alliance = alliance
    self.subject = subject
    self.text = text
    self.on = on
    self.certainty = certainty
    self.source = source
  }

  public static var table: Table { .signal }

  public static let blank = Signal(
    id: "",
    alliance: nil,
    subject: "",
    text: "",
    on: CivilDate(epochDay: 0),
    certainty: .illustrative,
    source: nil)

  public static let fields: [Field<Signal>] = [
    .text("id", \.id),
    .text("alliance", \.alliance),
    .text("subject", \.subject),
    .text("text", \.text),
    .date("observedOn", \.on),
    .word("certainty", \.certainty),
    .text("source", \.source),
  ]
}
