import LegalCalendar

/// A recommendation of an evaluation, with who follows it up.
public struct Recommendation: Record {
  public var id: String
  public var text: String
  public var addressee: String
  public var owner: String?
  public var due: CivilDate?
  public var status: FollowUp
  public var certainty: Certainty
  public var source: String?

  public init(
    id: String,
    text: String,
    addressee: String,
    owner: String? = nil,
    due: CivilDate? = nil,
    status: FollowUp,
    certainty: Certainty,
    source: String? = nil
  ) {
    self.id = id
    self.text = text
    self.addressee = addressee
    self.owner = owner
    self.due = due
    self.status = status
    self.certainty = certainty
    self.source = source
  }

  public static var table: Table { .recommendation }

  public static let blank = Recommendation(
    id: "",
    text: "",
    addressee: "",
    owner: nil,
    due: nil,
    status: .open,
    certainty: .illustrative,
    source: nil)

  public static let fields: [Field<Recommendation>] = [
    .text("id", \.id),
    .text("text", \.text),
    .text("addressee", \.addressee),
    .text("owner", \.owner),
    .date("due", \.due),
    .word("status", \.status),
    .word("certainty", \.certainty),
    .text("source", \.source),
  ]
}
