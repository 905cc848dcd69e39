import JobQueue
import Services

/// Everything that a worker of this program does.
public enum WorkerJobs {
  /// The handlers and schedules of the program's own jobs; one `add…` a line.
  ///
  /// `office` acts for the jobs; its clock is what they take for now.
  public static func registry(office: CaseOffice) -> JobRegistry {
    var registry = JobRegistry()
    registry.addQueueSweep()
    registry.addSimulationSlices(office)
    return registry
  }
}
