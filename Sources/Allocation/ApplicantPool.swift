import ExactNumbers

/// The applicants of a round, checked, in an order of their own.
///
/// Alliances and organisations stand sorted by id, so nothing that follows depends on the order in
/// which they were given.
public struct ApplicantPool: Hashable, Sendable {
  public let organisations: [Organisation]
  public let alliances: [Alliance]
  /// For each organisation the number of its group of linked organisations.
  public let group: [Int]
  /// For each group the income of a year of all its organisations together.
  public let groupIncome: [Money]
  /// For each alliance its members as (organisation, share) by number, in the order given.
  public let members: [[(organisation: Int, share: BasisPoints)]]
  /// For each alliance the number of its lead organisation.
  public let lead: [Int]
  /// For each alliance the income of a year of every group that takes part, each group once.
  ///
  /// This is the size that a weighting looks at. It is a plain sum over groups, so splitting a member
  /// in two or merging two members leaves it as it was.
  public let size: [Money]
  /// For each alliance a number made from its id alone, for drawing lots and noise.
  public let key: [UInt64]

  public var count: Int { alliances.count }

  /// No amount may exceed this, nor all requests of a year together ten times this.
  public static let greatestAmount = Money(euros: 1_000_000_000_000)

  public static func == (a: ApplicantPool, b: ApplicantPool) -> Bool {
    a.organisations == b.organisations && a.alliances == b.alliances
  }

  public func hash(into hasher: inout Hasher) {
    hasher.combine(organisations)
    hasher.combine(alliances)
  }

  /// Throws every problem of the input at once.
  public init(organisations: [Organisation], alliances: [Alliance]) throws(PoolError) {
    var problems: [PoolProblem] = []
    self.organisations = organisations.sorted { $0.id < $1.id }
    self.alliances = alliances.sorted { $0.id < $1.id }
    var number: [String: Int] = [:]
    for (index, organisation) in self.organisations.enumerated() {
      if number.updateValue(index, forKey: organisation.id) != nil {
        problems.append(.duplicateOrganisation(organisation.id))
      }
      PoolProblem.check(organisation, into: &problems)
    }
    let groups = LinkedGroups(self.organisations, number: number, problems: &problems)
    group = groups.group
    groupIncome = groups.income
    var members: [[(organisation: Int, share: BasisPoints)]] = []
    var leads: [Int] = []
    var sizes: [Money] = []
    var asked: Int128 = 0
    for (index, alliance) in self.alliances.enumerated() {
      if index > 0, self.alliances[index - 1].id == alliance.id {
        problems.append(.duplicateAlliance(alliance.id))
      }
      PoolProblem.check(alliance, number: number, into: &problems)
      let known = alliance.members.compactMap { member in
        number[member.organisation].map { (organisation: $0, share: member.share) }
      }
      members.append(known)
      leads.append(
        alliance.members.first { $0.isLead }.flatMap { number[$0.organisation] } ?? 0)
      var size: Int128 = 0
      for part in Set(known.map { groups.group[$0.organisation] }) {
        size += Int128(groups.income[part].cents)
      }
      sizes.append(Money(cents: Int64(clamping: size)))
      asked += Int128(alliance.requested.cents)
    }
    if asked > 10 * Int128(Self.greatestAmount.cents) { problems.append(.tooMuchTogether) }
    guard problems.isEmpty else { throw PoolError(problems: problems) }
    self.members = members
    lead = leads
    size = sizes
    key = self.alliances.map { CounterRandom.key(of: $0.id) }
  }
}
