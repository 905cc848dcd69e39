import LegalCalendar

/// Reads `terms.yaml`.
func readTerms(_ root: YAMLMapping) -> [String: NamedTerm] {
  root.allow(["terms"])
  var terms: [String: NamedTerm] = [:]
  for (name, _, fields) in root.mapping("terms")?.entries() ?? [] {
    fields.allow(
      ["title", "length", "starts", "counted", "set-by", "extension-act"]
        + YAMLMapping.sourceFields)
    let length = termLength(fields, "length")
    let setBy = fields.word("set-by", as: TermRule.SetBy.self)
    let source = fields.source()
    let title = fields.localized("title")
    let starts = fields.localized("starts")
    let act = fields.mapping("extension-act")
    act?.allow(["applies", "because", "excluded-by", "basis"])
    var direction = TermRule.Direction.forward
    if fields.has("counted") {
      direction = fields.word("counted", as: Counted.self)?.direction ?? .forward
    }
    guard let length, let setBy, let source, let title, let starts, let act else { continue }
    var policy = TermRule.ExtensionPolicy.byLaw
    if let article = act.optionalText("excluded-by") { policy = .excluded(article: article) }
    if let basis = act.optionalText("basis") { policy = .alsoApplied(basis: basis) }
    let rule = TermRule(
      length: length, direction: direction, setBy: setBy, article: source.article, policy: policy)
    if let applies = act.flag("applies"), applies != rule.coverage.applies {
      act.error(
        "extension-act-mismatch",
        "The file says that the Algemene termijnenwet \(applies ? "applies" : "does not apply"), "
          + "but by that act it \(applies ? "does not" : "does"): \(rule.coverage.reason.en) "
          + "(\(rule.coverage.article))", at: "applies",
        remedy: applies
          ? "Write false, or give the `basis` of a policy that applies it."
          : "Write true, or name the article that takes the term out (`excluded-by`).")
    }
    terms[name] = NamedTerm(
      name: name, title: title, rule: rule, starts: starts, source: source,
      because: act.optionalLocalized("because"))
  }
  return terms
}

private enum Counted: String, CaseIterable {
  case forward, backward

  var direction: TermRule.Direction { self == .forward ? .forward : .backward }
}

/// A length such as "22 weeks".
func termLength(_ fields: YAMLMapping, _ key: String) -> TermLength? {
  guard let text = fields.text(key) else { return nil }
  if let length = TermLength(text) { return length }
  fields.error(
    "bad-length", "\"\(text)\" is no length.", at: key,
    remedy: "Write a number and a unit: 14 days, 6 weeks, 3 months, 5 years.")
  return nil
}
