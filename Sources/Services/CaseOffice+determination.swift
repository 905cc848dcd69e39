import Casework
import ExactNumbers
import FEEL
import LegalCalendar
import Storage

extension CaseOffice {
  /// The figures of a final account, in euros and cents (KR 7.8, 8.6–8.9).
  public struct FinalAccount: Sendable {
    public var realisedCosts: Money
    public var thirdParties: Money
    public var ownBudgeted: Money
    public var ownRealised: Money
    public var reserve: Money
    /// The part of the activities that was done, from 0 to 1, as decimal text.
    public var activitiesDone: Decimal128

    public init(
      realisedCosts: Money, thirdParties: Money, ownBudgeted: Money, ownRealised: Money,
      reserve: Money, activitiesDone: Decimal128
    ) {
      self.realisedCosts = realisedCosts
      self.thirdParties = thirdParties
      self.ownBudgeted = ownBudgeted
      self.ownRealised = ownRealised
      self.reserve = reserve
      self.activitiesDone = activitiesDone
    }
  }

  /// Determines an award by the decision `Vaststelling` and moves its lifecycle on.
  public func determine(scheme: String, award: String, account: FinalAccount) async throws -> Event
  {
    try await send("determine", scheme: scheme, case: award) { decider in
      try decider.determine(award: award, account: account.inputs)
    }
  }
}

extension CaseOffice.FinalAccount {
  var inputs: FEELContext {
    [
      "gerealiseerde kosten": .number(realisedCosts.decimal),
      "bijdragen derden": .number(thirdParties.decimal),
      "eigen bijdrage begroot": .number(ownBudgeted.decimal),
      "eigen bijdrage gerealiseerd": .number(ownRealised.decimal),
      "stand reserve": .number(reserve.decimal),
      "activiteiten verricht aandeel": .number(activitiesDone),
    ]
  }
}
