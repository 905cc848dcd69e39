import Casework
import Foundation
import LegalCalendar
import Postgres
import Services
import Storage
import TestSupport
import Testing

@testable import CommandLine

/// The real program, killed at each statement of a step: the case stands before the step or after it.
@Suite(.enabled(if: Program.isBuilt)) struct KilledStepTests {
  private let report = "politica-2023/interim-report/2025"
  private static let filing = CivilDate(epochDay: 20_788)  // 1 December 2026

  /// The shipped scheme and portfolio, its reports filed on 1 December 2026 with reminders to come.
  private static func template(_ name: String, reports: String, reminders: Int, apart: String)
    -> DatabaseTemplate
  {
    DatabaseTemplate(name) { pool in
      try await Migrator(try home.migrations()).migrate(pool)
      let office = office(pool, on: filing)
      _ = try await office.activate(try scheme(reminders, apart))
      let text = try portfolioText().replacing(
        try Regex("year: \(reports), due: ([-0-9]+), state: settled, filed-on: [-0-9]+")
      ) { "year: \($0[1].substring ?? ""), due: \($0[2].substring ?? ""), state: expected" }
      _ = try await office.importPortfolio(
        Array(text.utf8), file: "portfolio.yaml", scheme: schemeID, dryRun: false)
      let state = try await office.state(of: schemeID)
      let expected = state.reports.values.filter {
        $0.kind == "interim-report" && $0.state == "expected"
      }
      try await office.send(
        expected.map(\.id).sorted().map { CaseOffice.Command("file", case: $0) }, scheme: schemeID)
    }
  }

  /// A reminder each day for two weeks, of one report.
  private static let few = template(
    "daily reminders", reports: "(2025)", reminders: 14, apart: "P1D")
  /// Every 40 minutes for two weeks, of some twenty reports.
  private static let many = template(
    "ten thousand reminders", reports: "(202[345])", reminders: 504, apart: "PT40M")

  private static func office(_ pool: PostgresPool, on day: CivilDate) -> CaseOffice {
    let moment = Moment(day, secondOfDay: 9 * 3600)
    return CaseOffice(pool: pool, calendar: .dutch, actor: "anna", clock: { moment })
  }

  /// The shipped scheme with so many reminders after a report is filed.
  private static func scheme(_ count: Int, _ apart: String) throws -> [String: [UInt8]] {
    var files = try readDirectory(schemeFolder)
    let file = "2022-02-18/lifecycles/report.scxml"
    let text = String(decoding: files[file] ?? [], as: UTF8.self)
    let state = try #require(text.firstMatch(of: /<state id="filed"[^>]*>/)).output
    let timers = """
      <onentry><foreach array="for number in 1..\(count) return number" item="number">
        <send event="remind" delayexpr='number * duration("\(apart)")'/></foreach></onentry>
      <transition event="remind"/>
      """
    files[file] = Array(text.replacing(state, with: state + timers).utf8)
    return files
  }

  /// Runs the program through a relay, over a copy of the template.
  private func withRelay(
    _ template: DatabaseTemplate,
    _ body: (CaseOffice, KillingRelay, ([String]) throws -> Program.Ending) async throws -> Void
  ) async throws {
    try await withTemplateDatabase(template) { pool in
      try await withTemporaryDirectory { folder in
        let parameters = pool.configuration.parameters
        let relay = try KillingRelay(to: try #require(parameters["host"]), in: folder)
        defer { relay.stop() }
        let environment = [
          "SPEELVELD_DATA_DIR": "", "PGHOST": relay.host, "PGUSER": parameters["user"] ?? "",
          "PGDATABASE": parameters["dbname"] ?? "",
        ]
        try await body(Self.office(pool, on: Self.filing), relay) { arguments in
          try Program(folder: folder).run(list: arguments, environment: environment)
        }
      }
    }
  }

  @Test func `killed at any statement of a step, a case stands before it or after it`() async throws
  {
    try await withRelay(Self.few) { office, relay, run in
      let before = try await office.state(of: schemeID)
      // The step lets a week's reminders come in and takes its own event.
      let command = ["case", "do", report, "settle", "--today", "2026-12-08", "--json"]
      var number = 0
      while true {
        number += 1
        try #require(number < 100)
        relay.arm(number)
        let ending = try run(command)
        let statement = try #require(relay.killedAt, "\(ending)")
        #expect(ending.status == SIGKILL)
        let state = try await office.state(of: schemeID)
        #expect(state == before, "killed before \(statement)")
        if statement == "COMMIT" { break }
      }
      #expect(number > 5)
      // The server has the order to commit; the program never learns that it was carried out.
      relay.arm(number, letsThrough: true)
      _ = try run(command)
      #expect(relay.killedAt == "COMMIT")
      // Takes its turn after the commit.
      await #expect(throws: Refusal.self) {
        try await office.send("settle", scheme: schemeID, case: report)
      }
      let after = try await office.state(of: schemeID)
      #expect(after.reports[report]?.state == "settled")
      #expect(after.timers.values.allSatisfy { $0.instance != "report/\(report)" })
      let steps = try await office.pool.read { db in
        try EventStore.events(db, schemeID).filter { $0.subject == "report/\(report)" }.map(\.kind)
      }
      let reminders = [String](repeating: "report.remind", count: 7)
      let expected: [String] = ["report.file"] + reminders + ["report.settle"]
      #expect(steps == expected)
      let audit = try await office.audit(scheme: schemeID)
      #expect(audit.faults == [])
    }
  }

  @Test(
    .enabled(
      if: ProcessInfo.processInfo.environment["SPEELVELD_LONG_TESTS"] != nil,
      "long: set SPEELVELD_LONG_TESTS=1"))
  func `ten thousand due timers fire once each, in order, however often the run is killed`()
    async throws
  {
    try await withRelay(Self.many) { office, relay, run in
      let waiting = try await office.state(of: schemeID).timers
      #expect(waiting.count >= 10_000)
      let command = ["case", "timers", "run", "--today", "2026-12-20", "--json"]
      for number in [1, 2, 3, 5, 8, 13, 21, 34] {
        relay.arm(number)
        _ = try run(command)
        let state = try await office.state(of: schemeID)
        for (id, instance) in state.instances where relay.killedAt != nil {
          // The filing was the first step; each reminder is one more.
          let left = state.timers.values.count { $0.instance == id }
          #expect(left == 504 - (instance.version - 1), "killed at \(relay.killedAt ?? "")")
        }
      }
      relay.arm(.max)
      let ending = try run(command)
      #expect(ending.status == 0, "\(ending)")
      let (events, state) = (
        try await office.pool.read { try EventStore.events($0, schemeID) },
        try await office.state(of: schemeID)
      )
      #expect(state.timers.isEmpty)
      var fired: [String: [String]] = [:]
      for event in events where event.kind == "report.remind" {
        let due = try #require(event.data["due"]?.string)
        for timer in event.data["timers"]?.array ?? [] {
          fired[event.subject, default: []].append("\(due) \(timer.string ?? "")")
        }
      }
      let count: Int = fired.values.reduce(0) { $0 + $1.count }
      #expect(count == waiting.count)
      for (subject, timers) in fired {
        #expect(timers == timers.sorted(), "\(subject)")
        #expect(Set(timers).count == 504, "\(subject)")
      }
      let audit = try await office.audit(scheme: schemeID)
      #expect(audit.faults == [])
    }
  }
}
