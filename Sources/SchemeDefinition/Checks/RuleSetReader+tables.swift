import DMN

extension RuleSetReader {
  /// Looks at each decision table as a whole, and for the article that every rule must name.
  func checkTables(of rules: RuleSet) {
    for (file, model) in rules.models.sorted(by: { $0.key < $1.key })
    where memory.isNew("model \(file)") {
      log.note(model.analysis())
      for table in model.tables {
        guard let column = table.annotations.firstIndex(of: RuleSet.articleColumn) else {
          log.error(
            "table-without-article",
            "The table of \"\(table.name)\" has no column \"\(RuleSet.articleColumn)\".", in: file,
            at: table.position,
            remedy: "Add an annotation column with the article of each rule.")
          continue
        }
        for (row, rule) in table.rules.enumerated() {
          if rule.annotations.indices.contains(column), !rule.annotations[column].trimmed.isEmpty {
            continue
          }
          log.error(
            "rule-without-article", "Rule \(row + 1) of \"\(table.name)\" names no article.",
            in: file, at: rule.position, remedy: "Say which article it comes from.")
        }
      }
    }
  }
}
