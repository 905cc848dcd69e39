import Diagnostics
import FEEL

/// Looks at one decision table as a whole: what it leaves open, where it contradicts itself, what in it
/// can never apply.
struct TableAnalysis {
  let table: TableProgram
  let file: String
  let columns: [AnalysisColumn]
  var findings: [Finding] = []

  private static let reportedGaps = 5
  private static let reportedOverlaps = 20
  private static let pairBudget = 2_000_000
  private static let maskBudget = 6_000_000

  init(_ table: TableProgram, file: String) {
    self.table = table
    self.file = file
    columns = table.inputs.indices.map { c in
      let input = table.inputs[c]
      let cells = table.rules.map { $0.constants[c] }
      var allowed: [CellTest] = []
      if let values = input.values, let test = CellTest(values) { allowed.append(test) }
      if case .tests(let tests, _)? = input.domain?.constraint, let test = CellTest(tests) {
        allowed.append(test)
      }
      return AnalysisColumn(
        label: input.label, cells: cells, allowed: allowed,
        kind: AxisKey.Kind(input.domain?.feel))
    }
  }

  mutating func run() -> [Finding] {
    reportUnknown()
    let impossible = reportImpossibleRules()
    reportGaps()
    reportOverlaps(except: impossible)
    reportMasked(except: impossible)
    reportOutputs(except: impossible)
    return findings
  }

  private mutating func warn(
    _ severity: Finding.Severity, _ code: String, _ message: String, rule: Int? = nil,
    remedy: String? = nil
  ) {
    let position = rule.map { table.rules[$0].position } ?? table.position
    findings.append(
      Finding(severity, code: code, message, file: file, at: position, remedy: remedy))
  }

  private func example(_ pieces: [Int]) -> String {
    zip(columns, pieces).map { $0.example($1) }.joined(separator: ", ")
  }

  private func isKnown(_ row: Int) -> Bool { columns.allSatisfy { $0.accepted[row] != nil } }

  private mutating func reportUnknown() {
    let unknown = table.rules.indices.filter { !isKnown($0) }
    guard let first = unknown.first else { return }
    warn(
      .note, "table-analysis-partial",
      "\(unknown.count) rule(s) of \"\(table.name)\" test more than their own input; gaps are searched as "
        + "if those entries accepted everything, overlaps as if they accepted nothing.", rule: first
    )
  }

  /// Rules with an entry that no possible value passes.
  private mutating func reportImpossibleRules() -> Set<Int> {
    var impossible: Set<Int> = []
    for row in table.rules.indices {
      for column in columns where column.accepted[row]?.isEmpty == true {
        impossible.insert(row)
        warn(
          .warning, "table-unreachable-rule",
          "Rule \(row + 1) of \"\(table.name)\" can never apply: no allowed value of \(column.label) "
            + "passes its entry.", rule: row, remedy: "Mend the entry or the allowed values.")
        break
      }
    }
    return impossible
  }

  private mutating func reportGaps() {
    guard !table.outputs.contains(where: { $0.defaultEntry != nil }) else { return }
    switch table.hitPolicy {
    case .unique, .any, .priority, .first: break
    default: return
    }
    guard !columns.isEmpty else { return }
    let rows = table.rules.indices.map { row in columns.map { $0.accepted[row] ?? $0.domain } }
    var search = CoverageSearch(
      rows: rows, space: columns.map(\.domain), wanted: Self.reportedGaps + 1)
    search.run()
    for hole in search.holes.prefix(Self.reportedGaps) {
      warn(
        .warning, "table-gap",
        "No rule of \"\(table.name)\" applies when \(example(hole)).",
        remedy: "Add a rule, or a default output.")
    }
    if search.holes.count > Self.reportedGaps || !search.isComplete {
      warn(
        .note, "table-analysis-partial",
        search.isComplete
          ? "\"\(table.name)\" has more gaps than are listed."
          : "\"\(table.name)\" is too large to be searched for all gaps.")
    }
  }

  /// Two rules that apply to one and the same combination of values, as pieces; nil when there is none.
  private func common(_ a: Int, _ b: Int) -> [Int]? {
    var pieces: [Int] = []
    for column in columns {
      guard let first = column.accepted[a], let second = column.accepted[b],
        let piece = AnalysisColumn.intersection(first, second).first?.lowerBound
      else { return nil }
      pieces.append(piece)
    }
    return pieces
  }

  private mutating func reportOverlaps(except impossible: Set<Int>) {
    let unique = table.hitPolicy == .unique
    guard unique || table.hitPolicy == .any else { return }
    var work = 0
    var reported = 0
    for b in table.rules.indices where !impossible.contains(b) {
      for a in 0..<b where !impossible.contains(a) {
        work += 1
        guard let pieces = common(a, b) else { continue }
        if !unique, sameOutputs(a, b) { continue }
        reported += 1
        let policy = unique ? "UNIQUE" : "ANY, and their outputs differ"
        warn(
          .error, unique ? "table-overlap" : "table-conflict",
          "Rules \(a + 1) and \(b + 1) of \"\(table.name)\" both apply when \(example(pieces)); the hit "
            + "policy is \(policy).", rule: b,
          remedy: "Narrow one of the rules, or choose another hit policy.")
        if reported == Self.reportedOverlaps { break }
      }
      if reported == Self.reportedOverlaps || work > Self.pairBudget {
        warn(
          .note, "table-analysis-partial",
          "Not all pairs of rules of \"\(table.name)\" are listed or compared.")
        return
      }
    }
  }

  /// Whether two rules certainly give the same outputs.
  private func sameOutputs(_ a: Int, _ b: Int) -> Bool {
    zip(table.rules[a].outputs, table.rules[b].outputs).allSatisfy { x, y in
      guard case .constant(let left) = x.form, case .constant(let right) = y.form else {
        return false
      }
      return left == right
    }
  }

  /// Rules that never get their turn because earlier or better ones accept all that they accept.
  private mutating func reportMasked(except impossible: Set<Int>) {
    guard table.hitPolicy == .first || table.hitPolicy == .priority else { return }
    var budget = Self.maskBudget
    for row in table.rules.indices where !impossible.contains(row) {
      budget -= table.rules.count
      guard budget > 0 else {
        warn(
          .note, "table-analysis-partial",
          "\"\(table.name)\" is too large to be searched for all rules that others mask.")
        return
      }
      let stronger = table.rules.indices.filter { other in
        other != row && isKnown(other) && !impossible.contains(other) && precedes(other, row)
      }
      guard !stronger.isEmpty else { continue }
      let space = columns.map { $0.accepted[row] ?? $0.domain }
      let rows = stronger.map { other in columns.map { $0.accepted[other] ?? [] } }
      var search = CoverageSearch(rows: rows, space: space, wanted: 1, work: min(400_000, budget))
      let before = search.work
      search.run()
      budget -= before - search.work
      guard search.holes.isEmpty, search.isComplete else { continue }
      let alone = stronger.filter { other in
        zip(columns, space).allSatisfy { column, pieces in
          AnalysisColumn.intersection(column.accepted[other] ?? [], pieces) == pieces
        }
      }
      let by =
        alone.first.map { "rule \($0 + 1)" }
        ?? "rules \(stronger.map { "\($0 + 1)" }.joined(separator: ", "))"
      let pieces = space.compactMap { $0.first?.lowerBound }
      warn(
        .warning, "table-masked-rule",
        "Rule \(row + 1) of \"\(table.name)\" is never used: \(by) always come(s) first, for example when "
          + "\(example(pieces)).", rule: row, remedy: "Move, narrow or remove the rule.")
    }
  }

  /// Whether a rule that applies beside another is the one that counts.
  private func precedes(_ a: Int, _ b: Int) -> Bool {
    guard table.hitPolicy == .priority else { return a < b }
    guard let x = ranks(a), let y = ranks(b) else { return false }
    return x == y ? a < b : x.lexicographicallyPrecedes(y)
  }

  private func ranks(_ row: Int) -> [Int]? {
    var ranks: [Int] = []
    for (output, step) in zip(table.outputs, table.rules[row].outputs) where !output.values.isEmpty
    {
      guard case .constant(let value) = step.form else { return nil }
      ranks.append(output.values.firstIndex(of: value) ?? output.values.count)
    }
    return ranks
  }

  /// Output values that no rule gives, and outputs that are not among them.
  private mutating func reportOutputs(except impossible: Set<Int>) {
    for (number, output) in table.outputs.enumerated() where !output.values.isEmpty {
      var given: Set<FEELValue> = []
      var open = false
      for (row, rule) in table.rules.enumerated() where number < rule.outputs.count {
        guard case .constant(let value) = rule.outputs[number].form else {
          open = true
          continue
        }
        if !impossible.contains(row) { given.insert(value) }
        let listed = output.values.contains { FEELValue.matches(value, $0) == true }
        if !listed, !value.isNull {
          warn(
            .warning, "table-unlisted-output",
            "Rule \(row + 1) of \"\(table.name)\" gives \(value), which is not among the output values of "
              + "\(output.name).", rule: row, remedy: "List the value, or mend the rule.")
        }
      }
      if case .constant(let value)? = output.defaultEntry?.form { given.insert(value) }
      if output.defaultEntry != nil { open = true }
      guard !open else { continue }
      for value in output.values where !given.contains(value) {
        if case .range = value { continue }
        warn(
          .warning, "table-unreachable-output",
          "No rule of \"\(table.name)\" that can apply gives \(value) for \(output.name).",
          remedy: "Remove the value, or add the rule that gives it.")
      }
    }
  }
}
