import ExactNumbers

/// How a ranking under a pot varies with the noise of assessment: a Monte Carlo study.
///
/// In each draw every criterion of every applicant gets normal noise and is kept within its bounds; the
/// weighted sum and a bonus make the score. Those at the threshold or above are paid in order of score
/// (then of place in the list) until one does not fit; that one gets what is left when it is at least a
/// stated part of its request, and there the draw ends.
///
/// Noise and scores are binary floating point, because they stand for what is not known; amounts are
/// whole numbers. A draw is fixed by the seed and its number alone, so any cut of the draws into
/// parts, on any number of threads, gives the same result.
public struct RankingStudy: Sendable {
  /// What an applicant brings.
  public struct Applicant: Hashable, Sendable {
    /// The score of each criterion without noise.
    public var scores: [Float]
    /// Whole units of money, from 0 to 2³¹ − 1.
    public var request: Int32
    public var bonus: Float
    public var isSmall: Bool

    public init(scores: [Float], request: Int32, bonus: Float, isSmall: Bool) {
      self.scores = scores
      self.request = request
      self.bonus = bonus
      self.isSmall = isSmall
    }
  }

  public struct Criterion: Hashable, Sendable {
    public var weight: Float
    /// Standard deviation of the noise.
    public var spread: Float

    public init(weight: Float, spread: Float) {
      self.weight = weight
      self.spread = spread
    }
  }

  let count: Int
  let criteria: [Criterion]
  let bounds: ClosedRange<Float>
  let threshold: Float
  let pot: Int64
  let partFrom: BasisPoints
  /// Applicants in order of request; `place` leads back to the order given.
  let place: [Int]
  let request: [Int32]
  let small: [Int32]
  let bonus: [Float]
  /// The scores of one criterion after the other.
  let scores: [Float]
  /// How many draws are made at a time, so that short lists still fill the processor's lanes.
  let group: Int
  /// Whether draws are made side by side, and what must then be left for a part of each request.
  let isShort: Bool
  let leastPart: [Int32]

  /// Nil when scores do not match the criteria or are no numbers, when an amount is negative, or when all
  /// requests together times the number of applicants reach 2⁶².
  public init?(
    applicants: [Applicant], criteria: [Criterion], bounds: ClosedRange<Float>, threshold: Float,
    pot: Int64, partFrom: BasisPoints
  ) {
    let finite = criteria.allSatisfy {
      $0.weight.isFinite && $0.spread.isFinite && $0.spread >= 0
    }
    let sound = applicants.allSatisfy { one in
      one.scores.count == criteria.count && one.scores.allSatisfy(\.isFinite)
        && one.bonus.isFinite && one.request >= 0
    }
    // Sums of rank times amount must fit 62 bits.
    let total = applicants.reduce(Int128(0)) { $0 + Int128($1.request) }
    guard finite, sound, !criteria.isEmpty, pot >= 0, threshold.isFinite,
      total * Int128(applicants.count + 1) < 1 << 62
    else { return nil }
    count = applicants.count
    self.criteria = criteria
    self.bounds = bounds
    self.threshold = threshold
    self.pot = pot
    self.partFrom = partFrom
    let order = applicants.indices.sorted { a, b in
      let (left, right) = (applicants[a].request, applicants[b].request)
      return left != right ? left < right : a < b
    }
    place = order
    request = order.map { applicants[$0].request }
    small = order.map { applicants[$0].isSmall ? -1 : 0 }
    isShort = Self.isShort(request)
    leastPart = request.map { Self.leastPart(of: $0, from: partFrom) }
    group = max(1, 512 / max(1, count))
    let group = group
    func tiled(_ values: [Float]) -> [Float] {
      Array(repeatElement(values, count: group).joined())
    }
    bonus = tiled(order.map { applicants[$0].bonus })
    scores = criteria.indices.flatMap { criterion in
      tiled(order.map { applicants[$0].scores[criterion] })
    }
  }
}

/// Sums of a study over some draws; sums of parts append to those of the whole.
public struct RankingSums: Hashable, Sendable {
  public internal(set) var draws: Range<Int>
  /// For each applicant, in the order given, draws with a grant and money over all draws.
  public internal(set) var granted: [Int64]
  public internal(set) var paid: [Int64]
  /// For each draw the Gini coefficient over all applicants and the share of the small, in millionths.
  public internal(set) var gini: [Int32]
  public internal(set) var smallShare: [Int32]

  /// Adds the draws that follow on these.
  ///
  /// - Precondition: `next` starts where this ends.
  public mutating func append(_ next: RankingSums) {
    precondition(next.draws.lowerBound == draws.upperBound && next.granted.count == granted.count)
    draws = draws.lowerBound..<next.draws.upperBound
    for place in granted.indices {
      granted[place] += next.granted[place]
      paid[place] += next.paid[place]
    }
    gini += next.gini
    smallShare += next.smallShare
  }
}
