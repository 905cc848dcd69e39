import LegalCalendar
import SchemeDefinition

extension Decider {
  /// Changes the term of an obligation, and moves everything that hangs on its date.
  ///
  /// Throws a `Refusal` when the rules do not allow it, when it would have no effect, and when no reason or
  /// no ground is given; then nothing has changed.
  public mutating func change(_ id: String, _ change: TermChange) throws(Refusal) {
    guard let obligation = state.obligations[id] else {
      throw Refusal(
        "unknown-obligation", nl: "Er is geen verplichting “\(id)”.",
        en: "There is no obligation “\(id)”.", details: ["speelveld milestones list --all"])
    }
    var change = change
    change.reason = change.reason.trimmed
    guard !change.reason.isEmpty else {
      throw Refusal(
        "no-reason", nl: "Geef een reden: die staat bij de datum zolang de zaak bestaat.",
        en: "Give a reason: it stands beside the date as long as the case exists.")
    }
    guard change.on <= today else {
      throw Refusal(
        "not-yet", nl: "\(change.on) ligt in de toekomst; leg vast wat is gebeurd.",
        en: "\(change.on) is in the future; record what has happened.")
    }
    let rules = try rules(of: obligation)
    let rule = try obligationRule(obligation.kind, rules)
    if case .withdraw(let entry) = change.action {
      return try withdraw(entry, obligation, change, rules)
    }
    guard obligation.state == .open else {
      throw Refusal(
        "not-open", nl: "“\(id)” is al afgesloten (\(obligation.state.rawValue)).",
        en: "“\(id)” is closed already (\(obligation.state.rawValue)).",
        details: entries(of: id).map { "\($0.id): \($0.action.rawValue)" })
    }
    switch change.action {
    case .suspend(let until): try suspend(obligation, until, change, rule, rules)
    case .resume(let suspension): try resume(obligation, suspension, change, rules)
    case .extend(let length): try extend(obligation, by: length, change, rule, rules)
    case .extendTo(let day): try extend(obligation, to: day, change, rule, rules)
    case .extendByWorkingDays(let count):
      try extend(obligation, byWorkingDays: count, change, rule, rules)
    case .waive: try waive(obligation, change)
    case .fulfil: try fulfil(obligation, change, rule)
    case .defaultNotice: try noticeDefault(obligation, change, rule)
    case .withdraw: break
    }
  }

  /// Whether a late decision costs a penalty (Awb 4:17).
  public func hasPenalty(_ obligation: Obligation) throws(Refusal) -> Bool {
    try obligationRule(obligation.kind, rules(of: obligation)).penalty
  }

  private mutating func suspend(
    _ obligation: Obligation, _ until: CivilDate?, _ change: TermChange, _ rule: ObligationRule,
    _ rules: RuleSet
  ) throws(Refusal) {
    if let open = openSuspensions(of: obligation.id).first {
      throw Refusal(
        "already-suspended", nl: "De termijn staat al stil sinds \(open.on) (\(open.id)).",
        en: "The clock stands still already since \(open.on) (\(open.id)).",
        details: ["speelveld milestones resume \(obligation.id)"])
    }
    if let until, until <= change.on.adding(days: 1) {
      throw Refusal(
        "empty-suspension",
        nl: "De klok staat stil vanaf de dag na \(change.on); kies een later einde.",
        en: "The clock stops on the day after \(change.on); choose a later end.")
    }
    let article = try ground(change, rule.suspensionArticle)
    let entry = enter(
      .suspend, obligation, on: change.on, until: until, reason: change.reason, article: article)
    try take(entry, rules)
  }

  private mutating func resume(
    _ obligation: Obligation, _ suspension: String?, _ change: TermChange, _ rules: RuleSet
  ) throws(Refusal) {
    let stops = entries(of: obligation.id).filter { $0.action == .suspend }
    let open = openSuspensions(of: obligation.id)
    let stop = suspension.map { name in stops.first { $0.id == name } } ?? open.first
    guard let stop else {
      throw Refusal(
        "not-suspended", nl: "De termijn van “\(obligation.id)” staat niet stil.",
        en: "The clock of “\(obligation.id)” does not stand still.", details: stops.map(\.id))
    }
    guard change.on >= stop.on else {
      throw Refusal(
        "resumed-before", nl: "De klok is pas op \(stop.on) stilgezet.",
        en: "The clock was stopped on \(stop.on) only.")
    }
    let entry = enter(
      .resume, obligation, on: change.on, target: stop.id, reason: change.reason,
      article: change.article ?? stop.article)
    try take(entry, rules)
  }

  private mutating func extend(
    _ obligation: Obligation, by length: TermLength, _ change: TermChange, _ rule: ObligationRule,
    _ rules: RuleSet
  ) throws(Refusal) {
    guard obligation.isExpired(on: change.on) else {
      let article = try extensionGround(obligation, change, rule)
      let entry = enter(
        .extend, obligation, on: change.on, length: length, reason: change.reason, article: article)
      return try take(entry, rules)
    }
    let later = TermRule(length: length, setBy: .decision, article: "")
      .dueDate(from: obligation.due, calendar: calendar)
    try extend(obligation, to: later, change, rule, rules)
  }

  private mutating func extend(
    _ obligation: Obligation, to day: CivilDate, _ change: TermChange, _ rule: ObligationRule,
    _ rules: RuleSet
  ) throws(Refusal) {
    guard day > obligation.due else {
      throw Refusal(
        "not-later", nl: "\(day) is niet later dan de huidige datum \(obligation.due).",
        en: "\(day) is not later than the present date \(obligation.due).")
    }
    let expired = obligation.isExpired(on: change.on)
    if expired, obligation.debtor == "minister" {
      throw Refusal(
        "term-expired",
        nl:
          "De beslistermijn liep af op \(obligation.due); wie te laat is kan zijn eigen termijn niet "
          + "meer verlengen. Beslis, en zie wat het uitstel kost.",
        en:
          "The term for deciding ended on \(obligation.due); whoever is late cannot extend his own "
          + "term. Decide, and see what the delay costs.",
        details: ["speelveld milestones penalty \(obligation.id)"])
    }
    let article = try extensionGround(obligation, change, rule)
    let entry = enter(
      expired ? .grant : .agree, obligation, on: change.on, until: day, reason: change.reason,
      article: article)
    try take(entry, rules)
  }

  private mutating func extend(
    _ obligation: Obligation, byWorkingDays count: Int, _ change: TermChange,
    _ rule: ObligationRule, _ rules: RuleSet
  ) throws(Refusal) {
    guard (1...1000).contains(count) else {
      throw Refusal(
        "bad-length", nl: "Verleng met 1 tot 1000 werkdagen, niet met \(count).",
        en: "Extend by 1 to 1000 working days, not by \(count).")
    }
    var counted = change
    counted.reason += count == 1 ? " (1 werkdag)" : " (\(count) werkdagen)"
    let day = calendar.adding(workingDays: count, to: obligation.due)
    try extend(obligation, to: day, counted, rule, rules)
  }

  private func extensionGround(
    _ obligation: Obligation, _ change: TermChange, _ rule: ObligationRule
  ) throws(Refusal) -> String {
    if let limits = rule.extensionRule, !limits.allowed {
      throw Refusal(
        "not-extendable",
        nl: "\(rule.title.nl): deze termijn kan niet worden verlengd (\(limits.article)).",
        en: "\(rule.title.en): this term cannot be extended (\(limits.article)).")
    }
    return try ground(change, rule.extensionRule?.article)
  }

  private func ground(_ change: TermChange, _ known: String?) throws(Refusal) -> String {
    if let article = change.article?.trimmed, !article.isEmpty { return article }
    if let known { return known }
    throw Refusal(
      "no-ground", nl: "De regels noemen hiervoor geen grondslag; geef het artikel.",
      en: "The rules give no ground for this; name the article.")
  }

  private mutating func withdraw(
    _ target: String, _ obligation: Obligation, _ change: TermChange, _ rules: RuleSet
  ) throws(Refusal) {
    let entries = entries(of: obligation.id)
    guard let entry = entries.first(where: { $0.id == target }), entry.action != .withdraw else {
      throw Refusal(
        "unknown-entry",
        nl: "“\(obligation.id)” heeft geen vermelding “\(target)” om in te trekken.",
        en: "“\(obligation.id)” has no entry “\(target)” to withdraw.",
        details: entries.filter { $0.action != .withdraw }.map {
          "\($0.id): \($0.action.rawValue), \($0.on), \($0.reason)"
        })
    }
    if entries.contains(where: { $0.action == .withdraw && $0.target == target }) {
      throw Refusal(
        "withdrawn-already", nl: "“\(target)” is al ingetrokken.",
        en: "“\(target)” has been withdrawn already.")
    }
    guard obligation.state == .open || entry.action == .waive else {
      throw Refusal(
        "not-open", nl: "“\(obligation.id)” is al afgesloten (\(obligation.state.rawValue)).",
        en: "“\(obligation.id)” is closed already (\(obligation.state.rawValue)).")
    }
    enter(
      .withdraw, obligation, on: change.on, target: target, reason: change.reason,
      article: change.article ?? entry.article)
    if entry.action == .waive {
      edit(Obligation.self, obligation.id) {
        $0.state = .open
        $0.closedOn = nil
      }
      if let report = reportKey(of: obligation, rules), state.reports[report]?.state == "waived" {
        edit(Report.self, report) { $0.state = "expected" }
      }
    }
    try rederive(obligation.id, rules: rules, force: entry.action == .waive)
  }

  /// Ends the obligation and, where one reports by it, the report.
  private mutating func waive(_ obligation: Obligation, _ change: TermChange) throws(Refusal) {
    enter(
      .waive, obligation, on: change.on, reason: change.reason,
      article: try ground(change, "KR 1.6"))
    close(obligation.id, as: .waived)
    let rules = try rules(of: obligation)
    guard let report = reportKey(of: obligation, rules),
      state.reports[report]?.state == "expected"
    else { return }
    try send("waive", to: .report, report)
  }

  private mutating func fulfil(
    _ obligation: Obligation, _ change: TermChange, _ rule: ObligationRule
  ) throws(Refusal) {
    guard rule.report == nil else {
      throw Refusal(
        "file-the-report", nl: "\(rule.title.nl): dien de rapportage in; dan is eraan voldaan.",
        en: "\(rule.title.en): file the report; that fulfils it.",
        details: ["speelveld report file"])
    }
    event["date"] = .date(change.on)
    close(obligation.id, as: .done)
  }

  private mutating func noticeDefault(
    _ obligation: Obligation, _ change: TermChange, _ rule: ObligationRule
  ) throws(Refusal) {
    guard rule.penalty else {
      throw Refusal(
        "no-penalty", nl: "\(rule.title.nl): te laat zijn kost hier geen dwangsom.",
        en: "\(rule.title.en): being late costs no penalty here.")
    }
    enter(
      .defaultNotice, obligation, on: change.on, reason: change.reason,
      article: try ground(change, "Awb 4:17"))
  }

  /// Derives the date with a new entry; refuses one that has no effect or goes beyond what the law allows.
  private mutating func take(_ entry: LedgerEntry, _ rules: RuleSet) throws(Refusal) {
    guard let obligation = state.obligations[entry.obligation],
      let rule = rules.termRule(of: obligation.kind)
    else { return }
    let notices = ledger(of: obligation, rule: rule).outcome(calendar: calendar, today: today)
      .notices
    if let problem = notices.first(where: {
      $0.entry == entry.id && [.extensionBeyondLimit, .entryWithoutEffect].contains($0.kind)
    }) {
      throw Refusal(
        problem.kind == .extensionBeyondLimit ? "beyond-limit" : "no-effect", nl: problem.text.nl,
        en: problem.text.en,
        details: problem.kind == .extensionBeyondLimit
          ? ["speelveld milestones extend \(obligation.id) --to YYYY-MM-DD --article …"] : [])
    }
    try rederive(obligation.id, rules: rules)
  }
}

extension Obligation {
  /// Whether the last day has passed while the clock ran.
  func isExpired(on day: CivilDate) -> Bool { suspendedSince == nil && due < day }
}

extension String {
  /// Without blanks around it.
  var trimmed: String {
    guard let first = firstIndex(where: { !$0.isWhitespace }),
      let last = lastIndex(where: { !$0.isWhitespace })
    else { return "" }
    return String(self[first...last])
  }
}
