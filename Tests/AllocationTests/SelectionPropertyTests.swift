import Allocation
import ExactNumbers
import Testing

/// What must hold for every pool, score and rule: the proof obligations of the selection.
@Suite struct SelectionPropertyTests {
  func rules(_ random: inout SplitMix64, count: Int, pot: Int64) throws -> SelectionRules {
    let shortlist = Int.random(in: 1...max(1, count), using: &random)
    var rules = SelectionRules(
      eligibility: openEligibility, shortlist: shortlist,
      places: .random(in: 1...shortlist, using: &random), pot: Money(cents: pot))
    if Bool.random(using: &random) {
      rules.weighting = try SizeWeighting(
        points: Points(.random(in: 0...10, using: &random)), fullBelow: Money(euros: 500_000),
        noneAbove: Money(euros: 5_000_000))
    }
    if Bool.random(using: &random) { rules.qualityLine = Points(35) }
    if Bool.random(using: &random) { rules.minimumPerTheme = 1 }
    let choices: [PotRule] = [
      .byRank(partialFrom: nil), .byRank(partialFrom: BasisPoints(percent: 40)), .skipping,
      .proportional,
      .degressive([
        DegressiveBracket(upTo: Money(euros: 300_000), share: .whole),
        DegressiveBracket(upTo: nil, share: BasisPoints(percent: 60)),
      ]),
    ]
    rules.potRule = choices[Int.random(in: 0..<choices.count, using: &random)]
    if Bool.random(using: &random) {
      rules.reserve = Reserve(
        share: BasisPoints(percent: .random(in: 0...60, using: &random)),
        upTo: Money(euros: 3_000_000))
    }
    return rules
  }

  @Test func `the pot is never exceeded and nobody gets more than was asked`() throws {
    var random = SplitMix64(11)
    for _ in 0..<400 {
      let pool = try randomPool(&random, count: .random(in: 1...15, using: &random))
      let sheets = randomSheets(&random, count: pool.count)
      let rules = try rules(
        &random, count: pool.count, pot: .random(in: 0...900_000_000, using: &random))
      let result = try pool.select(sheets, rules: rules, lots: lots(of: pool))
      #expect(result.granted <= rules.pot)
      #expect(result.outcomes.map(\.amount.cents).reduce(0, +) == result.granted.cents)
      #expect(result.winners.count <= rules.places + 1)
      for (outcome, alliance) in zip(result.outcomes, pool.alliances) {
        #expect(outcome.amount <= alliance.requested)
        #expect(outcome.standing.isGranted == (outcome.amount > .zero))
        if outcome.standing.isGranted {
          #expect(outcome.own >= rules.qualityLine && outcome.failures.isEmpty)
        }
      }
    }
  }

  @Test func `the order of the input changes nothing`() throws {
    var random = SplitMix64(12)
    for _ in 0..<150 {
      let pool = try randomPool(&random, count: .random(in: 2...12, using: &random))
      let turned = try ApplicantPool(
        organisations: pool.organisations.shuffled(using: &random),
        alliances: pool.alliances.shuffled(using: &random))
      let sheets = randomSheets(&random, count: pool.count)
      let rules = try rules(&random, count: pool.count, pot: 300_000_000)
      #expect(
        try pool.select(sheets, rules: rules, lots: lots(of: pool))
          == turned.select(sheets, rules: rules, lots: lots(of: turned)))
    }
  }

  @Test func `a smaller alliance in the same place never ranks lower`() throws {
    var random = SplitMix64(13)
    for _ in 0..<200 {
      let pool = try randomPool(&random, count: .random(in: 2...10, using: &random))
      let which = Int.random(in: 0..<pool.count, using: &random)
      var organisations = pool.organisations
      for member in pool.members[which] {
        let income = organisations[member.organisation].income.cents
        organisations[member.organisation].income = Money(cents: income / 3)
      }
      let lighter = try ApplicantPool(
        organisations: organisations.map {
          var one = $0
          one.links = []
          return one
        }, alliances: pool.alliances)
      let before = try ApplicantPool(
        organisations: pool.organisations.map {
          var one = $0
          one.links = []
          return one
        }, alliances: pool.alliances)
      let sheets = randomSheets(&random, count: pool.count)
      var rules = SelectionRules(
        eligibility: openEligibility, shortlist: pool.count, places: pool.count,
        pot: Money(cents: 500_000_000))
      rules.weighting = try SizeWeighting(
        points: Points(8), fullBelow: Money(euros: 500_000), noneAbove: Money(euros: 5_000_000))
      let a = try before.select(sheets, rules: rules, lots: lots(of: before)).outcomes[which]
      let b = try lighter.select(sheets, rules: rules, lots: lots(of: lighter)).outcomes[which]
      #expect(b.extra >= a.extra)
      if let rankA = a.rank, let rankB = b.rank { #expect(rankB <= rankA) }
    }
  }

  @Test func `a larger pot keeps every winner unless the rule says why not`() throws {
    var random = SplitMix64(14)
    var losses = 0
    for _ in 0..<600 {
      let pool = try randomPool(&random, count: .random(in: 2...12, using: &random))
      let sheets = randomSheets(&random, count: pool.count)
      var rules = try rules(
        &random, count: pool.count, pot: .random(in: 0...500_000_000, using: &random))
      let before = try pool.select(sheets, rules: rules, lots: lots(of: pool))
      rules.pot = Money(cents: rules.pot.cents + .random(in: 1...200_000_000, using: &random))
      let after = try pool.select(sheets, rules: rules, lots: lots(of: pool))
      let lost = Set(before.winners.map(\.alliance)).subtracting(after.winners.map(\.alliance))
      if rules.potRule.lossByLargerPot == nil, rules.reserve == nil {
        #expect(lost.isEmpty)
      } else if !lost.isEmpty {
        losses += 1
      }
    }
    // The stated exceptions are real ones.
    #expect(losses > 0)
  }

  @Test func `the optimum is as good as trying every set`() throws {
    var random = SplitMix64(15)
    for _ in 0..<300 {
      let count = Int.random(in: 1...11, using: &random)
      let values = (0..<count).map { _ in Int64.random(in: 0...60, using: &random) }
      let costs = (0..<count).map { _ in Int64.random(in: 0...50, using: &random) }
      let capacity = Int64.random(in: 0...150, using: &random)
      let places = Int.random(in: 1...count, using: &random)
      var best: Int64 = 0
      for set in 0..<(1 << count) where set.nonzeroBitCount <= places {
        let picked = (0..<count).filter { set >> $0 & 1 == 1 }
        if picked.reduce(0, { $0 + costs[$1] }) <= capacity {
          best = max(best, picked.reduce(0) { $0 + values[$1] })
        }
      }
      var solver = SelectionOptimum(
        values: values, costs: costs, capacity: capacity, places: places)
      let solution = solver.solve()
      #expect(solution.value == best && solution.isProven && solution.cost <= capacity)
    }
  }

  @Test func `scarce places are proven as well, among hundreds`() {
    var random = SplitMix64(16)
    for _ in 0..<5 {
      let values = (0..<300).map { _ in Int64.random(in: 20_000_000...65_000_000, using: &random) }
      let costs = (0..<300).map { _ in Int64.random(in: 20_000_000...160_000_000, using: &random) }
      var solver = SelectionOptimum(
        values: values, costs: costs, capacity: 1_500_000_000, places: 20)
      let solution = solver.solve(limit: 2_000_000)
      #expect(solution.isProven)
      #expect(solution.chosen.count { $0 } <= 20 && solution.cost <= 1_500_000_000)
      // One exchange cannot improve an optimum.
      for out in values.indices where solution.chosen[out] {
        for new in values.indices where !solution.chosen[new] && values[new] > values[out] {
          #expect(solution.cost - costs[out] + costs[new] > 1_500_000_000)
        }
      }
    }
  }

  @Test func `a search that is cut off says that it proved nothing`() {
    var random = SplitMix64(17)
    let values = (0..<200).map { _ in Int64.random(in: 900...1_000, using: &random) }
    let costs = values.map { $0 + Int64.random(in: 0...3, using: &random) }
    var solver = SelectionOptimum(values: values, costs: costs, capacity: 70_001)
    #expect(!solver.solve(limit: 50).isProven)
  }
}
