import JobQueue
import Postgres

extension DoctorCommand {
  /// Whether jobs are done: how many wait, what was given up, and whether anybody works.
  func queueChecks(_ pool: PostgresPool, _ console: Console) async throws -> [Check] {
    let status = try await QueueStatus.read(pool)
    func sum(_ count: (QueueDepth) -> Int) -> Int { status.depth.reduce(0) { $0 + count($1) } }
    let (due, dead) = (sum(\.due), sum(\.dead))
    var warnings: [String] = []
    if dead > 0 {
      warnings.append(
        console.say(
          "\(dead) opgegeven (speelveld worker dead)", "\(dead) dead (speelveld worker dead)"))
    }
    if due > 0, status.workers.isEmpty {
      warnings.append(
        console.say(
          "\(due) wachten en er draait geen werker (speelveld worker)",
          "\(due) wait and no worker runs (speelveld worker)"))
    } else if let oldest = status.depth.compactMap(\.oldestWait).max(), oldest > Self.patience {
      warnings.append(
        console.say(
          "het oudste werk wacht al \(console.ago(oldest)) (speelveld worker status)",
          "the oldest job has waited \(console.ago(oldest)) (speelveld worker status)"))
    }
    let (later, running) = (sum(\.scheduled), sum(\.running))
    let depth = console.say(
      "\(due) nu, \(later) later, \(running) bezig, \(dead) opgegeven",
      "\(due) due, \(later) later, \(running) running, \(dead) dead")
    return [
      Check(
        name: "queue", verdict: warnings.isEmpty ? .good : .warning,
        text: ([depth] + warnings).joined(separator: "; "))
    ]
  }

  /// Work that waits longer than this is waiting for something other than its turn.
  private static let patience = Duration.seconds(15 * 60)
}
