import Diagnostics
import FEEL

/// Reads `obligations.yaml`.
func readObligations(_ root: YAMLMapping) -> [String: ObligationRule] {
  root.allow(["obligations"])
  var rules: [String: ObligationRule] = [:]
  for (kind, _, fields) in root.mapping("obligations")?.entries() ?? [] {
    fields.allow(
      ["title", "debtor", "per-year", "due", "target-days-before", "ladder", "report"]
        + YAMLMapping.sourceFields)
    let title = fields.localized("title")
    let source = fields.source()
    let debtor = fields.text("debtor")
    let ladder = fields.text("ladder")
    let due = fields.mapping("due").flatMap(dueRule)
    let target = fields.optionalInteger("target-days-before")
    if let debtor { checkRole(debtor, among: Roles.debtors, fields, "debtor") }
    if let target, !(0...366).contains(target) {
      fields.error(
        "out-of-range", "\"target-days-before\" is \(target).", at: "target-days-before",
        remedy: "Give 0 to 366 days.")
    }
    guard let title, let source, let debtor, let ladder, let due else { continue }
    rules[kind] = ObligationRule(
      kind: kind, title: title, source: source, debtor: debtor, due: due,
      targetDaysBefore: target, ladder: ladder, report: fields.optionalText("report"),
      perYear: fields.optionalFlag("per-year") ?? false)
  }
  return rules
}

private func dueRule(_ fields: YAMLMapping) -> DueRule? {
  fields.allow(["date", "term", "from"])
  if fields.has("date") {
    if fields.has("term") || fields.has("from") {
      fields.error(
        "two-due-dates", "A due date is either a date or a term, not both.", at: "date",
        remedy: "Keep `date`, or `term` with `from`.")
    }
    return expression(fields, "date").map { .date($0) }
  }
  guard let term = fields.text("term"), let from = expression(fields, "from") else { return nil }
  return .term(term, from: from)
}

/// An expression over the facts of a case; its faults are placed in the YAML file.
private func expression(_ fields: YAMLMapping, _ key: String) -> FEELExpression? {
  guard let text = fields.text(key) else { return nil }
  do {
    let expression = try FEELExpression.compile(
      text, names: FEELNames(variables: DueRule.variables), file: fields.file,
      origin: fields.textPlace(key))
    fields.log.note(expression.warnings)
    return expression
  } catch {
    fields.log.note(error.findings)
    return nil
  }
}

func checkRole(_ role: String, among known: [String], _ fields: YAMLMapping, _ key: String) {
  if !known.contains(role) {
    fields.error(
      "unknown-role", "There is no role \"\(role)\" here.", at: key,
      remedy: advice(for: role, among: known))
  }
}
