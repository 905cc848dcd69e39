import Allocation
import ExactNumbers

/// The smallest change that turns the decision on one applicant, all else equal.
public struct Flip: Hashable, Sendable {
  public var alliance: String
  public var isGranted: Bool
  /// Points more (or less, for one that is granted) on its own criteria; nil when none turn it.
  public var points: Int?
  /// The smallest number of extra points for the smallest (`weighting.points`, in steps of a tenth up to
  /// thirteen) that turns it; nil when none does.
  public var weighting: Points?
}

extension SimulationPlan {
  /// The smallest flips of every applicant in a scenario, in the selection without noise.
  ///
  /// For at most 500 applicants; empty beyond. Points are put on (or taken from) the criteria in the
  /// order of the regulation, as far as they go from 1 to 5.
  public func flips(scenario index: Int) throws(SelectionError) -> [Flip] {
    let pool = population.pool
    guard pool.count <= 500 else { return [] }
    var engine = try SelectionEngine(pool: pool, rules: rules[index])
    let plain = population.plainSheets
    engine.select(scores: plain, lots: plainLots)
    let granted = engine.standing.map(\.isGranted)
    let byWeight = try weightFlips(index, granted)
    return pool.alliances.indices.map { alliance in
      var found: Int?
      var sheet = plain
      for step in 1...(4 * Criterion.all) {
        guard move(&sheet, alliance, up: !granted[alliance]) else { break }
        engine.select(scores: sheet, lots: plainLots)
        if engine.standing[alliance].isGranted != granted[alliance] {
          found = step
          break
        }
      }
      return Flip(
        alliance: pool.alliances[alliance].id, isGranted: granted[alliance],
        points: found.map { granted[alliance] ? -$0 : $0 }, weighting: byWeight[alliance])
    }
  }

  /// One point up or down on the first criterion that allows it; false when none does.
  private func move(_ sheet: inout [UInt8], _ alliance: Int, up: Bool) -> Bool {
    let range = alliance * Criterion.all..<(alliance + 1) * Criterion.all
    for place in range where up ? sheet[place] < 5 : sheet[place] > 1 {
      sheet[place] = up ? sheet[place] + 1 : sheet[place] - 1
      return true
    }
    return false
  }

  private func weightFlips(
    _ index: Int, _ granted: [Bool]
  ) throws(SelectionError) -> [Points?] {
    var found: [Points?] = granted.map { _ in nil }
    let plain = population.plainSheets
    for tenths in 0...130 {
      var design = designs[index]
      design.weightingPoints = Points(millionths: Int64(tenths) * 100_000)
      var engine = try SelectionEngine(pool: population.pool, rules: try design.selectionRules())
      engine.select(scores: plain, lots: plainLots)
      for alliance in granted.indices
      where found[alliance] == nil && engine.standing[alliance].isGranted != granted[alliance] {
        found[alliance] = design.weightingPoints
      }
    }
    return found
  }
}
