import DMN
import Diagnostics
import FEEL

extension RuleSet {
  /// Runs every golden case of the version, in the order of files and lines.
  public func runCases() -> [CaseOutcome] { cases.map(run) }

  /// Runs one case: every expected value must be equal, and the article must be among the rules that fired.
  public func run(_ golden: GoldenCase) -> CaseOutcome {
    var outcome = CaseOutcome(
      title: golden.title, decision: golden.decision, file: golden.file,
      position: golden.position, findings: [])
    func fail(_ code: String, _ message: String, at position: SourcePosition, remedy: String) {
      outcome.findings.append(
        .error(
          code, "\(golden.title): \(message)", file: golden.file, at: position, remedy: remedy))
    }
    if let term = golden.term {
      outcome.findings = run(golden, term: term)
      return outcome
    }
    guard let model = model(of: golden.decision) else {
      fail(
        "unknown-decision", "there is no decision \"\(golden.decision)\".", at: golden.position,
        remedy: advice(for: golden.decision, among: decisionNames))
      return outcome
    }
    outcome.findings += golden.syntaxFindings
    if !outcome.passed { return outcome }
    for fact in golden.facts where !model.inputs.contains(fact.name) {
      fail(
        "unknown-input", "the decision has no input \"\(fact.name)\".", at: fact.position,
        remedy: advice(for: fact.name, among: model.inputs))
    }
    let result = decide(golden.decision, golden.inputs)
    for line in golden.expected {
      let actual = part(line.name, of: result.value)
      let wanted = (try? golden.value(of: line)) ?? .null
      if actual != wanted {
        outcome.differences.append(
          .init(name: line.name, expected: wanted, actual: actual, position: line.position))
        let reasons = result.diagnostics.prefix(2).map { "; \($0.message)" }.joined()
        fail(
          "case-fails", "\(line.name) is \(actual), expected \(wanted)\(reasons).",
          at: line.position, remedy: "Mend the decision, or the case if the law asks for it.")
      }
    }
    let articles = result.fired.compactMap { $0[annotation: Self.articleColumn] }
    if let article = golden.article, !articles.contains(article) {
      outcome.otherArticles = articles
      fail(
        "case-article",
        "no rule of \(article) fired; those that did: \(articles.joined(separator: "; ")).",
        at: golden.position, remedy: "Name the article of the rule that decides the case.")
    }
    return outcome
  }

  /// The annotation column of a decision table that names the article of each rule.
  static let articleColumn = "Artikel"

  /// A member of the outcome, or an expression over its members; `uitkomst` is the whole.
  private func part(_ name: String, of value: FEELValue) -> FEELValue {
    var scope = value.context ?? FEELContext()
    if let member = scope[name] { return member }
    scope["uitkomst"] = value
    guard
      let expression = try? FEELExpression.compile(
        name, names: FEELNames(variables: scope.names))
    else { return .null }
    return expression.evaluate(scope).value
  }
}
