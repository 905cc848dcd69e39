import ExactNumbers
import FEEL
import LegalCalendar

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

extension SchemeState {
  /// The facts about one subject and what it belongs to.
  func facts(of subject: Subject, _ key: String, today: CivilDate) -> CaseFacts {
    var facts = CaseFacts(today: today)
    facts.add("scheme", schemes.values.first)
    let award = award(of: subject, key)
    facts.add("award", award)
    facts.add("alliance", award.flatMap { alliances[$0.recipient] } ?? alliances[key])
    let report = subject == .report ? reports[key] : nil
    let payment = subject == .payment ? payments[key] : nil
    let year = report?.year ?? payment?.year
    let period =
      subject == .period
      ? periods[key]
      : award.flatMap { award in year.flatMap { periods[Keys.period(award.id, $0)] } }
    facts.add("period", period)
    facts.add("report", report)
    facts.add("payment", payment)
    facts.add("objection", subject == .objection ? objections[key] : nil)
    return facts
  }
}
