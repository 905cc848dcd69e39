import ExactNumbers

/// The threshold conditions that applications must meet before they are ranked (SR 2.2 to 2.4).
public struct EligibilityRules: Hashable, Sendable {
  /// Whole years of work on the subject (SR 2.2, under c).
  public var yearsActive: Int
  public var ownIncome: OwnIncomeRule
  /// The number of members of an alliance (SR 2.3).
  public var members: ClosedRange<Int>

  public init(yearsActive: Int, ownIncome: OwnIncomeRule, members: ClosedRange<Int>) {
    self.yearsActive = yearsActive
    self.ownIncome = ownIncome
    self.members = members
  }

  /// The conditions of the scheme for 2022–2027: three years, 10% with a growth path, 2 to 5 members.
  public static let present = EligibilityRules(
    yearsActive: 3,
    ownIncome: OwnIncomeRule(small: BasisPoints(percent: 10), large: BasisPoints(percent: 10)),
    members: 2...5)

  /// Every condition that an alliance does not meet; empty when it may be ranked.
  public func failures(of alliance: Int, in pool: ApplicantPool) -> [EligibilityFailure] {
    var failures: [EligibilityFailure] = []
    let members = pool.members[alliance]
    if !self.members.contains(members.count) {
      failures.append(.members(members.count, allowed: self.members))
    }
    for member in members {
      let organisation = pool.organisations[member.organisation]
      if organisation.yearsActive < yearsActive {
        failures.append(
          .yearsActive(
            organisation: organisation.id, organisation.yearsActive, needed: yearsActive))
      }
      let needed = ownIncome.threshold(
        groupIncome: pool.groupIncome[pool.group[member.organisation]])
      let grows =
        ownIncome.growthPath && organisation.plannedOwnIncome.map { $0 >= needed } ?? false
      if organisation.ownIncome < needed, !grows {
        failures.append(
          .ownIncome(organisation: organisation.id, organisation.ownIncome, needed: needed))
      }
    }
    return failures
  }
}

/// The share of income from other sources, graded by size without a step.
///
/// `small` is asked of linked organisations with an income up to `smallUpTo`, `large` from `largeFrom`
/// on, and in between the share rises in a straight line. The present scheme asks 10% of all
/// (SR 2.2, under e).
public struct OwnIncomeRule: Hashable, Sendable {
  public var small: BasisPoints
  public var large: BasisPoints
  public var smallUpTo: Money
  public var largeFrom: Money
  /// Whether a plausible plan to reach the share counts as reaching it.
  public var growthPath: Bool

  public init(
    small: BasisPoints, large: BasisPoints, smallUpTo: Money = Money(euros: 250_000),
    largeFrom: Money = Money(euros: 1_000_000), growthPath: Bool = true
  ) {
    self.small = small
    self.large = large
    self.smallUpTo = smallUpTo
    self.largeFrom = largeFrom
    self.growthPath = growthPath
  }

  public func threshold(groupIncome: Money) -> BasisPoints {
    if groupIncome <= smallUpTo { return small }
    if groupIncome >= largeFrom { return large }
    let part = Int128(groupIncome.cents - smallUpTo.cents)
    let width = Int128(largeFrom.cents - smallUpTo.cents)
    return BasisPoints(small.count + Int(Int128(large.count - small.count) * part / width))
  }
}

/// A threshold condition that is not met, with what was found and what was needed.
public enum EligibilityFailure: Hashable, Sendable, CustomStringConvertible {
  case members(Int, allowed: ClosedRange<Int>)
  case yearsActive(organisation: String, Int, needed: Int)
  case ownIncome(organisation: String, BasisPoints, needed: BasisPoints)
  case belowMinimumGrant(asked: Money, minimum: Money)

  public var description: String {
    switch self {
    case .members(let count, let allowed):
      "has \(count) members; \(allowed.lowerBound) to \(allowed.upperBound) are allowed (SR 2.3)"
    case .yearsActive(let id, let years, let needed):
      "\(id) has worked on the subject for \(years) years; \(needed) are needed (SR 2.2, under c)"
    case .ownIncome(let id, let share, let needed):
      "\(id) earns \(share) elsewhere; \(needed) is needed (SR 2.2, under e)"
    case .belowMinimumGrant(let asked, let minimum):
      "asks \(asked) euros a year; the least grant is \(minimum)"
    }
  }
}
