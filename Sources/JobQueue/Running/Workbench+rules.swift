import Synchronization

/// The rules, asked under the lock.
extension Workbench {
  func inHand(_ state: State) -> Int { state.ready.count + state.running.count }

  func wantsClaim(_ state: State) -> Bool {
    guard state.phase == .open, !state.isStale, state.nudgesSeen != state.nudges else {
      return false
    }
    let hasFreeLane = state.ready.isEmpty && state.running.count < concurrency
    return hasFreeLane || inHand(state) * 2 <= state.capacity
  }

  func wantsFlush(_ state: State) -> Bool {
    guard !state.settlement.isEmpty else { return false }
    return settlesEach || state.mustFlush || state.ready.isEmpty
      || state.settlement.count * 2 >= state.capacity
  }

  func isPumpNeeded(_ state: State) -> Bool {
    if state.phase == .closed { return true }
    if state.phase == .draining, state.running.isEmpty { return true }
    return wantsFlush(state) || wantsClaim(state)
      || (endsWhenEmpty && inHand(state) == 0 && state.settlement.isEmpty)
  }

  func wakePump() {
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
  func add(_ jobs: [Job], to state: inout State) -> Bool {
    guard !jobs.isEmpty else { return false }
    guard state.phase == .open else {
      state.settlement.returned += jobs.map { .init(lease: $0.lease, delay: .zero) }
      return true
    }
    state.ready = jobs.reversed() + state.ready
    return false
  }

  /// Hands ready jobs to lanes that wait.
  func hand() {
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
  func adapt(_ state: inout State, isFull: Bool) {
    let (now, before) = (ContinuousClock.now, state.claimedAt)
    state.claimedAt = now
    if isFull, now - before < .milliseconds(50) {
      state.capacity = min(mostInHand, state.capacity * 4)
    } else if now - before > .milliseconds(500) {
      state.capacity = max(concurrency, state.capacity / 2)
    }
  }
}
