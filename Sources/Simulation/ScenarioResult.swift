import Allocation
import ExactNumbers

/// What a scenario does to a population.
public struct ScenarioResult: Hashable, Sendable {
  public var scenario: Scenario
  public var design: SchemeDesign
  /// The selection when every application is scored at what it is worth.
  public var selection: SelectionResult
  public var money: MoneyByOrganisation
  public var burden: BurdenResult
  public var cash: CashPlan
  public var measures: [Measure: Figure]
  /// Cents of a year that go to other alliances than if points alone counted.
  public var displaced: Int64
  /// What the draws say; nil when none were made.
  public var drawn: DrawnResult?
  /// Every figure by name.
  public var figures: [ScenarioFigure]

  public func figure(_ name: String) -> Int64? { figures.first { $0.name == name }?.value }
}

/// The money of all grant years, by organisation.
public struct MoneyByOrganisation: Hashable, Sendable {
  /// Grants, in the pool's order of organisations.
  public var grant: [Int64]
  /// Planning payments and back office bonuses.
  public var extra: [Int64]
  /// Passed on to small organisations outside the alliances.
  public var passedOn: Int64
  public var planning: Int64
  public var backOffice: Int64

  init(selection: SelectionResult, design: SchemeDesign, groups: PopulationGroups) {
    let pool = groups.population.pool
    grant = Array(repeating: 0, count: pool.organisations.count)
    extra = grant
    (passedOn, planning, backOffice) = (0, 0, 0)
    for (index, outcome) in selection.outcomes.enumerated() {
      let members = pool.members[index]
      let weights = members.map { UInt64($0.share.count) }
      if outcome.rank != nil || outcome.standing == .belowQualityLine {
        let payment =
          groups.alliance[index] == .small ? design.planningPaymentSmall : design.planningPayment
        planning += payment.cents
        for (member, part) in zip(members, payment.allocate(weights: weights)) {
          extra[member.organisation] += part.cents
        }
      }
      guard outcome.standing.isGranted else { continue }
      let whole = outcome.amount.cents * Int64(design.grantYears)
      let out = design.regrantShare.of(whole)
      let fee = design.leadFee.of(whole)
      passedOn += out
      grant[pool.lead[index]] += fee
      let shares = groups.shares(of: index, least: design.smallMembersShare)
      for (member, part) in zip(members, Money(cents: whole - out - fee).allocate(weights: shares))
      {
        grant[member.organisation] += part.cents
        if groups.organisation[member.organisation] == .small {
          let bonus = design.backOfficeBonus.cents * Int64(design.grantYears)
          extra[member.organisation] += bonus
          backOffice += bonus
        }
      }
    }
  }

  /// Grants of a band together.
  func grant(_ band: SizeBand, _ groups: PopulationGroups) -> Int64 {
    zip(grant, groups.organisation).reduce(0) { $0 + ($1.1 == band ? $1.0 : 0) }
  }

  func extra(_ band: SizeBand, _ groups: PopulationGroups) -> Int64 {
    zip(extra, groups.organisation).reduce(0) { $0 + ($1.1 == band ? $1.0 : 0) }
  }
}

/// A population with its size bands, as the baseline has them.
public struct PopulationGroups: Hashable, Sendable {
  public let population: Population
  /// For each alliance and each organisation, in the pool's order.
  public let alliance: [SizeBand]
  public let organisation: [SizeBand]

  public init(_ population: Population, baseline: SchemeDesign) {
    self.population = population
    let pool = population.pool
    alliance = pool.size.map(baseline.allianceLimits.band)
    organisation = pool.group.map { baseline.organisationLimits.band(pool.groupIncome[$0]) }
  }

  /// The members' parts of an alliance's grant as weights: as agreed, or raised for the small ones until they have
  /// the least share together, while the others give up in proportion.
  ///
  /// An alliance without small members, or whose small members agreed on nothing, divides as agreed.
  func shares(of alliance: Int, least: BasisPoints) -> [UInt64] {
    let members = population.pool.members[alliance]
    let small = members.map { organisation[$0.organisation] == .small }
    let sum = zip(members, small).reduce(0) { $0 + ($1.1 ? $1.0.share.count : 0) }
    guard sum > 0, sum < least.count else { return members.map { UInt64($0.share.count) } }
    let whole = BasisPoints.whole.count
    return zip(members, small).map { member, isSmall in
      UInt64(
        member.share.count * (isSmall ? least.count * (whole - sum) : (whole - least.count) * sum))
    }
  }
}
