import ExactNumbers

/// A civil-society organisation as far as selection looks at it.
public struct Organisation: Hashable, Sendable {
  public var id: String
  /// Income of a year, from all sources.
  public var income: Money
  /// Paid staff in hundredths of a full-time equivalent.
  public var staff: Int
  public var volunteers: Int
  /// Share of income from other sources than this minister's grants (SR 2.2, under e).
  public var ownIncome: BasisPoints
  /// The share of own income that the organisation plausibly grows to, nil without a growth path.
  public var plannedOwnIncome: BasisPoints?
  /// Whole years of work on the subject (SR 2.2, under c).
  public var yearsActive: Int
  /// Organisations it is linked with: group, common board, shared control. One side naming it is enough.
  public var links: [String]

  public init(
    id: String, income: Money, staff: Int = 0, volunteers: Int = 0, ownIncome: BasisPoints,
    plannedOwnIncome: BasisPoints? = nil, yearsActive: Int, links: [String] = []
  ) {
    self.id = id
    self.income = income
    self.staff = staff
    self.volunteers = volunteers
    self.ownIncome = ownIncome
    self.plannedOwnIncome = plannedOwnIncome
    self.yearsActive = yearsActive
    self.links = links
  }
}
