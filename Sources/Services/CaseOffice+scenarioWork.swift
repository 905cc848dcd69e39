import Casework
import Postgres
import Simulation
import Storage
import Synchronization

/// The plan of the run that a worker is at, so that it is read once and not for every piece.
public final class ScenarioPlans: Sendable {
  private let current = Mutex<(run: String, plan: SimulationPlan)?>(nil)

  public init() {}

  func plan(of run: String, _ load: () throws -> SimulationPlan) throws -> SimulationPlan {
    if let known = current.withLock({ $0 }), known.run == run { return known.plan }
    let plan = try load()
    current.withLock { $0 = (run, plan) }
    return plan
  }
}

/// Work on runs by any number of processes on any number of machines.
extension CaseOffice {
  /// Takes one piece that nobody is at, of one run or of any, makes it and hands it in; the run's id, nil when
  /// there is nothing to take.
  ///
  /// The piece is held by a row lock for as long as it is being made: a worker that is killed frees it with
  /// its connection, and nothing of it is stored. Whoever hands in the last piece finishes the run.
  public func takeSlice(of run: String? = nil, plans: ScenarioPlans, by worker: String)
    async throws -> String?
  {
    let now = clock
    let taken = try await pool.transaction(isolation: .readCommitted) { db -> String? in
      guard let (id, position) = try ScenarioStore.take(db, run: run) else { return nil }
      let plan = try plans.plan(of: id) { try Self.plan(db, id) }
      let sums = try plan.sums(of: plan.slices[position]).json.compact
      _ = try ScenarioStore.make(db, id, position: position, sums: sums, by: worker, at: now())
      return id
    }
    guard let taken else { return nil }
    let whole = try await scenarioRun(taken)
    if whole.slicesMade == whole.slices { _ = try await finishScenarios(whole) }
    return taken
  }

  /// Makes pieces until there are none to take, several at a time; how many were made.
  @discardableResult
  public func workOnScenarios(
    of run: String? = nil, threads: Int, by worker: String,
    made: @escaping @Sendable () async throws -> Void = {}
  ) async throws -> Int {
    let plans = ScenarioPlans()
    return try await withThrowingTaskGroup(of: Int.self) { group in
      for _ in 0..<max(1, min(threads, 64)) {
        group.addTask {
          var count = 0
          while try await takeSlice(of: run, plans: plans, by: worker) != nil {
            try Task.checkCancellation()
            count += 1
            try await made()
          }
          return count
        }
      }
      return try await group.reduce(0, +)
    }
  }

  /// Makes what is missing of a run together with whoever else is at it, and waits for their pieces.
  ///
  /// `progress` gets the pieces made and all. When the task is cancelled, what was made stays, and
  /// the same request goes on from there.
  public func makeScenarios(
    _ run: ScenarioRun, threads: Int, by worker: String,
    progress: @escaping @Sendable (Int, Int) -> Void = { _, _ in }
  ) async throws -> ScenarioRun {
    var now = run
    while now.state == .open {
      progress(now.slicesMade, now.slices)
      let count = try await workOnScenarios(of: run.id, threads: threads, by: worker) {
        let here = try await scenarioRun(run.id)
        progress(here.slicesMade, here.slices)
      }
      now = try await finishScenarios(try await scenarioRun(run.id))
      // Others still hold pieces: look again when they may have handed them in, or died.
      if now.state == .open, count == 0 { try await Task.sleep(for: .milliseconds(100)) }
    }
    return now
  }

  /// Makes comparisons as runs that are kept: one that was made before is read, one that was stopped goes on,
  /// and other workers take pieces of it.
  public func comparisonMaker(threads: Int, by worker: String) -> ComparisonMaker {
    ComparisonMaker { request, population, progress in
      let run = try await makeScenarios(
        try await self.request(request, on: population), threads: threads, by: worker
      ) { progress(.init(done: $0, of: $1)) }
      return try await scenarioComparison(run)
    }
  }

  /// Asks for all of these without waiting: each piece that is missing becomes a job for the workers.
  ///
  /// The runs, those that are done already among them.
  public func leave(_ requests: [(request: SimulationRequest, population: Population)]) async throws
    -> [ScenarioRun]
  {
    var runs: [ScenarioRun] = []
    for (request, population) in requests {
      runs.append(try await self.request(request, on: population, enqueued: true))
    }
    return runs
  }

  /// Makes pieces of a run for so long at most, beside whoever else is at it; the run as it is then.
  public func makeScenarios(
    _ run: ScenarioRun, for time: Duration, threads: Int, by worker: String
  ) async throws -> ScenarioRun {
    try await withThrowingTaskGroup(of: Void.self) { group in
      group.addTask { _ = try await makeScenarios(run, threads: threads, by: worker) }
      group.addTask { try await Task.sleep(for: time) }
      defer { group.cancelAll() }
      try await group.next()
    }
    var now = try await scenarioRun(run.id)
    // The time may have been over between the last piece and putting the pieces together.
    if now.state == .open, now.slicesMade == now.slices { now = try await finishScenarios(now) }
    return now
  }
}
