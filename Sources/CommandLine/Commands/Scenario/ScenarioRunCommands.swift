import ArgumentParser
import Simulation

struct ScenarioRunCommand: AsyncParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "run",
    abstract: "Run scenarios and compare them with the present design.",
    discussion: """
      Without files: null, size-weighted and reserved-share. The result is kept with its inputs;
      the same command again shows it, or goes on where it stopped.
      """)

  @OptionGroup var keep: KeepOptions
  @OptionGroup var draws: DrawOptions
  @OptionGroup var report: ReportOptions
  @Argument(help: "Scenario files, or names of shipped ones.") var scenarios: [String] = []

  func run() async throws {
    let names = scenarios.isEmpty ? ScenarioFiles.first : scenarios
    let command =
      "speelveld scenario run \(names.map(shellWord).joined(separator: " ")) \(draws.text)"
    try await ScenarioRunner(keep: keep, draws: draws).run {
      try $0.scenarios(names)
    } _: {
      comparison, _, console in
      try report.show(comparison, command: command, on: console)
    }
  }
}

struct ScenarioCompareCommand: AsyncParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "compare",
    abstract: "Compare scenarios with one another: the first is what the others are held against.",
    discussion: "‘baseline’ stands for the present scheme. A→B is the negative of B→A.")

  @OptionGroup var keep: KeepOptions
  @OptionGroup var draws: DrawOptions
  @OptionGroup var report: ReportOptions
  @Argument(help: "The scenario to compare with.") var reference: String
  @Argument(help: "Scenario files, or names of shipped ones.") var scenarios: [String]

  func run() async throws {
    let command =
      "speelveld scenario compare "
      + ([reference] + scenarios).map(shellWord).joined(separator: " ") + " \(draws.text)"
    try await ScenarioRunner(keep: keep, draws: draws).run {
      try $0.scenarios(scenarios)
    } against: {
      try $0.scenario(reference)
    } _: { comparison, _, console in
      try report.show(comparison, command: command, on: console)
    }
  }
}
