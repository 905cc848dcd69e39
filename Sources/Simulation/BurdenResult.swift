import Allocation
import ExactNumbers

/// Hours and costs of applying and accounting, by size band of the organisation.
public struct BurdenResult: Hashable, Sendable {
  /// Indexed by `SizeBand.rawValue`.
  public var applyingHours = [0, 0, 0]
  public var accountingHours = [0, 0, 0]
  /// Cents.
  public var auditCost: [Int64] = [0, 0, 0]
  public var hour: Money

  init(selection: SelectionResult, design: SchemeDesign, groups: PopulationGroups) {
    hour = design.burden.hour
    let pool = groups.population.pool
    for (index, outcome) in selection.outcomes.enumerated() {
      let second = outcome.rank != nil || outcome.standing == .belowQualityLine
      let leadBand = groups.organisation[pool.lead[index]].rawValue
      let burden = design.burden
      applyingHours[leadBand] += burden.firstRoundLead + (second ? burden.secondRoundLead : 0)
      for member in pool.members[index] {
        applyingHours[groups.organisation[member.organisation].rawValue] +=
          burden.firstRoundMember + (second ? burden.secondRoundMember : 0)
      }
      if outcome.standing.isGranted { account(index, outcome.amount, design, groups) }
    }
  }

  private mutating func account(
    _ index: Int, _ amount: Money, _ design: SchemeDesign, _ groups: PopulationGroups
  ) {
    let pool = groups.population.pool
    let members = pool.members[index]
    let parts = amount.allocate(
      weights: groups.shares(of: index, least: design.smallMembersShare))
    for (member, part) in zip(members, parts) {
      let band = groups.organisation[member.organisation]
      var (hours, audit) = design.burden.account(
        design.accountBasis == .allianceTotal ? amount : part)
      if band == .small, design.backOfficeBonus > .zero {
        hours -= hours * design.backOfficeSaving.count / 10_000
      }
      accountingHours[band.rawValue] += hours * design.grantYears
      if audit {
        auditCost[band.rawValue] += design.burden.audit.cents * Int64(design.grantYears)
      }
    }
    let lead = groups.organisation[pool.lead[index]].rawValue
    accountingHours[lead] += design.burden.leadAccount * design.grantYears
    guard design.reviewAfter > 0 else { return }
    accountingHours[lead] += design.burden.reviewLead
    for member in members {
      accountingHours[groups.organisation[member.organisation].rawValue] +=
        design.burden.reviewMember
    }
  }

  public func hours(_ band: SizeBand) -> Int {
    applyingHours[band.rawValue] + accountingHours[band.rawValue]
  }

  /// Cents.
  public func cost(_ band: SizeBand) -> Int64 {
    Int64(hours(band)) * hour.cents + auditCost[band.rawValue]
  }
}
