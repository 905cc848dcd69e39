import Diagnostics
import ExactNumbers
import FEEL

extension ModelProgram {
  /// The result of a decision table (DMN 1.5 §8.2.8 and §10.2.2.7).
  func evaluate(
    _ table: TableProgram, _ frame: inout [FEELValue], _ scope: EvaluationScope,
    _ run: inout FEELRun
  ) -> FEELValue {
    guard let found = hits(table, &frame, scope, &run) else { return .null }
    guard found.first >= 0 else { return noHit(table, &frame, scope, &run) }
    if found.others.isEmpty, table.hitPolicy.givesOneRule {
      scope.log?.append(table.rules[found.first])
      return outputs(table, found.first, &frame, scope, &run)
    }
    return combine(table, [found.first] + found.others, &frame, scope, &run)
  }

  /// Finds the rules that apply; nil when an input is refused, which has then been reported.
  private func hits(
    _ table: TableProgram, _ frame: inout [FEELValue], _ scope: EvaluationScope,
    _ run: inout FEELRun
  ) -> RuleHits? {
    if table.isPlain, let hits = table.plainHits(frame) { return hits }
    var hits = RuleHits()
    let complete = withUnsafeTemporaryAllocation(of: Int.self, capacity: table.inputs.count) {
      search(table, $0, &frame, scope, &run, &hits)
    }
    return complete ? hits : nil
  }

  private func search(
    _ table: TableProgram, _ ordinals: UnsafeMutableBufferPointer<Int>,
    _ frame: inout [FEELValue], _ scope: EvaluationScope, _ run: inout FEELRun,
    _ hits: inout RuleHits
  ) -> Bool {
    var values: [FEELValue] = []
    var isIndexed = true
    for c in table.inputs.indices {
      guard let value = value(of: table.inputs[c], &frame, scope, &run) else { return false }
      ordinals[c] = table.index.ordinal(of: value, c)
      if ordinals[c] == TableIndex.foreign { isIndexed = false }
      values.append(value)
    }
    guard isIndexed else {
      scan(table, values, frame, scope, &run, &hits)
      return true
    }
    let limit = table.hitLimit
    let columns = table.looseColumns
    table.index.forEachRow(ordinals) { row in
      if passes(table, row, columns, values, frame, scope, &run) { hits.append(row) }
      return hits.count < limit
    }
    return true
  }

  /// An input's value; nil when it is not among the input values, which has then been reported.
  private func value(
    of input: TableProgram.Input, _ frame: inout [FEELValue], _ scope: EvaluationScope,
    _ run: inout FEELRun
  ) -> FEELValue? {
    let value = self.run(input.expression, &frame, scope, &run)
    if let allowed = input.values, !value.isNull, allowed.matches(value, frame, &run) != true {
      run.report(
        "\(input.label) is \(ModelType.shown(value)), which is not among \(input.valuesText)",
        at: input.expression.position, file: scope.file)
      return nil
    }
    return value
  }

  /// Tests every entry of every rule: for values of a kind that a column does not know.
  private func scan(
    _ table: TableProgram, _ values: [FEELValue], _ frame: [FEELValue], _ scope: EvaluationScope,
    _ run: inout FEELRun, _ hits: inout RuleHits
  ) {
    let columns = Array(table.inputs.indices)
    for row in table.rules.indices
    where passes(table, row, columns, values, frame, scope, &run) {
      hits.append(row)
      if hits.count == table.hitLimit { break }
    }
  }

  private func passes(
    _ table: TableProgram, _ row: Int, _ columns: [Int], _ values: [FEELValue],
    _ frame: [FEELValue], _ scope: EvaluationScope, _ run: inout FEELRun
  ) -> Bool {
    let rule = table.rules[row]
    for column in columns {
      switch rule.cells[column] {
      case .any: continue
      case .tests(let tests):
        if tests.matches(values[column], frame, &run) != true { return false }
      case .broken(let reason, let position):
        run.report(reason, at: position, file: scope.file)
        return false
      }
    }
    return true
  }

  private func noHit(
    _ table: TableProgram, _ frame: inout [FEELValue], _ scope: EvaluationScope,
    _ run: inout FEELRun
  ) -> FEELValue {
    if table.outputs.contains(where: { $0.defaultEntry != nil }) {
      let values = table.outputs.map { output in
        output.defaultEntry.map { self.run($0, &frame, scope, &run) } ?? .null
      }
      return TableProgram.assembled(table.outputs, values)
    }
    switch table.hitPolicy {
    case .collect(nil): return .list([])
    case .collect(.count): return .number(0)
    default:
      run.report(
        "no rule of the table \"\(table.name)\" applies", at: table.position, file: scope.file)
      return .null
    }
  }

  private func combine(
    _ table: TableProgram, _ hits: [Int], _ frame: inout [FEELValue], _ scope: EvaluationScope,
    _ run: inout FEELRun
  ) -> FEELValue {
    func result(_ row: Int) -> FEELValue { outputs(table, row, &frame, scope, &run) }
    func fire(_ rows: [Int]) {
      guard let log = scope.log else { return }
      for row in rows { log.append(table.rules[row]) }
    }
    switch table.hitPolicy {
    case .unique:
      guard hits.count == 1 else {
        run.report(
          "\(Self.named(hits)) of the table \"\(table.name)\" apply at once; its hit policy is UNIQUE",
          at: table.position, file: scope.file)
        return .null
      }
      fire(hits)
      return result(hits[0])
    case .first:
      fire([hits[0]])
      return result(hits[0])
    case .any:
      let value = result(hits[0])
      for row in hits.dropFirst() where result(row) != value {
        run.report(
          "\(Self.named([hits[0], row])) of the table \"\(table.name)\" apply at once with different "
            + "outputs; its hit policy is ANY", at: table.position, file: scope.file)
        return .null
      }
      fire(hits)
      return value
    case .priority:
      let best = ordered(table, hits, result)[0]
      fire([best.row])
      return best.value
    case .outputOrder:
      let all = ordered(table, hits, result)
      fire(all.map(\.row))
      return .list(all.map(\.value))
    case .ruleOrder, .collect(nil):
      fire(hits)
      return .list(hits.map(result))
    case .collect(let aggregation?):
      fire(hits)
      return aggregate(aggregation, hits.map(result), table, scope, &run)
    }
  }

  private static func named(_ rows: [Int]) -> String {
    let shown = rows.prefix(5).map { "\($0 + 1)" }
    let more = rows.count > 5 ? ", …" : ""
    return rows.count == 2 && more.isEmpty
      ? "rules \(shown[0]) and \(shown[1])" : "rules " + shown.joined(separator: ", ") + more
  }

  /// A rule's outputs as one value.
  private func outputs(
    _ table: TableProgram, _ row: Int, _ frame: inout [FEELValue], _ scope: EvaluationScope,
    _ run: inout FEELRun
  ) -> FEELValue {
    if let result = table.results[row] { return result }
    let rule = table.rules[row]
    if !table.isCompound, rule.outputs.count == 1 {
      return self.run(rule.outputs[0], &frame, scope, &run)
    }
    return TableProgram.assembled(
      table.outputs, rule.outputs.map { self.run($0, &frame, scope, &run) })
  }

  /// The rules by the priority of their outputs, column after column; equals keep their order.
  private func ordered(_ table: TableProgram, _ hits: [Int], _ result: (Int) -> FEELValue)
    -> [(row: Int, value: FEELValue)]
  {
    let all = hits.map { row -> (row: Int, value: FEELValue, ranks: [Int]) in
      let value = result(row)
      let ranks = table.outputs.map { output -> Int in
        guard !output.values.isEmpty else { return 0 }
        var member = value
        if table.isCompound, case .context(let context) = value {
          member = context[output.name] ?? .null
        }
        return output.values.firstIndex(of: member) ?? output.values.count
      }
      return (row, value, ranks)
    }
    return all.sorted { a, b in
      a.ranks == b.ranks ? a.row < b.row : a.ranks.lexicographicallyPrecedes(b.ranks)
    }.map { ($0.row, $0.value) }
  }

  private func aggregate(
    _ aggregation: HitPolicy.Aggregation, _ values: [FEELValue], _ table: TableProgram,
    _ scope: EvaluationScope, _ run: inout FEELRun
  ) -> FEELValue {
    func refuse(_ reason: String) -> FEELValue {
      run.report(
        "the table \"\(table.name)\" cannot aggregate its outputs: \(reason)", at: table.position,
        file: scope.file)
      return .null
    }
    switch aggregation {
    case .count: return .number(Decimal128(values.count))
    case .sum:
      var total = Decimal128.zero
      for value in values {
        guard case .number(let number) = value else {
          return refuse("\(ModelType.shown(value)) is not a number")
        }
        guard let next = (total + number) else { return refuse("the sum is too large") }
        total = next
      }
      return .number(total)
    case .minimum, .maximum:
      var best = values[0]
      for value in values {
        guard let order = FEELValue.order(value, best) else {
          return refuse("\(ModelType.shown(value)) and \(ModelType.shown(best)) have no order")
        }
        if aggregation == .minimum ? order < 0 : order > 0 { best = value }
      }
      return best
    }
  }
}
