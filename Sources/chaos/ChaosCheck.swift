import Foundation
import JobQueue
import Postgres

/// What must hold when all is quiet again.
struct ChaosCheck {
  struct Fault: Error, CustomStringConvertible {
    let description: String
  }

  struct Result: Sendable {
    var jobs = 0
    var ticks = 0
    var duplicates = 0
    var claims = 0
  }

  let stage: ChaosStage
  let start: Timestamp
  let forwardJumps: Int

  init(_ stage: ChaosStage, start: Timestamp, forwardJumps: Int) {
    self.stage = stage
    self.start = start
    self.forwardJumps = forwardJumps
  }

  /// Waits until nothing waits, nothing runs, and no schedule is behind.
  func awaitRest() async throws {
    let begun = ContinuousClock.now
    while true {
      let open = try await open()
      if open.isEmpty { return }
      guard ContinuousClock.now - begun < .seconds(60) else {
        throw Fault(description: "did not come to rest: \(open)")
      }
      try await Task.sleep(for: .milliseconds(15))
    }
  }

  private func open() async throws -> [String] {
    let start = start
    return try await stage.insisting { db in
      var open = try db.query(
        "select id || ' ' || kind || ' attempt ' || attempt || ' worker ' || coalesce(worker::text, '-') from job limit 5"
      ).map { try $0.decode(0, as: String.self) }
      let now = try JobQueue.now(db)
      for schedule in ChaosWorker.schedules {
        let latest = schedule.rule.latest(upTo: now)
        guard latest > start else { continue }
        let made = try db.scalar(
          "select exists (select from job_tick where schedule = $1 and at >= $2)",
          [schedule.name, latest], as: Bool.self)
        if made != true { open.append("schedule \(schedule.name) missed \(latest)") }
      }
      return open
    }
  }

  /// How many workers were given up by the others whose process is none of `harmed`.
  func givenUp(except harmed: Set<Int32>) async throws -> Int {
    try await stage.insisting { db in
      try db.scalar(
        "select count(*) from chaos_given_up where process <> all ($1::int8[])",
        [harmed.map(Int64.init)], as: Int.self) ?? 0
    }
  }

  func verify(interruptions: Int) async throws -> Result {
    var result = try await stage.insisting { db in try ChaosCheck.inDatabase(db) }
    let counts = try await stage.insisting { db in
      try db.query("select schedule, count(*) from job_tick group by schedule").map {
        (try $0.decode(0, as: String.self), try $0.decode(1, as: Int.self))
      }
    }
    for (schedule, count) in counts where count > forwardJumps + 2 {
      throw Fault(
        description: "a flood: \(schedule) fired \(count) times in \(forwardJumps) jumps ahead")
    }
    result.duplicates = try await checkSink()
    guard result.duplicates <= interruptions else {
      throw Fault(
        description: "\(result.duplicates) duplicates handed over in \(interruptions) interruptions"
      )
    }
    return result
  }

  private static func inDatabase(_ db: borrowing Database) throws -> Result {
    let faults = try db.query("select what from chaos_fault").map {
      try $0.decode(0, as: String.self)
    }
    guard faults.isEmpty else { throw Fault(description: faults.joined(separator: "; ")) }
    func none(_ what: String, _ sql: Statement) throws {
      let count = try db.scalar(sql, as: Int.self) ?? 0
      guard count == 0 else { throw Fault(description: "\(count) jobs \(what)") }
    }
    try none(
      "lost", "select count(*) from chaos_expected where job not in (select job from chaos_end)")
    try none(
      "of rolled-back transactions ran",
      "select count(*) from chaos_effect where void")
    try none("left", "select count(*) from job where id in (select job from chaos_expected)")
    try none("dead", "select count(*) from job_dead")
    try none(
      "whose effect happened more than once",
      "select count(*) from (select from chaos_effect group by job having count(*) > 1) twice")
    try none(
      "of schedules without effect",
      """
      select count(*) from job_tick where job not in (select job from chaos_effect)
      and job not in (select id from job)
      """)
    try none(
      "ended without effect",
      """
      select count(*) from chaos_expected e where e.job not in (select job from chaos_effect)
      and e.job not in (select job from chaos_mail)
      """)
    return Result(
      jobs: try db.scalar("select count(*) from chaos_end", as: Int.self) ?? 0,
      ticks: try db.scalar("select count(*) from job_tick", as: Int.self) ?? 0,
      claims: try db.scalar("select count(*) from chaos_claim", as: Int.self) ?? 0)
  }

  /// Every mail job handed over, repeats under the same Message-ID; gives the number of repeats.
  private func checkSink() async throws -> Int {
    let lines = try String(contentsOf: stage.sink, encoding: .utf8).split(separator: "\n")
    var messages: [Int64: Set<Substring>] = [:]
    for line in lines {
      let parts = line.split(separator: " ")
      guard parts.count == 2, let job = Int64(parts[0]) else {
        throw Fault(description: "a torn line in the sink: \(line)")
      }
      messages[job, default: []].insert(parts[1])
    }
    if let (job, ids) = messages.first(where: { $0.value.count > 1 }) {
      throw Fault(description: "job \(job) was handed over under \(ids.count) Message-IDs")
    }
    let expected = try await stage.insisting { db in
      try db.query("select job from chaos_mail").map { try $0.decode(0, as: Int64.self) }
    }
    let missing = expected.filter { messages[$0] == nil }
    guard missing.isEmpty else { throw Fault(description: "never handed over: \(missing)") }
    let strangers = Set(messages.keys).subtracting(expected)
    guard strangers.isEmpty else {
      throw Fault(description: "handed over although rolled back: \(strangers)")
    }
    return lines.count - messages.count
  }
}
