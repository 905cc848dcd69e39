import ArgumentParser
import Casework
import JSONText
import LegalCalendar
import Services

extension RemindersCommand {
  struct Preview: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
      abstract: "Show what would be sent from today on; sends nothing.",
      discussion: "With --show N the message is printed as its reader will see it.")

    @OptionGroup var options: OfficeOptions
    @Option(help: "How many days to look ahead.") var days = 14
    @Option(help: "Print the message with this number whole.") var show: Int?
    @Flag(help: "With --show: the part for HTML.") var html = false

    func validate() throws {
      guard (0...3660).contains(days) else { throw ValidationError("--days must be 0 to 3660.") }
      if html, show == nil { throw ValidationError("--html goes with --show.") }
    }

    func run() async throws {
      try await options.run { session in
        let last = session.today.adding(days: days)
        let messages = try await session.office.previewMessages(
          scheme: session.scheme, through: last)
        if let show { return try session.console.print(messages, number: show, html: html) }
        session.console.show(messages)
        session.console.note(
          "\(messages.count) berichten tot en met \(last).",
          "\(messages.count) messages through \(last).")
        let health = try await session.office.outboxHealth(scheme: session.scheme)
        if let pause = health.paused { session.console.tell(pause) }
      }
    }
  }
}

extension Console {
  func show(_ messages: [CaseOffice.PlannedMessage]) {
    if json { return data(.array(messages.map(\.json))) }
    guard !messages.isEmpty else {
      return line(say("Geen herinneringen.", "No reminders."))
    }
    var table = TextTable([
      .init("#", .right), .init(say("versturen", "send")), .init(say("aan", "to")),
      .init(say("onderwerp", "subject")),
    ])
    for (index, message) in messages.enumerated() {
      let skips = message.reminders.reduce(0) { $0 + $1.skips.count }
      table.add([
        String(index + 1), message.day.description,
        message.recipient + (message.contact == nil ? say(" – NIEMAND", " – NOBODY") : ""),
        oneLine(message.subject, skips == 0 ? "" : " (+\(skips))"),
      ])
    }
    self.table(table)
  }

  /// A subject cut to one line of a list, with a mark behind it.
  func oneLine(_ subject: String, _ mark: String = "") -> String {
    let room = max(20, width - 44) - mark.count
    let short = subject.count > room ? String(subject.prefix(room - 1)) + "…" : subject
    return short + mark
  }

  /// A message whole, as its reader sees it.
  func print(_ messages: [CaseOffice.PlannedMessage], number: Int, html: Bool) throws {
    guard messages.indices.contains(number - 1) else {
      throw Refusal(
        "no-such-message", nl: "Er is geen bericht \(number) in dit overzicht.",
        en: "There is no message \(number) in this preview.",
        details: ["speelveld reminders preview"])
    }
    let message = messages[number - 1]
    if json { return data(message.json) }
    if html { return line(message.html) }
    line(
      say("Aan: ", "To: ")
        + (message.contact.map { "\($0.name) <\($0.email)>" } ?? message.recipient))
    line(say("Onderwerp: ", "Subject: ") + message.subject)
    line()
    line(message.text)
    for attachment in message.attachments {
      heading(say("Bijlage \(attachment.name)", "Attachment \(attachment.name)"))
      line(attachment.text)
    }
  }
}

extension CaseOffice.PlannedMessage {
  var json: JSON {
    [
      "id": .string(id), "day": .string(day.description), "recipient": .string(recipient),
      "role": .string(role), "contact": contact.map { .string($0.id) } ?? .null,
      "subject": .string(subject), "text": .string(text), "html": .string(html),
      "attachments": .array(
        attachments.map { ["name": .string($0.name), "text": .string($0.text)] }),
      "language": .string(language), "reminders": .array(reminders.map(\.json)),
    ]
  }
}

extension CaseOffice.DueReminder {
  var json: JSON {
    guard case .object(let members) = reminder.json else { return .null }
    return .object(
      members + [
        .init("name", .string(name)), .init("due", .string(obligation.due.description)),
        .init("kind", .string(obligation.kind)),
        .init("skips", .array(skips.map { .string($0.id) })),
      ])
  }
}
