import FEEL
import FEELDatamodel
import LegalCalendar
import SchemeDefinition
import Statechart

extension Decider {
  /// Sends an event to a subject's lifecycle and follows what comes of it.
  ///
  /// Throws a `Refusal` that lists what is permitted when the state does not handle the event or its
  /// guard refuses.
  public mutating func send(
    _ event: String, to subject: Subject, _ key: String, data: FEELContext = FEELContext()
  ) throws(Refusal) {
    guard let from = state.lifecycleState(of: subject, key) else {
      throw Refusal(
        "unknown-case", nl: "Er is geen \(subject.rawValue) “\(key)”.",
        en: "There is no \(subject.rawValue) “\(key)”.")
    }
    let rules = try governingRules(of: subject, key)
    guard let chart = rules.lifecycles[subject.lifecycle] else {
      throw Refusal(
        "no-lifecycle", nl: "Regelset \(rules.label) heeft geen levensloop “\(subject.lifecycle)”.",
        en: "Rule set \(rules.label) has no lifecycle “\(subject.lifecycle)”.")
    }
    if !data.isEmpty { self.event = data }
    let lifecycle = Lifecycle(chart: chart, facts: facts(of: subject, key))
    let step = try lifecycle.step(
      from: from, event: event, data: data, of: "\(subject.rawValue) \(key)")
    setState(of: subject, key, to: step.state)
    for consequence in step.consequences {
      try follow(consequence, subject: subject, key: key, rules: rules)
    }
  }

  /// Opens a case whose record has been put in: enters its lifecycle's initial state and follows what comes
  /// of it.
  mutating func start(_ subject: Subject, _ key: String) throws(Refusal) {
    let rules = try governingRules(of: subject, key)
    guard let chart = rules.lifecycles[subject.lifecycle] else {
      throw Refusal(
        "no-lifecycle", nl: "Regelset \(rules.label) heeft geen levensloop “\(subject.lifecycle)”.",
        en: "Rule set \(rules.label) has no lifecycle “\(subject.lifecycle)”.")
    }
    let step = try Lifecycle(chart: chart, facts: facts(of: subject, key))
      .start(of: "\(subject.rawValue) \(key)")
    setState(of: subject, key, to: step.state)
    for consequence in step.consequences {
      try follow(consequence, subject: subject, key: key, rules: rules)
    }
  }

  /// What the subject's lifecycle knows in its present state, permitted or refused.
  public func actions(of subject: Subject, _ key: String) throws(Refusal) -> [Lifecycle.Action] {
    guard let present = state.lifecycleState(of: subject, key),
      let chart = try governingRules(of: subject, key).lifecycles[subject.lifecycle]
    else { return [] }
    return try Lifecycle(chart: chart, facts: facts(of: subject, key))
      .actions(in: present, of: "\(subject.rawValue) \(key)")
  }

  /// The rules for a subject today: those that govern its award, or the scheme's own.
  func governingRules(of subject: Subject, _ key: String) throws(Refusal) -> RuleSet {
    if let award = state.award(of: subject, key) {
      return try scheme.rules(for: award, on: max(today, award.decidedOn)).ruleSet
    }
    if let rules = scheme.governing(on: today).ruleSet { return rules }
    guard let last = scheme.versions.last else {
      throw Refusal(
        "no-rules", nl: "De regeling heeft geen regelset.", en: "The scheme has no rule set.")
    }
    return last
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
    case .permission: edit(Permission.self, key) { $0.state = state }
    }
  }

  mutating func edit<R: TableHome>(_: R.Type, _ key: String, _ change: (inout R) -> Void) {
    guard var record = records.find(R.self, key) else { return }
    change(&record)
    records.put(record)
  }
}
