import LegalCalendar

/// Reads `reminders.yaml`.
func readLadders(_ root: YAMLMapping) -> [String: ReminderLadder] {
  root.allow(remindersFields)
  let quiet = quietDays(root)
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
    ladders[name] = ReminderLadder(
      name: name, title: title, certainty: certainty, steps: steps, quiet: quiet)
  }
  return ladders
}

private let remindersFields = [
  "certainty", "quiet-days", "digest-from", "per-person-a-day", "messages", "actions", "ladders",
]

/// Reads what `reminders.yaml` says of all ladders together.
func readReminderPolicy(_ root: YAMLMapping) -> ReminderPolicy {
  var policy = ReminderPolicy.none
  policy.quiet = quietDays(root, telling: false)
  for (key, path) in [
    ("digest-from", \ReminderPolicy.digestFrom),
    ("per-person-a-day", \ReminderPolicy.perPersonADay),
  ] {
    guard let number = root.optionalInteger(key) else { continue }
    if (1...1000).contains(number) {
      policy[keyPath: path] = number
    } else {
      root.error("out-of-range", "\"\(key)\" is \(number).", at: key, remedy: "Give 1 to 1000.")
    }
  }
  if let messages = root.mapping("messages") {
    messages.allow(ReminderMoment.allCases.map(\.rawValue))
    for moment in ReminderMoment.allCases {
      policy.messages[moment] = messages.text(moment.rawValue)
    }
  }
  let actions = root.optionalMapping("actions")
  for kind in actions?.keys ?? [] { policy.actions[kind] = actions?.localized(kind) }
  return policy
}

/// Read twice, for the ladders and for the policy; `telling` once.
private func quietDays(_ root: YAMLMapping, telling: Bool = true) -> QuietDays {
  var kinds = Set<QuietDays.Kind>()
  for word in root.optionalNodes("quiet-days").map({ $0.scalar?.string ?? "" }) {
    if let kind = QuietDays.Kind(rawValue: word) {
      kinds.insert(kind)
    } else if telling {
      root.error(
        "unknown-word", "\"\(word)\" is no kind of quiet day.", at: "quiet-days",
        remedy: advice(for: word, among: QuietDays.Kind.allCases.map(\.rawValue)))
    }
  }
  return QuietDays(kinds)
}

private func reminderStep(_ fields: YAMLMapping) -> ReminderStep? {
  fields.allow(["id", "before", "on", "after", "to", "letter", "message", "escalation"])
  let id = fields.text("id")
  let recipients = fields.texts("to")
  for role in recipients { checkRole(role, among: Roles.recipients, fields, "to") }
  if recipients.isEmpty, fields.has("to") {
    fields.error("no-recipient", "Nobody gets this reminder.", at: "to", remedy: "Name a role.")
  }
  guard let moment = moment(fields), let id else { return nil }
  return ReminderStep(
    id: id, offset: moment.offset, workingDays: moment.workingDays, recipients: recipients,
    letter: fields.optionalText("letter"), message: fields.optionalText("message"),
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
