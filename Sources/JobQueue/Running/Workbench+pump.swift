/// What the pump asks and tells.
extension Workbench {
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
}
