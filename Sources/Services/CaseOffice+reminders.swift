import Casework
import JSONText
import LegalCalendar
import SchemeDefinition
import Postgres
import Storage

extension CaseOffice {
  /// A reminder that is due, or will be.
  public struct DueReminder: Hashable, Sendable {
    public let reminder: Reminder
    public let obligation: Obligation
    public let name: String
    /// Earlier steps of the same obligation that this one makes up for.
    public let skips: [Reminder]
  }

  /// What `runReminders` would send from now through `through`, were it run each day.
  public func previewReminders(scheme: String, through: CivilDate) async throws -> [DueReminder] {
    let state = try await state(of: scheme)
    let overdue = ReminderSelection.due(in: state, on: today)
    let later = ReminderSelection.planned(in: state, after: today, through: through)
    return overdue + later
  }

  /// What one run of the job did.
  public struct ReminderRun: Hashable, Sendable {
    public let sent: [DueReminder]
    public let skipped: Int
    /// Messages handed over in this run, earlier ones that were left behind included.
    public let delivered: Int
  }

  /// Sends what is due: once each, whoever runs it and however often.
  ///
  /// Choosing, marking and the outgoing message are one transaction; `deliver` is called after the commit and
  /// may be called again for the same message after a crash: its id is stable.
  public func runReminders(
    scheme: String, deliver: @Sendable (OutgoingMessage) throws -> Void
  ) async throws -> ReminderRun {
    let sent = try await pool.transaction { db in
      let head = try EventStore.lockHead(db, scheme)
      let definition = try activeScheme(db, scheme)
      let state = try RecordStore.load(db, scheme)
      let due = ReminderSelection.due(in: state, on: today)
      guard !due.isEmpty else { return [DueReminder]() }
      var records = ChangeSet(from: state)
      for item in due {
        var reminder = item.reminder
        reminder.state = .sent
        reminder.sentOn = today
        records.put(reminder)
        for var earlier in item.skips {
          earlier.state = .skipped
          records.put(earlier)
        }
        try OutboxStore.insert(
          db, scheme, ReminderMessage(item, scheme: definition, today: today).message, at: clock())
      }
      try record(
        db, scheme, head: head,
        [
          (
            EventDraft(
              kind: "reminders.sent", subject: "scheme/\(scheme)",
              data: ["on": .string(today.description)], changes: records.changes), []
          )
        ])
      return due
    }
    let delivered = try await deliverOutbox(scheme: scheme, deliver)
    return ReminderRun(
      sent: sent, skipped: sent.reduce(0) { $0 + $1.skips.count }, delivered: delivered)
  }

  private func deliverOutbox(scheme: String, _ deliver: @Sendable (OutgoingMessage) throws -> Void)
    async throws -> Int
  {
    let pending = try await pool.read { db in try OutboxStore.pending(db, scheme) }
    for message in pending {
      try deliver(message)
      try await pool.transaction { db in
        try OutboxStore.markDelivered(db, scheme, message.id, at: clock())
      }
    }
    return pending.count
  }
}

/// Which reminders a day asks for; decided from the records alone, so that a missed day is made up.
enum ReminderSelection {
  /// Each open obligation's latest planned step up to `day`, with the earlier ones it makes up for.
  static func due(in state: SchemeState, on day: CivilDate) -> [CaseOffice.DueReminder] {
    let planned = state.reminders.values.filter { $0.state == .planned && $0.on <= day }
    return Dictionary(grouping: planned, by: \.obligation).compactMap { key, steps in
      let ordered = steps.sorted { ($0.on, $0.id) < ($1.on, $1.id) }
      guard let latest = ordered.last else { return nil }
      return item(latest, key, skips: Array(ordered.dropLast()), state)
    }.sorted { ($0.reminder.on, $0.reminder.id) < ($1.reminder.on, $1.reminder.id) }
  }

  static func planned(in state: SchemeState, after day: CivilDate, through last: CivilDate)
    -> [CaseOffice.DueReminder]
  {
    state.reminders.values
      .filter { $0.state == .planned && $0.on > day && $0.on <= last }
      .sorted { ($0.on, $0.id) < ($1.on, $1.id) }
      .compactMap { item($0, $0.obligation, skips: [], state) }
  }

  private static func item(
    _ reminder: Reminder, _ key: String, skips: [Reminder], _ state: SchemeState
  ) -> CaseOffice.DueReminder? {
    guard let obligation = state.obligations[key], obligation.state == .open else { return nil }
    let recipient = obligation.award.flatMap { state.awards[$0]?.recipient }
    return CaseOffice.DueReminder(
      reminder: reminder, obligation: obligation,
      name: recipient.flatMap { state.alliances[$0]?.name } ?? obligation.award
        ?? obligation.subject, skips: skips)
  }
}

/// The text of one reminder, Dutch first, English below.
struct ReminderMessage {
  let message: OutgoingMessage

  init(_ item: CaseOffice.DueReminder, scheme: SchemeDefinition, today: CivilDate) {
    let obligation = item.obligation
    let rule = scheme.versions.last?.obligations[obligation.kind]
    let title = rule?.title.nl ?? obligation.kind
    let days = today.days(until: obligation.due)
    let when =
      days > 0
      ? "over \(days) dagen" : days == 0 ? "vandaag" : "\(-days) dagen geleden"
    let english =
      days > 0 ? "in \(days) days" : days == 0 ? "today" : "\(-days) days ago"
    let year = obligation.year.map { " over \($0)" } ?? ""
    message = OutgoingMessage(
      id: item.reminder.id, recipient: item.reminder.recipient,
      subject: "\(title)\(year) – \(item.name): \(DutchText.date(obligation.due))",
      body: """
        \(item.name)

        Op \(DutchText.date(obligation.due)) (\(when)) moet binnen zijn: \(title.lowercased())\(year).
        Grondslag: \(obligation.article). Kenmerk: \(obligation.id).

        Due on \(obligation.due) (\(english)): \(rule?.title.en.lowercased() ?? obligation.kind).
        """)
  }
}
