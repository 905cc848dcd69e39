import Casework
import Crypto
import LegalCalendar
import SchemeDefinition
import Storage

/// What one day's run sends to whom: the same function for the preview and for the run.
struct ReminderPlan {
  let scheme: SchemeDefinition
  let calendar: HolidayCalendar
  let readers: ReminderReaders
  /// Messages that each contact has already, by day.
  var already: [String: [CivilDate: Int]]

  private var policy: ReminderPolicy { scheme.versions.last?.reminders ?? .none }

  func isQuiet(_ day: CivilDate) -> Bool { policy.quiet.contains(day, calendar: calendar) }

  /// The messages of a day; nothing on a quiet one.
  mutating func messages(_ due: [CaseOffice.DueReminder], on day: CivilDate) throws
    -> [CaseOffice.PlannedMessage]
  {
    var order: [ReminderReaders.Reader] = []
    var byReader: [String: [CaseOffice.DueReminder]] = [:]
    for item in due {
      for reader in readers.readers(of: item, on: day) {
        if byReader[reader.key] == nil { order.append(reader) }
        byReader[reader.key, default: []].append(item)
      }
    }
    var planned: [CaseOffice.PlannedMessage] = []
    for reader in order.sorted(by: { $0.key < $1.key }) {
      let items = byReader[reader.key] ?? []
      let parts = items.count >= policy.digestFrom ? [items] : items.map { [$0] }
      for part in parts { planned.append(try message(part, to: reader, on: day)) }
    }
    return planned
  }

  private mutating func message(
    _ items: [CaseOffice.DueReminder], to reader: ReminderReaders.Reader, on day: CivilDate
  ) throws -> CaseOffice.PlannedMessage {
    let goes = reserve(reader, from: day)
    let language = reader.contact?.language ?? "nl"
    let text = ReminderText(scheme: scheme, today: goes)
    let words = try text.fill(items, reader: reader, language: language)
    let isDigest = items.count > 1
    return CaseOffice.PlannedMessage(
      day: goes, contact: reader.contact, role: reader.role,
      id: isDigest ? digestID(items, reader, day) : "\(items[0].reminder.id)/\(reader.key)",
      recipient: reader.label, subject: words.subject, text: words.text, html: words.html,
      attachments: try items.compactMap { try text.letter(with: $0) },
      language: language, alliance: isDigest ? nil : reader.alliance, reminders: items)
  }

  /// The first day on which the reader has not had enough; quiet days excepted.
  private mutating func reserve(_ reader: ReminderReaders.Reader, from day: CivilDate) -> CivilDate
  {
    var goes = day
    guard let id = reader.contact?.id else { return goes }
    while already[id]?[goes] ?? 0 >= policy.perPersonADay {
      goes = policy.quiet.moved(goes.adding(days: 1), earlier: false, calendar: calendar)
    }
    already[id, default: [:]][goes, default: 0] += 1
    return goes
  }

  private func digestID(
    _ items: [CaseOffice.DueReminder], _ reader: ReminderReaders.Reader, _ day: CivilDate
  ) -> String {
    let names = items.map(\.reminder.id).sorted().joined(separator: "\n")
    return "digest/\(day)/\(reader.key)/\(SHA256.hash(data: Array(names.utf8)).hex.prefix(12))"
  }
}
