extension Workbench {
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
      // What this job enqueued may be due before its notification arrives: look once more before ending.
      // A job given back has done nothing yet.
      if endsWhenEmpty, part.returned.isEmpty { state.nudges += 1 }
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
}
