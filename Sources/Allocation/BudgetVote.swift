/// A vote on projects: who approves what, what each costs, and the money there is.
///
/// Two rules choose projects: `equalShares` gives every voter the same part of the money to spend,
/// `greedy` takes what most approve. Ties go to the lower number. Both are exact.
public struct BudgetVote: Sendable {
  public let costs: [Int64]
  public let budget: Int64
  public let voters: Int
  /// For each project the voters that approve it, in rising order.
  let supporters: [[Int32]]

  /// Costs and budget are whole units of money below 2³⁶, with at most 2²⁰ voters and ballots that name
  /// projects by number; nil otherwise. A project named twice on a ballot counts once.
  public init?(costs: [Int64], budget: Int64, ballots: [[Int]]) {
    let range = Int64(0)..<(1 << 36)
    guard range.contains(budget), costs.allSatisfy(range.contains), ballots.count <= 1 << 20 else {
      return nil
    }
    var supporters: [[Int32]] = costs.map { _ in [] }
    for (voter, ballot) in ballots.enumerated() {
      for project in ballot {
        guard costs.indices.contains(project) else { return nil }
        if supporters[project].last != Int32(voter) { supporters[project].append(Int32(voter)) }
      }
    }
    self.costs = costs
    self.budget = budget
    self.supporters = supporters
    voters = ballots.count
  }

  /// The projects that most voters approve, as long as they fit; whoever does not fit is passed over.
  ///
  /// With the cost of a project as what a voter gains from it, gain per unit of money is the number of
  /// approvals. The rule spends what it can, on projects that nobody approves too. In the order chosen.
  public func greedy() -> [Int] {
    let order = costs.indices.sorted { a, b in
      let (left, right) = (supporters[a].count, supporters[b].count)
      return left != right ? left > right : a < b
    }
    var left = budget
    return order.filter { project in
      guard costs[project] <= left else { return false }
      left -= costs[project]
      return true
    }
  }
}
