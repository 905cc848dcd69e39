import Casework
import JSONText
import LegalCalendar
import Postgres
import SchemeDefinition
import Storage

extension CaseOffice {
  /// The messages that `runReminders` would send from now through `through`, were it run each day.
  public func previewMessages(scheme: String, through: CivilDate) async throws -> [PlannedMessage] {
    try await messagePreview(scheme: scheme, through: through, atMost: nil).messages
  }

  /// Messages of the coming days; for a page, of no more than so many reminders.
  public struct MessagePreview: Sendable {
    public let messages: [PlannedMessage]
    /// There are more reminders in those days than were looked at.
    public let isCut: Bool
  }

  /// The messages of the first `atMost` reminders through a day, or of all.
  ///
  /// A page needs a bound; what is within it reads as it will be sent, but for a digest that the bound cuts.
  public func messagePreview(scheme: String, through: CivilDate, atMost: Int? = 200) async throws
    -> MessagePreview
  {
    let first = today
    return try await pool.read { db in
      var plan = try reminderPlan(db, scheme, from: first, through: through, limit: atMost)
      let isCut = atMost.map { plan.readers.state.reminders.count >= $0 } ?? false
      var records = ChangeSet(from: plan.readers.state)
      var messages: [PlannedMessage] = []
      var day = first
      while day <= through {
        if !plan.isQuiet(day) {
          let due = ReminderSelection.due(in: records.state, on: day)
          messages += try plan.messages(due, on: day)
          ReminderSelection.settle(due, on: day, in: &records)
        }
        day = day.adding(days: 1)
      }
      return MessagePreview(messages: messages.filter { $0.day <= through }, isCut: isCut)
    }
  }

  /// The reminders that those messages tell of, each once, by the day on which they go.
  public func previewReminders(scheme: String, through: CivilDate) async throws -> [DueReminder] {
    var seen = Set<String>()
    return try await previewMessages(scheme: scheme, through: through).flatMap(\.reminders)
      .filter { seen.insert($0.reminder.id).inserted }
      .sorted { ($0.reminder.on, $0.reminder.id) < ($1.reminder.on, $1.reminder.id) }
  }

  /// What one run of the job chose.
  public struct ReminderRun: Sendable {
    public let sent: [DueReminder]
    public let messages: [PlannedMessage]
    /// Why nothing was chosen, when messages are stopped.
    public let paused: PauseStore.Pause?
    /// True on a day on which nothing goes out.
    public let isQuiet: Bool

    public var skipped: Int { sent.reduce(0) { $0 + $1.skips.count } }
  }

  /// Puts into the outbox what is due: once each, whoever runs it and however often.
  ///
  /// Choosing, marking and the outgoing messages are one transaction, in which the emergency stop is asked
  /// too. Nothing leaves here: that is `deliverOutbox`.
  public func runReminders(scheme: String) async throws -> ReminderRun {
    let (day, now) = (today, clock())
    let (isWaiting, paused) = try await pool.read { db in
      (try ReminderStore.isAnyDue(db, scheme, on: day), try PauseStore.find(db, scheme))
    }
    guard isWaiting else {
      return ReminderRun(sent: [], messages: [], paused: paused, isQuiet: false)
    }
    return try await changing(scheme) { db, head in
      if let paused = try PauseStore.check(db, scheme) {
        return ReminderRun(sent: [], messages: [], paused: paused, isQuiet: false)
      }
      var plan = try reminderPlan(db, scheme, from: day, through: day)
      if plan.isQuiet(day) {
        return ReminderRun(sent: [], messages: [], paused: nil, isQuiet: true)
      }
      let due = ReminderSelection.due(in: plan.readers.state, on: day)
      guard !due.isEmpty else {
        return ReminderRun(sent: [], messages: [], paused: nil, isQuiet: false)
      }
      let messages = try plan.messages(due, on: day)
      var records = ChangeSet(from: plan.readers.state)
      ReminderSelection.settle(due, on: day, in: &records)
      try record(
        db, scheme, head: head,
        [
          (
            EventDraft(
              kind: "reminders.sent", subject: "scheme/\(scheme)",
              data: ["on": .string(day.description)], changes: records.changes), []
          )
        ])
      for message in messages { try store(db, scheme, message, today: day, at: now) }
      return ReminderRun(sent: due, messages: messages, paused: nil, isQuiet: false)
    }
  }

  private func reminderPlan(
    _ db: borrowing Database, _ scheme: String, from day: CivilDate, through last: CivilDate,
    limit: Int? = nil
  ) throws -> ReminderPlan {
    ReminderPlan(
      scheme: try activeScheme(db, scheme), calendar: calendar,
      readers: ReminderReaders(
        contacts: try ContactStore.all(db, scheme),
        state: try RecordStore.load(db, scheme, remindersThrough: last, limit: limit)),
      already: try OutboxStore.mailPerDay(db, scheme, from: day))
  }

  private func store(
    _ db: borrowing Database, _ scheme: String, _ message: PlannedMessage, today: CivilDate,
    at now: Moment
  ) throws {
    // Held for another day: until the morning.
    let dueAt = message.day == today ? now : Moment(message.day, secondOfDay: 5 * 3600)
    let reader = message.contact?.id ?? message.recipient
    try OutboxStore.insert(
      db, scheme,
      OutboxMessage(
        id: message.id, channel: .mail, recipient: message.recipient, role: message.role,
        alliance: message.alliance, contact: message.contact?.id, subject: message.subject,
        body: message.text, html: message.html, attachments: message.attachments,
        language: message.language, createdAt: now,
        day: message.day, dueAt: dueAt),
      links: message.reminders.map {
        .init(reminder: $0.reminder.id, reader: reader, obligation: $0.obligation.id)
      })
  }
}
