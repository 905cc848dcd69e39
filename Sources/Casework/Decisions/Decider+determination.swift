import ExactNumbers
import FEEL
import SchemeDefinition

extension Decider {
  /// Asks the decision `Vaststelling` for the amount and writes it on the award (Awb 4:46, KR 8.6).
  ///
  /// `account` holds the figures of the final account under the names of the decision's inputs; granted
  /// amount and paid advances are added from the records.
  public mutating func determine(award key: String, account: FEELContext) throws(Refusal) {
    guard let award = state.awards[key] else {
      throw Refusal(
        "unknown-award", nl: "Er is geen verlening “\(key)”.", en: "There is no award “\(key)”.")
    }
    var inputs = account
    inputs["verleend bedrag"] = .number(award.granted.decimal)
    inputs["voorschotten betaald"] = .number(Money(cents: paidCents(key)).decimal)
    let rules = try scheme.rules(for: award, on: max(today, award.decidedOn)).ruleSet
    let answer = try ask("Vaststelling", of: rules, inputs, award: key)
    guard case .context(let outcome) = answer.value,
      case .number(let amount)? = outcome["vastgesteld"],
      let determined = Money(amount, rounding: .halfUp)
    else {
      throw Refusal(
        "no-amount", nl: "De beslissing “Vaststelling” gaf geen bedrag.",
        en: "The decision “Vaststelling” gave no amount.")
    }
    edit(Award.self, key) { $0.determined = determined }
  }
}
