import DMN
import Diagnostics
import ExactNumbers
import FEEL
import JSONText
import LegalCalendar
import SchemeDefinition
import Statechart

/// One decision in the making: collects changes and receipts while lifecycles step and rules are asked.
///
/// Works on a small slice of the state (one award's records), so that the work for one award does not
/// grow with the number of awards. Reads no clock: `today` is passed in.
public struct Decider {
  /// The version that receipts name; raised when the engines or this code decide differently.
  public static let engine = "speelveld 0.1.0"

  public let scheme: SchemeDefinition
  public let calendar: HolidayCalendar
  public let today: CivilDate
  /// The moment from which delayed events are counted.
  public let now: Moment
  /// Distinguishes the receipts and letters of this decision from those of others on the same award.
  public let occasion: String
  /// Who acts; named in the ledgers of terms.
  public let actor: String
  /// What the event that is being handled brought along; `case.event` in expressions.
  var event = FEELContext()
  public internal(set) var records: ChangeSet
  public internal(set) var receipts: [Receipt] = []

  public init(
    scheme: SchemeDefinition, calendar: HolidayCalendar, today: CivilDate, now: Moment? = nil,
    occasion: String, state: SchemeState, actor: String = "system"
  ) {
    self.scheme = scheme
    self.calendar = calendar
    self.today = today
    self.now = now ?? Moment(today)
    self.occasion = occasion
    self.actor = actor
    records = ChangeSet(from: state)
  }

  var state: SchemeState { records.state }

  /// The day of the event that is being handled, where it names one.
  var eventDate: CivilDate? {
    if case .date(let date)? = event["date"] { date } else { nil }
  }

  /// Asks a decision of a rule set and keeps the receipt.
  ///
  /// Throws a `Refusal` when the rules give no answer: a decision without a value is never acted on.
  @discardableResult
  mutating func ask(
    _ decision: String, of rules: RuleSet, _ inputs: FEELContext, award: String?,
    about part: String? = nil
  ) throws(Refusal) -> DecisionResult {
    let result = rules.decide(decision, inputs)
    guard result.value != .null else {
      throw Refusal(
        "no-decision",
        nl: "De beslissing “\(decision)” gaf geen uitkomst voor \(award ?? scheme.id).",
        en: "The decision “\(decision)” gave no outcome for \(award ?? scheme.id).",
        details: result.diagnostics.map { "\($0)" })
    }
    let name = [award ?? scheme.id, occasion, decision, part].compactMap { $0 }
    receipts.append(
      Receipt(
        id: name.joined(separator: "/"), decision: decision, award: award, ruleSet: rules.hash,
        engine: Decider.engine, inputs: FEELValue.context(inputs).description,
        outcome: result.value.description, fired: result.fired.map(Receipt.FiredRow.init)))
    return result
  }
}

extension Receipt.FiredRow {
  public init(_ rule: FiredRule) {
    func note(_ name: String) -> String? {
      rule.annotations.first { $0.name == name }?.text
    }
    self.init(
      table: rule.decision, row: rule.row, rule: rule.ruleID, article: note("Artikel") ?? "",
      certainty: note("Zekerheid"))
  }
}
