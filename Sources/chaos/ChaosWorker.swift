import Dispatch
import Foundation
import JSONText
import JobQueue
import LegalCalendar
import Postgres

/// A real worker process: a runner for ordinary jobs and one for what leaves the program.
///
/// `effect` jobs write a row in the transaction that finishes them; `mail` jobs append a line to a file, which
/// stands for the mail server: it cannot be taken back.
struct ChaosWorker {
  let address: String
  let sink: String

  static let mailQueue = "mail"
  static let lease = LeasePolicy(
    beat: .milliseconds(50), lease: .milliseconds(400), grace: .milliseconds(250),
    rescueDelay: .zero)

  static let schedules: [Schedule] = {
    let rules = ["every 600 seconds", "daily 02:30", "daily 00:00", "monthly 31 02:30"]
    return rules.compactMap { text in
      ScheduleRule(text).map { Schedule(text, $0, NewJob("effect", maxAttempts: 1_000)) }
    }
  }()

  func run() async throws {
    var configuration = PostgresConfiguration(address: address)
    configuration.maximumConnections = 6
    configuration.acquireTimeout = .seconds(5)
    let pool = PostgresPool(configuration)
    var registry = JobRegistry()
    let backoff = Backoff(first: .milliseconds(5), longest: .milliseconds(100))
    registry.add(JobHandler("effect", backoff: backoff, effect))
    registry.add(JobHandler("mail", backoff: backoff, mail))
    for schedule in ChaosWorker.schedules { registry.add(schedule) }
    let process = Int(getpid())
    let runners = [
      RunnerConfiguration(
        concurrency: 4, lease: ChaosWorker.lease, poll: .milliseconds(100),
        upkeep: .milliseconds(60), host: "chaos", process: process),
      RunnerConfiguration(
        queues: [ChaosWorker.mailQueue], concurrency: 1, mostInHand: 8, settlesEach: true,
        lease: ChaosWorker.lease, poll: .milliseconds(100), upkeep: .milliseconds(60),
        host: "chaos", process: process),
    ].map { JobRunner(pool: pool, registry: registry, configuration: $0) }
    signal(SIGTERM, SIG_IGN)
    let term = DispatchSource.makeSignalSource(signal: SIGTERM, queue: .global())
    term.setEventHandler { for runner in runners { runner.stop() } }
    term.resume()
    try await withThrowingTaskGroup(of: Void.self) { group in
      for runner in runners { group.addTask { try await runner.run() } }
      try await group.waitForAll()
    }
    term.cancel()
  }

  private func effect(_ job: Job, _ context: JobContext) async throws -> JobOutcome {
    let payload = try job.payload
    if payload["flaky"] == true, job.attempt % 3 == 1 { return .retry(reason: "flaky") }
    try await Task.sleep(for: .microseconds(job.id % 5 * 700))
    try await context.pool.transaction { db in
      try db.execute(
        "insert into chaos_effect (job, void) values ($1, $2)", [job.id, payload["void"] == true])
      try context.finish(db)
    }
    return .finished
  }

  private func mail(_ job: Job, _ context: JobContext) async throws -> JobOutcome {
    guard let message = try job.payload["message"]?.string else { return .dead(reason: "empty") }
    try await context.confirm()
    // One write of less than a page to a file opened for appending is one line, whoever else writes.
    let line = "\(job.id) <\(message)@chaos>\n"
    let file = open(sink, O_WRONLY | O_APPEND)
    defer { close(file) }
    guard line.utf8CString.withUnsafeBytes({ write(file, $0.baseAddress, $0.count - 1) }) > 0 else {
      return .retry(reason: "sink")
    }
    try await Task.sleep(for: .milliseconds(1))
    return .done
  }
}
