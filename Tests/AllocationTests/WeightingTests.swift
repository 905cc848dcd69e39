import Allocation
import ExactNumbers
import Testing

@Suite struct WeightingTests {
  let weighting: SizeWeighting

  init() throws {
    weighting = try SizeWeighting(
      points: Points(4), fullBelow: Money(euros: 500_000), noneAbove: Money(euros: 2_500_000))
  }

  @Test func `nobody gets more than the bound`() {
    var random = SplitMix64(1)
    for _ in 0..<5_000 {
      let size = Money(cents: .random(in: 0...400_000_000, using: &random))
      let points = weighting.points(size: size, own: Points(40))
      #expect(points >= .zero && points <= Points(4))
    }
  }

  @Test func `a smaller alliance never gets less`() {
    var random = SplitMix64(2)
    for _ in 0..<5_000 {
      let a = Money(cents: .random(in: 0...400_000_000, using: &random))
      let b = Money(cents: .random(in: 0...400_000_000, using: &random))
      let own = Points(.random(in: 13...65, using: &random))
      #expect(
        weighting.points(size: min(a, b), own: own) >= weighting.points(size: max(a, b), own: own))
    }
  }

  @Test func `one euro changes the points by no more than is stated`() {
    // 4 points over 2,000,000 euros: 2 millionths of a point for each euro.
    #expect(weighting.largestEffectOfOneEuro == Ratio(2, 1_000_000))
    var random = SplitMix64(3)
    for _ in 0..<5_000 {
      let size = Int64.random(in: 0...300_000_000, using: &random)
      let here = weighting.points(size: Money(cents: size), own: Points(40))
      let next = weighting.points(size: Money(cents: size + 100), own: Points(40))
      #expect((0...3).contains(here.millionths - next.millionths))
    }
  }

  @Test func `the share limit holds for few points of one's own`() throws {
    let limited = try SizeWeighting(
      points: Points(4), fullBelow: Money(euros: 500_000), noneAbove: Money(euros: 2_500_000),
      shareLimit: BasisPoints(percent: 5))
    #expect(limited.points(size: .zero, own: Points(40)) == Points(2))
    #expect(limited.points(size: Money(euros: 2_400_000), own: Points(40)).description == "0.2")
  }

  @Test func `a curve that steps or rises with size is refused`() {
    typealias Knot = SizeWeighting.Knot
    let at = Money(euros: 100)
    #expect(throws: WeightingError.notContinuous(at: at)) {
      try SizeWeighting(
        knots: [Knot(size: at, points: Points(3)), Knot(size: at, points: Points(1))])
    }
    #expect(throws: WeightingError.favoursLarger(between: .zero, and: at)) {
      try SizeWeighting(
        knots: [Knot(size: .zero, points: Points(1)), Knot(size: at, points: Points(2))])
    }
    #expect(throws: WeightingError.empty) { try SizeWeighting(knots: []) }
  }

  @Test func `splitting a member into linked or unlinked parts leaves the size as it was`() throws {
    func size(_ incomes: [(String, Int, [String])]) throws -> Money {
      let pool = try ApplicantPool(
        organisations: incomes.map {
          Organisation(
            id: $0.0, income: Money(euros: $0.1), ownIncome: .whole, yearsActive: 9, links: $0.2)
        },
        alliances: [
          Alliance(
            id: "a", theme: "t", requested: Money(euros: 1),
            members: incomes.enumerated().filter { !$1.0.hasPrefix("x") }.map { place, item in
              .init(item.0, isLead: place == 0, share: place == 0 ? .whole : .none)
            })
        ])
      return pool.size[0]
    }
    let whole = try size([("a", 900_000, []), ("b", 300_000, [])])
    #expect(whole == Money(euros: 1_200_000))
    #expect(try size([("a", 500_000, ["c"]), ("b", 300_000, []), ("c", 400_000, [])]) == whole)
    #expect(try size([("a", 500_000, []), ("b", 300_000, []), ("c", 400_000, [])]) == whole)
    // A part kept outside the alliance counts as long as the link is known, whoever names it.
    #expect(try size([("a", 500_000, []), ("b", 300_000, []), ("x", 400_000, ["a"])]) == whole)
    // Merging two members.
    #expect(try size([("a", 1_200_000, [])]) == whole)
  }

  @Test func `a circle of links is one group counted once`() throws {
    let pool = try ApplicantPool(
      organisations: [("a", "b"), ("b", "c"), ("c", "a")].map {
        Organisation(
          id: $0.0, income: Money(euros: 100), ownIncome: .whole, yearsActive: 9, links: [$0.1])
      },
      alliances: [
        Alliance(
          id: "x", theme: "t", requested: Money(euros: 1),
          members: [
            .init("a", isLead: true, share: BasisPoints(percent: 50)),
            .init("b", share: BasisPoints(percent: 50)),
          ])
      ])
    #expect(pool.size == [Money(euros: 300)])
    #expect(Set(pool.group).count == 1)
  }
}
