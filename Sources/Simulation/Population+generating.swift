import Allocation
import ExactNumbers

/// What a generated population looks like: counts, and the distributions they are drawn from.
///
/// - members: 2 to 5, equally likely; the first is the lead;
/// - income of an organisation: log-normal, `medianIncome` euros with spread `incomeSpread` (hundredths,
///   of the natural logarithm), leads twice as large, kept within 30,000 and 20 million;
/// - staff: income ÷ 90,000 euros; volunteers: 0 to 60;
/// - own income: 8 to 50%, 2 less for small organisations; half of those below 25% have a plan to reach
///   ten more;
/// - years of work: 3 to 30, for one in forty less; one organisation in twelve is linked with its alliance's lead;
/// - share of the grant: in proportion to the square root of income, with 10% more for the lead;
/// - request of a year: 200,000 euros plus 14% of the alliance's income, to thousands, at most 1.6 million;
/// - merit: an alliance's level normal around 3.30 with spread 0.30, plus `sizeAdvantage` hundredths for
///   every doubling of its income over the median of six members, each criterion around it with spread
///   0.40, kept within 1 and 5.
///
/// The advantage of size is an assumption about writing power, not about quality; a study should
/// also be run with 0.
public struct PopulationShape: Hashable, Sendable {
  public var name: String
  public var alliances: Int
  public var presentPartners: Int
  public var medianIncome: Int
  public var incomeSpread: Int
  public var sizeAdvantage: Int
  public var seed: UInt64

  public init(
    name: String, alliances: Int, presentPartners: Int = 0, medianIncome: Int = 500_000,
    incomeSpread: Int = 120, sizeAdvantage: Int = 8, seed: UInt64
  ) {
    self.name = name
    self.alliances = max(1, min(alliances, 100_000))
    self.presentPartners = max(0, min(presentPartners, self.alliances))
    self.medianIncome = max(1, min(medianIncome, 100_000_000))
    self.incomeSpread = max(0, min(incomeSpread, 400))
    self.sizeAdvantage = max(0, min(sizeAdvantage, 200))
    self.seed = seed
  }

  /// Seventeen applications, as many as came in 2017; everything else is invented.
  public static let like2017 = PopulationShape(name: "like-2017", alliances: 17, seed: 2_017)
  /// Twenty applications for twelve plans and eight places, with eight present partners; the twelve and
  /// eight are those of 2022, everything else is invented.
  public static let like2022 = PopulationShape(
    name: "like-2022", alliances: 20, presentPartners: 8, seed: 2_022)
  /// As `like2022`, but large alliances do not write better applications.
  public static let withoutSizeAdvantage = PopulationShape(
    name: "no-size-advantage", alliances: 20, presentPartners: 8, sizeAdvantage: 0, seed: 2_022)
}

extension Population {
  /// The eight fields of SR 2.2, under b.
  static let themes = [
    "education", "safety", "health", "labour-market", "media", "politics", "law",
    "forms-of-living",
  ]

  /// Makes up a population; the same shape gives the same one on every machine.
  public static func generate(_ shape: PopulationShape) throws(PoolError) -> Population {
    let random = CounterRandom(seed: shape.seed)
    var maker = Maker(shape: shape)
    let digits = max(2, String(shape.alliances).count)
    for number in 1...shape.alliances {
      let label = String(String(number + 1_000_000).suffix(digits))
      maker.alliance(label, random[UInt64(number)])
    }
    let pool = try ApplicantPool(organisations: maker.organisations, alliances: maker.alliances)
    let best = pool.alliances.indices.sorted { a, b in
      let (left, right) = (
        maker.standing[pool.alliances[a].id], maker.standing[pool.alliances[b].id]
      )
      return (left ?? 0, pool.alliances[b].id) > (right ?? 0, pool.alliances[a].id)
    }
    var present = Array(repeating: Money.zero, count: pool.count)
    for index in best.prefix(shape.presentPartners) { present[index] = Money(euros: 1_000_000) }
    let marked = zip(pool.alliances, present).map { alliance, grant in
      var one = alliance
      one.isPresentPartner = grant > .zero
      return one
    }
    return Population(
      name: shape.name,
      pool: try ApplicantPool(organisations: pool.organisations, alliances: marked),
      merit: pool.alliances.flatMap { maker.merit[$0.id] ?? [] }, present: present)
  }
}

private struct Maker {
  let shape: PopulationShape
  var organisations: [Organisation] = []
  var alliances: [Alliance] = []
  var merit: [String: [Int]] = [:]
  /// What decides who is a present partner: merit with some chance.
  var standing: [String: Int] = [:]

  private func normal(_ random: CounterRandom, _ index: Int) -> Double {
    Double(NormalNoise.value(UInt32(truncatingIfNeeded: random.bits(index))))
  }

  mutating func alliance(_ label: String, _ random: CounterRandom) {
    let id = "A\(label)"
    let count = 2 + Int(random.below(4, 0))
    var incomes: [Int] = []
    for member in 0..<count {
      let one = organisation("O\(label)\(member + 1)", member, random[UInt64(member + 1)], id)
      incomes.append(Int(one.income.cents / 100))
      organisations.append(one)
    }
    let total = incomes.reduce(0, +)
    let roots = incomes.enumerated().map { place, income in
      UInt64(Double(income).squareRoot() * (place == 0 ? 110 : 100))
    }
    let shares = Money(cents: 10_000).allocate(weights: roots)
    let asked = min(1_600_000, 200_000 + total * 14 / 100) / 1_000 * 1_000
    alliances.append(
      Alliance(
        id: id, theme: Population.themes[Int(random.below(8, 1))], requested: Money(euros: asked),
        members: (0..<count).map {
          .init(
            "O\(label)\($0 + 1)", isLead: $0 == 0, share: BasisPoints(Int(shares[$0].cents)))
        }))
    let doublings = Exponential.logarithm2(Double(total) / Double(6 * shape.medianIncome))
    let level = 330 + 30 * normal(random, 2) + Double(shape.sizeAdvantage) * doublings
    let scores = (0..<Criterion.all).map { place in
      Int(min(500, max(100, (level + 40 * normal(random, 10 + place)).rounded())))
    }
    merit[id] = scores
    standing[id] = scores.reduce(0, +) + Int((200 * normal(random, 3)).rounded())
  }

  private func organisation(
    _ id: String, _ place: Int, _ random: CounterRandom, _ alliance: String
  ) -> Organisation {
    let spread = Double(shape.incomeSpread) / 100 * normal(random, 0)
    let median = Double(shape.medianIncome) * (place == 0 ? 2 : 1)
    let euros = min(20_000_000, max(30_000, median * Exponential.power(spread)))
    let income = Int(euros) / 1_000 * 1_000
    let isSmall = income < 400_000
    let own = 800 + Int(random.below(4_200, 1)) - (isSmall ? 200 : 0)
    let grows = own < 2_500 && random.below(2, 2) == 0
    return Organisation(
      id: id, income: Money(euros: income), staff: income / 900,
      volunteers: Int(random.below(61, 3)), ownIncome: BasisPoints(own),
      plannedOwnIncome: grows ? BasisPoints(own + 1_000) : nil,
      yearsActive: random.below(40, 6) == 0 ? 2 : 3 + Int(random.below(28, 4)),
      links: place > 0 && random.below(12, 5) == 0 ? [String(id.dropLast()) + "1"] : [])
  }
}
