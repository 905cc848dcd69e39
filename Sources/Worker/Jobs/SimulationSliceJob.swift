import JSONText
import JobQueue
import Services

/// Makes one piece of a run of scenarios; whoever makes the last one finishes the run.
///
/// The piece is held by a row lock while it is made and handed in whole or not at all, so the job may be
/// done again, and several may be done at once, without a change in any figure.
public enum SimulationSliceJob {
  static func handler(_ office: CaseOffice) -> JobHandler {
    let plans = ScenarioPlans()
    return JobHandler(ScenarioJobs.kind) { job, context in
      guard let run = try job.payload["run"]?.string else { return .finished }
      _ = try await office.takeSlice(of: run, plans: plans, by: "worker-\(context.worker)")
      return .finished
    }
  }
}

extension JobRegistry {
  mutating func addSimulationSlices(_ office: CaseOffice) {
    add(SimulationSliceJob.handler(office))
  }
}
