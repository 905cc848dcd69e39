import ArgumentParser
import Casework
import Foundation
import JSONText
import LegalCalendar
import Services
import Storage

struct RemindersCommand: AsyncParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "reminders", abstract: "Preview and send the reminders that are due.",
    subcommands: [Preview.self, Run.self])

  struct Preview: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
      abstract: "Show what would be sent from today on; sends nothing.")

    @OptionGroup var options: OfficeOptions
    @Option(help: "How many days to look ahead.") var days = 14

    func run() async throws {
      try await options.run { session in
        let due = try await session.office.previewReminders(
          scheme: session.scheme, through: session.today.adding(days: days))
        session.console.show(due)
        session.console.note(
          "\(due.count) herinneringen tot en met \(session.today.adding(days: days)).",
          "\(due.count) reminders through \(session.today.adding(days: days)).")
      }
    }
  }

  struct Run: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
      abstract: "Send what is due, once; running it again sends nothing twice.")

    @OptionGroup var options: OfficeOptions
    @Option(
      help: ArgumentHelp(
        "Folder that receives one file per message. Default: outbox in the working directory.",
        valueName: "dir"))
    var outbox = "outbox"

    func run() async throws {
      try await options.run { session in
        let folder = URL(filePath: outbox)
        try FileManager.default.createDirectory(at: folder, withIntermediateDirectories: true)
        let done = try await session.office.runReminders(scheme: session.scheme) { message in
          try FileOutbox(folder: folder).write(message)
        }
        let console = session.console
        if console.json {
          return console.data([
            "sent": .array(done.sent.map(\.json)), "skipped": .int(done.skipped),
            "delivered": .int(done.delivered),
          ])
        }
        console.show(done.sent)
        console.line(
          console.say(
            "\(done.sent.count) verstuurd, \(done.skipped) ingehaald en overgeslagen, "
              + "\(done.delivered) berichten in \(outbox)/",
            "\(done.sent.count) sent, \(done.skipped) made up for and skipped, "
              + "\(done.delivered) messages in \(outbox)/"))
      }
    }
  }
}

/// A folder with one file per message; a message handed over twice is one file.
struct FileOutbox: Sendable {
  let folder: URL

  func write(_ message: OutgoingMessage) throws {
    let name = message.id.map { $0.isLetter || $0.isNumber || $0 == "-" ? String($0) : "_" }
      .joined()
    let text = """
      To: \(message.recipient)
      Subject: \(message.subject)
      Message-ID: <\(message.id)@speelveld>

      \(message.body)

      """
    try Data(text.utf8).write(to: folder.appending(path: name + ".txt"), options: .atomic)
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

extension Console {
  func show(_ reminders: [CaseOffice.DueReminder]) {
    if json { return data(.array(reminders.map(\.json))) }
    guard !reminders.isEmpty else {
      return line(say("Geen herinneringen.", "No reminders."))
    }
    var table = TextTable([
      .init(say("versturen", "send")), .init(say("aan", "to")), .init(say("over", "about")),
      .init(say("fatale datum", "due")), .init(say("stap", "step")),
    ])
    for item in reminders {
      table.add([
        item.reminder.on.description, item.reminder.recipient,
        item.name + ": " + item.obligation.kind, item.obligation.due.description,
        item.reminder.step + (item.skips.isEmpty ? "" : " (+\(item.skips.count))"),
      ])
    }
    self.table(table)
  }
}
