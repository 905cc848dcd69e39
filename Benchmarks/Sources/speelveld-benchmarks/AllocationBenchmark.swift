import Simulation

/// Monte Carlo ranking through the simulation's own entry: the present design, panel noise, two threads.
enum AllocationBenchmark {
  static func run(_ options: Options) async throws {
    for (applicants, draws) in [(12, 100_000), (200, 100_000), (2_000, 10_000), (20_000, 1_000)] {
      guard options.wants("allocation", "monte-carlo") else { continue }
      let population = try Population.generate(
        PopulationShape(name: "bench", alliances: applicants, seed: 13))
      for threads in [1, 2] {
        let plan = try SimulationPlan(
          scenarios: [], population: population, baseline: .present, seed: 13, draws: draws)
        var samples: [Double] = []
        for _ in 0..<(options.runs ?? 3) {
          let (comparison, seconds) = try await Timing.seconds {
            try await Simulation.run(plan, threads: threads)
          }
          keep(comparison)
          samples.append(seconds)
        }
        Output.report(
          "allocation", "monte-carlo",
          [("applicants", .int(applicants)), ("draws", .int(draws)), ("threads", .int(threads))],
          unit: "s", samples)
      }
    }
  }
}
