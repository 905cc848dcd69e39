import ArgumentParser
import JSONText
import Services
import Storage

extension RemindersCommand {
  struct Run: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
      abstract: "Send what is due, once; running it again sends nothing twice.",
      discussion: """
        What is due is decided from the database: a missed run is made up by the next, with the latest
        step of each open obligation. Ends with status 3 when messages were given up.
        """)

    @OptionGroup var options: OfficeOptions
    @OptionGroup var carriers: CarrierOptions

    func run() async throws {
      try await options.run { session in
        let carriers = try carriers.carriers()
        let chosen = try await session.office.runReminders(scheme: session.scheme)
        let done = try await session.office.deliverOutbox(scheme: session.scheme, by: carriers)
        session.console.show(
          chosen, done, place: carriers.mail.channel == .file ? self.carriers.outbox : nil)
        if done.dead > 0 { throw ExitStatus.findings.code }
      }
    }
  }
}

extension Console {
  func show(_ chosen: CaseOffice.ReminderRun, _ done: CaseOffice.DeliveryRun, place: String?) {
    if json {
      return data([
        "sent": .array(chosen.sent.map(\.json)), "messages": .array(chosen.messages.map(\.json)),
        "skipped": .int(chosen.skipped), "delivered": .int(done.delivered),
        "deferred": .int(done.deferred), "dead": .int(done.dead),
        "paused": .bool(chosen.paused != nil || done.isPaused), "quiet": .bool(chosen.isQuiet),
      ])
    }
    if let pause = chosen.paused { return tell(pause) }
    if chosen.isQuiet {
      paragraph(
        "Vandaag gaat er niets uit: een stille dag. Wat er ligt gaat de volgende werkdag.",
        "Nothing goes out today: a quiet day. What is due goes on the next working day.")
    }
    show(chosen.messages)
    let target = place.map { say(" in \($0)/", " in \($0)/") } ?? ""
    paragraph(
      "\(chosen.sent.count) herinneringen in \(chosen.messages.count) berichten, \(chosen.skipped) ingehaald "
        + "en overgeslagen. \(done.delivered) berichten bezorgd\(target), \(done.deferred) later opnieuw, "
        + "\(done.dead) gestrand.",
      "\(chosen.sent.count) reminders in \(chosen.messages.count) messages, \(chosen.skipped) made up for "
        + "and skipped. \(done.delivered) messages delivered\(target), \(done.deferred) to be tried again, "
        + "\(done.dead) dead.")
  }

  func tell(_ pause: PauseStore.Pause) {
    paragraph(
      "STILGEZET sinds \(pause.at) door \(pause.by): \(pause.reason). Er gaat niets uit tot "
        + "‘speelveld reminders resume’.",
      "PAUSED since \(pause.at) by \(pause.by): \(pause.reason). Nothing goes out until "
        + "‘speelveld reminders resume’.")
  }
}
