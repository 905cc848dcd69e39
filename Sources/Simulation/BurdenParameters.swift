import Allocation
import ExactNumbers

/// Hours and costs that a scheme asks of organisations.
///
/// Illustrative figures, stated with every result; no source gives them for this scheme. The tiers of
/// 25,000 and 125,000 euros are those of the framework regulation (KR 1.5), applied here to a grant year.
public struct BurdenParameters: Hashable, Sendable {
  /// Hours of the lead for an application in the first and the second round.
  public var firstRoundLead = 60
  public var secondRoundLead = 160
  /// Hours of each member, the lead as well.
  public var firstRoundMember = 12
  public var secondRoundMember = 24
  /// Hours of a grant year for accounting in each tier, and of the lead on top.
  public var lightAccount = 6
  public var middleAccount = 30
  public var fullAccount = 60
  public var leadAccount = 120
  /// An auditor's statement for a member in the highest tier, of a grant year.
  public var audit = Money(euros: 3_000)
  public var hour = Money(euros: 65)
  /// Hours of a review halfway, of the lead and of each member.
  public var reviewLead = 60
  public var reviewMember = 12
  public var lightBelow = Money(euros: 25_000)
  public var fullFrom = Money(euros: 125_000)

  public init() {}

  /// Hours of a year for accounting for such an amount, and whether an auditor is needed.
  func account(_ amount: Money) -> (hours: Int, audit: Bool) {
    if amount < lightBelow { return (lightAccount, false) }
    return amount < fullFrom ? (middleAccount, false) : (fullAccount, true)
  }
}
