import Synchronization

/// The jobs a worker has in hand: waiting for a place, being done, done and not yet told to the database.
///
/// Everything under one lock and without waiting inside it. Lanes take jobs and report them; the pump asks
/// for its next step and carries it out. One bench serves one registration of a worker.
final class Workbench: Sendable {
  enum Phase { case open, draining, closed }

  /// What the pump is to do.
  enum Step {
    case exchange(Settlement, limit: Int)
    /// Wait for a change; not longer than a moment where something is left to be told.
    case wait(isBrief: Bool)
    case end
  }

  struct Hand {
    let job: Job
    let since: ContinuousClock.Instant
    let timeout: Duration
  }

  private struct IdleLane {
    let lane: Int
    let continuation: CheckedContinuation<Job?, Never>
  }

  private struct State {
    var phase = Phase.open
    /// The next one last.
    var ready: [Job] = []
    var running: [Int: Hand] = [:]
    var idleLanes: [IdleLane] = []
    var settlement = Settlement()
    var confirmations: [CheckedContinuation<Void, Never>] = []
    var underway: (settlement: Settlement, confirmations: [CheckedContinuation<Void, Never>])?
    var pump: CheckedContinuation<Void, Never>?
    var pumpWait = 0
    var nudges = 0
    var nudgesSeen = -1
    var isStale = false
    var mustFlush = false
    var capacity: Int
    var claimedAt = ContinuousClock.now
    var finished = 0
    var failed = 0
  }

  private let concurrency: Int
  private let mostInHand: Int
  private let settlesEach: Bool
  private let endsWhenEmpty: Bool
  private let state: Mutex<State>

  private let timeout: @Sendable (Job) -> Duration

  init(
    _ configuration: RunnerConfiguration, endsWhenEmpty: Bool,
    timeout: @escaping @Sendable (Job) -> Duration
  ) {
    self.timeout = timeout
    concurrency = configuration.concurrency
    mostInHand = configuration.mostInHand
    settlesEach = configuration.settlesEach
    self.endsWhenEmpty = endsWhenEmpty
    state = Mutex(State(capacity: configuration.concurrency))
  }

  // MARK: Lanes

  /// The next job for a lane; nil where the lane is to end.
  func next(_ lane: Int) async -> Job? {
    await withCheckedContinuation { continuation in
      let answer = state.withLock { state -> Job?? in
        guard state.phase == .open else { return .some(nil) }
        if !state.isStale, let job = state.ready.popLast() {
          state.running[lane] = Hand(job: job, since: .now, timeout: timeout(job))
          return job
        }
        state.idleLanes.append(IdleLane(lane: lane, continuation: continuation))
        return .none
      }
      if let answer { continuation.resume(returning: answer) }
      wakePump()
    }
  }

  /// A lane's job has ended. False where it was taken from the lane (its time was over): the lane is to end.
  ///
  /// With `settlesEach` returns after the database knows.
  func report(_ lane: Int, _ part: Settlement, isFailure: Bool) async -> Bool {
    let isOwn = state.withLock { state in
      guard state.running.removeValue(forKey: lane) != nil, state.phase != .closed else {
        return false
      }
      state.settlement.append(part)
      if isFailure { state.failed += 1 } else { state.finished += 1 }
      return true
    }
    guard isOwn else { return false }
    if settlesEach, !part.isEmpty {
      await withCheckedContinuation { continuation in
        let isClosed = state.withLock { state in
          if state.phase == .closed { return true }
          state.confirmations.append(continuation)
          return false
        }
        if isClosed { continuation.resume() }
        wakePump()
      }
    } else {
      wakePump()
    }
    return true
  }

  /// Takes jobs whose time is over from their lanes and counts them as failed; gives those lanes and jobs.
  func takeOverdue(_ delay: (Job) -> Duration?) -> [(lane: Int, job: Job)] {
    let now = ContinuousClock.now
    let overdue = state.withLock { state in
      let overdue = state.running.filter { now - $0.value.since > $0.value.timeout }
      for (lane, hand) in overdue {
        state.running[lane] = nil
        state.failed += 1
        state.settlement.failures.append(
          .init(lease: hand.job.lease, error: "timed out", delay: delay(hand.job)))
      }
      return overdue.map { ($0.key, $0.value.job) }
    }
    if !overdue.isEmpty { wakePump() }
    return overdue
  }

  // MARK: The pump

  func step() -> Step {
    state.withLock { state in
      if state.phase == .closed { return .end }
      if state.phase == .draining, state.running.isEmpty, state.settlement.isEmpty { return .end }
      let limit = wantsClaim(state) ? state.capacity - inHand(state) : 0
      if limit > 0 || wantsFlush(state) {
        if limit > 0 { state.nudgesSeen = state.nudges }
        let settlement = state.settlement
        state.mustFlush = false
        state.underway = (settlement, state.confirmations)
        (state.settlement, state.confirmations) = (Settlement(), [])
        return .exchange(settlement, limit: limit)
      }
      if endsWhenEmpty, state.ready.isEmpty, state.running.isEmpty, state.settlement.isEmpty {
        return .end
      }
      return .wait(isBrief: !state.settlement.isEmpty)
    }
  }

  /// The database has stored the step and gave these jobs.
  func completed(_ claimed: [Job], limit: Int) {
    let (confirmed, refused) = state.withLock { state in
      let confirmed = state.underway?.confirmations ?? []
      state.underway = nil
      if limit > 0, claimed.count == limit {
        // There may be more than was asked for: ask again without being told.
        state.nudgesSeen = -1
      }
      if limit > 0 { adapt(&state, isFull: claimed.count == limit) }
      return (confirmed, add(claimed, to: &state))
    }
    for continuation in confirmed { continuation.resume() }
    hand()
    if refused { wakePump() }
  }

  /// The step may or may not have been stored: it is to be told again.
  func restore() {
    state.withLock { state in
      guard let underway = state.underway else { return }
      state.underway = nil
      var settlement = underway.settlement
      settlement.append(state.settlement)
      state.settlement = settlement
      state.confirmations = underway.confirmations + state.confirmations
      state.nudgesSeen = -1
    }
  }

  /// Jobs that the database says are ours, besides those in hand.
  func adopt(_ jobs: [Job]) {
    _ = state.withLock { add(jobs, to: &$0) }
    hand()
  }

  /// Every job in hand or still to be told.
  var known: [Int64] {
    state.withLock { state in
      let settlement = state.settlement
      let leases =
        settlement.finished + settlement.recorded + settlement.failures.map(\.lease)
        + settlement.returned.map(\.lease)
      return state.ready.map(\.id) + state.running.values.map(\.job.id) + leases.map(\.job)
    }
  }

  /// Returns when something is to be done, or after `longest`; true where the time ran out.
  func wait(_ longest: Duration) async -> Bool {
    var timer: Task<Bool, any Error>?
    await withCheckedContinuation { continuation in
      let number = state.withLock { state -> Int? in
        if isPumpNeeded(state) { return nil }
        state.pump = continuation
        state.pumpWait += 1
        return state.pumpWait
      }
      guard let number else { return continuation.resume() }
      timer = Task { [self] in
        try await Task.sleep(for: longest)
        return endWait(number)
      }
    }
    timer?.cancel()
    return (try? await timer?.value) ?? false
  }

  private func endWait(_ number: Int) -> Bool {
    let pump = state.withLock { state -> CheckedContinuation<Void, Never>? in
      guard state.pumpWait == number else { return nil }
      defer { state.pump = nil }
      return state.pump
    }
    pump?.resume()
    return pump != nil
  }

  // MARK: From outside

  /// There may be work.
  func nudge() {
    state.withLock { $0.nudges += 1 }
    wakePump()
  }

  /// What is done is told at the next step, however little it is.
  func flush() { state.withLock { $0.mustFlush = true } }

  /// While the database has not been heard of for longer than a lease, nothing more is begun.
  func setStale(_ isStale: Bool) {
    state.withLock { $0.isStale = isStale }
    if !isStale {
      hand()
      wakePump()
    }
  }

  /// Begins nothing more; what has not begun goes back.
  func drain() {
    let lanes = state.withLock { state in
      guard state.phase == .open else { return [IdleLane]() }
      state.phase = .draining
      state.settlement.returned += state.ready.map { .init(lease: $0.lease, delay: .zero) }
      state.ready = []
      defer { state.idleLanes = [] }
      return state.idleLanes
    }
    for lane in lanes { lane.continuation.resume(returning: nil) }
    wakePump()
  }

  /// The registration is over: nothing in hand is ours any more.
  func close() {
    let (lanes, confirmations) = state.withLock { state in
      state.phase = .closed
      state.ready = []
      state.settlement = Settlement()
      let confirmations = state.confirmations + (state.underway?.confirmations ?? [])
      let lanes = state.idleLanes
      (state.confirmations, state.underway, state.idleLanes) = ([], nil, [])
      return (lanes, confirmations)
    }
    for lane in lanes { lane.continuation.resume(returning: nil) }
    for confirmation in confirmations { confirmation.resume() }
    wakePump()
  }

  var isDraining: Bool { state.withLock { $0.phase != .open } }

  /// Jobs being done, and those finished and failed since the last call.
  func takeCounts() -> (running: Int, finished: Int, failed: Int) {
    state.withLock { state in
      defer { (state.finished, state.failed) = (0, 0) }
      return (state.running.count, state.finished, state.failed)
    }
  }

  func restoreCounts(finished: Int, failed: Int) {
    state.withLock { state in
      state.finished += finished
      state.failed += failed
    }
  }

  // MARK: Rules, under the lock

  private func inHand(_ state: State) -> Int { state.ready.count + state.running.count }

  private func wantsClaim(_ state: State) -> Bool {
    guard state.phase == .open, !state.isStale, state.nudgesSeen != state.nudges else {
      return false
    }
    let hasFreeLane = state.ready.isEmpty && state.running.count < concurrency
    return hasFreeLane || inHand(state) * 2 <= state.capacity
  }

  private func wantsFlush(_ state: State) -> Bool {
    guard !state.settlement.isEmpty else { return false }
    return settlesEach || state.mustFlush || state.ready.isEmpty
      || state.settlement.count * 2 >= state.capacity
  }

  private func isPumpNeeded(_ state: State) -> Bool {
    if state.phase == .closed { return true }
    if state.phase == .draining, state.running.isEmpty { return true }
    return wantsFlush(state) || wantsClaim(state)
      || (endsWhenEmpty && inHand(state) == 0 && state.settlement.isEmpty)
  }

  private func wakePump() {
    let pump = state.withLock { state -> CheckedContinuation<Void, Never>? in
      guard state.pump != nil, isPumpNeeded(state) else { return nil }
      defer {
        state.pump = nil
        state.pumpWait += 1
      }
      return state.pump
    }
    pump?.resume()
  }

  /// True where the bench takes no more and the jobs go back.
  private func add(_ jobs: [Job], to state: inout State) -> Bool {
    guard !jobs.isEmpty else { return false }
    guard state.phase == .open else {
      state.settlement.returned += jobs.map { .init(lease: $0.lease, delay: .zero) }
      return true
    }
    state.ready = jobs.reversed() + state.ready
    return false
  }

  /// Hands ready jobs to lanes that wait.
  private func hand() {
    while true {
      let pair = state.withLock { state -> (CheckedContinuation<Job?, Never>, Job)? in
        guard !state.isStale, !state.ready.isEmpty, let waiting = state.idleLanes.popLast(),
          let job = state.ready.popLast()
        else { return nil }
        state.running[waiting.lane] = Hand(job: job, since: .now, timeout: timeout(job))
        return (waiting.continuation, job)
      }
      guard let (continuation, job) = pair else { return }
      continuation.resume(returning: job)
    }
  }

  /// Quick jobs are claimed in larger batches, slow ones in smaller.
  private func adapt(_ state: inout State, isFull: Bool) {
    let (now, before) = (ContinuousClock.now, state.claimedAt)
    state.claimedAt = now
    if isFull, now - before < .milliseconds(50) {
      state.capacity = min(mostInHand, state.capacity * 4)
    } else if now - before > .milliseconds(500) {
      state.capacity = max(concurrency, state.capacity / 2)
    }
  }
}
