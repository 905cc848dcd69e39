import Allocation
import ExactNumbers
import Testing

@Suite struct SelectionTests {
  /// Five alliances with 50, 45, 40, 35 and 30 points that ask 40, 30, 30, 20 and 10 euros.
  let pool: ApplicantPool
  let sheets: [ScoreSheet]

  init() throws {
    pool = try samplePool([
      ("a", 900, 40), ("b", 800, 30), ("c", 300, 30), ("d", 200, 20), ("e", 100, 10),
    ])
    sheets = try [50, 45, 40, 35, 30].map { try #require(sheet(total: $0)) }
  }

  func select(_ change: (inout SelectionRules) -> Void = { _ in }) throws -> SelectionResult {
    var rules = SelectionRules(
      eligibility: openEligibility, shortlist: 5, places: 5, pot: Money(euros: 80))
    change(&rules)
    return try pool.select(sheets, rules: rules, lots: lots(of: pool))
  }

  func amounts(_ result: SelectionResult) -> [Int64] { result.outcomes.map { $0.amount.cents } }

  @Test func `by rank ends at the first who does not fit`() throws {
    let result = try select()
    #expect(amounts(result) == [4_000, 3_000, 0, 0, 0])
    #expect(result.outcomes[3].standing == .potExhausted)
  }

  @Test func `by rank in part gives what is left when it is enough`() throws {
    let part = try select { $0.potRule = .byRank(partialFrom: BasisPoints(percent: 30)) }
    #expect(amounts(part) == [4_000, 3_000, 1_000, 0, 0])
    #expect(part.outcomes[2].standing == .grantedPartly)
    let none = try select { $0.potRule = .byRank(partialFrom: BasisPoints(percent: 34)) }
    #expect(amounts(none) == [4_000, 3_000, 0, 0, 0])
  }

  @Test func `skipping passes over whoever does not fit`() throws {
    let result = try select { $0.potRule = .skipping }
    #expect(amounts(result) == [4_000, 3_000, 0, 0, 1_000])
  }

  @Test func `in proportion all give up the same share and the sum is the pot`() throws {
    let result = try select {
      $0.potRule = .proportional
      $0.pot = Money(euros: 100)
    }
    // 100/130 of each request, the cents left to the largest remainders.
    #expect(amounts(result) == [3_077, 2_308, 2_308, 1_538, 769])
    #expect(result.granted == Money(euros: 100))
  }

  @Test func `in proportion the last gives way when a grant falls below the least`() throws {
    let result = try select {
      $0.potRule = .proportional
      $0.pot = Money(euros: 60)
      $0.minimumGrant = Money(euros: 10)
    }
    // With all five the last would get 4.62; without it 60/120 of each request remains.
    #expect(amounts(result) == [2_000, 1_500, 1_500, 1_000, 0])
  }

  @Test func `degressive brackets count less of what is asked above them`() throws {
    let result = try select {
      $0.pot = Money(euros: 1_000)
      $0.potRule = .degressive([
        DegressiveBracket(upTo: Money(euros: 20), share: .whole),
        DegressiveBracket(upTo: nil, share: BasisPoints(percent: 50)),
      ])
    }
    #expect(amounts(result) == [3_000, 2_500, 2_500, 2_000, 1_000])
  }

  @Test func `the optimum has the most points together`() throws {
    let result = try select { $0.potRule = .optimum }
    // b + c + e = 115 points for 70; a + b + e = 125 for 80; b + c + d = 120 for 80.
    #expect(amounts(result) == [4_000, 3_000, 0, 0, 1_000])
    let fewer = try select {
      $0.potRule = .optimum
      $0.pot = Money(euros: 60)
    }
    // c + d + e = 105 and b + d + e = 110 for 60.
    #expect(amounts(fewer) == [0, 3_000, 0, 2_000, 1_000])
  }

  @Test func `a reserve serves small alliances first and returns what they leave`() throws {
    let result = try select {
      $0.reserve = Reserve(share: BasisPoints(percent: 30), upTo: Money(euros: 200))
    }
    // 24 euros are reserved: d (20) and e (10) come first, then a (40) fits the 50 left, b does not.
    #expect(amounts(result) == [4_000, 0, 0, 2_000, 1_000])
  }

  @Test func `a weighting reorders but does not lift over the quality line`() throws {
    let weighting = try SizeWeighting(
      points: Points(22), fullBelow: Money(euros: 100), noneAbove: Money(euros: 300))
    let result = try select {
      $0.weighting = weighting
      $0.qualityLine = Points(35)
    }
    let e = result.outcomes[4]
    #expect(e.standing == .belowQualityLine && e.rank == nil && e.extra == Points(22))
    let d = result.outcomes[3]
    #expect(d.extra == Points(11) && d.rank == 2 && d.total == Points(46))
  }

  @Test func `the first round leaves only the shortlist`() throws {
    let result = try select {
      $0.shortlist = 2
      $0.places = 2
      $0.pot = Money(euros: 1_000)
    }
    #expect(result.outcomes.suffix(3).map(\.firstRank) == [3, 4, 5])
    #expect(result.outcomes.map(\.rank) == [1, 2, nil, nil, nil])
    #expect(result.outcomes[2].standing == .notShortlisted)
    #expect(amounts(result) == [4_000, 3_000, 0, 0, 0])
  }

  @Test func `first round points decide the shortlist and count again in the second round`() throws
  {
    let pool = try samplePool([("a", 1, 10), ("b", 1, 10)])
    let early = try #require(
      ScoreSheet(Array(repeating: 5, count: 6) + Array(repeating: 1, count: 7)))
    let late = try #require(
      ScoreSheet(Array(repeating: 4, count: 6) + Array(repeating: 5, count: 7)))
    var rules = SelectionRules(
      eligibility: openEligibility, shortlist: 1, places: 1, pot: Money(euros: 100))
    let strict = try pool.select([early, late], rules: rules, lots: [0, 1])
    #expect(strict.winners.map(\.alliance) == ["a"])
    rules.shortlist = 2
    let open = try pool.select([early, late], rules: rules, lots: [0, 1])
    #expect(open.outcomes.map(\.firstRank) == [1, 2])
    #expect(open.winners.map(\.alliance) == ["b"])
    #expect(open.outcomes.map(\.own) == [Points(37), Points(59)])
  }

  @Test func `equal points go by lot, the lowest first`() throws {
    let pool = try samplePool([("a", 1, 10), ("b", 1, 10), ("c", 1, 10)])
    let same = try (0..<3).map { _ in try #require(sheet(total: 30)) }
    let rules = SelectionRules(
      eligibility: openEligibility, shortlist: 3, places: 1, pot: Money(euros: 100))
    let result = try pool.select(same, rules: rules, lots: [7, 3, 9])
    #expect(result.winners.map(\.alliance) == ["b"])
  }

  @Test func `spread gives each theme its number before rank decides`() throws {
    let pool = try samplePool(
      [("a", 1, 10), ("b", 1, 10), ("c", 1, 10), ("d", 1, 10)], themes: ["x", "x", "x", "y"])
    let sheets = try [60, 55, 50, 20].map { try #require(sheet(total: $0)) }
    let rules = SelectionRules(
      eligibility: openEligibility, shortlist: 3, places: 2, minimumPerTheme: 1,
      pot: Money(euros: 100))
    let result = try pool.select(sheets, rules: rules, lots: [0, 1, 2, 3])
    #expect(result.winners.map(\.alliance) == ["a", "d"])
    #expect(result.outcomes[2].standing == .notShortlisted)
  }

  @Test func `one group leads no more than its number of chosen alliances`() throws {
    let organisations = ["p", "q", "r"].map {
      Organisation(
        id: $0, income: Money(euros: 1), ownIncome: .whole, yearsActive: 9,
        links: $0 == "q" ? ["p"] : [])
    }
    let pool = try ApplicantPool(
      organisations: organisations,
      alliances: ["p", "p", "q", "r"].enumerated().map { place, lead in
        Alliance(
          id: "a\(place)", theme: "t", requested: Money(euros: 1),
          members: [.init(lead, isLead: true, share: .whole)])
      })
    let sheets = try [60, 50, 40, 30].map { try #require(sheet(total: $0)) }
    let rules = SelectionRules(
      eligibility: openEligibility, shortlist: 4, places: 4, pot: Money(euros: 9))
    let result = try pool.select(sheets, rules: rules, lots: [0, 1, 2, 3])
    #expect(result.outcomes.map(\.standing) == [.granted, .granted, .leadLimit, .granted])
  }

  @Test func `a place by lot goes to the lowest lot above the line`() throws {
    let result = try pool.select(
      sheets,
      rules: SelectionRules(
        eligibility: openEligibility, shortlist: 5, places: 2, qualityLine: Points(33),
        drawnPlaces: 1, pot: Money(euros: 1_000)),
      lots: [9, 8, 7, 6, 0])
    #expect(result.winners.map(\.alliance) == ["a", "d"])
  }
}
