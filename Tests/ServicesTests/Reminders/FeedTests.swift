import Casework
import Delivery
import LegalCalendar
import Postgres
import Services
import Storage
import Testing

@Suite struct FeedTests {
  private func entries(
    _ office: CaseOffice, _ kind: FeedStore.Feed.Kind = .scheme, _ key: String = ""
  ) async throws -> [CalendarEntry] {
    try await office.calendarFeed(scheme: schemeID, kind: kind, key: key, language: "nl").entries
  }

  @Test
  func `a moved date keeps its identifier and raises the sequence; what is done is cancelled`()
    async throws
  {
    try await withReminders(peopledPortfolio(1)) { office in
      let first = try #require(try await entries(office).first)
      #expect((first.sequence, first.status) == (0, .confirmed))
      #expect(first.title == "Tussenrapportage met controleverklaring over 2026 – Alliantie 0")
      #expect(first.text.contains("Waarom deze datum?"))
      #expect(first.alarmDays == [0, 14, 56])
      try await office.on("2027-02-01").extendAll(to: "2027-06-01")
      let moved = try #require(try await entries(office).first { $0.uid == first.uid })
      #expect((moved.sequence, moved.day.description) == (1, "2027-06-01"))
      #expect(moved.changedAt > first.changedAt)
      try await office.on("2027-02-02").send(
        "file", scheme: schemeID, case: Keys.report("a000000-2023", "interim-report", 2026))
      let done = try #require(try await entries(office).first { $0.uid == first.uid })
      #expect((done.sequence, done.status) == (2, .cancelled))
    }
  }

  @Test func `an undone period change says its dates are cancelled, and the sequence never falls`()
    async throws
  {
    try await withReminders(peopledPortfolio(1)) { office in
      let run = try #require(try await office.transitions(scheme: schemeID).first)
      _ = try await office.on("2027-01-05").undoTransition(scheme: schemeID, run: run.id)
      let gone = try #require(try await entries(office).first)
      #expect((gone.sequence, gone.status) == (1, .cancelled))
      let again = try await office.on("2027-01-06").planTransition(
        scheme: schemeID, from: 2026, to: 2027)
      _ = try await office.on("2027-01-06", as: "bram").approveTransition(
        scheme: schemeID, run: again.run.id)
      _ = try await office.on("2027-01-06").applyTransition(scheme: schemeID, run: again.run.id)
      let back = try #require(try await entries(office).first { $0.uid == gone.uid })
      #expect((back.sequence, back.status) == (2, .confirmed))
    }
  }

  @Test func `a calendar of an alliance or a person holds theirs and nothing else`() async throws {
    try await withReminders(peopledPortfolio(3)) { office in
      #expect(try await entries(office).count == 3)
      let alliance = try await entries(office, .alliance, "a000001")
      #expect(alliance.count == 1 && alliance[0].title.hasSuffix("Alliantie 1"))
      #expect(
        try await entries(office, .person, "c-a000002-org").map(\.title).allSatisfy {
          $0.hasSuffix("Alliantie 2")
        })
      #expect(try await entries(office, .person, "account-manager-0").count == 3)
      await #expect(throws: Refusal.self) { try await entries(office, .alliance, "niemand") }
      await #expect(throws: Refusal.self) { try await entries(office, .person, "niemand") }
    }
  }

  @Test func `a secret address works until it is revoked, and its tag changes only with the dates`()
    async throws
  {
    try await withReminders(peopledPortfolio(2)) { office in
      let shared = try await office.shareCalendar(
        scheme: schemeID, kind: .alliance, key: "a000000", language: "en",
        random: Array(repeating: 7, count: 32))
      func tag() async throws -> String? {
        try await office.calendarDocument(token: shared.token, source: nil)?.etag
      }
      let first = try #require(try await tag())
      #expect(try await tag() == first)
      try await office.on("2027-02-01").extendAll(to: "2027-06-01")
      #expect(try await tag() != first)
      #expect(try await office.calendarDocument(token: "raden", source: nil) == nil)
      try await office.revokeCalendar(scheme: schemeID, id: shared.feed.id)
      #expect(try await tag() == nil)
      await #expect(throws: Refusal.self) {
        try await office.revokeCalendar(scheme: schemeID, id: shared.feed.id)
      }
    }
  }

  @Test func `subscribers get what they asked for, once, until they leave`() async throws {
    try await withReminders(peopledPortfolio(1)) { office in
      let added = try await office.addWebhook(
        scheme: schemeID, url: "https://afnemer.example/haak", types: ["nl.subsidies.rapportages."],
        organisation: "00000000000000000000", random: Array(repeating: 3, count: 32))
      try await office.on("2027-02-02").send(
        "file", scheme: schemeID, case: Keys.report("a000000-2023", "interim-report", 2026))
      _ = try await office.on("2027-02-03").pauseReminders(scheme: schemeID, reason: "x")
      let waiting = try await office.outbox(scheme: schemeID, state: .waiting).map(\.message)
      #expect(waiting.map(\.channel) == [.webhook])
      #expect(waiting.first?.body.contains("\"toestand\":\"done\"") == true)
      #expect(waiting.first?.subject == "nl.subsidies.rapportages.gewijzigd.v1")
      try await office.endWebhook(scheme: schemeID, id: added.subscription.id)
      let left = try await office.outbox(scheme: schemeID, state: nil).map(\.message.state)
      #expect(left == [.withdrawn])
      await #expect(throws: DeliveryFault.self) {
        try await office.addWebhook(
          scheme: schemeID, url: "http://elders.example/", types: [], organisation: nil,
          random: Array(repeating: 4, count: 32))
      }
    }
  }
}
