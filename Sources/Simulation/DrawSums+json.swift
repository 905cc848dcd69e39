import JSONText

/// Sums as JSON, so that a run can stop and go on, and workers can hand theirs in.
extension DrawSums {
  public var json: JSON {
    [
      "kind": "speelveld-draw-sums/1",
      "from": .int(draws.lowerBound), "to": .int(draws.upperBound),
      "rank_places": .int(rankPlaces),
      "scenarios": .array(
        scenarios.map { one in
          [
            "selected": .array(one.selected.map { .int($0) }),
            "paid": .array(one.paid.map { .int($0) }),
            "ranks": .array(one.ranks.map { .int($0) }),
            "values": .array(one.values.map { .array($0.map { .int($0) }) }),
            "small_won": .int(one.smallWon), "large_won": .int(one.largeWon),
          ]
        }),
    ]
  }

  /// Nil when this is not the JSON of sums, or its parts do not match one another.
  public init?(json: JSON) {
    func list<Number: FixedWidthInteger>(_ json: JSON?, _ count: Int) -> [Number]? {
      guard let items = json?.array, items.count == count else { return nil }
      let numbers = items.compactMap { $0.int.flatMap { Number(exactly: $0) } }
      return numbers.count == count ? numbers : nil
    }
    guard json["kind"]?.string == "speelveld-draw-sums/1", let from = json["from"]?.int,
      let to = json["to"]?.int, let places = json["rank_places"]?.int,
      0 <= from, from <= to, to <= Int64(SimulationPlan.greatestDraws),
      (0...100_001).contains(places), let items = json["scenarios"]?.array
    else { return nil }
    draws = Int(from)..<Int(to)
    rankPlaces = Int(places)
    scenarios = []
    let alliances = items.first?["selected"]?.array?.count ?? 0
    for item in items {
      guard let selected: [Int64] = list(item["selected"], alliances),
        let paid: [Int64] = list(item["paid"], alliances),
        let ranks: [Int32] = list(item["ranks"], alliances * rankPlaces),
        let measures = item["values"]?.array, measures.count == Self.measures.count,
        let smallWon = item["small_won"]?.int, let largeWon = item["large_won"]?.int
      else { return nil }
      let values = measures.compactMap { measure -> [Int32]? in list(measure, draws.count) }
      guard values.count == Self.measures.count else { return nil }
      scenarios.append(
        OfScenario(
          selected: selected, paid: paid, ranks: ranks, values: values, smallWon: smallWon,
          largeWon: largeWon))
    }
  }

  /// Whether these are sums of that plan: as many scenarios and alliances, from draws that it has.
  public func belong(to plan: SimulationPlan) -> Bool {
    let count = plan.population.pool.count
    return scenarios.count == plan.scenarios.count && draws.upperBound <= plan.draws
      && rankPlaces == SimulationPlan.rankPlaces(of: count)
      && scenarios.allSatisfy { $0.selected.count == count }
  }
}
