import LegalCalendar

/// A commitment to Parliament (toezegging) or a motion to be answered.
public struct Commitment: Record {
  public var id: String
  public var text: String
  public var owner: String?
  public var due: CivilDate?
  public var status: FollowUp
  public var certainty: Certainty
  public var source: String?

  public init(
    id: String,
    text: String,
    owner: String? = nil,
    due: CivilDate? = nil,
    status: FollowUp,
    certainty: Certainty,
    source: String? = nil
  ) {
    self.id = id
    self.text = text
    self.owner = owner
    self.due = due
    self.status = status
    self.certainty = certainty
    self.source = source
  }

  public static var table: Table { .commitment }

  public static let blank = Commitment(
    id: "",
    text: "",
    owner: nil,
    due: nil,
    status: .open,
    certainty: .illustrative,
    source: nil)

  public static let fields: [Field<Commitment>] = [
    .text("id", \.id),
    .text("text", \.text),
    .text("owner", \.owner),
    .date("due", \.due),
    .word("status", \.status),
    .word("certainty", \.certainty),
    .text("source", \.source),
  ]
}
