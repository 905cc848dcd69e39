import Postgres
import Synchronization

/// One registration of a worker, from entering the register to leaving it or being given up.
final class Shift: Sendable {
  enum Ending {
    case ended
    /// The others took it for dead; its jobs are theirs.
    case givenUp
    case failed(any Error)
  }

  let runner: JobRunner
  let bench: Workbench
  let worker: Int64
  let untilEmpty: Bool
  private let lanes = Mutex(Lanes())

  private struct Lanes {
    var tasks: [Int: Task<Void, Never>] = [:]
    var count = 0
  }

  var pool: PostgresPool { runner.ownPool }
  var configuration: RunnerConfiguration { runner.configuration }

  init(_ runner: JobRunner, _ bench: Workbench, worker: Int64, untilEmpty: Bool) {
    self.runner = runner
    self.bench = bench
    self.worker = worker
    self.untilEmpty = untilEmpty
  }

  func work() async -> Ending {
    if untilEmpty { await fireSchedules(checksAll: true) }
    for _ in 0..<configuration.concurrency { addLane() }
    let ending = await withTaskCancellationHandler {
      await withTaskGroup(of: Ending?.self) { group in
        group.addTask { await self.pump() }
        group.addTask { await self.beat() }
        group.addTask { await self.listen() }
        group.addTask { await self.keepSchedules() }
        group.addTask { await self.keepUp() }
        var ending = Ending.ended
        while let next = await group.next() {
          guard let next else { continue }
          ending = next
          break
        }
        group.cancelAll()
        return ending
      }
    } onCancel: {
      bench.drain()
      cancelLanes()
    }
    bench.close()
    cancelLanes()
    if case .givenUp = ending { return ending }
    await leave()
    return ending
  }

  // MARK: Lanes

  private func addLane() {
    lanes.withLock { lanes in
      lanes.count += 1
      let number = lanes.count
      lanes.tasks[number] = Task { [self] in
        while let job = await bench.next(number) {
          let (part, isFailure) = await perform(job)
          guard await bench.report(number, part, isFailure: isFailure) else { break }
        }
        _ = self.lanes.withLock { $0.tasks.removeValue(forKey: number) }
      }
    }
  }

  private func cancelLanes() {
    for task in lanes.withLock({ Array($0.tasks.values) }) { task.cancel() }
  }

  /// Lets go of lanes whose job takes too long, and puts new ones in their place.
  private func endOverdue() {
    let registry = runner.registry
    let overdue = bench.takeOverdue { job in
      job.isLastAttempt
        ? nil : registry.handlers[job.kind]?.backoff.delay(job: job.id, attempt: job.attempt)
    }
    for (lane, job) in overdue {
      runner.observe(.failed(job, error: "timed out", isFinal: job.isLastAttempt))
      lanes.withLock { $0.tasks[lane] }?.cancel()
      addLane()
    }
  }

  // MARK: The database

  private func pump() async -> Ending? {
    var (mustAdopt, delay) = (false, Duration.milliseconds(20))
    var idle = false
    while true {
      switch bench.step() {
      case .end: return .ended
      case .wait(let isBrief):
        if isBrief || !idle {
          // Something may come at once; only then is it worth asking when the next job is due.
          idle = await bench.wait(isBrief ? .milliseconds(20) : .milliseconds(50)) && !isBrief
          if isBrief { bench.flush() }
        } else {
          let due = await untilDue()
          if let due, due <= .zero {
            bench.nudge()
          } else if await bench.wait(min(due ?? configuration.poll, configuration.poll)) {
            bench.nudge()
          }
          idle = false
        }
      case .exchange(let settlement, let limit):
        idle = false
        do {
          if mustAdopt { try await adopt() }
          let (settled, claimed) = try await exchange(settlement, limit)
          bench.completed(claimed, limit: limit)
          if settled < settlement.count, !mustAdopt {
            runner.observe(.leasesLost(count: settlement.count - settled))
          }
          if !claimed.isEmpty { runner.observe(.claimed(count: claimed.count)) }
          (mustAdopt, delay) = (false, .milliseconds(20))
        } catch {
          bench.restore()
          if Task.isCancelled { return .ended }
          if untilEmpty { return .failed(error) }
          mustAdopt = true
          runner.observe(.databaseUnavailable(runner.describe(error)))
          try? await Task.sleep(for: delay)
          delay = min(delay * 2, .seconds(2))
        }
      }
    }
  }

  private func exchange(_ settlement: Settlement, _ limit: Int) async throws -> (Int, [Job]) {
    let (worker, queues) = (worker, configuration.queues)
    if settlement.isEmpty {
      // One statement by itself: two round trips fewer between an announcement and the job's start.
      return try await pool.autocommit { db in
        (0, try JobQueue.claim(db, worker: worker, queues: queues, limit: limit))
      }
    }
    return try await pool.transaction(isolation: .readCommitted) { db in
      let (settled, claimed) = try JobQueue.exchange(
        db, worker: worker, settlement, queues: queues, limit: limit)
      return (settled, claimed)
    }
  }

  /// Takes in what an exchange claimed whose answer was lost.
  private func adopt() async throws {
    let (worker, known) = (worker, bench.known)
    bench.adopt(
      try await pool.transaction(isolation: .readCommitted) { db in
        try JobQueue.held(db, worker: worker, except: known)
      })
  }

  private func untilDue() async -> Duration? {
    let queues = configuration.queues
    return try? await pool.autocommit { db in try JobQueue.untilDue(db, queues: queues) }
  }

  private func beat() async -> Ending? {
    let worker = worker
    var (last, delay) = (ContinuousClock.now, configuration.lease.beat)
    while await slept(delay) {
      let counts = bench.takeCounts()
      do {
        let isAlive = try await pool.autocommit { db in
          try JobQueue.beat(
            db, worker: worker, running: counts.running, finished: counts.finished,
            failed: counts.failed)
        }
        guard isAlive else { return .givenUp }
        (last, delay) = (.now, configuration.lease.beat)
        bench.setStale(false)
      } catch {
        bench.restoreCounts(finished: counts.finished, failed: counts.failed)
        delay = min(configuration.lease.beat, .milliseconds(200))
        if ContinuousClock.now - last > configuration.lease.lease { bench.setStale(true) }
      }
    }
    return nil
  }

  private func listen() async -> Ending? {
    for await event in pool.listen(JobQueue.channel) {
      switch event {
      case .listening: bench.nudge()
      case .notification(let notification):
        if configuration.queues.contains(notification.payload) { bench.nudge() }
      case .lost: break
      }
    }
    return nil
  }

  private func keepSchedules() async -> Ending? {
    var round = 0
    var delay = Duration.zero
    while await slept(delay) {
      // The first look and then each hundredth also draw back what a clock that ran ahead left behind.
      await fireSchedules(checksAll: round % 100 == 0)
      round += 1
      let due = try? await pool.autocommit { db in try JobQueue.untilTick(db) }
      delay = max(.milliseconds(10), min(due ?? configuration.poll, configuration.poll))
    }
    return nil
  }

  private func fireSchedules(checksAll: Bool) async {
    do {
      let (ticks, faults) = try await pool.transaction(isolation: .readCommitted) { db in
        try JobQueue.fireSchedules(db, checksAll: checksAll)
      }
      for tick in ticks { runner.observe(.fired(tick)) }
      for fault in faults { runner.observe(.scheduleFault(fault)) }
    } catch {
      // Tried again at the next look; a database that is away is told of by the pump.
    }
  }

  private func keepUp() async -> Ending? {
    var round = 0
    let (policy, worker) = (configuration.lease, worker)
    while await slept(configuration.upkeep) {
      endOverdue()
      round += 1
      let searchesOrphans = round % 20 == 0
      let saved = try? await pool.transaction(isolation: .readCommitted) { db in
        try JobQueue.rescue(db, policy, by: worker, searchesOrphans: searchesOrphans)
      }
      if let saved, saved.workers > 0 {
        runner.observe(.rescued(workers: saved.workers, jobs: saved.jobs))
        bench.nudge()
      }
      if bench.isDraining { return await endStop() }
    }
    return nil
  }

  /// A stop is under way: after its grace the tasks are cancelled, and a moment later given up on.
  private func endStop() async -> Ending? {
    guard await slept(configuration.stopGrace) else { return nil }
    cancelLanes()
    guard await slept(.seconds(2)) else { return nil }
    return .ended
  }

  /// Gives back what is still held. In a task of its own, as this one may be cancelled.
  private func leave() async {
    let (pool, worker, runner) = (pool, worker, runner)
    let returned = await Task {
      try? await pool.transaction(isolation: .readCommitted) { db in
        try JobQueue.leave(db, worker: worker)
      }
    }.value
    runner.observe(.stopped(worker: worker, returned: returned ?? 0))
  }

  private func slept(_ duration: Duration) async -> Bool {
    guard duration > .zero else { return !Task.isCancelled }
    do { try await Task.sleep(for: duration) } catch { return false }
    return true
  }
}
