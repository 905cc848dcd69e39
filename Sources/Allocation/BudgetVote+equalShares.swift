/// The Method of Equal Shares (Peters, Pierczyński and Skowron 2021) with cost utilities.
///
/// Every voter starts with the same part of the budget. A project can be bought when its supporters have
/// its cost together; they pay alike, and who has less pays all it has. Next is bought the project for
/// which the payment of those who pay in full, per unit of cost, is least. It ends when no project can be
/// bought; money may be left.
///
/// Budgets are held between two 64-bit bounds, rounded outwards. Where the bounds leave open which project
/// is next, or whether one can be bought, exact fractions decide; so the answer is always the exact one.
extension BudgetVote {
  /// The chosen projects in the order bought.
  public func equalShares() -> [Int] {
    guard voters > 0, budget > 0 else { return [] }
    var shares = EqualShares(self)
    return shares.run()
  }
}

struct EqualShares {
  let vote: BudgetVote
  /// What each voter has left at least and at most, in units of 2⁻ˢʰⁱᶠᵗ.
  var low: [UInt64]
  var high: [UInt64]
  let shift: Int
  /// The open projects with a bound that each one's price cannot be below, as a heap; prices only rise.
  var open: [Candidate]
  var bought: [Int] = []
  var exact: ExactShares

  /// A project with the least payment in full that its supporters could have to make, scaled.
  struct Candidate {
    var project: Int
    var payment: UInt64
    /// How many share the cost when each who has anything surely can pay an equal part; its price is then
    /// exactly one in so many. Zero when somebody may have less.
    var sharers = 0
  }

  init(_ vote: BudgetVote) {
    self.vote = vote
    let share = UInt64(vote.budget) / UInt64(vote.voters)
    shift = min(60, share.leadingZeroBitCount - 2)
    let scaled = UInt128(vote.budget) << UInt128(shift)
    let (whole, rest) = scaled.quotientAndRemainder(dividingBy: UInt128(vote.voters))
    low = Array(repeating: UInt64(whole), count: vote.voters)
    high = Array(repeating: UInt64(whole) + (rest == 0 ? 0 : 1), count: vote.voters)
    open = []
    exact = ExactShares(vote)
    for (project, supporters) in vote.supporters.enumerated()
    where !supporters.isEmpty && vote.costs[project] > 0 {
      open.append(Candidate(project: project, payment: 0))
    }
    // What costs nothing and pleases somebody is free.
    bought = vote.costs.indices.filter {
      vote.costs[$0] == 0 && !vote.supporters[$0].isEmpty
    }
  }

  /// Whether a payment for one cost is less per unit of cost than another.
  private static func cheaper(_ a: UInt64, _ costA: Int64, than b: UInt64, _ costB: Int64) -> Bool {
    a.multipliedFullWidth(by: UInt64(costB)) < b.multipliedFullWidth(by: UInt64(costA))
  }

  /// What those who pay in full pay when the supporters have these budgets; nil when they have too little.
  ///
  /// Rounded down, or up for `roundingUp`.
  private func payment(_ project: Int, _ budgets: [UInt64], roundingUp: Bool) -> UInt64? {
    let supporters = vote.supporters[project]
    let cost = UInt128(vote.costs[project]) << UInt128(shift)
    var poor: UInt128 = 0
    var rich = supporters.count
    var level: UInt64 = 0
    return budgets.withUnsafeBufferPointer { budgets in
      while true {
        guard rich > 0, poor <= cost else { return poor == cost ? level : nil }
        let (whole, rest) = (cost - poor).quotientAndRemainder(dividingBy: UInt128(rich))
        guard let next = UInt64(exactly: whole) else { return nil }
        // Whoever has less than an equal part of what is left to pay pays all it has.
        level = next
        let bar = rest == 0 ? next : next + 1
        var sum: UInt128 = 0
        var count = 0
        for voter in supporters where budgets[Int(voter)] < bar {
          sum += UInt128(budgets[Int(voter)])
          count += 1
        }
        let left = supporters.count - count
        if left == rich { return roundingUp ? bar : next }
        (poor, rich) = (sum, left)
      }
    }
  }

  mutating func run() -> [Int] {
    while let next = nextProject() { buy(next) }
    return bought
  }

  /// Looks at projects in order of the bounds known, until none left can be the cheapest.
  private mutating func nextProject() -> Int? {
    while true {
      // The least price that some project surely has, and those that may be as cheap.
      var best: Candidate?
      var close: [Candidate] = []
      var unsure: [Candidate] = []
      while let first = open.first {
        let cost = vote.costs[first.project]
        if let best,
          Self.cheaper(best.payment, vote.costs[best.project], than: first.payment, cost)
        {
          break
        }
        removeFirst()
        guard let least = payment(first.project, high, roundingUp: false) else { continue }
        var candidate = Candidate(project: first.project, payment: least)
        guard let most = payment(first.project, low, roundingUp: true) else {
          unsure.append(candidate)
          continue
        }
        candidate.sharers = sharers(first.project)
        close.append(candidate)
        if best.map({ Self.cheaper(most, cost, than: $0.payment, vote.costs[$0.project]) }) ?? true
        {
          best = Candidate(project: first.project, payment: most)
        }
      }
      let (chosen, unaffordable) = decide(close, unsure, best)
      for candidate in close + unsure
      where candidate.project != chosen && !unaffordable.contains(candidate.project) {
        insert(candidate)
      }
      // With none of the candidates affordable, others behind them may still be.
      if chosen != nil || open.isEmpty { return chosen }
    }
  }

  /// Picks by the bounds when one is surely cheapest, else by exact fractions.
  private mutating func decide(
    _ close: [Candidate], _ unsure: [Candidate], _ best: Candidate?
  ) -> (Int?, Set<Int>) {
    let rivals = close.filter { one in
      guard let best else { return true }
      return !Self.cheaper(
        best.payment, vote.costs[best.project], than: one.payment, vote.costs[one.project])
    }
    let candidates = (rivals + unsure).map(\.project)
    if candidates.count < 2, unsure.isEmpty { return (candidates.first, []) }
    if unsure.isEmpty, rivals.allSatisfy({ $0.sharers > 0 }) {
      let chosen = rivals.min { a, b in
        a.sharers != b.sharers ? a.sharers > b.sharers : a.project < b.project
      }
      return (chosen?.project, [])
    }
    exact.catchUp(with: bought)
    return exact.cheapest(of: candidates)
  }

  /// How many supporters have anything left, when each of those surely can pay an equal part; else zero.
  private func sharers(_ project: Int) -> Int {
    let able = vote.supporters[project].filter { high[Int($0)] > 0 }
    guard !able.isEmpty else { return 0 }
    let cost = UInt128(vote.costs[project]) << UInt128(shift)
    let bar = (cost + UInt128(able.count) - 1) / UInt128(able.count)
    return able.allSatisfy { UInt128(low[Int($0)]) >= bar } ? able.count : 0
  }

  /// Puts a candidate into the heap of open ones, the lowest bound on its price first.
  private mutating func insert(_ candidate: Candidate) {
    open.append(candidate)
    var place = open.count - 1
    while place > 0, precedes(open[place], open[(place - 1) / 2]) {
      open.swapAt(place, (place - 1) / 2)
      place = (place - 1) / 2
    }
  }

  private mutating func removeFirst() {
    open.swapAt(0, open.count - 1)
    open.removeLast()
    var place = 0
    while true {
      var least = place
      for child in [2 * place + 1, 2 * place + 2]
      where child < open.count && precedes(open[child], open[least]) {
        least = child
      }
      if least == place { return }
      open.swapAt(place, least)
      place = least
    }
  }

  private func precedes(_ a: Candidate, _ b: Candidate) -> Bool {
    Self.cheaper(a.payment, vote.costs[a.project], than: b.payment, vote.costs[b.project])
  }

  private mutating func buy(_ project: Int) {
    let least = payment(project, high, roundingUp: false) ?? 0
    let most = payment(project, low, roundingUp: true) ?? .max
    for voter in vote.supporters[project] {
      let index = Int(voter)
      low[index] = low[index] > most ? low[index] - most : 0
      high[index] = high[index] > least ? high[index] - least : 0
    }
    bought.append(project)
  }
}
