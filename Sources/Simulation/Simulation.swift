import Allocation
import Diagnostics

/// Compares designs of a scheme on a population.
public enum Simulation {
  /// How far a comparison has come.
  public struct Progress: Hashable, Sendable {
    public var done: Int
    public var of: Int
  }

  /// How many draws are made in one go; results do not depend on it.
  static let block = 500

  /// Runs every scenario and the baseline.
  ///
  /// - Parameters:
  ///   - draws: how many panels are drawn; zero for none, with the central selection only.
  ///   - threads: how many draws' blocks are worked on at a time; it changes no figure.
  ///   - progress: called after each block, from the calling task.
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
    let blocks = stride(from: 0, to: plan.draws, by: block).map {
      $0..<min($0 + block, plan.draws)
    }
    var parts: [Int: DrawSums] = [:]
    try await withThrowingTaskGroup(of: DrawSums.self) { group in
      var waiting = blocks[...]
      func start() {
        guard let range = waiting.popFirst() else { return }
        group.addTask {
          try Task.checkCancellation()
          return try plan.sums(of: range)
        }
      }
      for _ in 0..<max(1, min(threads, 64)) { start() }
      while let part = try await group.next() {
        parts[part.draws.lowerBound] = part
        progress(Progress(done: min(plan.draws, parts.count * block), of: plan.draws))
        start()
      }
    }
    var whole: DrawSums?
    for range in blocks {
      guard let part = parts[range.lowerBound] else { continue }
      if whole == nil { whole = part } else { whole?.append(part) }
    }
    return try plan.comparison(whole)
  }
}
