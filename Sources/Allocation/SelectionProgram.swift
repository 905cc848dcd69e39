import CLibcbc

/// The exact optimum of a selection under any linear conditions: a cap per region, a share for small
/// organisations, pairs that exclude each other.
///
/// A branch-and-cut solver proposes, whole numbers decide: what it returns is checked against every condition in
/// `Int64`, and counts as proven only when no whole value lies between it and the solver's bound.
/// `SelectionOptimum` needs no solver and is faster where a budget and places are all there is.
public struct SelectionProgram: Sendable {
  /// The sum of the weights of the chosen items lies within bounds.
  public struct Condition: Hashable, Sendable {
    public var items: [Int]
    public var weights: [Int64]
    public var least: Int64?
    public var most: Int64?

    /// Items and weights go together one by one.
    public init(items: [Int], weights: [Int64], least: Int64? = nil, most: Int64? = nil) {
      precondition(items.count == weights.count)
      self.items = items
      self.weights = weights
      self.least = least
      self.most = most
    }

    /// At most so many of the items, or at least.
    public init(count items: [Int], least: Int64? = nil, most: Int64? = nil) {
      self.init(
        items: items, weights: Array(repeating: 1, count: items.count), least: least, most: most)
    }

    func isMet(by chosen: [Bool]) -> Bool {
      var sum: Int128 = 0
      for (item, weight) in zip(items, weights) where chosen[item] { sum += Int128(weight) }
      if let least, sum < Int128(least) { return false }
      if let most, sum > Int128(most) { return false }
      return true
    }
  }

  public enum Outcome: Hashable, Sendable {
    case found(SelectionOptimum.Solution)
    /// No selection meets all conditions.
    case impossible
    /// The steps were used up before any selection was found, or what was found fails a condition in
    /// whole numbers.
    case undecided
    /// The solver library is not installed (Debian: coinor-libcbc3).
    case solverAbsent
  }

  private let values: [Int64]
  private let costs: [Int64]
  private let conditions: [Condition]

  /// Values and costs must not be negative and stay below 2⁵³, which the solver can hold exactly.
  public init(values: [Int64], costs: [Int64], conditions: [Condition]) {
    precondition(values.count == costs.count)
    precondition(conditions.allSatisfy { $0.items.allSatisfy(values.indices.contains) })
    self.values = values
    self.costs = costs
    self.conditions = conditions
  }

  /// Whether a selection meets every condition.
  public func allows(_ chosen: [Bool]) -> Bool { conditions.allSatisfy { $0.isMet(by: chosen) } }

  /// The most valuable selection; `nodes` bounds the work, and what it is left at is not proven.
  public func solve(nodes: Int = 200_000) -> Outcome {
    let nothing = Array(repeating: false, count: values.count)
    guard !values.isEmpty else { return allows([]) ? .found(solution(nothing, true)) : .impossible }
    var found = values.map { _ in 0.0 }
    var bound = 0.0
    let status = propose(nodes, &found, &bound)
    if status == solver_absent { return .solverAbsent }
    if status == solver_impossible { return .impossible }
    let chosen = found.map { $0 > 0.5 }
    guard allows(chosen) else { return .undecided }
    let whole = solution(chosen, false)
    let proven = status == solver_proven && bound < Double(whole.value) + 0.5
    return .found(solution(chosen, proven))
  }

  private func solution(_ chosen: [Bool], _ isProven: Bool) -> SelectionOptimum.Solution {
    func sum(_ amounts: [Int64]) -> Int64 {
      zip(chosen, amounts).reduce(0) { $0 + ($1.0 ? $1.1 : 0) }
    }
    return SelectionOptimum.Solution(
      chosen: chosen, value: sum(values), cost: sum(costs), isProven: isProven)
  }

  private func propose(_ nodes: Int, _ found: inout [Double], _ bound: inout Double)
    -> solver_status
  {
    var starts: [Int32] = [0]
    var columns: [Int32] = []
    var weights: [Double] = []
    for condition in conditions {
      columns += condition.items.map(Int32.init)
      weights += condition.weights.map(Double.init)
      starts.append(Int32(columns.count))
    }
    let least = conditions.map { $0.least.map(Double.init) ?? -.infinity }
    let most = conditions.map { $0.most.map(Double.init) ?? .infinity }
    let objective = values.map(Double.init)
    return String(nodes).withCString { limit in
      objective.withUnsafeBufferPointer { objective in
        starts.withUnsafeBufferPointer { starts in
          columns.withUnsafeBufferPointer { columns in
            weights.withUnsafeBufferPointer { weights in
              least.withUnsafeBufferPointer { least in
                most.withUnsafeBufferPointer { most in
                  var program = solver_program(
                    columns: Int32(values.count), objective: objective.baseAddress,
                    rows: Int32(conditions.count), starts: starts.baseAddress,
                    columns_of: columns.baseAddress, weights: weights.baseAddress,
                    least: least.baseAddress, most: most.baseAddress, node_limit: limit)
                  return found.withUnsafeMutableBufferPointer {
                    solver_maximise(&program, $0.baseAddress, &bound)
                  }
                }
              }
            }
          }
        }
      }
    }
  }
}
