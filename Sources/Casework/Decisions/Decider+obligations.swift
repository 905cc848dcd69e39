import FEEL
import JSONText
import LegalCalendar
import SchemeDefinition

extension Decider {
  /// Creates an obligation of a kind with its due date, its report and its reminders; returns the due date.
  ///
  /// An obligation that exists already is left as it is.
  @discardableResult
  mutating func oblige(
    _ kind: String, subject: Subject, key: String, rules: RuleSet
  ) throws(Refusal) -> CivilDate {
    guard let rule = rules.obligations[kind] else {
      throw Refusal(
        "unknown-obligation", nl: "Regelset \(rules.label) kent geen verplichting “\(kind)”.",
        en: "Rule set \(rules.label) knows no obligation “\(kind)”.",
        details: [rules.obligations.keys.sorted().joined(separator: ", ")])
    }
    guard let award = state.award(of: subject, key) else { return today }
    let facts = self.facts(of: subject, key)
    let year: Int? =
      switch subject {
      case .period: state.periods[key]?.year
      case .report: state.reports[key]?.year
      default: nil
      }
    let id =
      subject == .objection
      ? "\(key)/obligation/\(kind)" : Keys.obligation(award.id, kind, rule.perYear ? year : nil)
    if let existing = state.obligations[id] { return existing.due }
    let due = try dueDate(kind, rules: rules, facts: facts)
    let obligation = Obligation(
      id: id, award: award.id, year: rule.perYear ? year : nil, kind: kind, debtor: rule.debtor,
      due: due.due, target: due.target, dueVersion: 1, state: .open, article: rule.source.article,
      why: due.json.canonical)
    records.put(obligation)
    if let report = rule.report {
      let reportYear = year ?? award.to.year
      let reportKey = Keys.report(award.id, report, reportYear)
      if state.reports[reportKey] == nil {
        records.put(
          Report(
            id: reportKey, award: award.id, year: reportYear, kind: report, due: due.due,
            state: "expected"))
      }
    }
    arm(obligation, rules: rules)
    return due.due
  }

  private func dueDate(_ kind: String, rules: RuleSet, facts: CaseFacts) throws(Refusal) -> DueDate
  {
    switch rules.due(kind, facts: facts.context, calendar: calendar) {
    case .due(let due): return due
    case .refused(let findings):
      throw Refusal(
        "no-due-date", nl: "De datum van “\(kind)” is niet te bepalen.",
        en: "The date of “\(kind)” cannot be worked out.", details: findings.map(\.message))
    }
  }

  /// Plans the reminders of the obligation's ladder for its present due date.
  ///
  /// Steps whose day has passed are not planned: a newly made obligation starts no flood.
  mutating func arm(_ obligation: Obligation, rules: RuleSet) {
    guard let rule = rules.obligations[obligation.kind], let ladder = rules.ladders[rule.ladder]
    else { return }
    for (step, day) in ladder.dates(due: obligation.due, calendar: calendar) where day >= today {
      records.put(
        Reminder(
          id: Keys.reminder(obligation.id, step.id, obligation.dueVersion),
          obligation: obligation.id, step: step.id, dueVersion: obligation.dueVersion, on: day,
          recipient: step.recipients.joined(separator: ","), state: .planned))
    }
  }

  /// Marks the obligation as done and cancels the reminders still planned for it.
  mutating func discharge(_ kind: String, subject: Subject, key: String) throws(Refusal) {
    guard let award = state.award(of: subject, key) else { return }
    let year: Int? =
      switch subject {
      case .period: state.periods[key]?.year
      case .report: state.reports[key]?.year
      default: nil
      }
    let open = state.obligations.values.filter {
      $0.award == award.id && $0.kind == kind && $0.state == .open
        && ($0.year == nil || year == nil || $0.year == year)
    }
    for obligation in open.sorted(by: { $0.id < $1.id }) { close(obligation.id, as: .done) }
  }

  mutating func close(_ obligation: String, as outcome: ObligationState) {
    edit(Obligation.self, obligation) { $0.state = outcome }
    let planned = state.reminders.values.filter {
      $0.obligation == obligation && $0.state == .planned
    }
    for reminder in planned.sorted(by: { $0.id < $1.id }) {
      edit(Reminder.self, reminder.id) { $0.state = .cancelled }
    }
  }
}

extension DueDate {
  /// The steps that led to the date, for “why this date?”.
  var json: JSON {
    .array(
      steps.map { step in
        [
          "date": .string(step.date.description), "nl": .string(step.text.nl),
          "en": .string(step.text.en), "article": .string(step.article),
        ]
      })
  }
}
