import Casework
import Delivery
import LegalCalendar
import Postgres
import Services
import Storage
import TestSupport
import Testing

/// Each test is named after a failure that other systems had.
@Suite struct ReminderJobTests {
  @Test
  func
    `run twice, nothing is sent twice; the day missed, it is sent the next (hackspace 153, Hypha, Potentiel)`()
    async throws
  {
    try await withReminders(peopledPortfolio(2)) { office in
      let sink = Sink()
      // The step is of 18 March; nobody ran the job then.
      try await office.remind("2027-02-04", sink)
      #expect(sink.seen.count == 2)
      let late = try await office.remind("2027-03-22", sink)
      #expect(late.chosen.sent.map(\.reminder.step) == ["twee-weken-vooraf", "twee-weken-vooraf"])
      let again = try await office.remind("2027-03-22", sink)
      #expect(again.chosen.sent.isEmpty)
      #expect(again.done == CaseOffice.DeliveryRun())
      // Two leads, and one digest for the account manager.
      #expect(sink.seen.count == 5)
      #expect(Set(sink.seen.map(\.messageID)).count == 5)
    }
  }

  @Test func `the letter that a step names goes along with its message, and with no other`()
    async throws
  {
    try await withReminders(peopledPortfolio(1)) { office in
      let sink = Sink()
      let preview = try await office.on("2027-02-01").previewMessages(
        scheme: schemeID, through: day("2027-02-05"))
      try await office.remind("2027-02-04", sink)
      try await office.remind("2027-03-18", sink)
      let (first, later) = (try #require(sink.seen.first), sink.seen.dropFirst())
      let letter = try #require(first.attachments.first)
      #expect(letter.name == "rapportage-verzoek-a000000-2023.txt")
      #expect(letter.text.contains("tussenrapportage over 2026"))
      #expect(letter.text.contains("uiterlijk op 1 april 2027"))
      #expect(preview.first?.attachments.map(\.text) == [letter.text])
      #expect(!later.isEmpty && later.allSatisfy(\.attachments.isEmpty))
    }
  }

  @Test func `what is overdue is still reminded of, and says so (Hypha 4476)`() async throws {
    try await withReminders(peopledPortfolio(1)) { office in
      let sink = Sink()
      for day in ["2027-02-04", "2027-03-18", "2027-04-01"] { try await office.remind(day, sink) }
      let run = try await office.remind("2027-04-08", sink)
      #expect(run.chosen.sent.map(\.reminder.step) == ["een-week-te-laat"])
      let last = try #require(sink.seen.last { $0.to.address.hasPrefix("a000000") })
      #expect(last.subject.hasPrefix("Te laat: "))
      #expect(last.text.contains("7 dagen geleden"))
    }
  }

  @Test
  func
    `an extension is reminded of anew and the old date no more (Unity, froide 281, eSeaGrant 245)`()
    async throws
  {
    try await withReminders(peopledPortfolio(1)) { office in
      let sink = Sink()
      try await office.remind("2027-03-18", sink)
      try await office.on("2027-03-19").extendAll(to: "2027-06-01")
      let before = sink.seen.count
      // The old date's own steps are silent.
      for day in ["2027-04-01", "2027-04-05", "2027-04-08"] { try await office.remind(day, sink) }
      let texts = sink.seen.dropFirst(before).map(\.text)
      #expect(texts.allSatisfy { $0.contains("1 juni 2027") && !$0.contains("1 april 2027") })
      let run = try await office.remind("2027-05-18", sink)
      #expect(run.chosen.sent.map(\.reminder.id) == ["\(interimReport)/twee-weken-vooraf/v2"])
    }
  }

  @Test func `a message about the old date that still waits is taken back (froide 281)`()
    async throws
  {
    try await withReminders(peopledPortfolio(1)) { office in
      let sink = Sink { _, _ in DeliveryReport(.deferred, code: 450, text: "later") }
      try await office.remind("2027-03-18", sink)
      try await office.on("2027-03-18").extendAll(to: "2027-06-01")
      let states = try await office.outbox(scheme: schemeID, state: nil).map(\.message.state)
      #expect(!states.isEmpty && states.allSatisfy { $0 == .withdrawn })
      let healthy = Sink()
      try await office.remind("2027-03-19", healthy)
      #expect(healthy.seen.isEmpty)
    }
  }

  @Test func `filing takes back what still waits, in the same event`() async throws {
    try await withReminders(peopledPortfolio(1)) { office in
      let sink = Sink { _, _ in DeliveryReport(.deferred, code: 450, text: "later") }
      try await office.remind("2027-03-18", sink)
      try await office.on("2027-03-18").send(
        "file", scheme: schemeID, case: Keys.report("a000000-2023", "interim-report", 2026))
      let states = try await office.outbox(scheme: schemeID, state: nil).map(\.message.state)
      #expect(!states.isEmpty && states.allSatisfy { $0 == .withdrawn })
    }
  }

  @Test func `a digest stays while one of its obligations is open`() async throws {
    try await withReminders(peopledPortfolio(2)) { office in
      let sink = Sink { _, _ in DeliveryReport(.deferred, code: 450, text: "later") }
      try await office.remind("2027-03-18", sink)
      try await office.on("2027-03-18").send(
        "file", scheme: schemeID, case: Keys.report("a000000-2023", "interim-report", 2026))
      let waiting = try await office.outbox(scheme: schemeID, state: .waiting).map(
        \.message.contact)
      #expect(Set(waiting) == ["c-a000001-org", "account-manager-0"])
    }
  }

  @Test
  func
    `fourteen days down: the latest step of each open obligation once, none for settled ones (River 1035)`()
    async throws
  {
    try await withReminders(peopledPortfolio(3)) { office in
      try await office.on("2027-02-01").send(
        "file", scheme: schemeID, case: Keys.report("a000001-2023", "interim-report", 2026))
      let sink = Sink()
      let run = try await office.remind("2027-04-22", sink)
      #expect(Set(run.chosen.sent.map(\.reminder.step)) == ["drie-weken-te-laat"])
      #expect(run.chosen.sent.map(\.name) == ["Alliantie 0", "Alliantie 2"])
      // Steps on 4 February, 18 March, 1 and 8 April of each.
      #expect(run.chosen.skipped == 8)
      let state = try await office.state(of: schemeID)
      #expect(state.reminders.values.count { $0.state == .skipped } == 8)
      let again = try await office.remind("2027-04-22", sink)
      #expect(again.chosen.sent.isEmpty)
    }
  }

  @Test(arguments: [("2027-03-27", 22), ("2026-10-24", 22), ("2028-02-28", 22)])
  func `no hour of a clock change doubles or shifts a mail (Rock 6560)`(day: String, hour: Int)
    async throws
  {
    try await withReminders(peopledPortfolio(1)) { office in
      let sink = Sink()
      let start = Moment(
        try CivilDate(iso: day).map { $0 }.unwrapped(), secondOfDay: Int64(hour) * 3600)
      if start < Moment(try CivilDate(iso: "2027-01-05").unwrapped()) { return }
      for hours in [0, 1, 2, 3, 4, 5, 25, 26, 27, 50] {
        let moment = Moment(microseconds: start.microseconds + Int64(hours) * 3_600_000_000)
        _ = try await office.at(moment).runReminders(scheme: schemeID)
        // Clocks may also jump back.
        let back = Moment(microseconds: moment.microseconds - 3_600_000_000)
        _ = try await office.at(back).runReminders(scheme: schemeID)
        _ = try await office.at(moment).deliverOutbox(scheme: schemeID, by: try sink.carriers)
      }
      #expect(Set(sink.seen.map(\.messageID)).count == sink.seen.count)
      let perReader = Dictionary(grouping: sink.seen, by: \.to.address).mapValues(\.count)
      #expect(perReader.values.allSatisfy { $0 == 1 })
    }
  }

  @Test func `on a quiet day nothing goes, on the next working day it does`() async throws {
    try await withReminders(peopledPortfolio(1)) { office in
      let sink = Sink()
      // Saturday, Sunday; Good Friday, Easter Sunday and Monday.
      for day in ["2027-03-20", "2027-03-21", "2027-03-26", "2027-03-28", "2027-03-29"] {
        let run = try await office.remind(day, sink)
        #expect(run.chosen.isQuiet)
      }
      #expect(sink.seen.isEmpty)
      let run = try await office.remind("2027-03-30", sink)
      #expect(run.chosen.sent.count == 1)
    }
  }

  @Test func `a step that was renamed since still goes (viewflow)`() async throws {
    try await withReminders(peopledPortfolio(1)) { office in
      try await office.pool.transaction { db in
        try db.executeScript(
          "update reminder set step = 'oude-naam' where step = 'twee-weken-vooraf'")
      }
      let sink = Sink()
      try await office.remind("2027-03-18", sink)
      #expect(sink.seen.contains { $0.subject.hasPrefix("Herinnering: ") })
    }
  }

  @Test func `two workers at once choose and deliver each message once (swift-jobs 65)`()
    async throws
  {
    try await withReminders(peopledPortfolio(6)) { office in
      let sink = Sink()
      let day = try office.on("2027-03-18")
      try await withThrowingTaskGroup(of: Void.self) { group in
        for _ in 0..<3 {
          group.addTask {
            _ = try await day.runReminders(scheme: schemeID)
            _ = try await day.deliverOutbox(scheme: schemeID, by: try sink.carriers)
          }
        }
        try await group.waitForAll()
      }
      _ = try await day.deliverOutbox(scheme: schemeID, by: try sink.carriers)
      // Five leads (one of the six is held up by a report) and the account manager.
      #expect(sink.seen.count == 6)
      #expect(Set(sink.seen.map(\.messageID)).count == 6)
    }
  }

  @Test(arguments: 1...3)
  func `what the preview shows is what then is sent, day by day`(seed: UInt64) async throws {
    var generator = SplitMix64(seed: seed)
    let portfolio = try peopledPortfolio(
      Int.random(in: 1...4, using: &generator), managers: Int.random(in: 1...2, using: &generator))
    let start = try day("2027-01-05").adding(days: Int.random(in: 0...100, using: &generator))
    try await withReminders(portfolio) { office in
      let preview = try await office.on(start.description).previewMessages(
        scheme: schemeID, through: start.adding(days: 14))
      var sent: [CaseOffice.PlannedMessage] = []
      for offset in 0...14 {
        sent += try await office.on(start.adding(days: offset).description)
          .runReminders(scheme: schemeID).messages
      }
      func words(_ messages: [CaseOffice.PlannedMessage]) -> [[String]] {
        messages.map { [$0.id, $0.day.description, $0.recipient, $0.subject, $0.text, $0.html] }
      }
      #expect(words(preview) == words(sent))
    }
  }
}

extension Optional {
  func unwrapped() throws -> Wrapped { try #require(self) }
}
