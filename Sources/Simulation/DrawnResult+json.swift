import Allocation
import JSONText

extension DrawnResult {
  /// Everything that the draws say about a scenario, exact.
  public var json: JSON {
    [
      "draws": .int(draws),
      "selected": .array(selected.map { .int($0) }), "paid": .array(paid.map { .int($0) }),
      "ranks": .array(
        ranks.map { .array([$0.low, $0.high].map { $0.map { .int($0) } ?? .null }) }),
      "measures": .array(
        measures.map { one in
          [
            "id": .string(one.measure.rawValue), "count": .int(one.count),
            "mean": .int(one.mean.millionths), "low": .int(one.low.millionths),
            "high": .int(one.high.millionths),
          ]
        }),
      "small_won": .int(smallWon), "large_won": .int(largeWon),
      "small_more": .int(smallMore), "small_less": .int(smallLess),
    ]
  }

  /// Nil when this is not the JSON of such a result.
  public init?(json: JSON) {
    func numbers(_ name: String) -> [Int64]? {
      guard let items = json[name]?.array else { return nil }
      let list = items.compactMap(\.int)
      return list.count == items.count ? list : nil
    }
    guard let draws = json["draws"]?.int, let selected = numbers("selected"),
      let paid = numbers("paid"), let ranks = json["ranks"]?.array,
      let measures = json["measures"]?.array, let smallWon = json["small_won"]?.int,
      let largeWon = json["large_won"]?.int, let more = json["small_more"]?.int,
      let less = json["small_less"]?.int,
      [selected.count, paid.count, ranks.count].allSatisfy({ $0 == selected.count })
    else { return nil }
    let read = measures.compactMap { one -> DrawnMeasure? in
      guard let measure = one["id"]?.string.flatMap({ Measure(rawValue: $0) }),
        let count = one["count"]?.int, let mean = one["mean"]?.int, let low = one["low"]?.int,
        let high = one["high"]?.int
      else { return nil }
      return DrawnMeasure(
        measure: measure, count: Int(count), mean: Figure(millionths: mean),
        low: Figure(millionths: low), high: Figure(millionths: high))
    }
    guard read.count == measures.count else { return nil }
    self.init(
      draws: Int(draws), selected: selected, paid: paid,
      ranks: ranks.map {
        RankInterval(low: $0[0]?.int.map { Int($0) }, high: $0[1]?.int.map { Int($0) })
      },
      measures: read, smallWon: smallWon, largeWon: largeWon)
    smallMore = Int(more)
    smallLess = Int(less)
  }
}
