import Casework
import Foundation
import JobQueue
import LegalCalendar
import Postgres
import SchemeDefinition
import Services
import Storage
import TestSupport
import Testing

@testable import Worker

private let root = URL(filePath: #filePath)
  .deletingLastPathComponent().deletingLastPathComponent().deletingLastPathComponent()
private let schemeID = "emancipatie-2022-2027"

/// All migrations, and the shipped scheme with a reminder a day after a report is filed.
private let withReminder = DatabaseTemplate("reminded scheme") { pool in
  let folder = root.appending(path: "db/migrations")
  let files = try FileManager.default.contentsOfDirectory(
    at: folder, includingPropertiesForKeys: nil)
  try await Migrator(
    files.filter { $0.pathExtension == "sql" }.map {
      Migration(
        name: $0.deletingPathExtension().lastPathComponent,
        sql: try String(contentsOf: $0, encoding: .utf8))
    }
  ).migrate(pool)
  _ = try await office(pool, "2026-12-01").activate(try schemeWithReminder())
}

private func schemeWithReminder() throws -> [String: [UInt8]] {
  let folder = root.appending(path: "config/schemes/\(schemeID)")
  var files: [String: [UInt8]] = [:]
  for path in try FileManager.default.subpathsOfDirectory(atPath: folder.path) {
    guard let data = try? Data(contentsOf: folder.appending(path: path)) else { continue }
    files[path] = [UInt8](data)
  }
  let path = "2022-02-18/lifecycles/report.scxml"
  let text = String(decoding: try #require(files[path]), as: UTF8.self)
  let state = try #require(text.firstRange(of: /<state id="filed"[^>]*>/))
  let timer =
    "<onentry><send event=\"remind\" delay=\"P1D\"/></onentry><transition event=\"remind\"/>"
  files[path] = Array(text.replacingCharacters(in: state, with: text[state] + timer).utf8)
  return files
}

private func office(_ pool: PostgresPool, _ day: String) throws -> CaseOffice {
  let moment = Moment(try #require(CivilDate(iso: day)), secondOfDay: 9 * 3600)
  return CaseOffice(pool: pool, calendar: .dutch, actor: "worker", clock: { moment })
}

private func portfolio() throws -> Portfolio {
  let start = try #require(CivilDate(iso: "2023-01-01"))
  let end = try #require(CivilDate(iso: "2027-12-31"))
  var portfolio = Portfolio(scheme: schemeID)
  portfolio.alliances = [
    Alliance(
      id: "a", name: "A", kind: .alliance, state: "running", moreThanFiveAllowed: false,
      certainty: .illustrative)
  ]
  portfolio.organisations = [
    Organisation(id: "a-org", name: "Organisatie", certainty: .illustrative)
  ]
  portfolio.memberships = [
    Membership(
      id: "a/a-org/lead", alliance: "a", organisation: "a-org", role: .lead, from: start,
      certainty: .illustrative)
  ]
  portfolio.awards = [
    Award(
      id: "a-2023", recipient: "a", kind: .alliance, granted: .init(cents: 500_000), from: start,
      to: end, decidedOn: try #require(CivilDate(iso: "2022-12-15")), ruleSet: "", state: "running",
      certainty: .illustrative)
  ]
  portfolio.reports = [
    Report(
      id: Keys.report("a-2023", "interim-report", 2025), award: "a-2023", year: 2025,
      kind: "interim-report", due: try #require(CivilDate(iso: "2026-04-01")), state: "expected")
  ]
  return portfolio
}

@Suite struct TimerJobTests {
  @Test func `the timers' job lets in what fell due, once, and nothing before its time`()
    async throws
  {
    try await withTemplateDatabase(withReminder) { pool in
      let start = try office(pool, "2026-12-01")
      _ = try await start.importPortfolio(portfolio(), scheme: schemeID)
      try await start.send(
        "file", scheme: schemeID, case: Keys.report("a-2023", "interim-report", 2025))
      for (day, left) in [("2026-12-01", 1), ("2026-12-15", 0), ("2026-12-16", 0)] {
        try await pool.transaction { db in try JobQueue.enqueue(db, NewJob(TimerJob.kind)) }
        var registry = JobRegistry()
        registry.addTimers(try office(pool, day))
        try await JobRunner(pool: pool, registry: registry).run(untilEmpty: true)
        let waiting = try await start.waitingTimers(scheme: schemeID).count
        #expect(waiting == left, "\(day)")
      }
      let events = try await pool.read { db in
        try EventStore.events(db, schemeID).count { $0.kind == "report.remind" }
      }
      #expect(events == 1)
    }
  }
}
