import Postgres
import TestSupport
import Testing

@Suite struct ListenTests {
  @Test func `what is notified is heard, in order, when its transaction is stored`() async throws {
    try await withTemplateDatabase(.empty) { pool in
      var events = pool.listen("Case Changes").makeAsyncIterator()
      #expect(await events.next() == .listening)
      struct Refusal: Error {}
      try? await pool.transaction { db in
        try db.execute("SELECT pg_notify('Case Changes', 'never')")
        throw Refusal()
      }
      for payload in ["one", "two"] {
        try await pool.transaction {
          try $0.execute("SELECT pg_notify('Case Changes', $1)", [payload])
        }
      }
      var heard: [String] = []
      while heard.count < 2, case .notification(let notification) = await events.next() {
        heard.append(notification.payload)
      }
      #expect(heard == ["one", "two"])
    }
  }

  @Test func `a listener whose connection is lost says so and listens again`() async throws {
    try await withTemplateDatabase(.empty) { pool in
      var events = pool.listen("changes").makeAsyncIterator()
      #expect(await events.next() == .listening)
      let process = try await pool.read { db in
        try db.scalar(
          "SELECT pid FROM pg_stat_activity WHERE datname = current_database() AND query LIKE 'LISTEN%'",
          as: Int32.self)
      }
      try await TestCluster.terminate(try #require(process))
      #expect(await events.next() == .lost)
      #expect(await events.next() == .listening)
      try await pool.transaction { try $0.execute("NOTIFY changes, 'again'") }
      guard case .notification(let notification) = await events.next() else {
        Issue.record("no notification")
        return
      }
      #expect(notification.payload == "again")
    }
  }
}
