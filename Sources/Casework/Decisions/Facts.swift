import ExactNumbers
import FEEL
import LegalCalendar
import SchemeDefinition

extension FieldValue {
  var feel: FEELValue {
    switch self {
    case .null: .null
    case .text(let text): .string(text)
    case .integer(let number): .number(Decimal128(Int(number)))
    case .date(let date): .date(date)
    case .flag(let flag): .boolean(flag)
    }
  }
}

extension Record {
  /// The record's fields as FEEL facts, under the names they have in JSON.
  public var facts: FEELContext {
    var context = FEELContext()
    for field in Self.fields { context[field.name] = field.get(self).feel }
    return context
  }
}

/// The facts that guards and due dates read: `case` and `today`, and what the command brings.
///
/// `case` holds the records that apply, each under its subject's name, such as `case.period.year`.
public struct CaseFacts: Sendable {
  public var records = FEELContext()
  public var today: CivilDate

  public init(today: CivilDate) { self.today = today }

  public mutating func add<R: Record>(_ name: String, _ record: R?) {
    if let record { records[name] = .context(record.facts) }
  }

  public mutating func add(_ name: String, _ facts: FEELContext) { records[name] = .context(facts) }

  public var context: FEELContext {
    var context = FEELContext()
    context["case"] = .context(records)
    context["today"] = .date(today)
    return context
  }
}

extension Decider {
  /// The facts about one subject and what it belongs to.
  ///
  /// Beside the records' own fields: `case.award.paidCents` is what was paid less what was paid back;
  /// `case.objection.windowEndsOn` the last day for objection; `case.event` what the event brought along;
  /// `case.scheme.lapses` the day on which the rules lapse; `case.scheme.openAwards` how many awards are not closed.
  func facts(of subject: Subject, _ key: String) -> CaseFacts {
    var facts = CaseFacts(today: today)
    addScheme(to: &facts)
    let award = state.award(of: subject, key)
    if let award {
      var fields = award.facts
      fields["paidCents"] = .number(Decimal128(Int(paidCents(award.id))))
      facts.add("award", fields)
    }
    facts.add("alliance", award.flatMap { state.alliances[$0.recipient] } ?? state.alliances[key])
    let report = subject == .report ? state.reports[key] : nil
    let payment = subject == .payment ? state.payments[key] : nil
    let year = report?.year ?? payment?.year
    let period =
      subject == .period
      ? state.periods[key]
      : award.flatMap { award in year.flatMap { state.periods[Keys.period(award.id, $0)] } }
    facts.add("period", period)
    facts.add("report", report)
    facts.add("payment", payment)
    if subject == .objection, let objection = state.objections[key] {
      var fields = objection.facts
      if let window = objectionWindowEnd(objection.award) { fields["windowEndsOn"] = .date(window) }
      facts.add("objection", fields)
    }
    facts.add("permission", subject == .permission ? state.permissions[key] : nil)
    if !event.isEmpty { facts.add("event", event) }
    return facts
  }

  /// The last day for objection against the award's latest decision.
  private func objectionWindowEnd(_ award: String) -> CivilDate? {
    state.obligations.values.filter { $0.award == award && $0.kind == "objection-window" }
      .map(\.due).max()
  }

  private func addScheme(to facts: inout CaseFacts) {
    guard let record = state.schemes[scheme.id] else { return }
    var fields = record.facts
    if let first = scheme.versions.first { fields["validFrom"] = .date(first.validFrom) }
    if let lapses = scheme.lapses { fields["lapses"] = .date(lapses) }
    let open = state.awards.values.count { $0.state != "closed" && $0.state != "withdrawn" }
    fields["openAwards"] = .number(Decimal128(open))
    facts.add("scheme", fields)
  }

  /// What the recipient has of the award: paid to it, less paid back by it.
  func paidCents(_ award: String) -> Int64 {
    state.payments.values.filter { $0.award == award && $0.state == "paid" }
      .reduce(0) { $0 + ($1.kind == .recovery ? -$1.amount.cents : $1.amount.cents) }
  }
}
