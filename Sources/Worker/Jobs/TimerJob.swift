import JobQueue
import Services

/// Lets the delayed events of cases come in that have fallen due, of every scheme that is active.
///
/// The timers' rows are what makes each fire once: a job that is repeated finds nothing more to do. A case
/// that refuses its event keeps the timer, in the list that `speelveld case timers` shows, and is tried
/// again with the next job.
public enum TimerJob {
  public static let kind = "case.timers"
  /// How often it is looked whether a timer has fallen due: no term is counted in less than a minute.
  static let seconds = 60

  static func handler(_ office: CaseOffice) -> JobHandler {
    JobHandler(kind) { _, _ in
      for scheme in try await office.schemes() {
        _ = try await office.runTimers(scheme: scheme.id)
      }
      return .done
    }
  }
}

extension JobRegistry {
  /// Looks every minute for delayed events that have fallen due.
  mutating func addTimers(_ office: CaseOffice) {
    add(TimerJob.handler(office))
    add(
      Schedule(
        "case.timers", .every(seconds: TimerJob.seconds), NewJob(TimerJob.kind)))
  }
}
