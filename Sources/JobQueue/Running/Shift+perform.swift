extension Shift {
  /// Has a job's handler do it; gives what the database is to be told.
  func perform(_ job: Job) async -> (part: Settlement, isFailure: Bool) {
    var part = Settlement()
    guard let handler = runner.registry.handlers[job.kind] else {
      runner.observe(.unknownKind(job))
      part.returned.append(.init(lease: job.lease, delay: .seconds(30)))
      return (part, false)
    }
    let context = JobContext(
      pool: runner.pool, worker: worker, job: job, keepsRecord: handler.keepsRecord)
    let start = ContinuousClock.now
    let outcome: JobOutcome
    do {
      outcome = try await handler.work(job, context)
    } catch is JobLeaseLost {
      runner.observe(.leasesLost(count: 1))
      return (part, true)
    } catch is CancellationError where bench.isDraining {
      part.returned.append(.init(lease: job.lease, delay: .zero))
      return (part, false)
    } catch {
      outcome = .retry(reason: runner.describe(error))
    }
    switch outcome {
    case .done where handler.keepsRecord: part.recorded.append(job.lease)
    case .done: part.finished.append(job.lease)
    case .finished: break
    case .later(let delay):
      part.returned.append(.init(lease: job.lease, delay: delay))
      return (part, false)
    case .retry(let delay, let reason):
      let wait = delay ?? handler.backoff.delay(job: job.id, attempt: job.attempt)
      return failure(job, reason, delay: job.isLastAttempt ? nil : wait)
    case .dead(let reason): return failure(job, reason, delay: nil)
    }
    runner.observe(.finished(job, took: ContinuousClock.now - start))
    return (part, false)
  }

  private func failure(_ job: Job, _ reason: String, delay: Duration?) -> (Settlement, Bool) {
    runner.observe(.failed(job, error: reason, isFinal: delay == nil))
    var part = Settlement()
    part.failures.append(
      .init(lease: job.lease, error: String(reason.prefix(500)), delay: delay))
    return (part, true)
  }
}
