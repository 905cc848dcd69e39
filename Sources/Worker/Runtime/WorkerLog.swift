import JobQueue
import Logging

/// Writes what a runner tells to the log: kinds, numbers and reasons, never payloads.
struct WorkerLog: Sendable {
  private let logger: Logger

  init(_ logger: Logger, queues: [String]) {
    var logger = logger
    logger[metadataKey: "queues"] = .string(queues.joined(separator: ","))
    self.logger = logger
  }

  func write(_ event: RunnerEvent) {
    switch event {
    case .registered(let worker):
      logger.info("worker registered", metadata: ["worker": "\(worker)"])
    case .claimed(let count): logger.trace("claimed", metadata: ["jobs": "\(count)"])
    case .finished(let job, let took):
      logger.debug("job done", metadata: of(job).merging(["took": "\(took)"]) { $1 })
    case .failed(let job, let error, let isFinal):
      let metadata = of(job).merging(["reason": "\(error)"]) { $1 }
      if isFinal {
        logger.error("job given up", metadata: metadata)
      } else {
        logger.warning("job failed", metadata: metadata)
      }
    case .unknownKind(let job): logger.warning("no handler for this kind", metadata: of(job))
    case .leasesLost(let count):
      logger.warning("leases lost while working", metadata: ["jobs": "\(count)"])
    case .givenUp(let worker):
      logger.warning("taken for dead, starting anew", metadata: ["worker": "\(worker)"])
    case .rescued(let workers, let jobs):
      logger.warning(
        "jobs of lost workers put back", metadata: ["workers": "\(workers)", "jobs": "\(jobs)"])
    case .fired(let tick):
      logger.info(
        "schedule fired",
        metadata: [
          "schedule": "\(tick.schedule)", "tick": "\(tick.at)", "skipped": "\(tick.skipped)",
          "job": "\(tick.job)",
        ])
    case .scheduleFault(let fault):
      logger.error("schedule not understood", metadata: ["reason": "\(fault)"])
    case .databaseUnavailable(let reason):
      logger.warning("database unavailable", metadata: ["reason": "\(reason)"])
    case .stopped(let worker, let returned):
      logger.info(
        "worker stopped", metadata: ["worker": "\(worker)", "returned": "\(returned)"])
    }
  }

  private func of(_ job: Job) -> Logger.Metadata {
    ["job": "\(job.id)", "kind": "\(job.kind)", "attempt": "\(job.attempt)/\(job.maxAttempts)"]
  }
}
