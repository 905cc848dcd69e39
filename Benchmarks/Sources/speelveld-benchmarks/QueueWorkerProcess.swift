import Foundation
import JobQueue
import Postgres
import Synchronization

/// This program as a worker: `--queue-worker MODE ADDRESS`.
enum QueueWorkerProcess {
  static func run(_ arguments: [String]) async throws {
    guard arguments.count == 2 else {
      throw UsageError("--queue-worker takes a mode and an address.")
    }
    var configuration = PostgresConfiguration(address: arguments[1])
    configuration.maximumConnections = 4
    let pool = PostgresPool(configuration)
    _ = try await pool.read { try JobQueue.now($0) }
    if arguments[0] == "drain" {
      var registry = JobRegistry()
      registry.add(JobHandler("noop") { _, _ in .done })
      let runner = JobRunner(pool: pool, registry: registry)
      print("ready")
      fflush(nil)
      _ = readLine()
      let start = Date().timeIntervalSince1970
      try await runner.run(untilEmpty: true)
      print(start, Date().timeIntervalSince1970)
      return
    }
    let count = Int(arguments[0].split(separator: "-").last ?? "") ?? 500
    let starts = Mutex<[Int: Double]>([:])
    var registry = JobRegistry()
    let (all, finished) = AsyncStream<Void>.makeStream()
    registry.add(
      JobHandler("noop") { job, _ in
        let now = Date().timeIntervalSince1970
        let number = Int(try job.payload["n"]?.int ?? -1)
        let isLast = starts.withLock {
          $0[number] = now
          return $0.count == count
        }
        if isLast { finished.finish() }
        return .done
      })
    let runner = JobRunner(
      pool: pool, registry: registry,
      observe: { event in
        guard case .registered = event else { return }
        // The listener needs a moment to be heard; the peers are given the same second.
        Task {
          try await Task.sleep(for: .seconds(1))
          print("ready")
          fflush(nil)
        }
      })
    async let work: Void = runner.run()
    for await _ in all {}
    runner.stop()
    try await work
    let sorted = starts.withLock { $0 }.sorted { $0.key < $1.key }
    print(sorted.map { "\($0.value)" }.joined(separator: " "))
  }
}
