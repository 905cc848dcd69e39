extension DMNModel {
  /// The cells that let a rule apply: the column and what it asks, without those that accept everything.
  public func cells(of rule: FiredRule) -> [(label: String, test: String)] {
    let table = tables.first {
      $0.name == rule.decision && ($0.id ?? "") == rule.table && $0.rules.count >= rule.row
    }
    guard let table, rule.row > 0 else { return [] }
    return zip(table.inputs, table.rules[rule.row - 1].entries).compactMap { input, entry in
      let test = entry.trimmed
      if test.isEmpty || test == "-" { return nil }
      return (input.label ?? input.expression.trimmed, test)
    }
  }
}
