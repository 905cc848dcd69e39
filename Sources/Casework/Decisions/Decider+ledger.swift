import FEEL
import JSONText
import LegalCalendar
import SchemeDefinition

extension Decider {
  /// The entries of an obligation's ledger, oldest first.
  func entries(of obligation: String) -> [LedgerEntry] {
    state.ledger.values.filter { $0.obligation == obligation }
      .sorted { ($0.on, $0.id.count, $0.id) < ($1.on, $1.id.count, $1.id) }
  }

  /// The obligation's term as the calendar counts it.
  func ledger(of obligation: Obligation, rule: TermRule) -> TermLedger {
    obligation.ledger(rule: rule, entries: entries(of: obligation.id))
  }

  /// The suspensions that run without an end: neither resumed nor withdrawn.
  func openSuspensions(of obligation: String) -> [LedgerEntry] {
    let entries = entries(of: obligation)
    let withdrawn = Set(entries.filter { $0.action == .withdraw }.compactMap(\.target))
    let resumed = Set(
      entries.filter { $0.action == .resume && !withdrawn.contains($0.id) }.compactMap(\.target))
    return entries.filter {
      $0.action == .suspend && $0.until == nil && !withdrawn.contains($0.id)
        && !resumed.contains($0.id)
    }
  }

  /// Adds an entry under the next free number; its date is not derived yet.
  @discardableResult
  mutating func enter(
    _ action: LedgerAction, _ obligation: Obligation, on day: CivilDate, until: CivilDate? = nil,
    length: TermLength? = nil, target: String? = nil, reason: String, article: String
  ) -> LedgerEntry {
    var number = 1
    while state.ledger[Keys.ledgerEntry(obligation.id, number)] != nil { number += 1 }
    let entry = LedgerEntry(
      id: Keys.ledgerEntry(obligation.id, number), obligation: obligation.id, action: action,
      on: day, until: until, length: length?.description, target: target, reason: reason,
      article: article, recordedOn: today, actor: actor)
    records.put(entry)
    return entry
  }

  /// Derives an open obligation's date from its ledger and moves what hangs on it.
  ///
  /// When the date moves, or the clock stops or runs again, the due-date version rises, the reminders of the
  /// old version are cancelled and those of the new one planned; the report, the payment and the terms that
  /// start on this date move along.
  mutating func rederive(_ id: String, rules: RuleSet, force: Bool = false) throws(Refusal) {
    guard let before = state.obligations[id], before.state == .open,
      let rule = rules.obligations[before.kind], let termRule = rules.termRule(of: before.kind)
    else { return }
    let outcome = ledger(of: before, rule: termRule).outcome(calendar: calendar, today: today)
    var after = before
    after.derive(from: outcome, rule)
    after.suspendedSince =
      outcome.status == .suspended ? openSuspensions(of: id).map(\.on).min() : nil
    let moved =
      (before.due, before.target) != (after.due, after.target)
      || before.suspendedSince != after.suspendedSince
    guard moved || force else { return records.put(after) }
    after.dueVersion += 1
    silence(id)
    records.put(after)
    arm(after, rules: rules)
    guard before.due != after.due else { return }
    if let report = reportKey(of: after, rules) {
      edit(Report.self, report) { $0.due = after.due }
    }
    movePayment(of: after)
    try restartOthers(besides: after)
  }

  /// The report by which an obligation is met, if one does that.
  public func reportKey(of obligation: Obligation, _ rules: RuleSet) -> String? {
    guard let kind = rules.obligations[obligation.kind]?.report,
      let award = obligation.award.flatMap({ state.awards[$0] })
    else { return nil }
    return Keys.report(award.id, kind, obligation.year ?? award.to.year)
  }

  private mutating func movePayment(of obligation: Obligation) {
    let kind: PaymentKind
    switch obligation.kind {
    case "recovery-payment": kind = .recovery
    case "settlement-payment": kind = .settlement
    default: return
    }
    for payment in state.payments.values.sorted(by: { $0.id < $1.id })
    where payment.award == obligation.award && payment.kind == kind && payment.paidOn == nil {
      edit(Payment.self, payment.id) { $0.due = obligation.due }
    }
  }

  /// Moves the open terms of the same award that start on a day which this obligation gives.
  private mutating func restartOthers(besides moved: Obligation) throws(Refusal) {
    guard let award = moved.award else { return }
    let others = state.obligations.values.filter {
      $0.award == award && $0.state == .open && $0.id != moved.id
    }
    for other in others.sorted(by: { $0.id < $1.id }) {
      guard let rules = try? rules(of: other), let start = start(of: other, rules: rules),
        start != other.startsOn
      else { continue }
      edit(Obligation.self, other.id) { $0.startsOn = start }
      try rederive(other.id, rules: rules)
    }
  }

  /// The rules that govern an obligation today.
  func rules(of obligation: Obligation) throws(Refusal) -> RuleSet {
    try rules(of: obligation.award.flatMap { state.awards[$0] })
  }

  /// The rules that govern an award today; without one, the scheme's own.
  func rules(of award: Award?) throws(Refusal) -> RuleSet {
    guard let award else { return try governingRules(of: .scheme, scheme.id) }
    return try scheme.rules(for: award, on: max(today, award.decidedOn)).ruleSet
  }

  /// The start that the rules give by the facts of today; nil when they give none or it depends on the day
  /// on which it is asked, so that the stored start stands.
  func start(of obligation: Obligation, rules: RuleSet) -> CivilDate? {
    guard let facts = facts(about: obligation.subject) else { return nil }
    var tomorrow = facts
    tomorrow.today = today.adding(days: 1)
    guard case .term(let now) = rules.term(of: obligation.kind, facts: facts.context),
      case .term(let later) = rules.term(of: obligation.kind, facts: tomorrow.context),
      now.start == later.start
    else { return nil }
    return now.start
  }

  /// The facts about what an obligation is about, `subject/key`.
  func facts(about text: String) -> CaseFacts? {
    guard let slash = text.firstIndex(of: "/") else { return nil }
    let (word, key) = (String(text[..<slash]), String(text[text.index(after: slash)...]))
    if let subject = Subject(rawValue: word) { return facts(of: subject, key) }
    return standingFacts(word, key)
  }
}

extension Obligation {
  /// The term with its history; once met or waived it has an end.
  public func ledger(rule: TermRule, entries: [LedgerEntry]) -> TermLedger {
    var all = entries.compactMap(\.termEntry)
    if state == .done, let closedOn {
      all.append(
        TermEntry(
          id: "\(id)/done", date: closedOn, action: .fulfil,
          reason: BilingualText(
            nl: "aan de verplichting is voldaan", en: "the obligation was fulfilled"),
          article: article))
    }
    return TermLedger(rule: rule, start: startsOn, entries: all)
  }

  /// The steps stored with the date.
  public var steps: [TermStep] {
    ((try? JSON.parse(why))?.array ?? []).compactMap(TermStep.init(why:))
  }
}
