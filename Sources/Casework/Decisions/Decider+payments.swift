import ExactNumbers
import FEEL
import LegalCalendar
import SchemeDefinition

extension Decider {
  /// Plans the advance payments of a period (SR 1.4): the percentage of each part under the rules of the
  /// day on which it falls due, equal parts to the cent.
  mutating func planAdvances(period key: String) throws(Refusal) {
    guard let period = state.periods[key], let award = state.awards[period.award] else { return }
    let days = try paymentDays(in: period.year, award: award)
    for (index, (day, part)) in zip(days, period.budget.split(into: days.count)).enumerated() {
      let id = Keys.advance(award.id, period.year, index + 1)
      guard state.payments[id] == nil else { continue }
      let rules = try scheme.rules(for: award, on: max(day, award.decidedOn)).ruleSet
      let answer = try ask(
        "Voorschot", of: rules,
        [
          "soort subsidie": .string(
            award.kind.isInstitutional ? "instellingssubsidie" : "projectsubsidie"),
          "verleend bedrag": .number(award.granted.decimal),
          "aangetoonde liquiditeitsbehoefte": .boolean(false),
        ], award: award.id, about: "\(period.year)-\(index + 1)")
      guard case .context(let outcome) = answer.value,
        case .number(let percentage)? = outcome["percentage"], let whole = percentage.int64,
        (0...100).contains(whole)
      else {
        throw Refusal(
          "no-percentage",
          nl: "De beslissing “Voorschot” gaf geen geheel percentage van 0 tot 100.",
          en: "The decision “Voorschot” gave no whole percentage from 0 to 100.")
      }
      let amount = part.percent(whole)
      guard amount.cents > 0 else { continue }
      records.put(
        Payment(
          id: id, award: award.id, year: period.year, kind: .advance, due: day, amount: amount,
          state: day < today ? "paid" : "planned", paidOn: day < today ? day : nil,
          article: answer.fired.last.map { Receipt.FiredRow($0).article } ?? ""))
    }
  }

  /// The days on which advances fall due, as the scheme's parameter `voorschotdagen` lists them (`MM-DD`).
  private func paymentDays(in year: Int, award: Award) throws(Refusal) -> [CivilDate] {
    guard let start = CivilDate(year: year, month: 1, day: 1) else { return [] }
    let rules = try scheme.rules(for: award, on: max(start, award.decidedOn)).ruleSet
    guard case .list(let texts)? = rules.parameter(Parameter.advanceDays, on: start) else {
      throw Refusal(
        "no-payment-days",
        nl: "Regelset \(rules.label) heeft geen parameter “\(Parameter.advanceDays)”.",
        en: "Rule set \(rules.label) has no parameter “\(Parameter.advanceDays)”.")
    }
    var days: [CivilDate] = []
    for text in texts {
      guard case .string(let day) = text, let date = CivilDate(iso: "\(year)-\(day)") else {
        throw Refusal(
          "bad-payment-day", nl: "“\(text)” is geen dag in de vorm MM-DD.",
          en: "“\(text)” is not a day in the form MM-DD.")
      }
      days.append(date)
    }
    return days
  }

  /// Puts a final payment to or from the recipient in the books, due when its obligation is.
  mutating func settle(
    _ kind: PaymentKind, subject: Subject, key: String, rules: RuleSet, consequence: Consequence
  ) throws(Refusal) {
    guard let award = state.award(of: subject, key), let determined = award.determined else {
      throw Refusal(
        "not-determined", nl: "Er is nog niets vastgesteld voor \(key).",
        en: "Nothing has been determined yet for \(key).")
    }
    let paid = paidCents(award.id)
    let difference = kind == .recovery ? paid - determined.cents : determined.cents - paid
    guard difference > 0 else {
      throw Refusal(
        "nothing-to-settle",
        nl:
          "Er is niets \(kind == .recovery ? "terug te vorderen" : "na te betalen") voor \(award.id).",
        en: "There is nothing to \(kind == .recovery ? "recover from" : "pay to") \(award.id).")
    }
    let obligation = kind == .recovery ? "recovery-payment" : "settlement-payment"
    let due = try oblige(obligation, subject: subject, key: key, rules: rules)
    records.put(
      Payment(
        id: "\(award.id)/\(kind.rawValue)", award: award.id, year: award.to.year, kind: kind,
        due: due, amount: Money(cents: difference), state: "planned",
        article: rules.obligations[obligation]?.source.article ?? ""))
  }
}

/// The names of the parameters that the casework asks a rule set for.
public enum Parameter {
  public static let advanceDays = "voorschotdagen"
}

extension Money {
  /// A whole percentage of the amount, half a cent rounded up.
  func percent(_ percentage: Int64) -> Money {
    let (product, overflow) = cents.multipliedReportingOverflow(by: percentage)
    // Amounts are bounded by the ceiling's column; beyond that the exact path through Int128 is taken.
    if overflow { return Money(cents: Int64((Int128(cents) * Int128(percentage) + 50) / 100)) }
    return Money(cents: (product + 50) / 100)
  }
}
