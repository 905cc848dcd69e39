import FEEL
import LegalCalendar
import SchemeDefinition

extension Decider {
  /// Takes in an objection (Awb 6:4) and starts its lifecycle; returns its key.
  public mutating func receiveObjection(award: String, against: String, on day: CivilDate)
    throws(Refusal) -> String
  {
    try receive(.objection, award, day) { key in
      Objection(id: key, award: award, against: against, receivedOn: day, state: "received")
    }
  }

  /// Takes in a request for permission (Awb 4:71) and starts its lifecycle; returns its key.
  public mutating func requestPermission(award: String, act: String, on day: CivilDate)
    throws(Refusal) -> String
  {
    try receive(.permission, award, day) { key in
      ConsentRequest(id: key, award: award, act: act, requestedOn: day, state: "requested")
    }
  }

  /// Puts in the record of a case that came in on an award and starts its lifecycle.
  private mutating func receive<R: TableHome>(
    _ subject: Subject, _ award: String, _ day: CivilDate, _ record: (String) -> R
  ) throws(Refusal) -> String {
    try knows(award, day)
    let key = freeKey("\(award)/\(subject.rawValue)") { records.find(R.self, $0) != nil }
    records.put(record(key))
    event["date"] = .date(day)
    try start(subject, key)
    return key
  }

  /// Adds obligations of a kind on agreed days, which need follow no pattern (KR 5.5); returns their keys.
  ///
  /// A day that has one already is left as it is. Throws a `Refusal` when the kind's date is not free.
  public mutating func agree(_ kind: String, award key: String, on days: [CivilDate])
    throws(Refusal) -> [String]
  {
    guard let award = state.awards[key] else { throw unknownAward(key) }
    let rules = try scheme.rules(for: award, on: max(today, award.decidedOn)).ruleSet
    let rule = try obligationRule(kind, rules)
    guard case .date = rule.due, !rule.perYear else {
      let free = rules.obligations.values.filter {
        if case .date = $0.due { !$0.perYear && $0.arises == nil } else { false }
      }
      throw Refusal(
        "not-free", nl: "De datum van “\(kind)” volgt uit de regels en is niet af te spreken.",
        en: "The date of “\(kind)” follows from the rules and cannot be agreed.",
        details: free.map(\.kind).sorted())
    }
    var keys: [String] = []
    for day in days.sorted() {
      event["date"] = .date(day)
      let opening = Opening(
        base: award.id, award: award, year: nil, about: "award/\(award.id)",
        facts: facts(of: .award, award.id).context, mark: day.description)
      try open(kind, opening, rules: rules)
      keys.append(Keys.obligation("\(award.id)/\(day)", kind, nil))
    }
    event = FEELContext()
    return keys
  }

  private func knows(_ award: String, _ day: CivilDate) throws(Refusal) {
    guard state.awards[award] != nil else { throw unknownAward(award) }
    guard day <= today else {
      throw Refusal(
        "not-yet", nl: "\(day) ligt in de toekomst.", en: "\(day) is in the future.")
    }
  }

  private func unknownAward(_ key: String) -> Refusal {
    Refusal(
      "unknown-award", nl: "Er is geen verlening “\(key)”.", en: "There is no award “\(key)”.",
      details: state.awards.keys.sorted())
  }

  private func freeKey(_ base: String, _ isTaken: (String) -> Bool) -> String {
    var number = 1
    while isTaken("\(base)/\(number)") { number += 1 }
    return "\(base)/\(number)"
  }
}
