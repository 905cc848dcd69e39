import ExactNumbers
import JSONText
import LegalCalendar
import SchemeDefinition

extension Decider {
  /// Drafts a letter from a template of the rule set; the text is made from the fields when it is shown or sent.
  mutating func write(
    _ template: String, subject: Subject, key: String, rules: RuleSet
  ) throws(Refusal) {
    guard let letter = rules.letters[template] else {
      throw Refusal(
        "unknown-letter", nl: "Regelset \(rules.label) kent geen brief “\(template)”.",
        en: "Rule set \(rules.label) knows no letter “\(template)”.",
        details: [rules.letters.keys.sorted().joined(separator: ", ")])
    }
    guard let award = state.award(of: subject, key) else { return }
    let known = letterFields(award: award, subject: subject, key: key)
    let fields = letter.fields.compactMap { field in
      known[field.name].map { JSON.Member(field.name, $0) }
    }
    records.put(
      Letter(
        id: Keys.letter(award.id, template, occasion), award: award.id, template: template,
        ruleSet: rules.hash, date: today, fields: JSON.object(fields).canonical, state: .draft))
  }

  /// Every field that a letter about this case may use; a template takes those that it declares.
  private func letterFields(award: Award, subject: Subject, key: String) -> [String: JSON] {
    let alliance = state.alliances[award.recipient]
    var fields: [String: JSON] = [
      "alliantie": .string(alliance?.name ?? award.recipient),
      "kenmerk": .string(award.id),
      "datum": .string(DutchText.date(today)),
      "verleend_bedrag": .string(DutchText.euros(award.granted)),
      "regeling": .string(scheme.title.nl),
      "begin": .string(DutchText.date(award.from)),
      "einde": .string(DutchText.date(award.to)),
    ]
    if let determined = award.determined {
      fields["vastgesteld_bedrag"] = .string(DutchText.euros(determined))
    }
    let year = state.periods[key]?.year ?? state.reports[key]?.year ?? award.to.year
    fields["jaar"] = .string(String(year))
    fields["vorig_jaar"] = .string(String(year - 1))
    let payments = state.payments.values
      .filter { $0.award == award.id && $0.year == year && $0.kind == .advance }
      .sorted { ($0.due, $0.id) < ($1.due, $1.id) }
    fields["voorschotten"] = .array(
      payments.map { payment in
        [
          "datum": .string(DutchText.date(payment.due)),
          "bedrag": .string(DutchText.euros(payment.amount)),
        ]
      })
    // The obligation that this decision has just made is the one that the letter speaks of.
    let made = records.changes.last { $0.table == .obligation && $0.before == nil }?.key
    if let made, let due = state.obligations[made]?.due {
      fields["vervaldatum"] = .string(DutchText.date(due))
    }
    fields["betaald_bedrag"] = .string(DutchText.euros(Money(cents: paidCents(award.id))))
    if let window = state.obligations.values.first(where: {
      $0.kind == "objection-window" && $0.state == .open
    }) {
      fields["bezwaar_tot"] = .string(DutchText.date(window.due))
    }
    for payment in state.payments.values where payment.kind != .advance {
      fields["bedrag"] = .string(DutchText.euros(payment.amount))
    }
    return fields
  }
}

/// Dates and amounts as Dutch letters write them.
public enum DutchText {
  private static let months = [
    "januari", "februari", "maart", "april", "mei", "juni", "juli", "augustus", "september",
    "oktober", "november", "december",
  ]

  /// `1 januari 2027`.
  public static func date(_ date: CivilDate) -> String {
    let (year, month, day) = date.components
    return "\(day) \(months[month - 1]) \(year)"
  }

  /// `€ 1.234.567,89`.
  public static func euros(_ amount: Money) -> String {
    let cents = amount.cents.magnitude
    var whole = String(cents / 100)
    var index = whole.count - 3
    while index > 0 {
      whole.insert(".", at: whole.index(whole.startIndex, offsetBy: index))
      index -= 3
    }
    let rest = cents % 100
    return (amount.cents < 0 ? "€ -" : "€ ") + whole + "," + (rest < 10 ? "0" : "") + String(rest)
  }
}
