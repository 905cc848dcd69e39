import ExactNumbers

/// Two-round ranking and selection, with room of its own to work in.
///
/// Made once for a pool and rules, then run for any number of score sheets without allocating (rules
/// that divide in proportion or search an optimum excepted). Results stand in arrays in the pool's
/// order until the next run.
public struct SelectionEngine: Sendable {
  public let rules: SelectionRules
  let eligible: [Bool]
  /// What each asks at most, in cents of a grant year.
  let ask: [Int64]
  let theme: [Int]
  let themes: Int
  let leadGroup: [Int]
  let small: [Bool]
  let curve: [Int64]

  public internal(set) var own: [Int64]
  public internal(set) var ownFirst: [Int64]
  /// Own points and extra points together, in millionths.
  public internal(set) var weighted: [Int64]
  public internal(set) var firstRank: [Int32]
  public internal(set) var rank: [Int32]
  public internal(set) var standing: [Standing]
  /// Cents of a grant year.
  public internal(set) var amount: [Int64]
  public internal(set) var granted: Int64 = 0
  /// Whether the division is surely what the rule asks; false when a search for the optimum was cut off.
  public internal(set) var isProven = true

  var order: [Ranked] = []
  var sequence: [Int] = []
  var chosen: [Int] = []
  var rest: [Int] = []
  var themeCount: [Int]
  var leads: [Int]

  struct Ranked: Sendable {
    var points: Int64
    var lot: UInt64
    var index: Int

    static func precedes(_ a: Ranked, _ b: Ranked) -> Bool {
      if a.points != b.points { return a.points > b.points }
      if a.lot != b.lot { return a.lot < b.lot }
      return a.index < b.index
    }
  }

  /// Throws when the rules contradict each other.
  public init(pool: ApplicantPool, rules: SelectionRules) throws(SelectionError) {
    let contradictions = rules.contradictions
    guard contradictions.isEmpty else { throw .contradictions(contradictions) }
    self.rules = rules
    let count = pool.count
    eligible = (0..<count).map { Self.failures(of: $0, in: pool, rules: rules).isEmpty }
    ask = pool.alliances.map { min($0.requested, rules.maximumGrant ?? $0.requested).cents }
    let names = Set(pool.alliances.map(\.theme)).sorted()
    let numbers = Dictionary(uniqueKeysWithValues: zip(names, names.indices))
    theme = pool.alliances.map { numbers[$0.theme] ?? 0 }
    themes = names.count
    leadGroup = pool.lead.map { pool.group[$0] }
    small = pool.size.map { size in rules.reserve.map { size <= $0.upTo } ?? false }
    curve = pool.size.map { size in
      rules.weighting.map { $0.points(size: size, own: Points(1_000_000)).millionths } ?? 0
    }
    own = Array(repeating: 0, count: count)
    ownFirst = own
    weighted = own
    amount = own
    firstRank = Array(repeating: 0, count: count)
    rank = firstRank
    standing = Array(repeating: .ineligible, count: count)
    themeCount = Array(repeating: 0, count: themes)
    leads = Array(repeating: 0, count: pool.groupIncome.count)
    order.reserveCapacity(count)
    sequence.reserveCapacity(count)
    chosen.reserveCapacity(count)
    rest.reserveCapacity(count)
  }

  static func failures(
    of alliance: Int, in pool: ApplicantPool, rules: SelectionRules
  ) -> [EligibilityFailure] {
    var failures = rules.eligibility.failures(of: alliance, in: pool)
    let asked = pool.alliances[alliance].requested
    if asked < rules.minimumGrant || asked == .zero {
      failures.append(.belowMinimumGrant(asked: asked, minimum: rules.minimumGrant))
    }
    return failures
  }

  /// Ranks and selects. `scores` holds 13 scores for each alliance in the pool's order, `lots` one lot.
  ///
  /// - Precondition: the counts match the pool.
  public mutating func select(scores: [UInt8], lots: [UInt64]) {
    precondition(scores.count == own.count * Criterion.all && lots.count == own.count)
    granted = 0
    isProven = true
    order.removeAll(keepingCapacity: true)
    for index in own.indices {
      amount[index] = 0
      firstRank[index] = 0
      rank[index] = 0
      total(index, scores)
      guard eligible[index] else {
        standing[index] = .ineligible
        continue
      }
      standing[index] = .notShortlisted
      let first = ownFirst[index] + extra(index, own: ownFirst[index])
      order.append(Ranked(points: first, lot: lots[index], index: index))
    }
    Self.rank(&order)
    shortlist()
    secondRanking(lots)
    arrange(lots)
    divide()
  }

  private mutating func total(_ index: Int, _ scores: [UInt8]) {
    let start = index * Criterion.all
    var sum = 0
    for place in start..<start + Criterion.firstRound { sum += Int(scores[place]) }
    ownFirst[index] = Int64(sum) * 1_000_000
    for place in start + Criterion.firstRound..<start + Criterion.all { sum += Int(scores[place]) }
    own[index] = Int64(sum) * 1_000_000
    weighted[index] = own[index] + extra(index, own: own[index])
  }

  private func extra(_ index: Int, own: Int64) -> Int64 {
    guard let limit = rules.weighting?.shareLimit else { return curve[index] }
    return min(curve[index], max(0, limit.of(own)))
  }

  /// Short lists are ordered by insertion, in place; long ones by the library's sort.
  private static func rank(_ list: inout [Ranked]) {
    guard list.count <= 40 else {
      list.sort(by: Ranked.precedes)
      return
    }
    for place in list.indices.dropFirst() {
      let item = list[place]
      var hole = place
      while hole > 0, Ranked.precedes(item, list[hole - 1]) {
        list[hole] = list[hole - 1]
        hole -= 1
      }
      list[hole] = item
    }
  }

  private mutating func shortlist() {
    sequence.removeAll(keepingCapacity: true)
    for (place, item) in order.enumerated() {
      firstRank[item.index] = Int32(place + 1)
      sequence.append(item.index)
    }
    spread(places: rules.shortlist)
  }

  private mutating func secondRanking(_ lots: [UInt64]) {
    order.removeAll(keepingCapacity: true)
    for index in sequence.prefix(rules.shortlist) {
      if own[index] < rules.qualityLine.millionths {
        standing[index] = .belowQualityLine
      } else {
        standing[index] = .noPlaceLeft
        order.append(Ranked(points: weighted[index], lot: lots[index], index: index))
      }
    }
    Self.rank(&order)
    sequence.removeAll(keepingCapacity: true)
    for (place, item) in order.enumerated() {
      rank[item.index] = Int32(place + 1)
      sequence.append(item.index)
    }
  }
}
