import FEEL
import JSONText
import LegalCalendar
import SchemeDefinition

extension Decider {
  /// Creates an obligation of a kind with its due date, its report and its reminders; returns the due date.
  ///
  /// One that is open already is left as it is; one that is closed is followed by a further one.
  @discardableResult
  mutating func oblige(
    _ kind: String, subject: Subject, key: String, rules: RuleSet
  ) throws(Refusal) -> CivilDate {
    let award = state.award(of: subject, key)
    let owned = subject == .objection || subject == .permission
    return try open(
      kind,
      Opening(
        base: owned ? key : award?.id ?? key, award: award, year: year(of: subject, key),
        about: "\(subject.rawValue)/\(key)", facts: facts(of: subject, key).context), rules: rules)
  }

  /// What an obligation is opened with.
  struct Opening {
    /// The beginning of its key.
    var base: String
    var award: Award?
    var year: Int?
    /// `subject/key`.
    var about: String
    var facts: FEELContext
    /// Sets it apart from others of the same kind and year.
    var mark: String?
  }

  @discardableResult
  mutating func open(_ kind: String, _ opening: Opening, rules: RuleSet) throws(Refusal)
    -> CivilDate
  {
    let rule = try obligationRule(kind, rules)
    let year = rule.perYear ? opening.year.map { $0 + rule.yearOffset } : nil
    let base = opening.base + (opening.mark.map { "/\($0)" } ?? "")
    var round = 1
    while let existing = state.obligations[Keys.obligation(of: base, kind, year, round: round)] {
      if existing.state == .open { return existing.due }
      round += 1
    }
    let term = try term(of: kind, rules: rules, facts: opening.facts)
    var obligation = Obligation(
      id: Keys.obligation(of: base, kind, year, round: round), award: opening.award?.id,
      year: year, kind: kind, subject: opening.about, debtor: rule.debtor, startsOn: term.start,
      due: term.start, dueVersion: 1, state: .open, article: rule.source.article, why: "[]")
    obligation.derive(from: term.rule.outcome(from: term.start, calendar: calendar), rule)
    records.put(obligation)
    if let report = rule.report, let award = opening.award {
      let reportYear = year ?? award.to.year
      let reportKey = Keys.report(award.id, report, reportYear)
      if state.reports[reportKey] == nil {
        records.put(
          Report(
            id: reportKey, award: award.id, year: reportYear, kind: report, due: obligation.due,
            state: "expected"))
      }
    }
    arm(obligation, rules: rules)
    return obligation.due
  }

  func obligationRule(_ kind: String, _ rules: RuleSet) throws(Refusal) -> ObligationRule {
    if let rule = rules.obligations[kind] { return rule }
    throw Refusal(
      "unknown-obligation", nl: "Regelset \(rules.label) kent geen verplichting “\(kind)”.",
      en: "Rule set \(rules.label) knows no obligation “\(kind)”.",
      details: [rules.obligations.keys.sorted().joined(separator: ", ")])
  }

  func term(of kind: String, rules: RuleSet, facts: FEELContext) throws(Refusal) -> DueTerm {
    switch rules.term(of: kind, facts: facts) {
    case .term(let term): return term
    case .refused(let findings):
      throw Refusal(
        "no-due-date", nl: "De datum van “\(kind)” is niet te bepalen.",
        en: "The date of “\(kind)” cannot be worked out.", details: findings.map(\.message))
    }
  }

  /// The grant year that a subject is about, if it is about one.
  func year(of subject: Subject, _ key: String) -> Int? {
    switch subject {
    case .period: state.periods[key]?.year
    case .report: state.reports[key]?.year
    default: nil
    }
  }

  /// The open obligations of a kind that belong to a subject, by key.
  func openObligations(_ kind: String, of subject: Subject, _ key: String) -> [Obligation] {
    let year = year(of: subject, key)
    let award = state.award(of: subject, key)?.id
    let owned = subject == .objection || subject == .permission
    return state.obligations.values.filter { obligation in
      guard obligation.kind == kind, obligation.state == .open else { return false }
      if owned { return obligation.subject == "\(subject.rawValue)/\(key)" }
      return award != nil && obligation.award == award
        && (obligation.year == nil || year == nil || obligation.year == year)
    }.sorted { $0.id < $1.id }
  }

  /// Plans the reminders of the obligation's ladder for its present due date.
  ///
  /// Steps whose day has passed are not planned: a newly made obligation starts no flood. While the clock
  /// stands still there is no date to remind of.
  mutating func arm(_ obligation: Obligation, rules: RuleSet) {
    guard obligation.suspendedSince == nil, obligation.state == .open,
      let rule = rules.obligations[obligation.kind], let ladder = rules.ladders[rule.ladder]
    else { return }
    for (step, day) in ladder.dates(due: obligation.due, calendar: calendar) where day >= today {
      records.put(
        Reminder(
          id: Keys.reminder(obligation.id, step.id, obligation.dueVersion),
          obligation: obligation.id, step: step.id, dueVersion: obligation.dueVersion, on: day,
          recipient: step.recipients.joined(separator: ","), state: .planned))
    }
  }

  /// Cancels the reminders still planned for an obligation; it stays as it is.
  mutating func silence(_ obligation: String) {
    let planned = state.reminders.values.filter {
      $0.obligation == obligation && $0.state == .planned
    }
    for reminder in planned.sorted(by: { $0.id < $1.id }) {
      edit(Reminder.self, reminder.id) { $0.state = .cancelled }
    }
  }

  /// Marks the obligations as done and cancels the reminders still planned for them.
  mutating func discharge(_ kind: String, subject: Subject, key: String) {
    for obligation in openObligations(kind, of: subject, key) { close(obligation.id, as: .done) }
  }

  /// Closes an obligation as of the day of the event, or today.
  mutating func close(_ obligation: String, as outcome: ObligationState) {
    let day = min(eventDate ?? today, today)
    edit(Obligation.self, obligation) {
      $0.state = outcome
      $0.closedOn = day
      $0.suspendedSince = nil
    }
    silence(obligation)
  }
}

extension Obligation {
  /// Takes over a derived date and its reasons.
  mutating func derive(from outcome: TermOutcome, _ rule: ObligationRule) {
    due = outcome.due
    target = rule.targetDaysBefore == nil ? nil : outcome.target
    why = outcome.why.canonical
  }
}

extension TermOutcome {
  /// The steps that led to the date, for “why this date?”.
  var why: JSON { .array(steps.map(\.why)) }
}

extension TermStep {
  var why: JSON {
    [
      "date": .string(date.description), "kind": .string(kind.rawValue), "effect": .int(effect),
      "nl": .string(text.nl), "en": .string(text.en), "article": .string(article),
    ]
  }

  /// Nil when the JSON has not the shape of a step.
  init?(why json: JSON) {
    guard let date = json["date"]?.string.flatMap({ CivilDate(iso: $0) }),
      let kind = json["kind"]?.string.flatMap(Kind.init(rawValue:)),
      let effect = json["effect"]?.int,
      let nl = json["nl"]?.string, let en = json["en"]?.string,
      let article = json["article"]?.string
    else { return nil }
    self.init(
      kind: kind, date: date, effect: Int(effect), text: BilingualText(nl: nl, en: en),
      article: article)
  }
}
