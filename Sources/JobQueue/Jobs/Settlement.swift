/// What a worker has to say about jobs it holds.
struct Settlement: Sendable {
  struct Lease: Hashable, Sendable {
    let job: Int64
    let attempt: Int
  }

  struct Failure: Hashable, Sendable {
    let lease: Lease
    let error: String
    /// Nil: the job is dead.
    let delay: Duration?
  }

  struct Return: Hashable, Sendable {
    let lease: Lease
    let delay: Duration
  }

  /// Done; they leave the table.
  var finished: [Lease] = []
  /// Done, and kept in `job_done`.
  var recorded: [Lease] = []
  var failures: [Failure] = []
  /// Given back without counting as an attempt.
  var returned: [Return] = []

  var count: Int { finished.count + recorded.count + failures.count + returned.count }
  var isEmpty: Bool { count == 0 }

  mutating func append(_ other: Settlement) {
    finished += other.finished
    recorded += other.recorded
    failures += other.failures
    returned += other.returned
  }
}

extension Job {
  var lease: Settlement.Lease { Settlement.Lease(job: id, attempt: attempt) }
}
