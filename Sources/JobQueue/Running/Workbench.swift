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

  struct IdleLane {
    let lane: Int
    let continuation: CheckedContinuation<Job?, Never>
  }

  struct State {
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

  let concurrency: Int
  let mostInHand: Int
  let settlesEach: Bool
  let endsWhenEmpty: Bool
  let state: Mutex<State>

  let timeout: @Sendable (Job) -> Duration

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
}
