import Diagnostics

extension DMNModel {
  /// What stands out when each decision table of the model is looked at as a whole.
  ///
  /// Gaps, overlaps under UNIQUE, contradictions under ANY, rules that others mask, rules and outputs that
  /// can never come up; each with a counter-example. Entries that test more than their own input are
  /// left out and said to be. Null is not among the values that are searched for gaps. Large tables are searched within a fixed amount of work.
  public func analysis() -> [Finding] {
    var findings: [Finding] = []
    for element in program.elements {
      switch element {
      case .decision(let decision) where decision.file == file:
        decision.step.forEachTable { findings += Self.analyse($0, file) }
      case .knowledge(let knowledge) where knowledge.file == file:
        knowledge.function.body?.forEachTable { findings += Self.analyse($0, file) }
      default: break
      }
    }
    return findings.inReadingOrder()
  }

  private static func analyse(_ table: TableProgram, _ file: String) -> [Finding] {
    var analysis = TableAnalysis(table, file: file)
    return analysis.run()
  }
}

extension Step {
  /// Every decision table in this expression.
  func forEachTable(_ visit: (TableProgram) -> Void) {
    switch form {
    case .literal, .constant, .broken: break
    case .table(let table): visit(table)
    case .context(let entries, let result):
      for entry in entries { entry.value.forEachTable(visit) }
      result?.forEachTable(visit)
    case .invocation(let function, let bindings):
      function.forEachTable(visit)
      for binding in bindings { binding.value.forEachTable(visit) }
    case .function(let function): function.body?.forEachTable(visit)
    case .relation(_, let rows): for cell in rows.joined() { cell.forEachTable(visit) }
    case .list(let items): for item in items { item.forEachTable(visit) }
    case .conditional(let test, let then, let otherwise):
      for part in [test, then, otherwise] { part.forEachTable(visit) }
    case .filter(let list, _, let match): for part in [list, match] { part.forEachTable(visit) }
    case .iterator(let iterator):
      for part in [iterator.list, iterator.body] { part.forEachTable(visit) }
    }
  }
}
