import Casework
import Delivery
import Foundation
import JobQueue
import LegalCalendar
import Postgres
import Services
import Storage
import Synchronization
import TestSupport
import Testing

@testable import Worker

private let root = URL(filePath: #filePath)
  .deletingLastPathComponent().deletingLastPathComponent().deletingLastPathComponent()
private let scheme = "emancipatie-2022-2027"

private func office(_ pool: PostgresPool, _ iso: String, hour: Int64 = 9, as actor: String = "anna")
  throws -> CaseOffice
{
  let moment = Moment(try #require(CivilDate(iso: iso)), secondOfDay: hour * 3600)
  return CaseOffice(pool: pool, calendar: .dutch, actor: actor, clock: { moment })
}

/// The shipped scheme and portfolio after the change to 2027.
private let running = DatabaseTemplate("worker_reminders") { pool in
  let folder = root.appending(path: "db/migrations")
  let files = try FileManager.default.contentsOfDirectory(
    at: folder, includingPropertiesForKeys: nil)
  try await Migrator(
    try files.filter { $0.pathExtension == "sql" }.map {
      Migration(
        name: $0.deletingPathExtension().lastPathComponent,
        sql: try String(contentsOf: $0, encoding: .utf8))
    }
  ).migrate(pool)
  let desk = try office(pool, "2026-12-28")
  var source: [String: [UInt8]] = [:]
  let start = root.appending(path: "config/schemes/\(scheme)")
  let walker = try #require(
    FileManager.default.enumerator(at: start, includingPropertiesForKeys: nil))
  while let file = walker.nextObject() as? URL {
    guard !file.hasDirectoryPath else { continue }
    source[String(file.path.dropFirst(start.path.count + 1))] = [UInt8](try Data(contentsOf: file))
  }
  _ = try await desk.activate(source)
  let portfolio = try Data(contentsOf: root.appending(path: "config/portfolios/\(scheme).yaml"))
  _ = try await desk.importPortfolio(
    [UInt8](portfolio), file: "portfolio.yaml", scheme: scheme, dryRun: false)
  let day = try office(pool, "2027-01-04")
  let run = try await day.planTransition(scheme: scheme, from: 2026, to: 2027).run.id
  _ = try await day.acting(as: "bram").approveTransition(scheme: scheme, run: run)
  _ = try await day.applyTransition(scheme: scheme, run: run)
}

@Suite struct ReminderJobTests {
  private func work(_ office: CaseOffice, _ seen: Seen) async throws {
    var registry = JobRegistry()
    let carriers = Carriers(
      mail: MailTransport(.smtp) { message in
        seen.log.withLock { $0.append(message.messageID) }
        return DeliveryReport(.accepted, text: "ok")
      }, settings: MailSettings(from: try Mailbox(address: "a@b.example")))
    registry.addReminders(office)
    registry.addDelivery(office, carriers)
    try await office.pool.transaction(isolation: .readCommitted) { db in
      try JobQueue.enqueue(db, NewJob(ReminderJob.kind))
    }
    // Without its schedules, which follow the database's clock.
    var jobs = JobRegistry()
    for handler in registry.handlers.values { jobs.add(handler) }
    let plan = RunnerConfiguration(queues: ["default", WorkerPlan.Queue.delivery])
    try await JobRunner(pool: office.pool, registry: jobs, configuration: plan).run(
      untilEmpty: true)
  }

  private final class Seen: Sendable {
    let log = Mutex<[String]>([])
    var count: Int { log.withLock { $0.count } }
  }

  @Test func `a worker chooses and hands over by itself, not before six, and obeys the stop`()
    async throws
  {
    try await withTemplateDatabase(running) { pool in
      let seen = Seen()
      try await work(try office(pool, "2027-03-18", hour: 3), seen)
      #expect(seen.count == 0)
      try await office(pool, "2027-03-18").pauseReminders(scheme: scheme, reason: "proef")
      try await work(try office(pool, "2027-03-18"), seen)
      #expect(seen.count == 0)
      _ = try await office(pool, "2027-03-18").resumeReminders(scheme: scheme)
      try await work(try office(pool, "2027-03-18"), seen)
      let first = seen.count
      #expect(first > 5)
      try await work(try office(pool, "2027-03-18", hour: 15), seen)
      #expect(seen.count == first)
    }
  }
}
