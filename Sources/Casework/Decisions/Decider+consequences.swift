import FEEL
import JSONText
import LegalCalendar
import SchemeDefinition

extension Decider {
  /// Does what a lifecycle asks for. The words are the contract between a scheme's SCXML files and the
  /// casework; an unknown one is refused, so that a misspelt consequence is never lost in silence.
  mutating func follow(
    _ consequence: Consequence, subject: Subject, key: String, rules: RuleSet
  ) throws(Refusal) {
    switch consequence.name {
    case "advances":
      try planAdvances(period: key)
    case "oblige":
      try oblige(parameter("kind", of: consequence), subject: subject, key: key, rules: rules)
    case "discharge":
      discharge(try parameter("kind", of: consequence), subject: subject, key: key)
    case "hold":
      for obligation in openObligations(
        try parameter("kind", of: consequence), of: subject, key)
      { silence(obligation.id) }
    case "suspend":
      try suspend(consequence, subject: subject, key: key, rules: rules)
    case "resume":
      try resume(consequence, subject: subject, key: key, rules: rules)
    case "letter":
      try write(parameter("template", of: consequence), subject: subject, key: key, rules: rules)
    case "pay":
      try settle(.settlement, subject: subject, key: key, rules: rules, consequence: consequence)
    case "recover":
      try settle(.recovery, subject: subject, key: key, rules: rules, consequence: consequence)
    default:
      throw Refusal(
        "unknown-consequence",
        nl:
          "De levensloop “\(subject.lifecycle)” vraagt om “\(consequence.name)”, wat niet bestaat.",
        en:
          "The lifecycle “\(subject.lifecycle)” asks for “\(consequence.name)”, which does not exist.",
        details: [Decider.consequences.sorted().joined(separator: ", ")])
    }
  }

  /// What lifecycles may ask for.
  public static let consequences: Set<String> = [
    "advances", "oblige", "discharge", "letter", "pay", "recover", "hold",
    "suspend", "resume",
  ]

  /// Stops the clock of an obligation from the day after the event (Awb 4:15), unless it stands already.
  private mutating func suspend(
    _ consequence: Consequence, subject: Subject, key: String, rules: RuleSet
  ) throws(Refusal) {
    let kind = try parameter("kind", of: consequence)
    for obligation in openObligations(kind, of: subject, key)
    where openSuspensions(of: obligation.id).isEmpty {
      let rule = try obligationRule(kind, rules)
      enter(
        .suspend, obligation, on: min(eventDate ?? today, today),
        reason: consequence.parameters["reason"] ?? "\(subject.rawValue) \(key)",
        article: rule.suspensionArticle ?? rule.source.article)
      try rederive(obligation.id, rules: rules)
    }
  }

  /// Lets the clock run again: on the day of the event, or at the end of the term to complete if that went
  /// unused (Awb 4:15(1)(a)).
  private mutating func resume(
    _ consequence: Consequence, subject: Subject, key: String, rules: RuleSet
  ) throws(Refusal) {
    let kind = try parameter("kind", of: consequence)
    let completion = state.obligations.values
      .filter { $0.kind == "completion" && $0.subject == "\(subject.rawValue)/\(key)" }
      .max { ($0.dueVersion, $0.id.count, $0.id) < ($1.dueVersion, $1.id.count, $1.id) }
    for obligation in openObligations(kind, of: subject, key) {
      for stop in openSuspensions(of: obligation.id) {
        let day = min(eventDate ?? today, completion?.due ?? today, today)
        enter(
          .resume, obligation, on: max(day, stop.on), target: stop.id,
          reason: consequence.parameters["reason"] ?? "\(subject.rawValue) \(key)",
          article: stop.article)
      }
      try rederive(obligation.id, rules: rules)
    }
  }

  private func parameter(_ name: String, of consequence: Consequence) throws(Refusal) -> String {
    guard let value = consequence.parameters[name] else {
      throw Refusal(
        "missing-parameter",
        nl: "“\(consequence.name)” in een levensloop heeft de parameter “\(name)” nodig.",
        en: "“\(consequence.name)” in a lifecycle needs the parameter “\(name)”.")
    }
    return value
  }
}
