import ArgumentParser
import Diagnostics
import Simulation

struct ScenarioSweepCommand: AsyncParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "sweep",
    abstract: "Move one lever over a row of values: who comes in, who falls out, and when.")

  @OptionGroup var keep: KeepOptions
  @OptionGroup var draws: DrawOptions
  @OptionGroup var report: ReportOptions
  @Argument(
    help: ArgumentHelp(
      "The lever with FIRST:LAST:COUNT or values with commas.", valueName: "lever=values"))
  var setting: String
  @Option(help: ArgumentHelp("Move it on this scenario.", valueName: "scenario"))
  var on = Scenario.baseline.id

  func run() async throws {
    let console = keep.global.console()
    var axis: ScenarioSearch.Axis?
    var lever: Lever?
    try await reporting(console) {
      axis = try searchAxes([setting]).first
      lever = try axis.map { try namedLever($0.lever) }
    }
    guard let axis, let lever else { return }
    let command =
      "speelveld scenario sweep \(shellWord(setting)) --on \(shellWord(on)) \(draws.text)"
    try await ScenarioRunner(keep: keep, draws: draws).run { files in
      let base = try files.scenario(on)
      return try checked(base.sweep(axis.lever, over: axis.values))
    } against: {
      try $0.scenario(on)
    } _: { comparison, _, console in
      try report.writeFiles(comparison, command: command, on: console)
      let sweep = ScenarioSweep(lever, values: axis.values, comparison: comparison)
      if console.json {
        console.data(sweep.json)
      } else if report.csv {
        console.line(String(comparison.csv.dropLast()))
      } else {
        console.line(sweep.text(console.language, command: command))
      }
    }
  }

  /// Throws every value that cannot be, with the reason.
  private func checked(_ scenarios: [Scenario]) throws(FindingsError) -> [Scenario] {
    var findings: [Finding] = []
    for scenario in scenarios {
      do throws(FindingsError) {
        _ = try scenario.design(on: .present)
      } catch {
        findings += error.findings
      }
    }
    if !findings.isEmpty { throw FindingsError(findings) }
    return scenarios
  }
}

struct ScenarioSensitivityCommand: AsyncParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "sensitivity",
    abstract:
      "Say which of a scenario's changes does what: alone, left out, and in interplay (Sobol).")

  @OptionGroup var global: GlobalOptions
  @OptionGroup var draws: DrawOptions
  @Argument(help: "A scenario file, or the name of a shipped one.") var scenario: String

  func run() async throws {
    let console = global.console()
    try await reporting(console) {
      let files = ScenarioFiles(home: try Home.find())
      let chosen = try files.scenario(scenario)
      let progress = Progress(console.say("combinaties", "combinations"), on: console)
      defer { progress.finish() }
      let study = try await ScenarioSensitivity.run(
        chosen, population: try files.population(draws.population), seed: draws.seed,
        draws: draws.draws, threads: draws.threads
      ) { progress.update($0.done, of: $0.of) }
      progress.finish()
      if console.json {
        console.data(study.json)
      } else {
        console.line(study.text(console.language))
      }
    }
  }
}
