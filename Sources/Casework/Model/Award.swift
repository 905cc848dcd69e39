import ExactNumbers
import LegalCalendar

/// A grant as decided (verlening), pinned to the rules that it was decided under.
public struct Award: Record {
  public var id: String
  /// The alliance or archive.
  public var recipient: String
  public var kind: AwardKind
  /// For the whole award.
  public var granted: Money
  public var from: CivilDate
  /// Last day.
  public var to: CivilDate
  public var decidedOn: CivilDate
  /// Hash of the governing rule set; moved only by a checked mapping.
  public var ruleSet: String
  /// State of the lifecycle `award`.
  public var state: String
  /// The amount as determined (vastgesteld).
  public var determined: Money?
  public var certainty: Certainty

  public init(
    id: String,
    recipient: String,
    kind: AwardKind,
    granted: Money,
    from: CivilDate,
    to: CivilDate,
    decidedOn: CivilDate,
    ruleSet: String,
    state: String,
    determined: Money? = nil,
    certainty: Certainty
  ) {
    self.id = id
    self.recipient = recipient
    self.kind = kind
    self.granted = granted
    self.from = from
    self.to = to
    self.decidedOn = decidedOn
    self.ruleSet = ruleSet
    self.state = state
    self.determined = determined
    self.certainty = certainty
  }

  public static var table: Table { .award }

  public static let blank = Award(
    id: "",
    recipient: "",
    kind: .alliance,
    granted: Money(cents: 0),
    from: CivilDate(epochDay: 0),
    to: CivilDate(epochDay: 0),
    decidedOn: CivilDate(epochDay: 0),
    ruleSet: "",
    state: "",
    determined: nil,
    certainty: .illustrative)

  public static let fields: [Field<Award>] = [
    .text("id", \.id),
    .text("recipient", \.recipient),
    .word("kind", \.kind),
    .money("grantedCents", \.granted),
    .date("startsOn", \.from),
    .date("endsOn", \.to),
    .date("decidedOn", \.decidedOn),
    .text("ruleSet", \.ruleSet),
    .text("state", \.state),
    .money("determinedCents", \.determined),
    .word("certainty", \.certainty),
  ]
}
