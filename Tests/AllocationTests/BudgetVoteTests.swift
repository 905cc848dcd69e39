import ExactNumbers
import Testing

@testable import Allocation

@Suite struct BudgetVoteTests {
  @Test func `greedy takes what most approve and passes over what does not fit`() throws {
    let vote = try #require(
      BudgetVote(
        costs: [60, 50, 40, 10], budget: 100,
        ballots: [[0, 1], [0, 1], [0, 2], [1, 2, 3], [0]]))
    // Approvals 4, 3, 2, 1: 60, then 50 does not fit, 40 does, nothing is left.
    #expect(vote.greedy() == [0, 2])
  }

  @Test func `equal shares gives a minority its part`() throws {
    // Six of ten voters want a, b and c, four want d; greedy would spend all on the six.
    let ballots = Array(repeating: [0, 1, 2], count: 6) + Array(repeating: [3], count: 4)
    let vote = try #require(BudgetVote(costs: [30, 30, 40, 40], budget: 100, ballots: ballots))
    #expect(vote.greedy() == [0, 1, 2])
    // Ten each: a and b cost the six 5 each; then c does not fit their nothing; d costs the four all.
    #expect(vote.equalShares() == [0, 1, 3])
  }

  @Test func `who has less pays all it has and the others the rest`() throws {
    // Thirty each. a: 1 and 2 pay 15. b: 2 has 15, so 3 pays 25 of the 40. c: 3 has 5 left, too little.
    let vote = try #require(
      BudgetVote(costs: [30, 40, 20], budget: 90, ballots: [[0], [0, 1], [1, 2]]))
    #expect(vote.equalShares() == [0, 1])
  }

  @Test func `input that is no vote is refused and an empty one chooses nothing`() throws {
    #expect(BudgetVote(costs: [1], budget: 1, ballots: [[1]]) == nil)
    #expect(BudgetVote(costs: [-1], budget: 1, ballots: []) == nil)
    #expect(BudgetVote(costs: [1 << 36], budget: 1, ballots: []) == nil)
    #expect(try #require(BudgetVote(costs: [1], budget: 1, ballots: [])).equalShares() == [])
    #expect(try #require(BudgetVote(costs: [1], budget: 0, ballots: [[0]])).equalShares() == [])
  }

  @Test func `equal shares agrees with plain fractions, ties included`() throws {
    var random = SplitMix64(21)
    var compared = 0
    for _ in 0..<3_000 {
      let projects = Int.random(in: 1...7, using: &random)
      let voters = Int.random(in: 1...8, using: &random)
      let costs = (0..<projects).map { _ in Int64.random(in: 1...12, using: &random) }
      let ballots = (0..<voters).map { _ in
        (0..<projects).filter { _ in Bool.random(using: &random) }
      }
      let budget = Int64.random(in: 1...50, using: &random)
      let vote = try #require(BudgetVote(costs: costs, budget: budget, ballots: ballots))
      guard let plain = plain(costs, budget, ballots) else { continue }
      compared += 1
      #expect(vote.equalShares() == plain)
    }
    #expect(compared > 2_900)
  }

  /// The rule step by step in fractions; nil when one does not fit.
  func plain(_ costs: [Int64], _ budget: Int64, _ ballots: [[Int]]) -> [Int]? {
    guard let share = Ratio(budget, Int64(ballots.count)) else { return nil }
    var left = ballots.map { _ in share }
    var bought: [Int] = []
    while true {
      var best: (project: Int, price: Ratio, payment: Ratio)?
      for project in costs.indices where !bought.contains(project) {
        let fans = ballots.indices.filter { ballots[$0].contains(project) }
          .sorted { left[$0] < left[$1] }
        var rest = Ratio(costs[project])
        for (place, voter) in fans.enumerated() {
          guard let payment = rest / Ratio(Int64(fans.count - place)) else { return nil }
          if payment <= left[voter] {
            guard let price = payment / Ratio(costs[project]) else { return nil }
            if best.map({ price < $0.price }) ?? true { best = (project, price, payment) }
            break
          }
          guard let less = rest - left[voter] else { return nil }
          rest = less
        }
      }
      guard let best else { return bought }
      for voter in ballots.indices where ballots[voter].contains(best.project) {
        guard let less = left[voter] - min(left[voter], best.payment) else { return nil }
        left[voter] = less
      }
      bought.append(best.project)
    }
  }

  @Test func `nobody pays more than its share and every purchase is paid in full`() throws {
    var random = SplitMix64(22)
    for _ in 0..<20 {
      let costs = (0..<40).map { _ in Int64.random(in: 1_000...90_000, using: &random) }
      let ballots = (0..<200).map { _ in
        (0..<40).filter { _ in Int.random(in: 0..<6, using: &random) == 0 }
      }
      let budget = costs.reduce(0, +) / 4
      let vote = try #require(BudgetVote(costs: costs, budget: budget, ballots: ballots))
      let bought = vote.equalShares()
      #expect(bought.reduce(0) { $0 + costs[$1] } <= budget)
      #expect(Set(bought).count == bought.count)
      // Nothing that is left could still be bought with the exact budgets.
      var exact = ExactShares(vote)
      exact.catchUp(with: bought)
      let rest = costs.indices.filter { !bought.contains($0) }
      #expect(exact.cheapest(of: rest).project == nil)
    }
  }
}
