import Foundation
import JSONText
import JobQueue
import Postgres

/// The queue with durable commits: enqueueing, doing, and how soon a job starts.
///
/// Workers are processes of their own, this program started again; the clock runs from the moment that all are
/// ready to the moment that the last found the queue empty and had stored its results.
enum QueueBenchmark {
  static let database = "bench_speelveld"

  static func run(_ options: Options) async throws {
    let stage = try await QueueStage()
    defer { stage.close() }
    let runs = options.runs ?? 5
    for (jobs, batch) in [(5_000, 1), (50_000, 1_000), (50_000, 50_000)]
    where options.wants("queue", "enqueue") {
      var rates: [Double] = []
      for round in 0...runs {
        try await stage.empty()
        let rate = Double(jobs) / (try await stage.enqueue(jobs, batch: batch))
        if round > 0 { rates.append(rate) }
      }
      Output.report(
        "queue", "enqueue", [("jobs", .int(jobs)), ("batch", .int(batch))], unit: "jobs/s", rates)
    }
    for workers in [1, 2, 4] where options.wants("queue", "process.\(workers)") {
      var rates: [Double] = []
      for _ in 0..<runs {
        try await stage.fill(50_000)
        rates.append(50_000 / (try await stage.process(workers: workers)))
      }
      Output.report(
        "queue", "process.\(workers)", [("jobs", 50_000), ("workers", .int(workers))],
        unit: "jobs/s", rates)
    }
    if options.wants("queue", "latency") { try await latency(stage, runs: runs) }
    if options.wants("queue", "schedule") { try await schedule(stage, runs: min(runs, 3)) }
  }

  /// From the answered commit to the job's start, on an idle worker, 100 jobs a second.
  private static func latency(_ stage: QueueStage, runs: Int) async throws {
    var (middle, late, longest): ([Double], [Double], [Double]) = ([], [], [])
    for _ in 0..<runs {
      let taken = try await stage.latencies(count: 500).sorted()
      middle.append(taken[taken.count / 2])
      late.append(taken[taken.count * 99 / 100])
      longest.append(taken[taken.count - 1])
    }
    for (name, samples) in [("p50", middle), ("p99", late), ("longest", longest)] {
      Output.report("queue", "latency.\(name)", [("jobs", 500)], unit: "ms", samples)
    }
  }

  /// 100,000 obligations with five steps each, keyed, due in the years to come; then what a claim costs beside
  /// them, and how long ten thousand steps due in one minute take to be claimed.
  private static func schedule(_ stage: QueueStage, runs: Int) async throws {
    var (stored, idle, claimed): ([Double], [Double], [Double]) = ([], [], [])
    for _ in 0..<runs {
      try await stage.empty()
      stored.append(try await stage.planSteps(obligations: 100_000, steps: 5))
      idle.append(try await stage.idleClaim() * 1000)
      claimed.append(try await stage.claimRush(10_000))
    }
    let size: [(String, JSON)] = [("obligations", 100_000), ("steps", 5)]
    Output.report("queue", "schedule.store", size, unit: "jobs/s", stored.map { 500_000 / $0 })
    Output.report("queue", "schedule.idle-claim", size, unit: "ms", idle)
    Output.report("queue", "schedule.rush", size + [("due", 10_000)], unit: "s", claimed)
  }
}
