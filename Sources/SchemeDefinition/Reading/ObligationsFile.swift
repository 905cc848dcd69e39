import Diagnostics
import FEEL
import LegalCalendar

/// Reads `obligations.yaml`.
func readObligations(_ root: YAMLMapping) -> [String: ObligationRule] {
  root.allow(["obligations"])
  var rules: [String: ObligationRule] = [:]
  for (kind, _, fields) in root.mapping("obligations")?.entries() ?? [] {
    fields.allow(
      [
        "title", "debtor", "per-year", "year-offset", "due", "target-days-before", "ladder",
        "report", "extension", "suspension", "penalty", "arises", "when-late",
      ] + YAMLMapping.sourceFields)
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
      perYear: fields.optionalFlag("per-year") ?? false,
      yearOffset: fields.optionalInteger("year-offset") ?? 0,
      dateSetBy: dateSetBy(fields), datePolicy: datePolicy(fields),
      extensionRule: fields.optionalMapping("extension").flatMap(extensionRule),
      suspensionArticle: fields.optionalMapping("suspension").flatMap { $0.text("article") },
      penalty: fields.optionalFlag("penalty") ?? false,
      arises: fields.optionalMapping("arises").flatMap(arisingRule),
      whenLate: fields.optionalMapping("when-late").flatMap(lateRule))
  }
  return rules
}

/// Who fixes the day; a ministerial regulation unless the file says otherwise.
private func dateSetBy(_ fields: YAMLMapping) -> TermRule.SetBy {
  guard let due = fields.optionalMapping("due"), due.has("set-by") else {
    return .ministerialRegulation
  }
  return due.word("set-by", as: TermRule.SetBy.self) ?? .ministerialRegulation
}

private func datePolicy(_ fields: YAMLMapping) -> TermRule.ExtensionPolicy {
  fields.optionalMapping("due")?.optionalText("roll-basis").map { .alsoApplied(basis: $0) }
    ?? .byLaw
}

private func extensionRule(_ fields: YAMLMapping) -> ExtensionRule? {
  fields.allow(["allowed", "most", "article"])
  guard let article = fields.text("article") else { return nil }
  return ExtensionRule(
    allowed: fields.optionalFlag("allowed") ?? true,
    most: fields.has("most") ? termLength(fields, "most") : nil, article: article)
}

private func arisingRule(_ fields: YAMLMapping) -> ArisingRule? {
  fields.allow(["for", "when"])
  guard let subject = fields.text("for"), let when = expression(fields, "when") else { return nil }
  checkRole(subject, among: Roles.arisingSubjects, fields, "for")
  return ArisingRule(subject: subject, when: when)
}

private func lateRule(_ fields: YAMLMapping) -> LateRule? {
  fields.allow(["event", "automatic", "article"])
  guard let event = fields.text("event"), let article = fields.text("article") else { return nil }
  return LateRule(
    event: event, automatic: fields.optionalFlag("automatic") ?? false, article: article)
}

private func dueRule(_ fields: YAMLMapping) -> DueRule? {
  fields.allow(["date", "term", "from", "set-by", "roll-basis"])
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
