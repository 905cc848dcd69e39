import Casework
import LegalCalendar
import Storage

extension CaseOffice {
  /// A reminder that is due, or will be.
  public struct DueReminder: Hashable, Sendable {
    public let reminder: Reminder
    public let obligation: Obligation
    /// Of the alliance.
    public let name: String
    /// Earlier steps of the same obligation that this one makes up for.
    public let skips: [Reminder]
  }

  /// One message to one reader, with the reminders that it tells of.
  public struct PlannedMessage: Sendable {
    /// The day on which it goes.
    public let day: CivilDate
    /// Nil when the role has nobody: then it cannot be sent until somebody is named.
    public let contact: Contact?
    /// `lead`, `account-manager` and so on; the first of them when the reader has several.
    public let role: String
    /// Holds the words, and in `recipient` whom it is for without an address.
    public let id: String
    public let recipient: String
    public let subject: String
    public let text: String
    public let html: String
    /// The letters that the ladders' steps send along.
    public let attachments: [OutboxMessage.Attachment]
    public let language: String
    public let alliance: String?
    public let reminders: [DueReminder]
  }
}

/// Which reminders a day asks for; decided from the records alone, so that a missed day is made up.
enum ReminderSelection {
  /// Each open obligation's latest planned step up to `day`, with the earlier ones it makes up for.
  ///
  /// Only steps of the present due date: those of an earlier one were replaced when it moved.
  static func due(in state: SchemeState, on day: CivilDate) -> [CaseOffice.DueReminder] {
    let planned = state.reminders.values.filter { reminder in
      guard reminder.state == .planned, reminder.on <= day else { return false }
      return state.obligations[reminder.obligation]?.dueVersion == reminder.dueVersion
    }
    return Dictionary(grouping: planned, by: \.obligation).compactMap { key, steps in
      let ordered = steps.sorted { ($0.on, $0.id) < ($1.on, $1.id) }
      guard let latest = ordered.last, let obligation = state.obligations[key],
        obligation.state == .open
      else { return nil }
      let recipient = obligation.award.flatMap { state.awards[$0]?.recipient }
      return CaseOffice.DueReminder(
        reminder: latest, obligation: obligation,
        name: recipient.flatMap { state.alliances[$0]?.name } ?? obligation.award
          ?? obligation.subject,
        skips: Array(ordered.dropLast()))
    }.sorted { ($0.reminder.on, $0.reminder.id) < ($1.reminder.on, $1.reminder.id) }
  }

  /// What the records look like after a day's reminders were sent.
  static func settle(
    _ due: [CaseOffice.DueReminder], on day: CivilDate, in records: inout ChangeSet
  ) {
    for item in due {
      var reminder = item.reminder
      reminder.state = .sent
      reminder.sentOn = day
      records.put(reminder)
      for var earlier in item.skips {
        earlier.state = .skipped
        records.put(earlier)
      }
    }
  }
}
