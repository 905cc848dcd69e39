import Casework
import Delivery
import LegalCalendar
import Postgres
import Services
import Storage
import Testing

@Suite struct DeliveryRunTests {
  @Test
  func
    `what failed for one reader does not count as sent, the others have theirs (pre-award service)`()
    async throws
  {
    try await withReminders(peopledPortfolio(3)) { office in
      let sink = Sink { message, _ in
        message.to.address.hasPrefix("a000001")
          ? DeliveryReport(.refused, code: 550, text: "550 <a000001-org@lezer.example> unknown")
          : DeliveryReport(.accepted, code: 250, text: "ok")
      }
      let run = try await office.remind("2027-03-18", sink)
      #expect((run.done.delivered, run.done.dead) == (3, 1))
      let dead = try await office.outbox(scheme: schemeID, state: .dead)
      #expect(dead.map(\.message.contact) == ["c-a000001-org"])
      #expect(dead[0].attempts.map(\.code) == [550])
      // The server's words are kept, the address is not.
      #expect(dead[0].attempts.map(\.text) == ["550 … unknown"])
      let again = try await office.remind("2027-03-19", sink)
      #expect(again.done == CaseOffice.DeliveryRun())
      #expect(try await office.on("2027-03-19").retryDead(scheme: schemeID, id: nil) == 1)
      let healthy = Sink()
      try await office.remind("2027-03-19", healthy)
      #expect(healthy.seen.map(\.to.address) == ["a000001-org@lezer.example"])
    }
  }

  @Test func `greylisting is waited out, and the repeat carries the same identifier`() async throws
  {
    try await withReminders(peopledPortfolio(1)) { office in
      let sink = Sink { message, earlier in
        earlier.contains { $0.messageID == message.messageID }
          ? DeliveryReport(.accepted, code: 250, text: "ok")
          : DeliveryReport(.deferred, code: 450, text: "greylisted")
      }
      let first = try await office.remind("2027-03-18", sink)
      #expect((first.done.delivered, first.done.deferred) == (0, 2))
      let now = try office.on("2027-03-18")
      let soon = try await now.deliverOutbox(scheme: schemeID, by: try sink.carriers)
      #expect(soon == CaseOffice.DeliveryRun())
      let later = now.at(Moment(microseconds: now.clock().microseconds + 80_000_000))
      let second = try await later.deliverOutbox(scheme: schemeID, by: try sink.carriers)
      #expect(second.delivered == 2)
      #expect(Set(sink.seen.map(\.messageID)).count == 2)
      #expect(sink.seen.count == 4)
      #expect(Set(sink.seen.map(\.bytes)).count == 2)
    }
  }

  @Test func `after five days of trying a message is dead, not forgotten`() async throws {
    try await withReminders(peopledPortfolio(1)) { office in
      let sink = Sink { _, _ in DeliveryReport(.deferred, text: "no route") }
      let start = try office.on("2027-03-18")
      _ = try await start.runReminders(scheme: schemeID)
      for hours in 0..<130 {
        let later = start.at(
          Moment(microseconds: start.clock().microseconds + Int64(hours) * 3_600_000_000))
        _ = try await later.deliverOutbox(scheme: schemeID, by: try sink.carriers)
      }
      let counts = try await start.outboxHealth(scheme: schemeID).counts
      #expect(counts == [.dead: 2])
      #expect(sink.seen.count < 80)
    }
  }

  @Test
  func
    `a process that dies after handing over repeats that one message, recognisably, after its lease`()
    async throws
  {
    try await withReminders(peopledPortfolio(1)) { office in
      let day = try office.on("2027-03-18")
      _ = try await day.runReminders(scheme: schemeID)
      let now = day.clock()
      // Claimed, handed over, killed before it was written down.
      let claimed = try await office.pool.transaction { db in
        try OutboxStore.claim(
          db, schemeID, .mail, at: now, until: Moment(microseconds: now.microseconds + 600_000_000),
          atMost: 1)
      }
      let lost = try #require(claimed.first)
      let sink = Sink()
      let others = try await day.deliverOutbox(scheme: schemeID, by: try sink.carriers)
      #expect(others.delivered == 1)
      let later = day.at(Moment(microseconds: now.microseconds + 601_000_000))
      let repeated = try await later.deliverOutbox(scheme: schemeID, by: try sink.carriers)
      #expect(repeated.delivered == 1)
      #expect(
        sink.seen.last?.messageID
          == MailMessage.messageID(scheme: schemeID, id: lost.id, domain: "ocw.example"))
    }
  }

  @Test func `the stop holds choosing and handing over, and afterwards comes no flood`()
    async throws
  {
    try await withReminders(peopledPortfolio(2)) { office in
      let sink = Sink()
      _ = try await office.on("2027-02-04").runReminders(scheme: schemeID)
      try await office.on("2027-02-04").pauseReminders(scheme: schemeID, reason: "verkeerde tekst")
      for day in ["2027-02-04", "2027-03-18", "2027-04-01"] {
        let run = try await office.remind(day, sink)
        #expect(run.chosen.paused?.reason == "verkeerde tekst")
        #expect(run.done.isPaused)
      }
      #expect(sink.seen.isEmpty)
      #expect(try await office.resumeReminders(scheme: schemeID))
      #expect(try await office.resumeReminders(scheme: schemeID) == false)
      let run = try await office.remind("2027-04-01", sink)
      #expect(run.chosen.sent.map(\.reminder.step) == ["op-de-dag", "op-de-dag"])
      // Two that waited in the outbox, two of today.
      #expect(sink.seen.count == 4)
      let audit = try await office.audit(scheme: schemeID)
      #expect(audit.faults == [])
    }
  }

  @Test func `the stop reaches a process that is in the middle of its round`() async throws {
    try await withReminders(peopledPortfolio(5)) { office in
      let day = try office.on("2027-02-04")
      _ = try await day.runReminders(scheme: schemeID)
      let sink = Sink()
      var carriers = try sink.carriers
      let inner = carriers.mail.send
      carriers.mail = MailTransport(.smtp) { message in
        let report = await inner(message)
        if sink.seen.count == 2 {
          _ = try? await day.pauseReminders(scheme: schemeID, reason: "stop")
        }
        return report
      }
      let run = try await day.deliverOutbox(scheme: schemeID, by: carriers)
      #expect(run.isPaused)
      #expect(sink.seen.count == 2)
    }
  }

  @Test
  func
    `a list that reaches nobody is seen: dead letter, doctor, and sent once somebody is named (eSeaGrant 1077)`()
    async throws
  {
    try await withReminders(madeUpPortfolio(1)) { office in
      let sink = Sink()
      let run = try await office.remind("2027-03-18", sink)
      #expect(sink.seen.isEmpty)
      #expect(run.done.dead == 2)
      let health = try await office.on("2027-03-18").outboxHealth(scheme: schemeID)
      #expect(health.missing.contains("lead a000000"))
      let dead = try await office.outbox(scheme: schemeID, state: .dead)
      #expect(dead.allSatisfy { $0.attempts.last?.text.contains("nobody is named") == true })
      var portfolio = Portfolio(scheme: schemeID)
      portfolio.contacts = try peopledPortfolio(1, managers: 2).contacts
      _ = try await office.importPortfolio(portfolio, scheme: schemeID)
      #expect(try await office.on("2027-03-18").retryDead(scheme: schemeID, id: nil) == 2)
      try await office.remind("2027-03-18", sink)
      #expect(
        Set(sink.seen.map(\.to.address)) == [
          "a000000-org@lezer.example", "account-manager-0@ministerie.example",
          "account-manager-1@ministerie.example",
        ])
    }
  }

  @Test func `several on one day come in one message, each reader in the own language`()
    async throws
  {
    try await withReminders(peopledPortfolio(3, managers: 2)) { office in
      let sink = Sink()
      try await office.remind("2027-03-18", sink)
      let managers = sink.seen.filter { $0.to.address.hasPrefix("account-manager") }
      #expect(managers.map(\.language).sorted() == ["en", "nl"])
      let dutch = try #require(managers.first { $0.language == "nl" })
      #expect(dutch.subject.hasPrefix("3 herinneringen"))
      for number in 0..<3 { #expect(dutch.text.contains("Alliantie \(number): ")) }
      let english = try #require(managers.first { $0.language == "en" })
      #expect(english.text.contains("1 April 2027"))
      #expect(english.html?.contains("<html lang=\"en\">") == true)
    }
  }

  @Test
  func `one reader gets at most three messages a day; what is more waits for the next working day`()
    async throws
  {
    try await withReminders(peopledPortfolio(1)) { office in
      let friday = try day("2027-03-19")
      try await office.pool.transaction { db in
        for number in 1...3 {
          try OutboxStore.insert(
            db, schemeID,
            OutboxMessage(
              id: "x\(number)", channel: .mail, recipient: "c", contact: "c-a000000-org",
              subject: "s",
              body: "b", language: "nl", createdAt: Moment(friday), day: friday,
              dueAt: Moment(friday)))
        }
      }
      let run = try await office.on("2027-03-19").runReminders(scheme: schemeID)
      let held = try #require(run.messages.first { $0.contact?.id == "c-a000000-org" })
      #expect(held.day.description == "2027-03-22")
      #expect(held.text.contains("over 10 dagen"))
      let sink = Sink()
      _ = try await office.on("2027-03-19").deliverOutbox(scheme: schemeID, by: try sink.carriers)
      #expect(!sink.seen.contains { $0.text == held.text })
      _ = try await office.on("2027-03-22").deliverOutbox(scheme: schemeID, by: try sink.carriers)
      #expect(sink.seen.contains { $0.text == held.text })
    }
  }

  @Test func `no address and no name of a person stands in the event chain or in an attempt`()
    async throws
  {
    try await withReminders(peopledPortfolio(2)) { office in
      try await office.remind("2027-03-18", Sink())
      let found = try await office.pool.read { db in
        try db.scalar(
          Statement(
            sql: """
              select count(*) from (select body from event union all select text from outbox_attempt) t
              where body like '%@%' or body like '%Lezer van%'
              """), as: Int.self)
      }
      #expect(found == 0)
      try await office.forgetContact(scheme: schemeID, "c-a000000-org")
      let left = try await office.contacts(scheme: schemeID).map(\.id)
      #expect(!left.contains("c-a000000-org"))
    }
  }

  @Test func `every statement of the outbox, calendars and subscriptions fits the migrated schema`()
    async throws
  {
    try await withOffice { office in
      try await office.pool.read { db in
        for statement in OutboxStore.statements + ContactStore.statements + PauseStore.statements
          + CalendarStore.statements + FeedStore.statements + WebhookStore.statements
          + ReminderStore.statements + RecordStore.windowStatements
        {
          _ = try db.describe(statement)
        }
      }
    }
  }
}
