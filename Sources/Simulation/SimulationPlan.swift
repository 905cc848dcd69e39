import Allocation
import Diagnostics
import ExactNumbers

/// Everything that fixes a comparison, checked: the same plan gives the same result anywhere.
public struct SimulationPlan: Sendable {
  public let population: Population
  public let baseline: SchemeDesign
  /// What is compared with first, then the scenarios.
  public let scenarios: [Scenario]
  public let designs: [SchemeDesign]
  public let seed: UInt64
  public let draws: Int
  public let panel: PanelModel
  let rules: [SelectionRules]
  let groups: PopulationGroups

  /// The most draws in one comparison.
  public static let greatestDraws = 1_000_000

  /// Throws the findings of all scenarios together.
  ///
  /// `reference` is what the others are compared with; like them it is a difference on `baseline`.
  public init(
    scenarios: [Scenario], against reference: Scenario = .baseline, population: Population,
    baseline: SchemeDesign, seed: UInt64, draws: Int, panel: PanelModel = PanelModel()
  ) throws(FindingsError) {
    var findings: [Finding] = []
    var designs: [SchemeDesign] = []
    var ids: Set<String> = []
    let all = [reference] + scenarios
    for scenario in all {
      if !ids.insert(scenario.id).inserted {
        findings.append(
          .error(
            "scenario-twice", "There are two scenarios “\(scenario.id)”.",
            remedy: "Give one of them another name."))
      }
      do throws(FindingsError) {
        designs.append(try scenario.design(on: baseline))
      } catch {
        findings += error.findings
      }
    }
    if !(0...Self.greatestDraws).contains(draws) {
      findings.append(
        .error(
          "draws", "\(draws) draws cannot be made.",
          remedy: "Ask for 0 to \(Self.greatestDraws) draws."))
    }
    guard findings.isEmpty else { throw FindingsError(findings) }
    var rules: [SelectionRules] = []
    for design in designs {
      do throws(SelectionError) {
        rules.append(try design.selectionRules())
      } catch {
        findings.append(.error("scenario-contradiction", error.description))
      }
    }
    guard findings.isEmpty else { throw FindingsError(findings) }
    self.rules = rules
    self.designs = designs
    self.scenarios = all
    self.population = population
    self.baseline = baseline
    self.seed = seed
    self.draws = draws
    self.panel = panel
    groups = PopulationGroups(population, baseline: baseline)
  }

  /// Random numbers for ties, for the panel and their draws.
  private var random: CounterRandom { CounterRandom(seed: seed) }

  /// The lots of the selection without noise.
  var plainLots: [UInt64] { population.pool.key.map { random[0][$0].bits(0) } }

  /// How many ranks are counted, place 0 for none; no ranks at all for more than 2,000 alliances.
  static func rankPlaces(of count: Int) -> Int { count > 2_000 ? 0 : count + 1 }

  /// Makes some of the draws, for every scenario.
  ///
  /// Throws `SelectionError` for rules that contradict each other, which the plan has excluded.
  public func sums(of range: Range<Int>) throws(SelectionError) -> DrawSums {
    let pool = population.pool
    let rankPlaces = Self.rankPlaces(of: pool.count)
    var engines: [SelectionEngine] = []
    for rule in rules { engines.append(try SelectionEngine(pool: pool, rules: rule)) }
    var sums = DrawSums(draws: range, scenarios: [], rankPlaces: rankPlaces)
    sums.scenarios = rules.map { _ in
      DrawSums.OfScenario(
        selected: Array(repeating: 0, count: pool.count),
        paid: Array(repeating: 0, count: pool.count),
        ranks: Array(repeating: 0, count: pool.count * rankPlaces),
        values: DrawSums.measures.map { _ in
          var list: [Int32] = []
          list.reserveCapacity(range.count)
          return list
        })
    }
    let merit = population.merit.map { Float($0) / 100 }
    let smallShares = designs.map { smallShare(of: $0) }
    var scores = Array(repeating: UInt8(0), count: pool.count * Criterion.all)
    var lots = Array(repeating: UInt64(0), count: pool.count)
    var sorted: [Int64] = []
    sorted.reserveCapacity(pool.count)
    let tie = random[2]
    for draw in range {
      panel.score(
        merit: merit, keys: pool.key, random: random[1][UInt64(draw)], into: &scores)
      let lot = tie[UInt64(draw)]
      for (alliance, key) in pool.key.enumerated() { lots[alliance] = lot[key].bits(0) }
      for index in engines.indices {
        engines[index].select(scores: scores, lots: lots)
        sums.scenarios[index].add(
          engines[index], rankPlaces: rankPlaces, bands: groups.alliance,
          smallShare: smallShares[index], sorted: &sorted)
      }
    }
    return sums
  }

  /// For each alliance the part of its grant that reaches small organisations, in basis points.
  private func smallShare(of design: SchemeDesign) -> [Int64] {
    let pool = population.pool
    return pool.members.indices.map { index in
      let agreed = pool.members[index].reduce(0) { sum, member in
        sum + (groups.organisation[member.organisation] == .small ? member.share.count : 0)
      }
      let own = agreed == 0 ? 0 : max(agreed, design.smallMembersShare.count)
      let out = design.regrantShare.count
      let fee = design.leadFee.count
      let leadIsSmall = groups.organisation[pool.lead[index]] == .small
      return Int64(out + (leadIsSmall ? fee : 0) + (10_000 - out - fee) * own / 10_000)
    }
  }
}

extension DrawSums.OfScenario {
  mutating func add(
    _ engine: SelectionEngine, rankPlaces: Int, bands: [SizeBand], smallShare: [Int64],
    sorted: inout [Int64]
  ) {
    sorted.removeAll(keepingCapacity: true)
    var (sum, small, smallAlliances, points, won) = (
      Int64(0), Int128(0), Int64(0), Int64(0), Int64(0)
    )
    for index in engine.amount.indices {
      let amount = engine.amount[index]
      sorted.append(amount)
      if rankPlaces > 0 { ranks[index * rankPlaces + Int(engine.rank[index])] += 1 }
      guard amount > 0 else { continue }
      selected[index] += 1
      paid[index] += amount
      sum += amount
      small += Int128(amount) * Int128(smallShare[index])
      points += engine.own[index] / 1_000_000
      won += 1
      switch bands[index] {
      case .small:
        smallAlliances += amount
        smallWon += 1
      case .medium: break
      case .large: largeWon += 1
      }
    }
    func put(_ place: Int, _ figure: Int64?) {
      values[place].append(figure.map { Int32(clamping: $0) } ?? DrawSums.absent)
    }
    put(0, sum == 0 ? nil : Int64(small * 100 / Int128(sum)))
    put(1, sum == 0 ? nil : Int64(Int128(smallAlliances) * 1_000_000 / Int128(sum)))
    put(3, Inequality.jain(sorted)?.millionths)
    put(2, Inequality.gini(sorting: &sorted)?.millionths)
    put(4, won == 0 ? nil : points * 1_000 / won)
  }
}
