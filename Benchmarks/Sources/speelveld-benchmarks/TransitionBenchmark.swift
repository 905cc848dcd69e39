import Casework
import Foundation
import JSONText
import LegalCalendar
import Postgres
import Services
import Storage

/// The period change of a whole scheme, beside a set-based SQL script that writes the same rows.
///
/// Both start from copies of one database with the same approved plan, on a durable private server. After
/// the first pair every table must hold the same rows in both.
enum TransitionBenchmark {
  private static let bench = "transition"

  static func run(_ options: Options) async throws {
    let directory = FileManager.default.temporaryDirectory
      .appending(path: "speelveld-bench-\(UUID().uuidString.prefix(8))").path
    var configuration = PrivateCluster.Configuration(dataDirectory: directory)
    configuration.settings = [
      "shared_buffers": "2GB", "max_wal_size": "16GB", "checkpoint_timeout": "30min",
      "wal_buffers": "64MB", "work_mem": "64MB", "jit": "off",
    ]
    let cluster = try PrivateCluster.start(configuration)
    let outcome: Result<Void, any Error>
    do {
      for count in options.sizes { try await measure(count, cluster, options) }
      outcome = .success(())
    } catch {
      outcome = .failure(error)
    }
    cluster.stop()
    try? FileManager.default.removeItem(atPath: directory)
    try outcome.get()
  }

  private static func measure(_ count: Int, _ cluster: PrivateCluster, _ options: Options)
    async throws
  {
    let stage = TransitionStage(cluster: cluster, awards: count)
    let runs = options.runs ?? (count > 20_000 ? 3 : count > 2_000 ? 5 : 7)
    let prepared = try await stage.prepare(plans: count > 20_000 ? 1 : min(runs, 3))
    let params: [(String, JSON)] = [("awards", .int(count)), ("rows", .int(prepared.rows))]
    Output.report(bench, "plan", params, unit: "s", prepared.planning)

    var own: [TransitionStage.Cost] = []
    var script: [TransitionStage.Cost] = []
    for run in 0..<runs {
      own.append(try await stage.apply(prepared, checks: run == 0))
      script.append(try await stage.applyScript(prepared, checks: run == 0))
    }
    guard own[0].contents == script[0].contents else {
      throw BrokenBenchmark(
        "The script wrote other rows: \(own[0].contents) against \(script[0].contents)")
    }
    func report(_ name: String, _ unit: String, _ samples: [Double]) {
      Output.report(bench, name, params, unit: unit, samples)
    }
    report("apply", "s", own.map(\.seconds))
    report("apply.server-cpu", "s", own.map(\.server))
    report("apply.client-cpu", "s", own.map(\.client))
    report("apply.rate", "rows/s", own.map { Double(prepared.rows) / $0.seconds })
    report("sql", "s", script.map(\.seconds))
    report("sql.server-cpu", "s", script.map(\.server))
    report("sql.writing-only", "s", script.map(\.writing))
    report("sql.writing-only.server-cpu", "s", script.map(\.writingServer))
    report("sql.rate", "rows/s", script.map { Double(prepared.rows) / $0.seconds })
    report("ratio", "apply/sql", zip(own, script).map { $0.seconds / $1.seconds })
    report(
      "ratio.cpu", "apply/sql",
      zip(own, script).map { ($0.server + $0.client) / ($1.server + $1.client) })
    report(
      "ratio.writing-only.cpu", "apply/sql",
      zip(own, script).map { ($0.server + $0.client) / $1.writingServer })
    report("ratio.writing-only", "apply/sql", zip(own, script).map { $0.seconds / $1.writing })
    try await stage.drop(TransitionStage.template)
  }
}
