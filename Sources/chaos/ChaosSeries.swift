import Foundation

/// Many runs in one cluster, and their report.
struct ChaosSeries {
  private var runs = 10
  private var seed: UInt64 = 1
  private var report: String?

  init(_ arguments: [String]) throws {
    var rest = arguments[...]
    while let option = rest.popFirst() {
      guard let value = rest.popFirst() else { ChaosProgram.fail("\(option) needs a value") }
      switch (option, Int(value)) {
      case ("--runs", let number?) where number > 0: runs = number
      case ("--seed", let number?) where number >= 0: seed = UInt64(number)
      case ("--report", _): report = value
      default: ChaosProgram.fail("cannot use \(option) \(value)")
      }
    }
  }

  func run() async throws -> Bool {
    let start = Date()
    let stage = try await ChaosStage(migration: ChaosSeries.migration())
    defer { stage.close() }
    var (total, failures, done) = (ChaosRun.Tally(), [String](), 0)
    for number in 0..<runs {
      var run = ChaosRun(stage, seed: seed + UInt64(number))
      do {
        try await run.run()
      } catch {
        failures.append("seed \(run.seed): \(error)")
        print(failures[failures.count - 1])
      }
      done += 1
      total += run.tally
      if done % 50 == 0 { print("\(done) runs, \(failures.count) failed") }
      fflush(nil)
      // Kept current, so that a series that is broken off has a report too.
      if done % 10 == 0 || done == runs, let report {
        try summary(done, total, failures, from: start)
          .write(toFile: report, atomically: true, encoding: .utf8)
      }
    }
    print(summary(done, total, failures, from: start))
    return failures.isEmpty
  }

  private func summary(_ done: Int, _ total: ChaosRun.Tally, _ failures: [String], from start: Date)
    -> String
  {
    let seconds = Int(Date().timeIntervalSince(start))
    return """
      # Chaos: the queue under kills and clock jumps

      \(ISO8601DateFormatter().string(from: start)), \(done) runs, seeds \(seed) to \(seed + UInt64(max(done, 1)) - 1), \
      \(seconds) s. Three worker processes, one private PostgreSQL; `chaos run --runs \(done) --seed \(seed)`.

      | what | number |
      | --- | --- |
      | jobs enqueued in committed transactions, and fired by schedules | \(total.jobs) |
      | claims | \(total.claims) |
      | workers killed (SIGKILL) | \(total.workerKills) |
      | PostgreSQL killed (SIGKILL, one session or the whole server) | \(total.serverKills) |
      | workers stopped for longer than their lease (SIGSTOP) | \(total.stalls) |
      | jumps of the server's clock, over summer-time changes and leap day | \(total.clockJumps) |
      | workers given up though nobody harmed them (two jumps at once, or a machine too busy for a beat) | \(total.givenUpAlive) |
      | schedule times fired | \(total.ticks) |
      | **jobs lost** | **\(failures.count { $0.contains("lost") })** |
      | **attempts claimed twice, jobs ended twice, effects doubled** | **\(failures.count { $0.contains("twice") || $0.contains("once") })** |
      | duplicate hand-overs, each under the same Message-ID | \(total.duplicates) |
      | runs that failed | \(failures.count) |

      \(failures.joined(separator: "\n"))
      """
  }

  /// `db/migrations/0003_jobs.sql` above the program or the working directory.
  private static func migration() throws -> URL {
    let starts = [
      Bundle.main.executableURL, URL(filePath: FileManager.default.currentDirectoryPath),
    ]
    for start in starts.compactMap(\.self) {
      var folder = start
      for _ in 0..<12 {
        let file = folder.appending(path: "db/migrations/0003_jobs.sql")
        if FileManager.default.fileExists(atPath: file.path) { return file }
        folder.deleteLastPathComponent()
      }
    }
    ChaosProgram.fail("db/migrations/0003_jobs.sql was not found: run it inside the project")
  }
}
