import JobQueue
import Services

/// Does each night what the passing of days asks for: obligations that arise by themselves, payments that fall
/// due, permissions that are deemed given. A missed night loses nothing, a second run does nothing.
public enum MilestoneSweepJob {
  public static let kind = "milestones.sweep"

  static func handler(_ office: CaseOffice) -> JobHandler {
    JobHandler(kind) { _, _ in
      for scheme in try await office.schemes() { _ = try await office.sweep(scheme: scheme.id) }
      return .done
    }
  }
}

extension JobRegistry {
  /// Before the first mail of the day is chosen.
  mutating func addMilestoneSweep(_ office: CaseOffice) {
    add(MilestoneSweepJob.handler(office))
    if let morning = TimeOfDay(hour: 4, minute: 30) {
      add(Schedule(MilestoneSweepJob.kind, .daily(morning), NewJob(MilestoneSweepJob.kind)))
    }
  }
}
