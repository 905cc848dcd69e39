/// The penalty that a late decision costs, as it stands and as it will grow (Awb 4:17, 4:18).
public struct PenaltyProjection: Hashable, Sendable {
  /// The first day for which the penalty is due.
  public let firstDay: CivilDate
  /// The last day for which it can be due.
  public let lastDay: CivilDate
  /// Days for which it is due so far.
  public let days: Int
  public let cents: Int64
  public let maximumCents: Int64
  /// The amount of each joint applicant; adds up to `cents` (Awb 4:17(7)).
  public let shares: [Int64]
  /// The last day to fix the amount by decision, once the penalty no longer grows (Awb 4:18).
  public let fixBy: CivilDate?
  public let steps: [TermStep]
  public let notices: [TermNotice]
  let tiers: [PenaltyTariff.Tier]

  /// The amount when the decision is given after `days` days of default.
  public func cents(afterDays days: Int) -> Int64 {
    PenaltyProjection.cents(tiers, days)
  }

  static func cents(_ tiers: [PenaltyTariff.Tier], _ days: Int) -> Int64 {
    var left = max(days, 0)
    var sum: Int64 = 0
    for tier in tiers {
      let here = min(left, tier.days)
      sum += Int64(here) * tier.centsPerDay
      left -= here
    }
    return sum
  }
}
