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
      try discharge(parameter("kind", of: consequence), subject: subject, key: key)
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
    "advances", "oblige", "discharge", "letter", "pay", "recover",
  ]

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
