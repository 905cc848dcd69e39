import ArgumentParser
import Casework
import JSONText
import Services
import Storage

extension RemindersCommand {
  struct Outbox: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
      abstract: "List messages and what became of them, the newest first.")

    @OptionGroup var options: OfficeOptions
    @Option(help: "Only one state: waiting, delivered, dead or withdrawn.")
    var state: OutboxMessage.State?
    @Option(help: "At most so many.") var limit = 50

    func validate() throws {
      guard (1...10_000).contains(limit) else {
        throw ValidationError("--limit must be 1 to 10000.")
      }
    }

    func run() async throws {
      try await options.run { session in
        let views = try await session.office.outbox(
          scheme: session.scheme, state: state, limit: limit)
        let health = try await session.office.outboxHealth(scheme: session.scheme)
        session.console.show(views, health)
      }
    }
  }

  struct Dead: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
      abstract: "List the messages that were given up, with the reason.")

    @OptionGroup var options: OfficeOptions

    func run() async throws {
      try await options.run { session in
        let views = try await session.office.outbox(
          scheme: session.scheme, state: .dead, limit: 1000)
        session.console.showDead(views)
      }
    }
  }

  struct Retry: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
      abstract: "Let dead messages wait again; the next run hands them over.")

    @OptionGroup var options: OfficeOptions
    @Argument(help: "The message.") var id: String?
    @Flag(help: "Every dead message.") var all = false

    func validate() throws {
      guard (id != nil) != all else { throw ValidationError("Name one message, or give --all.") }
    }

    func run() async throws {
      try await options.run { session in
        let count = try await session.office.retryDead(scheme: session.scheme, id: id)
        let console = session.console
        if console.json { return console.data(["waiting": .int(count)]) }
        console.paragraph(
          "\(count) berichten wachten weer; ‘speelveld reminders run’ bezorgt ze.",
          "\(count) messages wait again; ‘speelveld reminders run’ hands them over.")
      }
    }
  }

  struct Pause: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
      abstract: "Stop all messages of the scheme at once, until resume.")

    @OptionGroup var options: OfficeOptions
    @Option(help: "Why; others read it.") var reason: String

    func run() async throws {
      try await options.run { session in
        let pause = try await session.office.pauseReminders(scheme: session.scheme, reason: reason)
        if session.console.json {
          return session.console.data([
            "paused": true, "at": .string(pause.at.description), "by": .string(pause.by),
            "reason": .string(pause.reason),
          ])
        }
        session.console.tell(pause)
      }
    }
  }

  struct Resume: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
      abstract: "Let messages go again: the latest step of each open obligation, once.")

    @OptionGroup var options: OfficeOptions

    func run() async throws {
      try await options.run { session in
        let was = try await session.office.resumeReminders(scheme: session.scheme)
        if session.console.json { return session.console.data(["resumed": .bool(was)]) }
        session.console.paragraph(
          was
            ? "Berichten gaan weer uit bij de volgende ‘speelveld reminders run’."
            : "Er was niets stilgezet.",
          was
            ? "Messages go again with the next ‘speelveld reminders run’." : "Nothing was paused.")
      }
    }
  }

  struct Contacts: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
      abstract: "List who gets messages, and which roles have nobody.")

    @OptionGroup var options: OfficeOptions

    func run() async throws {
      try await options.run { session in
        let contacts = try await session.office.contacts(scheme: session.scheme)
        let missing = try await session.office.outboxHealth(scheme: session.scheme).missing
        session.console.show(contacts, missing: missing)
      }
    }
  }

  struct Forget: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
      abstract: "Remove a person and the address from the database.")

    @OptionGroup var options: OfficeOptions
    @Argument(help: "The contact.") var id: String

    func run() async throws {
      try await options.run { session in
        try await session.office.forgetContact(scheme: session.scheme, id)
        if session.console.json { return session.console.data(["forgotten": .string(id)]) }
        session.console.line(session.console.say("\(id) is verwijderd.", "\(id) was removed."))
      }
    }
  }
}

extension OutboxMessage.State: ExpressibleByArgument {}
