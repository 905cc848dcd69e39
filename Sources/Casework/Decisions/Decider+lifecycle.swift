import FEEL
import FEELDatamodel
import LegalCalendar
import SchemeDefinition
import Statechart

extension Decider {
  /// Sends an event to a subject's lifecycle and follows what comes of it.
  ///
  /// Delayed events of the case that fell due by now come in first. Throws a `Refusal` that lists what
  /// is permitted when the state does not handle the event or its guard refuses.
  public mutating func send(
    _ event: String, to subject: Subject, _ key: String, data: FEELContext = FEELContext()
  ) throws(Refusal) {
    let given = ChartEvent(event, data: ChartValue(.context(data)) ?? .null)
    if !data.isEmpty { self.event = data }
    try step(given, of: subject, key, at: now)
  }

  /// Lets the next delayed events of a case come in that fell due by now: the earliest, and any others
  /// due at the same moment. Empty when none is due.
  ///
  /// Each is processed at its own time, however late it is. Throws a `Refusal` when a contract is broken;
  /// the case then stands as it did.
  public mutating func deliverNextTimers(of subject: Subject, _ key: String) throws(Refusal)
    -> [CaseTimer]
  {
    try moveToGoverningRules(subject, key)
    guard let position = state.position(of: subject, key), let next = position.timers.first,
      next.due <= now
    else { return [] }
    let delivered = try step(nil, of: subject, key, at: next.due)
    return delivered.compactMap { serial in position.timers.first { $0.serial == serial } }
  }

  @discardableResult
  private mutating func step(
    _ event: ChartEvent?, of subject: Subject, _ key: String, at moment: Moment
  ) throws(Refusal) -> [Int] {
    try moveToGoverningRules(subject, key)
    guard let position = state.position(of: subject, key) else {
      throw Refusal(
        "unknown-case", nl: "Er is geen \(subject.rawValue) “\(key)”.",
        en: "There is no \(subject.rawValue) “\(key)”.")
    }
    let rules = try governingRules(of: subject, key)
    let step = try lifecycle(of: subject, key, under: rules).step(
      from: position, event: event, now: moment.instant, of: name(of: subject, key))
    put(step.position, of: subject, key, replacing: position)
    for consequence in step.consequences {
      try follow(consequence, subject: subject, key: key, rules: rules)
    }
    return step.delivered
  }

  /// Opens a case whose record has been put in: enters its lifecycle's initial state and follows what comes
  /// of it.
  mutating func start(_ subject: Subject, _ key: String) throws(Refusal) {
    let rules = try governingRules(of: subject, key)
    let begun = try lifecycle(of: subject, key, under: rules)
      .start(now: now.instant, of: name(of: subject, key))
    put(
      begun.position, of: subject, key,
      replacing: state.position(of: subject, key) ?? CasePosition(state: ""))
    for consequence in begun.consequences {
      try follow(consequence, subject: subject, key: key, rules: rules)
    }
  }

  /// What the subject's lifecycle knows in its present state, permitted or refused.
  public func actions(of subject: Subject, _ key: String) throws(Refusal) -> [Lifecycle.Action] {
    var present = self
    try present.moveToGoverningRules(subject, key)
    guard let position = present.state.position(of: subject, key),
      let rules = try? present.governingRules(of: subject, key),
      rules.lifecycles[subject.lifecycle] != nil
    else { return [] }
    return try present.lifecycle(of: subject, key, under: rules)
      .actions(at: position, of: name(of: subject, key))
  }

  /// The chart that governs a case today, and its active states with those around them.
  public mutating func drawing(of subject: Subject, _ key: String) throws(Refusal) -> (
    chart: Statechart, active: [String]
  ) {
    try moveToGoverningRules(subject, key)
    let rules = try governingRules(of: subject, key)
    let lifecycle = try lifecycle(of: subject, key, under: rules)
    let states = state.position(of: subject, key)?.states ?? []
    let around = (try? Snapshot(restoring: states, in: lifecycle.chart))?.configuration
    return (lifecycle.chart, around ?? states)
  }

  func lifecycle(of subject: Subject, _ key: String, under rules: RuleSet) throws(Refusal)
    -> Lifecycle
  {
    guard let chart = rules.lifecycles[subject.lifecycle],
      let edition = rules.editions[subject.lifecycle]
    else {
      throw Refusal(
        "no-lifecycle", nl: "Regelset \(rules.label) heeft geen levensloop “\(subject.lifecycle)”.",
        en: "Rule set \(rules.label) has no lifecycle “\(subject.lifecycle)”.")
    }
    return Lifecycle(chart: chart, edition: edition, facts: facts(of: subject, key))
  }

  func name(of subject: Subject, _ key: String) -> Lifecycle.Name {
    Lifecycle.Name(
      text: "\(subject.rawValue) \(key)", instance: subject.instance(key),
      award: state.award(of: subject, key)?.id)
  }

  /// The rules for a subject today: those that govern its award, or the scheme's own.
  func governingRules(of subject: Subject, _ key: String) throws(Refusal) -> RuleSet {
    if let award = state.award(of: subject, key) {
      return try scheme.rules(for: award, on: max(today, award.decidedOn)).ruleSet
    }
    return try scheme.ownRules(on: today)
  }

  /// Writes where a case stands: its record's state, and its instance and timers where it has any.
  mutating func put(
    _ position: CasePosition, of subject: Subject, _ key: String, replacing old: CasePosition
  ) {
    setState(of: subject, key, to: position.state)
    if let instance = position.instance {
      records.put(instance)
    } else if let gone = old.instance {
      records.remove(CaseInstance.self, gone.id)
    }
    let kept = Set(position.timers.map(\.id))
    for timer in old.timers where !kept.contains(timer.id) {
      records.remove(CaseTimer.self, timer.id)
    }
    let known = Set(old.timers)
    for timer in position.timers where !known.contains(timer) { records.put(timer) }
  }

  private mutating func setState(of subject: Subject, _ key: String, to state: String) {
    switch subject {
    case .scheme: edit(SchemeRecord.self, key) { $0.state = state }
    case .partnership: edit(Alliance.self, key) { $0.state = state }
    case .award: edit(Award.self, key) { $0.state = state }
    case .period: edit(Period.self, key) { $0.state = state }
    case .report: edit(Report.self, key) { $0.state = state }
    case .payment: edit(Payment.self, key) { $0.state = state }
    case .objection: edit(Objection.self, key) { $0.state = state }
    case .permission: edit(ConsentRequest.self, key) { $0.state = state }
    }
  }

  mutating func edit<R: TableHome>(_: R.Type, _ key: String, _ change: (inout R) -> Void) {
    guard var record = records.find(R.self, key) else { return }
    change(&record)
    records.put(record)
  }
}

extension Moment {
  /// The moment on the clock of statecharts, in whole milliseconds, rounded down.
  var instant: ChartInstant {
    ChartInstant(
      milliseconds: microseconds >= 0 ? microseconds / 1000 : (microseconds - 999) / 1000)
  }
}

extension SchemeDefinition {
  /// The rules for the scheme's own lifecycle and its partnerships': those in force, or the last.
  public func ownRules(on day: CivilDate) throws(Refusal) -> RuleSet {
    if let rules = governing(on: day).ruleSet { return rules }
    guard let last = versions.last else {
      throw Refusal(
        "no-rules", nl: "De regeling heeft geen regelset.", en: "The scheme has no rule set.")
    }
    return last
  }
}
