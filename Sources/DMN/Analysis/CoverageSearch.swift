/// Looks for combinations of values that no rule of a set accepts.
///
/// Column by column the space is cut where the remaining rules change; a part is done when some rule accepts
/// all of it. The work is bounded: `isComplete` tells whether everything was looked at.
struct CoverageSearch {
  /// Per rule and column the accepted pieces; the rules that may cover.
  private let rows: [[[ClosedRange<Int>]]]
  /// Per column the pieces to be covered.
  private let space: [[ClosedRange<Int>]]
  /// How much may still be looked at.
  private(set) var work: Int
  private let wanted: Int
  private var covered: Set<State> = []

  /// One piece per column for each hole that was found.
  private(set) var holes: [[Int]] = []
  private(set) var isComplete = true

  private struct State: Hashable {
    var column: Int
    var rows: [Int32]
  }

  init(
    rows: [[[ClosedRange<Int>]]], space: [[ClosedRange<Int>]], wanted: Int, work: Int = 4_000_000
  ) {
    self.rows = rows
    self.space = space
    self.wanted = wanted
    self.work = work
  }

  mutating func run() {
    guard space.allSatisfy({ !$0.isEmpty }) else { return }
    _ = search(0, Array(rows.indices.map { Int32($0) }), [])
  }

  /// True when everything from this column on is covered.
  private mutating func search(_ column: Int, _ active: [Int32], _ prefix: [Int]) -> Bool {
    if holes.count >= wanted { return false }
    guard work > 0 else {
      isComplete = false
      return false
    }
    if active.isEmpty {
      holes.append(prefix + space[column...].compactMap { $0.first?.lowerBound })
      return false
    }
    if column == space.count { return true }
    work -= active.count
    if active.contains(where: { coversRest(Int($0), from: column) }) { return true }
    let state = State(column: column, rows: active)
    if covered.contains(state) { return true }
    var complete = true
    for piece in cuts(column, active) {
      let next = active.filter { row in
        rows[Int(row)][column].contains { $0.contains(piece) }
      }
      work -= active.count
      if !search(column + 1, next, prefix + [piece]) { complete = false }
      if holes.count >= wanted || work <= 0 { return false }
    }
    if complete { covered.insert(state) }
    return complete
  }

  private func coversRest(_ row: Int, from column: Int) -> Bool {
    for c in column..<space.count where rows[row][c] != space[c] {
      if AnalysisColumn.intersection(rows[row][c], space[c]) != space[c] { return false }
    }
    return true
  }

  /// One piece out of every stretch of the column in which the set of accepting rules stays the same.
  private func cuts(_ column: Int, _ active: [Int32]) -> [Int] {
    var starts: Set<Int> = []
    for row in active {
      for range in rows[Int(row)][column] {
        starts.insert(range.lowerBound)
        starts.insert(range.upperBound + 1)
      }
    }
    let sorted = starts.sorted()
    var result: [Int] = []
    for range in space[column] {
      result.append(range.lowerBound)
      result += sorted.filter { $0 > range.lowerBound && $0 <= range.upperBound }
    }
    return result
  }
}
