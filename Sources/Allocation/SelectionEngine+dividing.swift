import ExactNumbers

/// The division of the pot over the applicants in the order in which they are served.
extension SelectionEngine {
  mutating func divide() {
    for group in leads.indices { leads[group] = 0 }
    switch rules.potRule {
    case .byRank(let partialFrom): inOrder(skipping: false, partialFrom: partialFrom)
    case .skipping: inOrder(skipping: true, partialFrom: nil)
    case .proportional: inProportion { $0 }
    case .degressive(let brackets):
      inProportion { DegressiveBracket.counted($0, brackets) }
    case .optimum: best()
    }
  }

  private mutating func inOrder(skipping: Bool, partialFrom: BasisPoints?) {
    var left = rules.pot.cents
    var free = rules.places
    var ended = false
    for index in sequence {
      guard free > 0 else { break }
      guard leads[leadGroup[index]] < rules.leadLimit else {
        standing[index] = .leadLimit
        continue
      }
      guard !ended, ask[index] <= left else {
        standing[index] = .potExhausted
        if ended || skipping { continue }
        ended = true
        if let partialFrom, left > 0, left >= rules.minimumGrant.cents,
          partialFrom.isReached(by: left, of: ask[index])
        {
          grant(index, left, .grantedPartly)
          left = 0
        }
        continue
      }
      grant(index, ask[index], .granted)
      left -= ask[index]
      free -= 1
    }
  }

  private mutating func grant(_ index: Int, _ cents: Int64, _ standing: Standing) {
    amount[index] = cents
    granted += cents
    self.standing[index] = standing
    leads[leadGroup[index]] += 1
  }

  /// Fills the places and, when they ask too much, cuts all by the same share.
  ///
  /// When a cut grant falls below the least grant, the last in the order gives up its place, and the
  /// pot is divided again.
  private mutating func inProportion(_ counted: (Int64) -> Int64) {
    var places: [Int] = []
    for index in sequence where places.count < rules.places {
      guard leads[leadGroup[index]] < rules.leadLimit else {
        standing[index] = .leadLimit
        continue
      }
      leads[leadGroup[index]] += 1
      places.append(index)
    }
    for group in leads.indices { leads[group] = 0 }
    while !places.isEmpty {
      let asked = places.map { counted(ask[$0]) }
      let sum = asked.reduce(0, +)
      let amounts =
        sum <= rules.pot.cents
        ? asked : rules.pot.allocate(weights: asked.map(UInt64.init)).map(\.cents)
      let least = max(1, rules.minimumGrant.cents)
      if amounts.contains(where: { $0 < least }) {
        standing[places.removeLast()] = .potExhausted
        continue
      }
      for (index, cents) in zip(places, amounts) {
        grant(index, cents, cents < ask[index] ? .grantedPartly : .granted)
      }
      return
    }
  }

  private mutating func best() {
    var solver = SelectionOptimum(
      values: sequence.map { weighted[$0] }, costs: sequence.map { ask[$0] },
      groups: sequence.map { leadGroup[$0] }, groupLimit: rules.leadLimit,
      capacity: rules.pot.cents, places: rules.places)
    let forced = reservedInFront()
    var solution = solver.solve(forced: forced, limit: 2_000_000)
    if !solution.isProven, case .found(let other) = program(forced: forced).solve(),
      other.isProven || other.value > solution.value
    {
      solution = other
    }
    isProven = solution.isProven
    for (place, index) in sequence.enumerated() {
      if solution.chosen[place] {
        grant(index, ask[index], .granted)
      } else {
        standing[index] = .potExhausted
      }
    }
  }

  /// The same question for the solver, which closes gaps that our own search leaves open.
  private func program(forced: Int) -> SelectionProgram {
    let all = Array(sequence.indices)
    let costs = sequence.map { ask[$0] }
    var conditions = [
      SelectionProgram.Condition(items: all, weights: costs, most: rules.pot.cents),
      .init(count: all, most: Int64(rules.places)),
      .init(count: Array(0..<forced), least: Int64(forced)),
    ]
    for (_, items) in Dictionary(grouping: all, by: { leadGroup[sequence[$0]] })
      .sorted(by: { $0.key < $1.key }) where items.count > rules.leadLimit
    {
      conditions.append(.init(count: items, most: Int64(rules.leadLimit)))
    }
    return SelectionProgram(
      values: sequence.map { weighted[$0] }, costs: costs, conditions: conditions)
  }

  /// How many at the front the reserve has put there and must be in every solution.
  private func reservedInFront() -> Int {
    guard let reserve = rules.reserve else { return 0 }
    let target = reserve.share.of(rules.pot.cents)
    var reached: Int64 = 0
    var count = 0
    for index in sequence.prefix(rules.places) {
      guard small[index], reached < target, ask[index] <= rules.pot.cents - reached else { break }
      reached += ask[index]
      count += 1
    }
    return count
  }
}
