import Diagnostics
import FEEL
import LegalCalendar

/// An obligation's term before anything happened to it: the rule and the day from which it counts.
public struct DueTerm: Hashable, Sendable {
  public var rule: TermRule
  /// The day of the event that starts the term, or the day that the rule fixes.
  public var start: CivilDate
  /// The term's name in `terms.yaml`; nil when the obligation fixes the day itself.
  public var name: String?
}

public enum DueTermOutcome: Sendable {
  case term(DueTerm)
  /// The facts do not give a date; each finding says which and what to do.
  case refused([Finding])
}

public enum DueOutcome: Sendable {
  case due(TermOutcome)
  case refused([Finding])
}

extension RuleSet {
  /// The due date of an obligation to which nothing has happened yet.
  ///
  /// `facts` holds `case` and `today` as the obligation's expressions read them.
  public func due(_ kind: String, facts: FEELContext, calendar: HolidayCalendar) -> DueOutcome {
    switch term(of: kind, facts: facts) {
    case .term(let term): .due(term.rule.outcome(from: term.start, calendar: calendar))
    case .refused(let findings): .refused(findings)
    }
  }

  /// The term of an obligation: its rule, and its start by the facts.
  public func term(of kind: String, facts: FEELContext) -> DueTermOutcome {
    guard let rule = obligations[kind] else {
      return .refused([
        .error(
          "unknown-obligation", "Rule set \(label) has no obligation \"\(kind)\".",
          file: origins["obligations.yaml"], remedy: advice(for: kind, among: obligations.keys))
      ])
    }
    guard let termRule = termRule(of: kind) else {
      let name = if case .term(let name, _) = rule.due { name } else { "" }
      return .refused([
        .error(
          "unknown-term", "Obligation \"\(kind)\" names the term \"\(name)\", which is unknown.",
          file: origins["obligations.yaml"], remedy: advice(for: name, among: terms.keys))
      ])
    }
    switch rule.due {
    case .date(let expression):
      return date(of: expression, kind, facts) { DueTerm(rule: termRule, start: $0, name: nil) }
    case .term(let name, let start):
      return date(of: start, kind, facts) { DueTerm(rule: termRule, start: $0, name: name) }
    }
  }

  /// The rule of an obligation's term, with the target date and the longest extension that the obligation
  /// adds to it; nil when there is no such obligation or no such term.
  public func termRule(of kind: String) -> TermRule? {
    guard let rule = obligations[kind] else { return nil }
    let target = rule.targetDaysBefore ?? 0
    switch rule.due {
    case .date:
      return TermRule(
        length: .days(0), setBy: rule.dateSetBy, article: rule.source.article,
        policy: rule.datePolicy, extensionLimit: rule.extensionRule?.most, targetDaysBefore: target)
    case .term(let name, _):
      guard let term = terms[name]?.rule else { return nil }
      return TermRule(
        length: term.length, direction: term.direction, setBy: term.setBy, article: term.article,
        policy: term.policy, extensionLimit: rule.extensionRule?.most, targetDaysBefore: target)
    }
  }

  private func date(
    of expression: FEELExpression, _ kind: String, _ facts: FEELContext,
    _ then: (CivilDate) -> DueTerm
  ) -> DueTermOutcome {
    let outcome = expression.evaluate(facts)
    if case .date(let date) = outcome.value { return .term(then(date)) }
    let reasons = outcome.diagnostics.map { ": \($0.message)" }.first ?? ""
    return .refused([
      .error(
        "no-due-date",
        "\"\(kind)\" has no due date: `\(expression.text)` gave \(outcome.value)\(reasons).",
        file: origins["obligations.yaml"],
        remedy: "Give the facts that it reads, as dates and numbers.")
    ])
  }
}
