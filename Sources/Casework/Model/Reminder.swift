import LegalCalendar

/// One planned message about an obligation; one per obligation, step and due-date version.
public struct Reminder: Record {
  public var id: String
  public var obligation: String
  public var step: String
  public var dueVersion: Int
  /// Day on which it is to be sent.
  public var on: CivilDate
  /// Role.
  public var recipient: String
  public var state: ReminderState
  public var sentOn: CivilDate?

  public init(
    id: String,
    obligation: String,
    step: String,
    dueVersion: Int,
    on: CivilDate,
    recipient: String,
    state: ReminderState,
    sentOn: CivilDate? = nil
  ) {
    self.id = id
    self.obligation = obligation
    self.step = step
    self.dueVersion = dueVersion
    self.on = on
    self.recipient = recipient
    self.state = state
    self.sentOn = sentOn
  }

  public static var table: Table { .reminder }

  public static let blank = Reminder(
    id: "",
    obligation: "",
    step: "",
    dueVersion: 0,
    on: CivilDate(epochDay: 0),
    recipient: "",
    state: .planned,
    sentOn: nil)

  public static let fields: [Field<Reminder>] = [
    .text("id", \.id),
    .text("obligation", \.obligation),
    .text("step", \.step),
    .integer("dueVersion", \.dueVersion),
    .date("sendOn", \.on),
    .text("recipient", \.recipient),
    .word("state", \.state),
    .date("sentOn", \.sentOn),
  ]
}
