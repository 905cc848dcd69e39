import Casework
import JSONText
import LegalCalendar
import Postgres
import SchemeDefinition
import Services
import Storage
import Synchronization
import TestSupport
import Testing

@Suite struct TimerTests {
  private func filed(_ office: CaseOffice, _ count: Int) async throws {
    _ = try await office.importPortfolio(LifecycleScheme.portfolio(count), scheme: schemeID)
    let commands = (0..<count).flatMap { number in
      (2023...2025).map {
        CaseOffice.Command("file", case: LifecycleScheme.report(number, $0))
      }
    }
    try await office.send(commands, scheme: schemeID)
  }

  /// Per case the due moments of its timers, in the order in which their events were recorded.
  private func fired(_ events: [Event]) -> [String: [(id: String, due: String)]] {
    var fired: [String: [(String, String)]] = [:]
    for event in events {
      for timer in event.data["timers"]?.array ?? [] {
        fired[event.subject, default: []].append(
          (timer.string ?? "", event.data["due"]?.string ?? ""))
      }
    }
    return fired
  }

  @Test
  func `ten thousand timers due after two weeks without service fire once each, in order per case`()
    async throws
  {
    try await withOffice(LifecycleScheme.template) { office in
      try await filed(office, 239)
      let waiting = try await office.waitingTimers(scheme: schemeID, limit: 20_000)
      #expect(waiting.count == 10_038)
      let back = office.later(days: 15)
      let run = try await back.runTimers(scheme: schemeID)
      #expect(run.delivered == 10_038)
      #expect(run.refused == [])
      let fired = fired(run.events)
      #expect(fired.count == 239 * 3)
      for (subject, timers) in fired {
        #expect(timers.map(\.due) == timers.map(\.due).sorted(), "\(subject)")
        #expect(Set(timers.map(\.id)).count == 14, "\(subject)")
      }
      let again = try await back.runTimers(scheme: schemeID)
      #expect(again == CaseOffice.TimerRun())
      let state = try await back.state(of: schemeID)
      #expect(state.timers.isEmpty)
      #expect(state.instances.values.allSatisfy { $0.version == 15 })
      let audit = try await back.audit(scheme: schemeID)
      #expect(audit.faults == [])
    }
  }

  @Test func `what is not due waits, and what fell due comes in before the next event`()
    async throws
  {
    try await withOffice(LifecycleScheme.template) { office in
      try await filed(office, 1)
      let early = try await office.later(days: 0, seconds: 86_399).runTimers(scheme: schemeID)
      #expect(early == CaseOffice.TimerRun())
      let next = try await office.nextTimer(scheme: schemeID)
      #expect(next == office.later(days: 1).clock())
      let report = LifecycleScheme.report(0)
      let third = office.later(days: 3, seconds: 5)
      try await third.send("read", scheme: schemeID, case: report)
      let kinds = try await office.pool.read { db in
        try EventStore.events(db, schemeID).filter { $0.subject == "report/\(report)" }.map(\.kind)
      }
      #expect(
        kinds == ["report.file", "report.remind", "report.remind", "report.remind", "report.read"])
      // The case's own timers came with its event; the two others still have theirs.
      let rest = try await third.runTimers(scheme: schemeID)
      #expect(rest.delivered == 6)
    }
  }

  @Test func `a case that refuses its timer keeps it and holds up no other`() async throws {
    try await withOffice(LifecycleScheme.template) { office in
      try await filed(office, 1)
      let bad = LifecycleScheme.report(0, 2023)
      // Behind the program's back: a count at which the contract allows no more.
      try await office.pool.transaction { db in
        try db.executeScript(
          """
          update instance set snapshot = replace(snapshot, '["reminders",0]', '["reminders",14]')
          where id = 'report/\(bad)'
          """)
      }
      let run = try await office.later(days: 2).runTimers(scheme: schemeID)
      #expect(run.delivered == 4)
      #expect(run.refused.map(\.instance) == ["report/\(bad)"])
      #expect(run.refused.first?.reason.code == "contract-broken")
      let waiting = try await office.state(of: schemeID).timers.values.count {
        $0.instance == "report/\(bad)"
      }
      #expect(waiting == 14)
    }
  }

  @Test func `two workers share the timers and none fires twice`() async throws {
    try await withOffice(LifecycleScheme.template) { office in
      try await filed(office, 12)
      let back = office.later(days: 15)
      async let one = back.runTimers(scheme: schemeID, batch: 3)
      async let two = back.runTimers(scheme: schemeID, batch: 3)
      let delivered = (try await one.delivered, try await two.delivered)
      #expect(delivered.0 + delivered.1 == 504)
      let state = try await back.state(of: schemeID)
      #expect(state.timers.isEmpty)
      #expect(state.instances.values.allSatisfy { $0.version == 15 })
      let audit = try await back.audit(scheme: schemeID)
      #expect(audit.faults == [])
    }
  }

  @Test func `a server connection that dies at any statement of a run leaves no timer between`()
    async throws
  {
    let failing = Mutex<Int?>(nil)
    struct Died: Error {}
    try await withOffice(
      LifecycleScheme.template,
      configure: { configuration in
        configuration.beforeStatement = { number, _ in
          if failing.withLock({ $0 }) == number { throw Died() }
        }
      }
    ) { office in
      try await filed(office, 1)
      let back = office.later(days: 2)
      var statement = 0
      var delivered = 0
      while true {
        statement += 1
        try #require(statement < 500)
        failing.withLock { $0 = statement }
        let outcome = await Result { try await back.runTimers(scheme: schemeID, batch: 1) }
        failing.withLock { $0 = nil }
        let state = try await back.state(of: schemeID)
        for (id, instance) in state.instances {
          let left = state.timers.values.count { $0.instance == id }
          // The filing was the first step; each reminder is one more.
          #expect(left == 14 - (instance.version - 1), "after a fault at statement \(statement)")
        }
        if case .success(let run) = outcome {
          delivered = run.delivered
          break
        }
      }
      let state = try await back.state(of: schemeID)
      #expect(state.timers.count == 3 * 12)
      #expect(delivered <= 6)
      let audit = try await back.audit(scheme: schemeID)
      #expect(audit.faults == [])
    }
  }
}
