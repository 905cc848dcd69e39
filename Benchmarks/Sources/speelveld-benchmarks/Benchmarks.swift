/// Measures the program's main work and prints one JSON line per result.
@main
struct Benchmarks {
  static func main() async {
    do {
      if CommandLine.arguments.dropFirst().first == "--queue-worker" {
        return try await QueueWorkerProcess.run(Array(CommandLine.arguments.dropFirst(2)))
      }
      let options = try Options(CommandLine.arguments.dropFirst())
      let suites: [(String, (Options) async throws -> Void)] = [
        ("numbers", NumbersBenchmark.run), ("calendar", CalendarBenchmark.run),
        ("rules", RulesBenchmark.run), ("statechart", StatechartBenchmark.run),
        ("startup", StartupBenchmark.run), ("allocation", AllocationBenchmark.run),
        ("budget", BudgetBenchmark.run), ("scenarios", ScenarioBenchmark.run),
        ("transition", TransitionBenchmark.run),
        ("queue", QueueBenchmark.run), ("case-steps", CaseStepBenchmark.run),
      ]
      for (name, run) in suites where options.wants(suite: name) { try await run(options) }
    } catch {
      Output.complain("\(error)")
      Output.end(1)
    }
  }
}
