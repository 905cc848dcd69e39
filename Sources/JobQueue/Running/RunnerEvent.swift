import Postgres

/// What a worker tells about itself, for logs and metrics. Names kinds and numbers, never payloads.
public enum RunnerEvent: Sendable {
  case registered(worker: Int64)
  case claimed(count: Int)
  case finished(Job, took: Duration)
  case failed(Job, error: String, isFinal: Bool)
  /// No handler for the job's kind: left for a worker of another version.
  case unknownKind(Job)
  /// Of jobs that were done, so many had been taken from this worker.
  case leasesLost(count: Int)
  /// This worker was given up by the others; it starts anew under another number.
  case givenUp(worker: Int64)
  case rescued(workers: Int, jobs: Int)
  case fired(Tick)
  case scheduleFault(ScheduleFault)
  case databaseUnavailable(String)
  case stopped(worker: Int64, returned: Int)
}
