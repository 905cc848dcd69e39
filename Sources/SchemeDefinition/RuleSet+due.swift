import Diagnostics
import FEEL
import LegalCalendar

/// One step on the way to a due date, for "why this date?".
public struct DueStep: Hashable, Sendable {
  /// The date after this step.
  public var date: CivilDate
  public var text: LocalizedText
  public var article: String
}

/// When an obligation is due, and why.
public struct DueDate: Hashable, Sendable {
  /// The last day.
  public var due: CivilDate
  /// The wished-for day, a working day not after `due`.
  public var target: CivilDate?
  public var steps: [DueStep]
  /// What a person should know, such as holidays that no decree has fixed yet.
  public var notices: [LocalizedText]
}

public enum DueOutcome: Sendable {
  case due(DueDate)
  /// The facts do not give a date; each finding says which and what to do.
  case refused([Finding])
}

extension RuleSet {
  /// The due date of an obligation.
  ///
  /// `facts` holds `case` and `today` as the obligation's expressions read them.
  public func due(_ kind: String, facts: FEELContext, calendar: HolidayCalendar) -> DueOutcome {
    guard let rule = obligations[kind] else {
      return .refused([
        .error(
          "unknown-obligation", "Rule set \(label) has no obligation \"\(kind)\".",
          file: origins["obligations.yaml"], remedy: advice(for: kind, among: obligations.keys))
      ])
    }
    switch rule.due {
    case .date(let expression):
      return date(of: expression, kind, facts) { date in
        fixed(date, rule: rule, calendar: calendar)
      }
    case .term(let name, let start):
      guard let term = terms[name] else {
        return .refused([
          .error(
            "unknown-term", "Obligation \"\(kind)\" names the term \"\(name)\", which is unknown.",
            file: origins["obligations.yaml"], remedy: advice(for: name, among: terms.keys))
        ])
      }
      return date(of: start, kind, facts) { day in
        let outcome = term.rule.outcome(from: day, calendar: calendar)
        let steps = outcome.steps.map {
          DueStep(date: $0.date, text: $0.text, article: $0.article)
        }
        return DueDate(
          due: outcome.due, target: target(of: rule, before: outcome.due, from: day, calendar),
          steps: steps, notices: outcome.notices.map(\.text))
      }
    }
  }

  /// A date that the rule names itself is not moved by holidays: no act sets it as a term (Atw 1).
  private func fixed(_ date: CivilDate, rule: ObligationRule, calendar: HolidayCalendar) -> DueDate
  {
    DueDate(
      due: date, target: target(of: rule, before: date, from: nil, calendar),
      steps: [
        DueStep(
          date: date,
          text: LocalizedText(
            nl: "\(rule.title.nl): uiterlijk \(date.inDutch), een vaste dag.",
            en: "\(rule.title.en): by \(date.inEnglish), a fixed day."),
          article: rule.source.article)
      ], notices: [])
  }

  private func target(
    of rule: ObligationRule, before due: CivilDate, from start: CivilDate?,
    _ calendar: HolidayCalendar
  ) -> CivilDate? {
    guard let days = rule.targetDaysBefore else { return nil }
    let wished = calendar.workingDay(onOrBefore: due.adding(days: -days))
    return min(start.map { max($0, wished) } ?? wished, due)
  }

  private func date(
    of expression: FEELExpression, _ kind: String, _ facts: FEELContext,
    _ then: (CivilDate) -> DueDate
  ) -> DueOutcome {
    let outcome = expression.evaluate(facts)
    if case .date(let date) = outcome.value { return .due(then(date)) }
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
