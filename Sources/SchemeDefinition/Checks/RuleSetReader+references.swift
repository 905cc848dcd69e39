extension RuleSetReader {
  /// Names in one file that another must define: terms, ladders and letters.
  func checkReferences(
    of rules: RuleSet, _ terms: YAMLMapping?, _ obligations: YAMLMapping?,
    _ ladders: YAMLMapping?
  ) {
    for (kind, _, fields) in obligations?.optionalMapping("obligations")?.entries() ?? [] {
      if let known = declared.terms, case .term(let term, _)? = rules.obligations[kind]?.due,
        !known.contains(term), let due = fields.optionalMapping("due")
      {
        due.error(
          "unknown-term", "Obligation \"\(kind)\" names the term \"\(term)\", which is unknown.",
          at: "term", remedy: advice(for: term, among: known))
      }
      if let known = declared.ladders, let ladder = rules.obligations[kind]?.ladder,
        !known.contains(ladder)
      {
        fields.error(
          "unknown-ladder",
          "Obligation \"\(kind)\" names the ladder \"\(ladder)\", which is unknown.",
          at: "ladder", remedy: advice(for: ladder, among: known))
      }
    }
    checkMessages(of: rules, ladders)
    for (name, _, fields) in ladders?.optionalMapping("ladders")?.entries() ?? [] {
      for step in fields.optionalMappings("steps") {
        guard let letter = step.optionalText("letter") else { continue }
        if let known = declared.letters, !known.contains(letter) {
          step.error(
            "unknown-letter",
            "Ladder \"\(name)\" names the letter \"\(letter)\", which is unknown.",
            at: "letter", remedy: advice(for: letter, among: known))
        }
        let needed = rules.letters[letter]?.fields.filter(\.required).map(\.name) ?? []
        for field in needed where !ReminderStep.letterFields.contains(field) {
          step.error(
            "unknown-letter-field",
            "The letter \"\(letter)\" needs \"\(field)\", which a reminder does not know.",
            at: "letter",
            remedy: "Use only: \(ReminderStep.letterFields.sorted().joined(separator: ", ")).")
        }
      }
    }
  }

  /// Messages that ladders and the policy name, and the obligations that actions are for.
  private func checkMessages(of rules: RuleSet, _ root: YAMLMapping?) {
    guard let root, let known = declared.messages else { return }
    func check(_ name: String?, _ fields: YAMLMapping, _ key: String) {
      guard let name, !known.contains(name) else { return }
      fields.error(
        "unknown-message", "There is no message \"\(name)\".", at: key,
        remedy: advice(for: name, among: known))
    }
    if let messages = root.optionalMapping("messages") {
      for key in messages.keys { check(messages.optionalText(key), messages, key) }
    }
    for (_, _, fields) in root.optionalMapping("ladders")?.entries() ?? [] {
      for step in fields.optionalMappings("steps") {
        check(step.optionalText("message"), step, "message")
      }
    }
    if let actions = root.optionalMapping("actions"), let kinds = declared.obligations {
      for kind in actions.keys where !kinds.contains(kind) {
        actions.error(
          "unknown-obligation", "There is no obligation \"\(kind)\".", at: kind,
          remedy: advice(for: kind, among: kinds))
      }
    }
  }
}
