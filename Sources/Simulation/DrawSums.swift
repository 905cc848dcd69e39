import Allocation
import ExactNumbers

/// The outcome of a run of draws for every scenario, as whole numbers that add up.
///
/// Any cut of the draws into parts, done in any order anywhere, adds up to the same sums.
public struct DrawSums: Hashable, Sendable {
  /// The measures that are taken in every draw, in the order of `values`.
  public static let measures: [Measure] = [
    .smallShare, .smallAllianceShare, .gini, .jain, .merit,
  ]
  static let absent = Int32.min

  public struct OfScenario: Hashable, Sendable {
    public var selected: [Int64]
    public var paid: [Int64]
    /// For each alliance how often it had each rank; place 0 counts draws without a rank.
    public var ranks: [Int32]
    /// For each measure its value in millionths in each draw (`merit`: thousandths).
    public var values: [[Int32]]
    public var smallWon: Int64 = 0
    public var largeWon: Int64 = 0
  }

  public internal(set) var draws: Range<Int>
  public internal(set) var scenarios: [OfScenario]
  /// How many places a rank can have.
  let rankPlaces: Int

  /// Adds what follows on these draws.
  ///
  /// - Precondition: `next` starts where this ends.
  public mutating func append(_ next: DrawSums) {
    precondition(next.draws.lowerBound == draws.upperBound && next.rankPlaces == rankPlaces)
    draws = draws.lowerBound..<next.draws.upperBound
    for index in scenarios.indices {
      let theirs = next.scenarios[index]
      for place in theirs.selected.indices {
        scenarios[index].selected[place] += theirs.selected[place]
        scenarios[index].paid[place] += theirs.paid[place]
      }
      for place in theirs.ranks.indices { scenarios[index].ranks[place] += theirs.ranks[place] }
      for place in theirs.values.indices {
        scenarios[index].values[place] += theirs.values[place]
      }
      scenarios[index].smallWon += theirs.smallWon
      scenarios[index].largeWon += theirs.largeWon
    }
  }

  func result(_ index: Int) -> DrawnResult {
    let sums = scenarios[index]
    let count = draws.count
    let measures = zip(Self.measures, sums.values).map { measure, values in
      var present = values.filter { $0 != Self.absent }
      present.sort()
      let scale: Int64 = measure == .merit ? 1_000 : 1
      let total = present.reduce(Int64(0)) { $0 + Int64($1) }
      func at(_ percent: Int) -> Figure {
        guard !present.isEmpty else { return .zero }
        let place = min(present.count - 1, present.count * percent / 100)
        return Figure(millionths: Int64(present[place]) * scale)
      }
      return DrawnMeasure(
        measure: measure, count: present.count,
        mean: Figure(millionths: present.isEmpty ? 0 : total * scale / Int64(present.count)),
        low: at(5), high: at(95))
    }
    let intervals = sums.selected.indices.map { alliance in
      interval(sums.ranks[alliance * rankPlaces..<(alliance + 1) * rankPlaces], count)
    }
    var result = DrawnResult(
      draws: count, selected: sums.selected, paid: sums.paid, ranks: intervals, measures: measures,
      smallWon: sums.smallWon, largeWon: sums.largeWon)
    if let place = Self.measures.firstIndex(of: .smallAllianceShare) {
      for (mine, now) in zip(sums.values[place], scenarios[0].values[place]) where mine != now {
        // A draw in which nothing is granted counts as no share.
        if max(0, mine) > max(0, now) { result.smallMore += 1 }
        if max(0, mine) < max(0, now) { result.smallLess += 1 }
      }
    }
    return result
  }

  private func interval(
    _ histogram: ArraySlice<Int32>, _ count: Int
  ) -> DrawnResult.RankInterval {
    func rank(_ percent: Int) -> Int? {
      var below = 0
      // Ranks from 1 on; draws without a rank lie beyond the last.
      for (place, times) in histogram.enumerated().dropFirst() {
        below += Int(times)
        if below * 100 > count * percent { return place }
      }
      return nil
    }
    return DrawnResult.RankInterval(low: rank(5), high: rank(95))
  }
}
