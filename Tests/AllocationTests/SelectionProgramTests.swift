import Testing

@testable import Allocation

@Suite struct SelectionProgramTests {
  /// A made-up round: a pot, caps for regions, at least so much to small, a limit per applicant, pairs.
  struct Round {
    var values: [Int64]
    var costs: [Int64]
    var conditions: [SelectionProgram.Condition] = []

    init(_ random: inout SplitMix64, count: Int) {
      let (values, costs) = (
        (0..<count).map { _ in Int64.random(in: 0...60, using: &random) },
        (0..<count).map { _ in Int64.random(in: 1...5_000_000_000, using: &random) }
      )
      (self.values, self.costs) = (values, costs)
      let all = costs.reduce(0, +)
      func condition(_ items: [Int], least: Int64? = nil, most: Int64? = nil) {
        conditions.append(
          .init(items: items, weights: items.map { costs[$0] }, least: least, most: most))
      }
      condition(Array(values.indices), most: all / 3)
      for region in 0..<3 {
        condition(values.indices.filter { $0 % 3 == region }, most: all / 6)
      }
      condition(
        values.indices.filter { _ in Bool.random(using: &random) },
        least: all / Int64.random(in: 8...20, using: &random))
      conditions.append(.init(count: Array(values.indices.prefix(4)), most: 2))
      if count > 5 { conditions.append(.init(count: [4, 5], most: 1)) }
    }

    var program: SelectionProgram {
      SelectionProgram(values: values, costs: costs, conditions: conditions)
    }

    /// The greatest value of a permitted selection, by trying each; nil when there is none.
    var best: Int64? {
      (0..<(1 << values.count)).compactMap { set -> Int64? in
        let chosen = values.indices.map { set >> $0 & 1 == 1 }
        guard program.allows(chosen) else { return nil }
        return zip(chosen, values).reduce(0) { $0 + ($1.0 ? $1.1 : 0) }
      }.max()
    }
  }

  static let solverIsThere =
    SelectionProgram(values: [1], costs: [1], conditions: []).solve() != .solverAbsent

  @Test(.enabled(if: solverIsThere, "the solver library (coinor-libcbc3) is not installed"))
  func `the optimum under many conditions is as good as trying every selection`() {
    var random = SplitMix64(2_031)
    var impossible = 0
    for number in 0..<60 {
      let round = Round(&random, count: 4 + number % 7)
      switch (round.program.solve(), round.best) {
      case (.found(let solution), let best?):
        #expect(solution.value == best && solution.isProven)
        #expect(round.program.allows(solution.chosen))
      case (.impossible, nil): impossible += 1
      case (let outcome, let best): Issue.record("\(outcome), though the best is \(best ?? -1)")
      }
    }
    #expect((1..<59).contains(impossible))
  }

  @Test func `conditions are judged in whole cents`() {
    let most = SelectionProgram.Condition(
      items: [0, 1], weights: [4_000_000_000_000_001, 4_000_000_000_000_000],
      most: 8_000_000_000_000_000)
    let program = SelectionProgram(values: [1, 1], costs: [1, 1], conditions: [most])
    #expect(!program.allows([true, true]))
    #expect(program.allows([false, true]))
  }

  @Test(.enabled(if: solverIsThere, "the solver library (coinor-libcbc3) is not installed"))
  func `an empty round and one that cannot be are answered`() {
    #expect(
      SelectionProgram(values: [], costs: [], conditions: []).solve()
        == .found(.init(chosen: [], value: 0, cost: 0, isProven: true)))
    let never = SelectionProgram.Condition(count: [0], least: 2)
    #expect(SelectionProgram(values: [1], costs: [1], conditions: [never]).solve() == .impossible)
  }
}
