import FEEL
import JSONText

extension SchemeDraft {
  func schemeText(_ base: RuleSet, label: String, cases: [TurnedCase]) -> String {
    let ends = lapses.map { "lapses: \($0)\nlapse-article: \(quoted(note.nl))\n" } ?? ""
    let sure = lapses == nil ? "" : "lapse-certainty: illustrative\n"
    let end = lapses.map { "    valid-to: \($0)\n" } ?? ""
    return """
      # A draft, made from version \(base.label) of \(base.scheme) (rule set \(base.hash)).
      id: \(quoted(id))
      title: \(both(title))
      certainty: illustrative
      in-force: \(validFrom)
      \(ends)\(sure)versions:
        - label: \(quoted(label))
          folder: \(quoted(label))
          valid-from: \(validFrom)
      \(end)    changes:
            - \(both(note))
      \(changeLines(base))\(cases.map(line).joined())    running-cases:
            treatment: unchanged
            article: \(quoted(base.runningCases.source.article))
            certainty: illustrative
      known-gaps:
        - nl: Dit is een ontwerp; geen enkel onderdeel is vastgesteld recht.
          en: This is a draft; no part of it is established law.
          certainty: illustrative

      """
  }

  private func changeLines(_ base: RuleSet) -> String {
    differences(from: base).map { difference in
      let was = difference.was.map(yaml)
      let value = yaml(difference.value)
      return "      - "
        + both(
          LocalizedText(
            nl: "\(difference.name): \(value)" + (was.map { " (was \($0))" } ?? " (nieuw)"),
            en: "\(difference.name): \(value)" + (was.map { " (was \($0))" } ?? " (new)")))
        + "\n"
    }.joined()
  }

  private func line(_ turned: TurnedCase) -> String { "      - " + both(turned.note) + "\n" }

  func parametersText(_ base: RuleSet) -> String {
    var rules = base.parameters
    var changed: [String: Change] = [:]
    for change in changes {
      let name = parameter(of: change, in: base)
      changed[name] = change
      if rules[name] == nil {
        rules[name] = ParameterRule(
          name: name, title: change.title,
          source: LegalSource(article: change.legalHome, certainty: .illustrative),
          lever: change.lever, values: [])
      }
    }
    var text =
      "# Taken over from version \(base.label) of \(base.scheme), with the draft's changes.\n"
    text += "parameters:\n"
    for (name, rule) in rules.sorted(by: { $0.key < $1.key }) {
      guard let value = changed[name]?.value ?? rule.values.last?.value else { continue }
      text += "  \(quoted(name)):\n    title: \(both(rule.title))\n"
      text += "    article: \(quoted(changed[name]?.legalHome ?? rule.source.article))\n"
      text += "    certainty: illustrative\n"
      if let lever = rule.lever { text += "    lever: \(quoted(lever))\n" }
      text += "    values:\n      - from: \(validFrom)\n        value: \(yaml(value))\n"
    }
    return text
  }

  private func both(_ text: LocalizedText) -> String {
    "{ nl: \(quoted(text.nl)), en: \(quoted(text.en)) }"
  }

  /// A text in double quotes: JSON's form is YAML's too.
  private func quoted(_ text: String) -> String { JSON.string(text).compact }

  /// A value in the form in which parameters are read.
  private func yaml(_ value: FEELValue) -> String {
    switch value {
    case .null: "null"
    case .boolean(let flag): flag ? "true" : "false"
    case .number(let number): number.plainDescription
    case .date(let date): date.description
    case .list(let items): "[" + items.map(yaml).joined(separator: ", ") + "]"
    case .context(let context):
      "{ " + context.entries.map { "\(quoted($0.name)): \(yaml($0.value))" }.joined(separator: ", ")
        + " }"
    case .string(let text): quoted(text)
    default: quoted("\(value)")
    }
  }
}
