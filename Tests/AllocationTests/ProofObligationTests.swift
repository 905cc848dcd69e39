import Allocation
import ExactNumbers
import Testing

/// What a weighting for small alliances owes, each as a property over random pools, scores and curves.
@Suite struct ProofObligationTests {
  private func randomWeighting(_ random: inout SplitMix64) throws -> SizeWeighting {
    let low = Int64.random(in: 0...1_000_000_000, using: &random)
    return try SizeWeighting(
      points: Points(.random(in: 0...20, using: &random)), fullBelow: Money(cents: low),
      noneAbove: Money(cents: low + .random(in: 1...900_000_000, using: &random)),
      shareLimit: Bool.random(using: &random)
        ? BasisPoints(percent: .random(in: 0...30, using: &random)) : nil)
  }

  @Test func `bounded: never more than the stated points nor the stated share of own points`()
    throws
  {
    var random = SplitMix64(31)
    for _ in 0..<3_000 {
      let weighting = try randomWeighting(&random)
      let own = Points(.random(in: 13...65, using: &random))
      let points = weighting.points(
        size: Money(cents: .random(in: 0...3_000_000_000, using: &random)), own: own)
      #expect(points >= .zero && points <= weighting.bound)
      if let limit = weighting.shareLimit {
        #expect(points.millionths <= limit.of(own.millionths))
      }
    }
  }

  @Test func `continuous: one euro never moves more than the stated largest effect`() throws {
    var random = SplitMix64(32)
    for _ in 0..<3_000 {
      let weighting = try randomWeighting(&random)
      let own = Points(.random(in: 13...65, using: &random))
      // Half of the sizes at a knot, where a cliff would be.
      let knot = weighting.knots.randomElement(using: &random)?.size.cents ?? 0
      let size =
        Bool.random(using: &random)
        ? max(0, knot - .random(in: 0...200, using: &random))
        : Int64.random(in: 0...2_000_000_000, using: &random)
      let here = weighting.points(size: Money(cents: size), own: own)
      let next = weighting.points(size: Money(cents: size + 100), own: own)
      let effect = here.millionths - next.millionths
      #expect(effect >= 0)
      // The stated effect in millionths, rounded up, and the one that cutting off can add.
      let stated = weighting.largestEffectOfOneEuro
      let most = (stated.numerator * 1_000_000 + stated.denominator - 1) / stated.denominator
      #expect(effect <= most + 1)
    }
  }

  /// The alliance's outcome with all its income in the members as they are, and after `change`.
  private func outcomes(
    _ random: inout SplitMix64, linked: Bool = true,
    _ change: (inout [Organisation], inout Alliance, inout SplitMix64) -> Void
  ) throws -> (before: SelectionOutcome, after: SelectionOutcome) {
    let tied = try randomPool(&random, count: .random(in: 2...9, using: &random))
    var organisations = tied.organisations
    if !linked { for index in organisations.indices { organisations[index].links = [] } }
    let pool = try ApplicantPool(organisations: organisations, alliances: tied.alliances)
    let which = Int.random(in: 0..<pool.count, using: &random)
    // All meet the conditions: what is left is what size does.
    let open = EligibilityRules(
      yearsActive: 0,
      ownIncome: OwnIncomeRule(
        small: .none, large: .none, smallUpTo: Money(euros: 1), largeFrom: Money(euros: 2),
        growthPath: true), members: 1...20)
    var rules = SelectionRules(
      eligibility: open, shortlist: pool.count,
      places: .random(in: 1...pool.count, using: &random), leadLimit: 1_000,
      pot: Money(cents: .random(in: 1...900_000_000, using: &random)))
    rules.weighting = try randomWeighting(&random)
    if Bool.random(using: &random) {
      rules.reserve = Reserve(
        share: BasisPoints(percent: .random(in: 0...80, using: &random)),
        upTo: Money(cents: .random(in: 0...900_000_000, using: &random)))
    }
    let sheets = randomSheets(&random, count: pool.count)
    organisations = pool.organisations
    var alliances = pool.alliances
    change(&organisations, &alliances[which], &random)
    let changed = try ApplicantPool(organisations: organisations, alliances: alliances)
    return (
      try pool.select(sheets, rules: rules, lots: lots(of: pool)).outcomes[which],
      try changed.select(sheets, rules: rules, lots: lots(of: changed)).outcomes[which]
    )
  }

  private func expectNoGain(_ a: SelectionOutcome, _ b: SelectionOutcome) {
    #expect(b.extra <= a.extra)
    #expect(b.amount <= a.amount)
    #expect((b.rank ?? .max) >= (a.rank ?? .max))
  }

  @Test func `splitting a member, linked or inside the alliance, never raises the outcome`() throws
  {
    var random = SplitMix64(33)
    for round in 0..<400 {
      let (before, after) = try outcomes(&random) { organisations, alliance, random in
        let place = Int.random(in: 0..<alliance.members.count, using: &random)
        let id = alliance.members[place].organisation
        guard let index = organisations.firstIndex(where: { $0.id == id }) else { return }
        var part = organisations[index]
        part.id = "split"
        let income = Int64.random(in: 0...organisations[index].income.cents, using: &random)
        part.income = Money(cents: income)
        organisations[index].income = Money(cents: organisations[index].income.cents - income)
        if round % 2 == 0 {
          // The part stays outside, tied by its link, whichever of the two names it.
          part.links = round % 4 == 0 ? [id] : []
          if round % 4 != 0 { organisations[index].links.append("split") }
        } else {
          part.links = []
          let share = alliance.members[place].share.count
          let given = Int.random(in: 0...share, using: &random)
          alliance.members[place].share = BasisPoints(share - given)
          alliance.members.append(.init("split", share: BasisPoints(given)))
        }
        organisations.append(part)
      }
      expectNoGain(before, after)
    }
  }

  /// Puts the last member into the first.
  private func merge(_ organisations: inout [Organisation], _ alliance: inout Alliance) {
    guard alliance.members.count > 1, let last = alliance.members.last,
      let into = organisations.firstIndex(where: { $0.id == alliance.members[0].organisation }),
      let gone = organisations.firstIndex(where: { $0.id == last.organisation })
    else { return }
    organisations[into].income = Money(
      cents: organisations[into].income.cents + organisations[gone].income.cents)
    alliance.members[0].share = BasisPoints(alliance.members[0].share.count + last.share.count)
    alliance.members.removeLast()
    organisations.remove(at: gone)
  }

  @Test func `merging two members never raises the outcome`() throws {
    var random = SplitMix64(34)
    for _ in 0..<400 {
      let (before, after) = try outcomes(&random, linked: false) { organisations, alliance, _ in
        merge(&organisations, &alliance)
      }
      expectNoGain(before, after)
    }
  }

  /// Another alliance that is linked with the merged organisation grows with it, so places may change;
  /// the alliance's own points never rise by it.
  @Test func `merging never raises the extra points, whoever is linked with whom`() throws {
    var random = SplitMix64(37)
    for _ in 0..<400 {
      let (before, after) = try outcomes(&random) { organisations, alliance, _ in
        merge(&organisations, &alliance)
      }
      #expect(after.extra <= before.extra && after.own == before.own)
    }
  }

  @Test func `nobody below the quality line is lifted over it, whatever the weighting`() throws {
    var random = SplitMix64(35)
    var below = 0
    for _ in 0..<300 {
      let pool = try randomPool(&random, count: .random(in: 1...12, using: &random))
      let sheets = randomSheets(&random, count: pool.count)
      var rules = SelectionRules(
        eligibility: openEligibility, shortlist: pool.count, places: pool.count,
        qualityLine: Points(.random(in: 30...50, using: &random)),
        pot: Money(cents: .max / 1_000_000))
      rules.weighting = try SizeWeighting(
        points: Points(60), fullBelow: Money(euros: 10_000_000),
        noneAbove: Money(euros: 20_000_000))
      let weighted = try pool.select(sheets, rules: rules, lots: lots(of: pool))
      rules.weighting = nil
      let plain = try pool.select(sheets, rules: rules, lots: lots(of: pool))
      for (a, b) in zip(plain.outcomes, weighted.outcomes) {
        if a.standing == .belowQualityLine {
          below += 1
          #expect(b.standing == .belowQualityLine && b.amount == .zero)
        }
        #expect(b.standing.isGranted == false || b.own >= rules.qualityLine)
      }
    }
    #expect(below > 100)
  }

  @Test func `every winner that a larger pot removes is covered by a reason that the rule states`()
    throws
  {
    var random = SplitMix64(36)
    var named = 0
    for _ in 0..<500 {
      let pool = try randomPool(&random, count: .random(in: 2...12, using: &random))
      let sheets = randomSheets(&random, count: pool.count)
      let choices: [PotRule] = [
        .byRank(partialFrom: nil), .byRank(partialFrom: BasisPoints(percent: 50)), .skipping,
        .proportional, .optimum,
      ]
      var rules = SelectionRules(
        eligibility: openEligibility, shortlist: pool.count, places: pool.count,
        pot: Money(cents: .random(in: 0...400_000_000, using: &random)),
        potRule: choices[Int.random(in: 0..<choices.count, using: &random)])
      let before = try pool.select(sheets, rules: rules, lots: lots(of: pool))
      rules.pot = Money(cents: rules.pot.cents + .random(in: 1...100_000_000, using: &random))
      let after = try pool.select(sheets, rules: rules, lots: lots(of: pool))
      let lost = Set(before.winners.map(\.alliance)).subtracting(after.winners.map(\.alliance))
      if !lost.isEmpty {
        #expect(rules.potRule.lossByLargerPot?.isEmpty == false)
        named += 1
      }
    }
    #expect(named > 0)
  }
}
