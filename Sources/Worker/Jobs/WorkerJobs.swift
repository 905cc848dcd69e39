import JobQueue
import Services

/// Everything that a worker of this program does.
public enum WorkerJobs {
  /// The handlers and schedules of the program's own jobs; one `add…` a line.
  ///
  /// `office` acts for the jobs; its clock is what they take for now. Without `carriers` reminders are chosen
  /// and wait in the outbox for a process that has some.
  public static func registry(office: CaseOffice, carriers: Carriers? = nil) -> JobRegistry {
    var registry = JobRegistry()
    registry.addQueueSweep()
    registry.addSimulationSlices(office)
    registry.addTimers(office)
    registry.addMilestoneSweep(office)
    registry.addReminders(office)
    if let carriers { registry.addDelivery(office, carriers) }
    return registry
  }
}
