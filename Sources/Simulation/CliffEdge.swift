import Allocation
import ExactNumbers

/// A limit at which one euro makes a difference, and who stands near it.
public struct CliffEdge: Hashable, Sendable {
  public var lever: String
  public var limit: Money
  /// Alliances or organisations within a twentieth of the limit.
  public var near: [String]
}

extension SimulationPlan {
  /// Every step in a scenario's rules that depends on size or amount.
  ///
  /// The weighting and the graded own income have none (`largestEffectOfOneEuro` states their slope);
  /// the reserve, the planning payment of small alliances and the tiers of accountability do.
  public func cliffEdges(scenario index: Int) -> [CliffEdge] {
    let design = designs[index]
    let pool = population.pool
    func near(_ limit: Money, _ sizes: [Money], _ names: [String]) -> [String] {
      zip(sizes, names).compactMap { size, name in
        let distance = Int128((size.cents - limit.cents).magnitude)
        return distance * 20 <= Int128(limit.cents) ? name : nil
      }
    }
    var edges: [CliffEdge] = []
    let alliances = pool.alliances.map(\.id)
    if design.reserveShare > .none {
      edges.append(
        CliffEdge(
          lever: "selection.reserved-up-to", limit: design.reserveUpTo,
          near: near(design.reserveUpTo, pool.size, alliances)))
    }
    if design.planningPaymentSmall != design.planningPayment {
      let limit = baseline.allianceLimits.small
      edges.append(
        CliffEdge(
          lever: "planning.payment-small", limit: limit, near: near(limit, pool.size, alliances)))
    }
    for limit in [design.burden.lightBelow, design.burden.fullFrom] {
      var sizes: [Money] = []
      var names: [String] = []
      for (alliance, members) in zip(pool.alliances, pool.members) {
        let parts = alliance.requested.allocate(weights: members.map { UInt64($0.share.count) })
        if design.accountBasis == .memberShare {
          sizes += parts
          names += members.map { "\(alliance.id)/\(pool.organisations[$0.organisation].id)" }
        } else {
          sizes.append(alliance.requested)
          names.append(alliance.id)
        }
      }
      edges.append(
        CliffEdge(lever: "account.basis", limit: limit, near: near(limit, sizes, names)))
    }
    return edges
  }
}
