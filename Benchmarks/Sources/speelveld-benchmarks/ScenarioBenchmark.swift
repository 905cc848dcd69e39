import Allocation
import ExactNumbers
import Foundation
import JSONText
import Simulation

/// Whole comparisons: ten shipped scenarios with every measure, and how the work grows with the applicants.
enum ScenarioBenchmark {
  static func run(_ options: Options) async throws {
    if options.wants("scenarios", "ten") { try await ten(options) }
    if options.wants("scenarios", "growth") { try await growth(options) }
  }

  /// Ten scenarios and the present scheme on twenty applicants, 10,000 draws.
  private static func ten(_ options: Options) async throws {
    let plan = try SimulationPlan(
      scenarios: try scenarios(), population: try Population.generate(.like2022),
      baseline: .present, seed: 1, draws: 10_000)
    var prints: Set<String> = []
    for threads in [1, 2, 7] {
      let params: [(String, JSON)] = [
        ("scenarios", .int(plan.scenarios.count - 1)), ("applicants", 20), ("draws", 10_000),
        ("threads", .int(threads)),
      ]
      try await measure("scenarios", "ten", params, runs: options.runs ?? 7) {
        prints.insert(try await Simulation.run(plan, threads: threads).fingerprint)
      }
    }
    guard prints.count == 1 else { throw BrokenBenchmark("Threads change the result: \(prints).") }
  }

  /// One scenario beside the present scheme, 20 to 100,000 applicants, 100 draws.
  private static func growth(_ options: Options) async throws {
    for applicants in [20, 200, 2_000, 20_000, 100_000] {
      let population = try Population.generate(
        PopulationShape(name: "growth", alliances: applicants, seed: 1))
      let weighted = try scenarios().filter { $0.id == "size-weighted" }
      var wide = SchemeDesign.present
      // As large a part of them is chosen as in 2022.
      wide.shortlist = applicants * 6 / 10
      wide.places = applicants * 4 / 10
      wide.pot = Money(euros: applicants * 400_000)
      let plan = try SimulationPlan(
        scenarios: weighted, population: population, baseline: wide, seed: 1, draws: 100)
      let params: [(String, JSON)] = [("applicants", .int(applicants)), ("draws", 100)]
      Memory.startAnew()
      let before = Memory.peak
      try await measure("scenarios", "growth", params, runs: options.runs ?? 3) {
        keep(try await Simulation.run(plan, threads: 2).fingerprint)
      }
      Output.report(
        "scenarios", "growth.memory", params, unit: "MB", [Memory.peak - min(before, Memory.peak)])
    }
  }

  private static func measure(
    _ bench: String, _ name: String, _ params: [(String, JSON)], runs: Int,
    _ work: () async throws -> Void
  ) async throws {
    var (wall, processor): ([Double], [Double]) = ([], [])
    for run in 0...runs {
      let before = Timing.processorSeconds
      let (_, seconds) = try await Timing.seconds { try await work() }
      guard run > 0 else { continue }
      wall.append(seconds * 1000)
      processor.append((Timing.processorSeconds - before) * 1000)
    }
    Output.report(bench, name, params, unit: "ms", wall)
    Output.report(bench, "\(name).cpu", params, unit: "ms", processor)
  }

  private static func scenarios() throws -> [Scenario] {
    try PackageFiles.read("config/scenarios").sorted { $0.key < $1.key }.map {
      try ScenarioFile.parse($0.value, file: $0.key)
    }
  }
}

/// The most memory that this process has held, in megabytes.
enum Memory {
  /// Forgets the peak so far, where the system lets it.
  static func startAnew() {
    try? Data("5".utf8).write(to: URL(filePath: "/proc/self/clear_refs"))
  }

  static var peak: Double {
    let status = (try? String(contentsOfFile: "/proc/self/status", encoding: .utf8)) ?? ""
    let line = status.split(separator: "\n").first { $0.hasPrefix("VmHWM:") }
    return (line?.split(separator: " ").compactMap { Double($0) }.first ?? 0) / 1024
  }
}
