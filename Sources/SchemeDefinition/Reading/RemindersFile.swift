import LegalCalendar

/// Reads `reminders.yaml`.
func readLadders(_ root: YAMLMapping) -> [String: ReminderLadder] {
  root.allow(["certainty", "ladders"])
  let certainty = root.word("certainty", as: SourceCertainty.self) ?? .illustrative
  var ladders: [String: ReminderLadder] = [:]
  for (name, _, fields) in root.mapping("ladders")?.entries() ?? [] {
    fields.allow(["title", "steps"])
    var steps: [ReminderStep] = []
    for entry in fields.mappings("steps") {
      guard let step = reminderStep(entry) else { continue }
      if steps.contains(where: { $0.id == step.id }) {
        entry.error(
          "duplicate-step", "The ladder has two steps \"\(step.id)\".", at: "id",
          remedy: "Give each step a name of its own; it keeps a reminder from being sent twice.")
      }
      steps.append(step)
    }
    guard let title = fields.localized("title") else { continue }
    ladders[name] = ReminderLadder(name: name, title: title, certainty: certainty, steps: steps)
  }
  return ladders
}

private func reminderStep(_ fields: YAMLMapping) -> ReminderStep? {
  fields.allow(["id", "before", "on", "after", "to", "letter", "escalation"])
  let id = fields.text("id")
  let recipients = fields.texts("to")
  for role in recipients { checkRole(role, among: Roles.recipients, fields, "to") }
  if recipients.isEmpty, fields.has("to") {
    fields.error("no-recipient", "Nobody gets this reminder.", at: "to", remedy: "Name a role.")
  }
  guard let moment = moment(fields), let id else { return nil }
  return ReminderStep(
    id: id, offset: moment.offset, workingDays: moment.workingDays, recipients: recipients,
    letter: fields.optionalText("letter"),
    escalation: fields.optionalFlag("escalation") ?? false)
}

/// `before: 14 days`, `after: 5 working days` or `on: due`.
private func moment(_ fields: YAMLMapping) -> (offset: Int, workingDays: Bool)? {
  let given = ["before", "on", "after"].filter(fields.has)
  guard given.count == 1, let key = given.first else {
    fields.error(
      "no-moment", "A step needs exactly one of `before`, `on` and `after`.", at: "id",
      remedy: "Write for instance `before: 14 days`.")
    return nil
  }
  guard let text = fields.text(key) else { return nil }
  if key == "on" {
    if text == "due" { return (0, false) }
    fields.error("bad-moment", "`on` must be `due`.", at: key, remedy: "Write `on: due`.")
    return nil
  }
  let words = text.split(separator: " ")
  let unit = words.dropFirst().joined(separator: " ")
  guard let count = words.first.flatMap({ Int($0) }), (1...1000).contains(count),
    ["day", "days", "working day", "working days"].contains(unit)
  else {
    fields.error(
      "bad-moment", "\"\(text)\" is no number of days.", at: key,
      remedy: "Write for instance `14 days` or `5 working days`, at most 1000.")
    return nil
  }
  return (key == "before" ? -count : count, unit.hasPrefix("working"))
}
