import Casework
import Diagnostics
import JSONText
import LegalCalendar
import SchemeDefinition
import Storage

/// The words of reminders: facts of the case put into the scheme's messages.
struct ReminderText {
  let scheme: SchemeDefinition
  let today: CivilDate

  private var rules: RuleSet? { scheme.versions.last }

  /// One message about one or more reminders.
  ///
  /// Throws a `Refusal` when the scheme has no message for it, `FindingsError` when one lacks a field.
  func fill(_ items: [CaseOffice.DueReminder], reader: ReminderReaders.Reader, language: String)
    throws -> MessageTemplate.Filled
  {
    let moment = items.count == 1 ? moment(of: items[0]) : .digest
    let named = items.count == 1 ? step(of: items[0])?.message : nil
    let name = named ?? rules?.reminders.messages[moment] ?? moment.rawValue
    guard let template = rules?.messages[name]?[language] ?? rules?.messages[name]?["nl"] else {
      throw Refusal(
        "unknown-message", nl: "De regeling heeft geen bericht “\(name)”.",
        en: "The scheme has no message “\(name)”.",
        details: ["speelveld scheme check config/schemes/\(scheme.id)"])
    }
    let isDutch = language == "nl"
    return try template.render([
      "ontvanger": .string(
        reader.contact?.name ?? (isDutch ? "heer, mevrouw" : "Sir or Madam")),
      "regeling": .string(isDutch ? scheme.title.nl : scheme.title.en),
      "aantal": .string(String(items.count)),
      "punten": .array(items.map { point($0, isDutch: isDutch) }),
    ])
  }

  /// The letter that a reminder's step sends along; nil where it names none.
  func letter(with item: CaseOffice.DueReminder) throws -> OutboxMessage.Attachment? {
    guard let name = step(of: item)?.letter, let template = rules?.letters[name] else {
      return nil
    }
    let obligation = item.obligation
    let mark = obligation.award ?? obligation.id
    let values: [String: String] = [
      "alliantie": item.name, "kenmerk": mark, "datum": DutchText.date(today),
      "regeling": scheme.title.nl, "jaar": String(obligation.year ?? obligation.due.year),
      "vervaldatum": DutchText.date(obligation.due),
    ]
    let fields = template.fields.compactMap { field in
      values[field.name].map { JSON.Member(field.name, .string($0)) }
    }
    let file = "\(name)-\(mark)".map { $0.isASCII && ($0.isLetter || $0.isNumber) ? $0 : "-" }
    return OutboxMessage.Attachment(
      name: String(file) + ".txt", text: try template.render(.object(fields)))
  }

  private func point(_ item: CaseOffice.DueReminder, isDutch: Bool) -> JSON {
    let obligation = item.obligation
    func say(_ text: LocalizedText) -> String { isDutch ? text.nl : text.en }
    func date(_ day: CivilDate) -> String { isDutch ? DutchText.date(day) : day.inEnglish }
    let title = rules?.obligations[obligation.kind].map { say($0.title) } ?? obligation.kind
    var members: [JSON.Member] = [
      .init("alliantie", .string(item.name)), .init("verplichting", .string(title)),
      .init("vervaldatum", .string(date(obligation.due))),
      .init("wanneer", .string(Self.distance(today.days(until: obligation.due), isDutch: isDutch))),
      .init("grondslag", .string(obligation.article)), .init("kenmerk", .string(obligation.id)),
    ]
    if let year = obligation.year { members.append(.init("jaar", .string(String(year)))) }
    if let target = obligation.target, target >= today, target < obligation.due {
      members.append(.init("streefdatum", .string(date(target))))
    }
    if let action = rules?.reminders.actions[obligation.kind] {
      members.append(.init("actie", .string(say(action))))
    }
    return .object(members)
  }

  /// `over 14 dagen`, `vandaag`, `3 dagen geleden`.
  static func distance(_ days: Int, isDutch: Bool) -> String {
    switch days {
    case 0: isDutch ? "vandaag" : "today"
    case 1: isDutch ? "morgen" : "tomorrow"
    case -1: isDutch ? "gisteren" : "yesterday"
    case 2...: isDutch ? "over \(days) dagen" : "in \(days) days"
    default: isDutch ? "\(-days) dagen geleden" : "\(-days) days ago"
    }
  }

  /// The step as the ladder has it now; nil when it was renamed since: then the day decides.
  private func step(of item: CaseOffice.DueReminder) -> ReminderStep? {
    let ladder = rules?.obligations[item.obligation.kind].flatMap { rules?.ladders[$0.ladder] }
    return ladder?.steps.first { $0.id == item.reminder.step }
  }

  private func moment(of item: CaseOffice.DueReminder) -> ReminderMoment {
    let days = today.days(until: item.obligation.due)
    // A step made up for late speaks of the day on which it is read.
    let now: ReminderMoment = days > 0 ? .before : days == 0 ? .on : .after
    return step(of: item)?.escalation == true ? .escalation : now
  }
}
