import Foundation
import JSONText
import JobQueue
import LegalCalendar
import Postgres

/// One seeded run: jobs come, workers and server die, the clock jumps; then everything must be accounted for.
struct ChaosRun {
  struct Tally: Sendable {
    var jobs = 0
    var workerKills = 0
    var serverKills = 0
    var stalls = 0
    var clockJumps = 0
    /// Workers given up although nobody had killed or stopped them.
    var givenUpAlive = 0
    var ticks = 0
    var duplicates = 0
    var claims = 0

    static func += (a: inout Tally, b: Tally) {
      a.jobs += b.jobs
      a.workerKills += b.workerKills
      a.serverKills += b.serverKills
      a.stalls += b.stalls
      a.clockJumps += b.clockJumps
      a.givenUpAlive += b.givenUpAlive
      a.ticks += b.ticks
      a.duplicates += b.duplicates
      a.claims += b.claims
    }
  }

  let stage: ChaosStage
  let seed: UInt64
  private var random: SplitMix64
  private(set) var tally = Tally()
  private var forwardJumps = 0
  /// Of the clock, in microseconds ahead of the machine's.
  private var farthest = Int64.min
  private var workers: [Process] = []
  /// Processes that were killed or stopped.
  private var harmed: Set<Int32> = []

  /// Just before both changes of summer time, leap day, the year's end, and an ordinary day.
  private static let starts: [(CivilDate?, Int64)] = [
    (CivilDate(year: 2027, month: 3, day: 28), 40 * 60),
    (CivilDate(year: 2027, month: 10, day: 31), 40 * 60),
    (CivilDate(year: 2028, month: 2, day: 28), 82_000),
    (CivilDate(year: 2028, month: 2, day: 29), 82_000),
    (CivilDate(year: 2026, month: 12, day: 31), 82_000),
    (CivilDate(year: 2027, month: 6, day: 15), 43_200),
  ]

  init(_ stage: ChaosStage, seed: UInt64) {
    self.stage = stage
    self.seed = seed
    random = SplitMix64(seed: seed)
  }

  /// Throws where something was lost, done twice, or did not come to rest in time.
  mutating func run() async throws {
    let (day, second) = ChaosRun.starts[Int(seed % UInt64(ChaosRun.starts.count))]
    let start = Timestamp(
      microseconds: ((day ?? CivilDate(epochDay: 20_000)).epochDay * 86_400 + second) * 1_000_000)
    try await stage.reset(at: start)
    for _ in 0..<3 { workers.append(try stage.startWorker()) }
    defer { endWorkers() }
    for _ in 0..<Int.random(in: 7...12, using: &random) {
      try await happen()
      try await Task.sleep(for: .milliseconds(Int.random(in: 5...60, using: &random)))
    }
    // What came while the clock was ahead is due again.
    let farthest = farthest
    try await stage.insisting { db in
      try db.execute("update chaos_clock set ahead = greatest(ahead, $1)", [farthest])
    }
    for (index, worker) in workers.enumerated() where !worker.isRunning {
      workers[index] = try stage.startWorker()
    }
    try await ChaosCheck(stage, start: start, forwardJumps: forwardJumps).awaitRest()
    // Told again until it hears: one just started may not listen yet.
    while workers.contains(where: \.isRunning) {
      for worker in workers where worker.isRunning { kill(worker.processIdentifier, SIGTERM) }
      try await Task.sleep(for: .milliseconds(50))
    }
    let check = ChaosCheck(stage, start: start, forwardJumps: forwardJumps)
    // Two jumps ahead within the time of grace, or a machine too busy to let it beat, silence a worker as well.
    tally.givenUpAlive = try await check.givenUp(except: harmed)
    let result = try await check.verify(
      interruptions: tally.workerKills + tally.serverKills + tally.stalls + tally.givenUpAlive)
    tally.jobs = result.jobs
    tally.ticks = result.ticks
    tally.duplicates = result.duplicates
    tally.claims = result.claims
  }

  private mutating func happen() async throws {
    switch Int.random(in: 0..<100, using: &random) {
    case ..<45: try await enqueue()
    case ..<70:
      let place = Int.random(in: 0..<workers.count, using: &random)
      harmed.insert(workers[place].processIdentifier)
      kill(workers[place].processIdentifier, SIGKILL)
      workers[place].waitUntilExit()
      workers[place] = try stage.startWorker()
      tally.workerKills += 1
    case ..<76:
      try await stage.killSession(Int.random(in: 0..<100, using: &random))
      tally.serverKills += 1
    case ..<80:
      try stage.killServer()
      tally.serverKills += 1
    case ..<86:
      // A machine that sleeps: longer than a lease, so that the others take its jobs.
      let victim = workers[Int.random(in: 0..<workers.count, using: &random)].processIdentifier
      harmed.insert(victim)
      kill(victim, SIGSTOP)
      try await Task.sleep(for: .milliseconds(900))
      kill(victim, SIGCONT)
      tally.stalls += 1
    default: try await jumpClock()
    }
  }

  private mutating func enqueue() async throws {
    let count = Int.random(in: 3...25, using: &random)
    let isVoid = Int.random(in: 0..<5, using: &random) == 0
    let draws = (0..<count).map { _ in UInt64.random(in: 0...UInt64.max, using: &random) }
    let batch = String(UInt64.random(in: 0...UInt64.max, using: &random), radix: 36)
    let jobs = draws.enumerated().map { index, draw in
      draw % 3 == 0
        ? NewJob(
          "mail", ["message": .string("\(batch)-\(index)"), "batch": .string(batch)],
          queue: ChaosWorker.mailQueue, maxAttempts: 1_000)
        : NewJob(
          "effect",
          ["flaky": .bool(draw % 5 == 0), "void": .bool(isVoid), "batch": .string(batch)],
          uniqueKey: draw % 7 == 0 ? "\(batch)-\(index)" : nil, maxAttempts: 1_000)
    }
    do {
      try await stage.insisting(isFinal: { ($0 as? PostgresError)?.sqlState?.rawValue == "22012" })
      {
        db in
        // A second try after an answer that was lost adds nothing.
        let known = try db.scalar(
          "select count(*) from chaos_expected where batch = $1", [batch], as: Int.self)
        guard known == 0 else { return }
        try JobQueue.enqueue(db, jobs)
        try db.execute(
          """
          insert into chaos_expected (job, batch)
          select id, $1 from job where payload ->> 'batch' = $1
          """, [batch])
        try db.execute(
          """
          insert into chaos_mail select id from job
          where payload ->> 'batch' = $1 and kind = 'mail'
          """, [batch])
        if isVoid { try db.execute("select 1 / 0") }
      }
    } catch let error as PostgresError where error.sqlState?.rawValue == "22012" {
      // Rolled back, as it should be: none of its jobs may ever run.
    }
  }

  private mutating func jumpClock() async throws {
    let isBack = Int.random(in: 0..<3, using: &random) == 0
    let seconds =
      isBack
      ? -Int.random(in: 1...7_200, using: &random)
      : [3_600, 5_400, 86_400, 14 * 86_400][Int.random(in: 0..<4, using: &random)]
    if !isBack { forwardJumps += 1 }
    tally.clockJumps += 1
    let now = try await stage.insisting { db in
      try db.scalar("select ahead from chaos_clock", as: Int64.self) ?? 0
    }
    farthest = max(farthest, now)
    try await stage.insisting { db in
      try db.execute(
        "update chaos_clock set ahead = $1", [now + Int64(seconds) * 1_000_000])
    }
  }

  private func endWorkers() {
    for worker in workers where worker.isRunning {
      kill(worker.processIdentifier, SIGKILL)
      worker.waitUntilExit()
    }
  }
}
