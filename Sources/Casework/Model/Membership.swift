import LegalCalendar

/// An organisation's part in an alliance during a time; many to many.
public struct Membership: Record {
  public var id: String
  public var alliance: String
  public var organisation: String
  public var role: Role
  /// The member organisation whose consortium this one belongs to.
  public var within: String?
  public var from: CivilDate
  /// Last day, nil while it lasts.
  public var to: CivilDate?
  public var certainty: Certainty
  public var source: String?

  public init(
    id: String,
    alliance: String,
    organisation: String,
    role: Role,
    within: String? = nil,
    from: CivilDate,
    to: CivilDate? = nil,
    certainty: Certainty,
    source: String? = nil
  ) {
    self.id = id
    self.alliance = alliance
    self.organisation = organisation
    self.role = role
    self.within = within
    self.from = from
    self.to = to
    self.certainty = certainty
    self.source = source
  }

  public static var table: Table { .membership }

  public static let blank = Membership(
    id: "",
    alliance: "",
    organisation: "",
    role: .member,
    within: nil,
    from: CivilDate(epochDay: 0),
    to: nil,
    certainty: .illustrative,
    source: nil)

  public static let fields: [Field<Membership>] = [
    .text("id", \.id),
    .text("alliance", \.alliance),
    .text("organisation", \.organisation),
    .word("role", \.role),
    .text("within", \.within),
    .date("startsOn", \.from),
    .date("endsOn", \.to),
    .word("certainty", \.certainty),
    .text("source", \.source),
  ]
}
