import FEEL
import LegalCalendar
import SchemeDefinition

extension Decider {
  /// Opens the obligations that arise by themselves over these subjects, and closes those whose condition no
  /// longer holds.
  ///
  /// An obligation arises once for each subject and year; one that was waived or done does not come back. Of
  /// a grant year only what is still to come arises: what was due before the casework knew the year is past.
  mutating func settleStanding(over words: Set<String>) throws(Refusal) {
    for word in words.sorted() {
      for key in standingKeys(word) { try settleStanding(word, key) }
    }
  }

  private func standingKeys(_ word: String) -> [String] {
    switch word {
    case "scheme": [scheme.id]
    case "award": state.awards.keys.sorted()
    case "period": state.periods.keys.sorted()
    case "recommendation": state.recommendations.keys.sorted()
    case "commitment": state.commitments.keys.sorted()
    default: []
    }
  }

  private mutating func settleStanding(_ word: String, _ key: String) throws(Refusal) {
    let award = Subject(rawValue: word).flatMap { state.award(of: $0, key) }
    let rules = try rules(of: award)
    let kinds = rules.obligations.values.filter { $0.arises?.subject == word }
    guard !kinds.isEmpty, let facts = facts(about: "\(word)/\(key)")?.context else { return }
    for rule in kinds.sorted(by: { $0.kind < $1.kind }) {
      guard let when = rule.arises?.when else { continue }
      let holds = when.evaluate(facts).value == .boolean(true)
      let opening = Opening(
        base: award?.id ?? "\(word)/\(key)", award: award,
        year: state.periods[key]?.year, about: "\(word)/\(key)", facts: facts)
      let year = rule.perYear ? opening.year.map { $0 + rule.yearOffset } : nil
      let known = state.obligations[
        Keys.obligation(of: opening.base, rule.kind, year, round: 1)]
      if holds, known == nil {
        if word == "period" {
          let term = try term(of: rule.kind, rules: rules, facts: facts)
          guard term.rule.dueDate(from: term.start, calendar: calendar) >= today else { continue }
        }
        try open(rule.kind, opening, rules: rules)
      } else if holds, let known, known.state == .open {
        // A date that the records themselves hold, such as a commitment's, may have been corrected.
        if let start = start(of: known, rules: rules), start != known.startsOn {
          edit(Obligation.self, known.id) { $0.startsOn = start }
          try rederive(known.id, rules: rules)
        }
      } else if !holds, let known, known.state == .open {
        close(known.id, as: .done)
      }
    }
  }

  /// The facts about a record that has no lifecycle.
  func standingFacts(_ word: String, _ key: String) -> CaseFacts? {
    var facts = facts(of: .scheme, scheme.id)
    switch word {
    case "recommendation":
      guard let record = state.recommendations[key] else { return nil }
      facts.add("recommendation", record)
    case "commitment":
      guard let record = state.commitments[key] else { return nil }
      facts.add("commitment", record)
    default: return nil
    }
    return facts
  }
}
