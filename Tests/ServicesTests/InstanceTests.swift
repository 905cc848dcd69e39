import Casework
import FEELDatamodel
import JSONText
import LegalCalendar
import Postgres
import SchemeDefinition
import Services
import Storage
import Synchronization
import TestSupport
import Testing

@Suite struct InstanceTests {
  private let report = LifecycleScheme.report(0)

  @Test func `a case with data, two regions and a memory goes on where it stood`() async throws {
    try await withOffice(LifecycleScheme.template) { office in
      _ = try await office.importPortfolio(LifecycleScheme.portfolio(1), scheme: schemeID)
      try await office.send("file", scheme: schemeID, case: report)
      var state = try await office.state(of: schemeID)
      #expect(state.reports[report]?.state == "unread unchecked")
      #expect(state.instances["report/\(report)"]?.version == 1)
      #expect(state.timers.count == 14)
      try await office.send("read", scheme: schemeID, case: report)
      try await office.send("return", scheme: schemeID, case: report)
      try await office.send("complete", scheme: schemeID, case: report)
      state = try await office.state(of: schemeID)
      #expect(state.reports[report]?.state == "judged unchecked")
      let view = try await office.actions(scheme: schemeID, case: report)
      #expect(view.timers.count == 14)
      #expect(view.actions.first { $0.event == "settle" }?.isPermitted == false)
      #expect(view.actions.first { $0.event == "settle" }?.reason?.contains("checked") == true)
      try await office.send("check", scheme: schemeID, case: report)
      try await office.send("settle", scheme: schemeID, case: report)
      state = try await office.state(of: schemeID)
      #expect(state.reports[report]?.state == "settled")
      #expect(state.instances.isEmpty && state.timers.isEmpty)
      let audit = try await office.audit(scheme: schemeID)
      #expect(audit.faults == [])
    }
  }

  @Test func `a broken contract rolls the step back and is named`() async throws {
    try await withOffice(LifecycleScheme.template) { office in
      _ = try await office.importPortfolio(LifecycleScheme.portfolio(1), scheme: schemeID)
      try await office.send("file", scheme: schemeID, case: report)
      let before = try await office.audit(scheme: schemeID)
      let state = try await office.state(of: schemeID)
      let refusal = await #expect(throws: Refusal.self) {
        try await office.send("overdo", scheme: schemeID, case: report)
      }
      #expect(refusal?.code == "contract-broken")
      #expect(refusal?.en.contains("at most 14 reminders") == true)
      let after = try await office.audit(scheme: schemeID)
      #expect(after == before)
      let now = try await office.state(of: schemeID)
      #expect(now == state)
    }
  }

  @Test func `who acts on a case that moved on since it was seen is told so`() async throws {
    try await withOffice(LifecycleScheme.template) { office in
      _ = try await office.importPortfolio(LifecycleScheme.portfolio(1), scheme: schemeID)
      try await office.send("file", scheme: schemeID, case: report)
      let seen = try await office.actions(scheme: schemeID, case: report).version
      try await office.send("read", scheme: schemeID, case: report, seen: seen)
      let refusal = await #expect(throws: Refusal.self) {
        try await office.send("return", scheme: schemeID, case: report, seen: seen)
      }
      #expect(refusal?.code == "case-moved-on")
    }
  }

  @Test func `a step is stored only onto the version that it started from`() async throws {
    try await withOffice(LifecycleScheme.template) { office in
      _ = try await office.importPortfolio(LifecycleScheme.portfolio(1), scheme: schemeID)
      try await office.send("file", scheme: schemeID, case: report)
      let instance = try #require(
        try await office.state(of: schemeID).instances["report/\(report)"])
      var stale = instance
      stale.version = 7
      var next = instance
      next.version = 8
      let change = try #require(Change.of(stale, to: next))
      await #expect(throws: StaleVersion.self) {
        try await office.pool.transaction { db in
          try RecordStore.write(db, schemeID, [change])
        }
      }
    }
  }

  @Test func `two that act on one case at once take turns, and every event is kept`() async throws {
    try await withOffice(LifecycleScheme.template) { office in
      _ = try await office.importPortfolio(LifecycleScheme.portfolio(1), scheme: schemeID)
      try await office.send("file", scheme: schemeID, case: report)
      try await withThrowingTaskGroup { group in
        for actor in ["anna", "bram"] {
          group.addTask {
            for _ in 0..<15 {
              for event in ["return", "complete"] {
                do {
                  try await office.acting(as: actor).send(
                    event, scheme: schemeID, case: report)
                } catch let refusal as Refusal {
                  // The other one did it first.
                  #expect(refusal.code == "not-permitted", "\(refusal)")
                }
              }
            }
          }
        }
        try await group.waitForAll()
      }
      let audit = try await office.audit(scheme: schemeID)
      #expect(audit.faults == [])
      let steps = try await office.pool.read { db in
        try EventStore.events(db, schemeID).count { $0.subject == "report/\(report)" }
      }
      let version = try await office.state(of: schemeID).instances["report/\(report)"]?.version
      #expect(version == steps)
    }
  }

  @Test(arguments: 0..<6)
  func `a storm of events keeps contracts, and replaying what was recorded gives the same state`(
    seed: UInt64
  ) async throws {
    try await withOffice(LifecycleScheme.template) { office in
      _ = try await office.importPortfolio(LifecycleScheme.portfolio(2), scheme: schemeID)
      var generator = SplitMix64(seed: seed)
      let events = [
        "file", "read", "check", "return", "complete", "settle", "lapse", "waive", "overdo", "fly",
      ]
      var day = office
      for _ in 0..<40 {
        day = day.later(days: 0, seconds: Int64.random(in: 0..<90_000, using: &generator))
        let event = events.randomElement(using: &generator) ?? "file"
        let key = LifecycleScheme.report(
          Int.random(in: 0..<2, using: &generator), Int.random(in: 2023...2025, using: &generator))
        if Bool.random(using: &generator) { _ = try await day.runTimers(scheme: schemeID) }
        do {
          try await day.send(event, scheme: schemeID, case: key)
        } catch let refusal as Refusal {
          #expect(
            ["not-permitted", "guard-refused", "contract-broken"].contains(refusal.code),
            "\(refusal)")
        }
      }
      let audit = try await day.audit(scheme: schemeID)
      #expect(audit.faults == [])
      let definition = try await office.scheme(schemeID)
      let chart = try #require(definition.versions.last?.lifecycles["report"])
      for report in try await office.state(of: schemeID).reports.values {
        let states = report.state.split(separator: " ").map(String.init)
        #expect(throws: Never.self) {
          try chart.resting(in: states, datamodel: FEELDatamodel())
        }
      }
    }
  }

  @Test func `a fault at any statement of a step leaves the case before it or after it`()
    async throws
  {
    struct Injected: Error {}
    let failing = Mutex<Int?>(nil)
    try await withOffice(
      LifecycleScheme.template,
      configure: { configuration in
        configuration.beforeStatement = { number, _ in
          if failing.withLock({ $0 }) == number { throw Injected() }
        }
      }
    ) { office in
      _ = try await office.importPortfolio(LifecycleScheme.portfolio(1), scheme: schemeID)
      try await office.send("file", scheme: schemeID, case: report)
      let week = office.later(days: 7, seconds: 60)
      let before = try await office.state(of: schemeID)
      var statement = 0
      while true {
        statement += 1
        try #require(statement < 500)
        failing.withLock { $0 = statement }
        // The step delivers a week's reminders and takes its own event.
        let outcome = await Result { try await week.send("read", scheme: schemeID, case: report) }
        failing.withLock { $0 = nil }
        let audit = try await office.audit(scheme: schemeID)
        #expect(audit.faults == [], "after a fault at statement \(statement)")
        if outcome.isSuccess { break }
        let now = try await office.state(of: schemeID)
        #expect(now == before, "after a fault at statement \(statement)")
      }
      #expect(statement > 15)
      let after = try await office.state(of: schemeID)
      #expect(after.reports[report]?.state == "judged unchecked")
      #expect(after.timers.count == 7)
    }
  }
}
