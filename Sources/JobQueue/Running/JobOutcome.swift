/// What came of a job.
public enum JobOutcome: Hashable, Sendable {
  /// The work is done.
  case done
  /// Done, and already finished by the handler through `JobContext.finish` in its own transaction.
  case finished
  /// Not yet: again after the delay, without counting as an attempt.
  case later(Duration)
  /// Failed: again after the delay, or after the handler's own back-off where it is nil.
  case retry(after: Duration? = nil, reason: String)
  /// Will never succeed: to the dead letters at once.
  case dead(reason: String)
}
