import Foundation
import JSONText
import JobQueue
import Postgres

/// A server with the queue's tables, and worker processes over it.
///
/// The server that `PGHOST` names, so that peers can be measured on the same; else a private one with durable
/// defaults and 2 GB of shared buffers.
struct QueueStage {
  private let cluster: PrivateCluster?
  private let configuration: PostgresConfiguration
  private let pool: PostgresPool
  private let folder: URL?

  init() async throws {
    let environment = ProcessInfo.processInfo.environment
    var administration: PostgresConfiguration
    if let host = environment["PGHOST"] {
      (cluster, folder) = (nil, nil)
      administration = PostgresConfiguration(parameters: ["host": host, "dbname": "postgres"])
    } else {
      let folder = FileManager.default.temporaryDirectory
        .appending(path: "speelveld-queue-\(getpid())")
      try FileManager.default.createDirectory(
        at: folder, withIntermediateDirectories: true, attributes: [.posixPermissions: 0o755])
      var settings = PrivateCluster.Configuration(
        dataDirectory: folder.appending(path: "data").path)
      settings.settings = ["shared_buffers": "2GB", "max_wal_size": "8GB"]
      let started = try PrivateCluster.start(settings)
      (cluster, self.folder) = (started, folder)
      administration = started.connection(to: "postgres")
    }
    administration.maximumConnections = 1
    let administrator = PostgresPool(administration)
    defer { administrator.shutdown() }
    try await administrator.autocommit { db in
      try db.executeScript("drop database if exists \(QueueBenchmark.database) with (force)")
      try db.executeScript("create database \(QueueBenchmark.database)")
    }
    var configuration = administration
    configuration.parameters["dbname"] = QueueBenchmark.database
    configuration.maximumConnections = 4
    configuration.statementTimeout = nil
    self.configuration = configuration
    pool = PostgresPool(configuration)
    let sql = try PackageFiles.text("db/migrations/0003_jobs.sql")
    try await pool.transaction(isolation: .readCommitted) { try $0.executeScript(sql) }
  }

  func close() {
    pool.shutdown()
    cluster?.stop()
    if let folder { try? FileManager.default.removeItem(at: folder) }
  }

  func empty() async throws {
    try await pool.autocommit { try $0.executeScript("truncate job, job_worker, job_dead") }
  }

  func fill(_ jobs: Int) async throws {
    try await empty()
    _ = try await enqueue(jobs, batch: 1_000)
    try await pool.autocommit { try $0.executeScript("vacuum analyze job") }
    try await pool.autocommit { try $0.executeScript("checkpoint") }
  }

  /// Seconds; every batch is a transaction, made up beforehand.
  func enqueue(_ jobs: Int, batch: Int) async throws -> Double {
    let all = (0..<jobs).map { NewJob("noop", ["n": .int($0)]) }
    return try await Timing.seconds {
      for start in stride(from: 0, to: jobs, by: batch) {
        let part = Array(all[start..<min(start + batch, jobs)])
        if part.count == 1 {
          try await pool.autocommit { db in _ = try JobQueue.enqueue(db, part[0]) }
        } else {
          try await pool.transaction(isolation: .readCommitted) { db in
            _ = try JobQueue.enqueue(db, part)
          }
        }
      }
    }.1
  }

  // MARK: Workers

  private func start(_ mode: String) throws -> (Process, FileHandle, FileHandle) {
    let process = Process()
    process.executableURL = URL(filePath: "/proc/self/exe").resolvingSymlinksInPath()
    let address = configuration.parameters.map { "\($0.key)=\($0.value)" }.joined(separator: " ")
    process.arguments = ["--queue-worker", mode, address]
    let (input, output) = (Pipe(), Pipe())
    process.standardInput = input
    process.standardOutput = output
    try process.run()
    return (process, input.fileHandleForWriting, output.fileHandleForReading)
  }

  /// Seconds from the first worker's start to the last one's end.
  func process(workers: Int) async throws -> Double {
    let started = try (0..<workers).map { _ in try start("drain") }
    for (_, _, output) in started { _ = output.line() }
    for (_, input, _) in started { input.write(Data("go\n".utf8)) }
    var spans: [(Double, Double)] = []
    for (process, _, output) in started {
      let words = output.line().split(separator: " ").compactMap { Double($0) }
      process.waitUntilExit()
      guard words.count == 2 else { throw BrokenBenchmark("a worker gave no times") }
      spans.append((words[0], words[1]))
    }
    let left = try await pool.read { try $0.scalar("select count(*) from job", as: Int.self) }
    guard left == 0 else { throw BrokenBenchmark("\(left ?? -1) jobs were left") }
    return (spans.map(\.1).max() ?? 0) - (spans.map(\.0).min() ?? 0)
  }

  /// Milliseconds from each job's answered commit to its start.
  func latencies(count: Int) async throws -> [Double] {
    try await empty()
    let (process, _, output) = try start("latency-\(count)")
    _ = output.line()
    var stored: [Double] = []
    for number in 0..<count {
      try await pool.autocommit { db in
        _ = try JobQueue.enqueue(db, NewJob("noop", ["n": .int(number)]))
      }
      stored.append(Date().timeIntervalSince1970)
      try await Task.sleep(for: .milliseconds(10))
    }
    let starts = output.line().split(separator: " ").compactMap { Double($0) }
    process.waitUntilExit()
    guard starts.count == count else { throw BrokenBenchmark("\(starts.count) jobs started") }
    return zip(starts, stored).map { ($0 - $1) * 1000 }
  }

  // MARK: A full calendar

  /// Seconds to store keyed steps, 5,000 obligations a transaction.
  func planSteps(obligations: Int, steps: Int) async throws -> Double {
    let now = try await pool.read { try JobQueue.now($0) }
    return try await Timing.seconds {
      for first in stride(from: 0, to: obligations, by: 5_000) {
        let last = min(first + 5_000, obligations)
        let jobs = (first..<last).flatMap { obligation in
          (0..<steps).map { step in planned(obligation, step, now) }
        }
        try await pool.transaction(isolation: .readCommitted) { db in
          _ = try JobQueue.enqueue(db, jobs)
        }
      }
    }.1
  }

  private func planned(_ obligation: Int, _ step: Int, _ now: Timestamp) -> NewJob {
    let day = Int64(1 + obligation % 700 + 7 * step)
    let due = Timestamp(microseconds: now.microseconds + day * 86_400_000_000)
    return NewJob(
      "step", ["obligation": .int(obligation), "step": .int(step)],
      uniqueKey: "\(obligation)/\(step)", runAt: due)
  }

  private func worker() async throws -> Int64 {
    try await pool.transaction(isolation: .readCommitted) { db in
      try JobQueue.register(db, host: "bench", process: 0, queues: ["default"], concurrency: 1)
    }
  }

  /// Seconds for a claim that finds nothing due.
  func idleClaim() async throws -> Double {
    let worker = try await worker()
    try await pool.autocommit { try $0.executeScript("analyze job") }
    return try await Timing.seconds {
      for _ in 0..<200 {
        _ = try await pool.autocommit { db in
          try JobQueue.claim(db, worker: worker, queues: ["default"], limit: 100).count
        }
      }
    }.1 / 200
  }

  /// Seconds to claim so many jobs that fall due at once.
  func claimRush(_ due: Int) async throws -> Double {
    let jobs = (0..<due).map { NewJob("step", ["rush": .int($0)]) }
    try await pool.transaction(isolation: .readCommitted) { db in
      _ = try JobQueue.enqueue(db, jobs)
    }
    let worker = try await worker()
    var claimed = 0
    let seconds = try await Timing.seconds {
      while true {
        let part = try await pool.autocommit { db in
          try JobQueue.claim(db, worker: worker, queues: ["default"], limit: 500).count
        }
        claimed += part
        if part == 0 { break }
      }
    }.1
    guard claimed == due else { throw BrokenBenchmark("\(claimed) of \(due) were claimed") }
    return seconds
  }
}

extension FileHandle {
  /// Reads up to a line's end.
  fileprivate func line() -> String {
    var bytes: [UInt8] = []
    while let byte = try? read(upToCount: 1)?.first, byte != UInt8(ascii: "\n") {
      bytes.append(byte)
    }
    return String(decoding: bytes, as: UTF8.self)
  }
}
