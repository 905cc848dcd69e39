import Allocation
import ExactNumbers
import Foundation
import JSONText

/// `conformance allocation FILE`: reads cases as JSON lines and prints each outcome on a line of its own, so that
/// another program can be given the same cases.
///
/// A case names its `rule`: `equal-shares` and `greedy` (costs, budget, ballots), `largest-remainder` (amount,
/// weights), `optimum` (values, costs, conditions with items, weights, least, most) and `places` (values, costs,
/// groups, group-limit, pot, places). What cannot be read ends the program with the line's number.
func runAllocation(_ arguments: [String]) -> Int32 {
  guard arguments.count == 1 else {
    print("usage: conformance allocation FILE")
    return 2
  }
  do {
    let text = try String(contentsOf: URL(filePath: arguments[0]), encoding: .utf8)
    for (number, line) in text.split(separator: "\n").enumerated() {
      let one = AllocationCase(json: try JSON.parse(String(line)))
      guard let outcome = one.outcome else {
        print("line \(number + 1) is not a case")
        return 1
      }
      print(outcome.compact)
    }
    return 0
  } catch {
    print("\(error)")
    return 1
  }
}

private struct AllocationCase {
  let json: JSON

  var outcome: JSON? {
    switch json["rule"]?.string {
    case "equal-shares": vote.map { numbers($0.equalShares()) }
    case "greedy": vote.map { numbers($0.greedy()) }
    case "largest-remainder": shares
    case "optimum": program
    case "places": places
    default: nil
    }
  }

  private func whole(_ name: String) -> [Int64] { Self.whole(json[name]) }

  private static func whole(_ json: JSON?) -> [Int64] { (json?.array ?? []).compactMap(\.int) }

  private func numbers(_ list: [some BinaryInteger]) -> JSON {
    .array(list.map { JSON.int($0) })
  }

  private var vote: BudgetVote? {
    BudgetVote(
      costs: whole("costs"), budget: json["budget"]?.int ?? -1,
      ballots: (json["ballots"]?.array ?? []).map { Self.whole($0).map { Int($0) } })
  }

  private var shares: JSON? {
    guard let amount = json["amount"]?.int else { return nil }
    let weights = whole("weights").compactMap { UInt64(exactly: $0) }
    return numbers(Money(cents: amount).allocate(weights: weights).map(\.cents))
  }

  private var program: JSON? {
    let (values, costs) = (whole("values"), whole("costs"))
    guard values.count == costs.count, let list = json["conditions"]?.array else { return nil }
    let conditions = list.map { one in
      SelectionProgram.Condition(
        items: Self.whole(one["items"]).map { Int($0) }, weights: Self.whole(one["weights"]),
        least: one["least"]?.int, most: one["most"]?.int)
    }
    switch SelectionProgram(values: values, costs: costs, conditions: conditions).solve() {
    case .found(let solution): return answer(solution)
    case .impossible: return ["status": "impossible"]
    case .undecided: return ["status": "undecided"]
    case .solverAbsent: return ["status": "solver absent"]
    }
  }

  private var places: JSON? {
    let (values, costs, groups) = (whole("values"), whole("costs"), whole("groups"))
    guard values.count == costs.count, values.count == groups.count,
      let pot = json["pot"]?.int, let places = json["places"]?.int,
      let limit = json["group-limit"]?.int
    else { return nil }
    var solver = SelectionOptimum(
      values: values, costs: costs, groups: groups.map { Int($0) }, groupLimit: Int(limit),
      capacity: pot, places: Int(places))
    return answer(solver.solve())
  }

  private func answer(_ solution: SelectionOptimum.Solution) -> JSON {
    [
      "status": solution.isProven ? "proven" : "not proven", "value": .int(solution.value),
      "cost": .int(solution.cost),
      "chosen": numbers(solution.chosen.indices.filter { solution.chosen[$0] }),
    ]
  }
}
