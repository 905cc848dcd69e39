import Allocation
import Diagnostics

/// Compares designs of a scheme on a population.
public enum Simulation {
  /// How far a comparison has come.
  public struct Progress: Hashable, Sendable {
    public var done: Int
    public var of: Int

    public init(done: Int, of: Int) {
      self.done = done
      self.of = of
    }
  }

  /// The version of everything that makes figures; it goes up whenever the same request would give
  /// other ones.
  public static let engine = "speelveld-simulation/1"

  /// Runs every scenario and the baseline.
  ///
  /// - Parameters:
  ///   - draws: how many panels are drawn; zero for none, with the central selection only.
  ///   - threads: how many pieces of the draws are worked on at a time; it changes no figure.
  ///   - progress: called after each piece, from the calling task.
  ///
  /// Throws `FindingsError` for scenarios that cannot be, `CancellationError` when the task is cancelled.
  public static func run(
    scenarios: [Scenario], population: Population, baseline: SchemeDesign = .present,
    seed: UInt64, draws: Int, threads: Int = 1, panel: PanelModel = PanelModel(),
    progress: (Progress) -> Void = { _ in }
  ) async throws -> ScenarioComparison {
    let plan = try SimulationPlan(
      scenarios: scenarios, population: population, baseline: baseline, seed: seed, draws: draws,
      panel: panel)
    return try await run(plan, threads: threads, progress: progress)
  }

  public static func run(
    _ plan: SimulationPlan, threads: Int, progress: (Progress) -> Void = { _ in }
  ) async throws -> ScenarioComparison {
    let slices = plan.slices
    var parts: [DrawSums] = []
    try await withThrowingTaskGroup(of: DrawSums.self) { group in
      var waiting = slices[...]
      func start() {
        guard let range = waiting.popFirst() else { return }
        group.addTask {
          try Task.checkCancellation()
          return try plan.sums(of: range)
        }
      }
      for _ in 0..<max(1, min(threads, 64)) { start() }
      var done = 0
      while let part = try await group.next() {
        parts.append(part)
        done += part.draws.count
        progress(Progress(done: done, of: plan.draws))
        start()
      }
    }
    return try plan.comparison(drawn: plan.drawn(parts))
  }
}
