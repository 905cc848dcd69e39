/// The voters' budgets as exact fractions with one common denominator, brought up to date when needed.
struct ExactShares {
  private let vote: BudgetVote
  private var denominator: BigNatural
  private var budgets: [BigNatural]
  private var done = 0

  init(_ vote: BudgetVote) {
    self.vote = vote
    denominator = BigNatural(UInt64(vote.voters))
    budgets = []
  }

  /// Makes the purchases that have not been made here yet.
  mutating func catchUp(with bought: [Int]) {
    if budgets.isEmpty {
      budgets = Array(repeating: BigNatural(UInt64(vote.budget)), count: vote.voters)
    }
    for project in bought[done...] where vote.costs[project] > 0 { buy(project) }
    done = bought.count
  }

  /// What is left to pay after those who pay all they have, and how many share it; nil when the
  /// supporters have too little.
  ///
  /// Each of the `payers` pays `rest` ÷ (`payers` × the denominator).
  private func price(_ project: Int) -> (rest: BigNatural, payers: UInt64, poor: Set<Int32>)? {
    let supporters = vote.supporters[project].sorted { budgets[Int($0)] < budgets[Int($1)] }
    var rest = denominator * UInt64(vote.costs[project])
    var poor: Set<Int32> = []
    for (place, voter) in supporters.enumerated() {
      let payers = UInt64(supporters.count - place)
      let own = budgets[Int(voter)]
      if own * payers >= rest { return (rest, payers, poor) }
      guard let less = rest - own else { return nil }
      rest = less
      poor.insert(voter)
    }
    return nil
  }

  private mutating func buy(_ project: Int) {
    guard let (rest, payers, poor) = price(project) else { return }
    let supporters = Set(vote.supporters[project])
    for index in budgets.indices {
      let voter = Int32(index)
      if poor.contains(voter) {
        budgets[index] = .zero
      } else {
        let scaled = budgets[index] * payers
        budgets[index] = supporters.contains(voter) ? (scaled - rest) ?? .zero : scaled
      }
    }
    denominator = denominator * payers
  }

  /// The cheapest of these projects, the lower number when alike, and those that cannot be bought.
  func cheapest(of projects: [Int]) -> (project: Int?, unaffordable: Set<Int>) {
    var best: (project: Int, rest: BigNatural, payers: UInt64)?
    var unaffordable: Set<Int> = []
    for project in projects.sorted() {
      guard let (rest, payers, _) = price(project) else {
        unaffordable.insert(project)
        continue
      }
      if let known = best {
        let mine = rest * known.payers * UInt64(vote.costs[known.project])
        let theirs = known.rest * payers * UInt64(vote.costs[project])
        if mine >= theirs { continue }
      }
      best = (project, rest, payers)
    }
    return (best?.project, unaffordable)
  }
}
