import ArgumentParser
import Casework
import Foundation
import JSONText
import Services
import Simulation
import Storage

/// On whom, how often and with which chance numbers scenarios are tried.
struct DrawOptions: ParsableArguments {
  @Option(help: "A population file, or the name of a shipped one.") var population = "like-2022"
  @Option(help: "Draws of the panel's noise, at most 1,000,000.") var draws = 10_000
  @Option(help: "The seed: the same seed gives the same result.") var seed: UInt64 = 1
  @Option(help: "Threads; the result does not depend on it.") var threads = 2

  func validate() throws {
    guard (0...SimulationPlan.greatestDraws).contains(draws) else {
      throw ValidationError("--draws must be from 0 to \(SimulationPlan.greatestDraws).")
    }
    guard (1...64).contains(threads) else {
      throw ValidationError("--threads must be from 1 to 64.")
    }
  }

  /// The options as they stand on a command line that reproduces the result.
  var text: String { "--population \(shellWord(population)) --draws \(draws) --seed \(seed)" }
}

/// In which forms a comparison is written.
struct ReportOptions: ParsableArguments {
  @Flag(help: "Print one line per figure as CSV.") var csv = false
  @Option(help: ArgumentHelp("Also write a page with charts to this file.", valueName: "file"))
  var html: String?
  @Option(help: ArgumentHelp("Also write a workbook for Excel to this file.", valueName: "file"))
  var xlsx: String?

  var wantsFiles: Bool { html != nil || xlsx != nil }

  /// Writes the files that were asked for, then the report to the console.
  func show(_ comparison: ScenarioComparison, command: String, on console: Console) throws {
    try writeFiles(comparison, command: command, on: console)
    if console.json {
      console.data(comparison.json)
    } else if csv {
      console.line(String(comparison.csv.dropLast()))
    } else {
      console.line(comparison.text(console.language, command: command))
    }
  }

  func writeFiles(_ comparison: ScenarioComparison, command: String, on console: Console) throws {
    if let html {
      let page = comparison.html(console.language, command: command)
      try write(Array(page.utf8), to: html, console)
    }
    if let xlsx {
      try write(
        try comparison.workbook(console.language, command: command).xlsx(), to: xlsx, console)
    }
  }

  private func write(_ bytes: [UInt8], to file: String, _ console: Console) throws {
    do {
      try Data(bytes).write(to: URL(filePath: file), options: .atomic)
    } catch {
      throw Refusal(
        "cannot-write", nl: "“\(file)” kan niet worden geschreven.",
        en: "“\(file)” cannot be written.", details: [error.localizedDescription])
    }
    console.note("Geschreven: \(file)", "Written: \(file)")
  }
}

/// Where runs are kept, and by whom they are asked for.
struct KeepOptions: ParsableArguments {
  @OptionGroup var office: OfficeOptions
  @Flag(name: .customLong("no-store"), help: "Compute only; keep nothing in the database.")
  var withoutStore = false
  @Flag(help: "Only ask: leave the work to ‘speelveld worker’ or ‘scenario work’.") var leave =
    false

  func validate() throws {
    if withoutStore, leave {
      throw ValidationError("--leave needs the store; leave out --no-store.")
    }
  }

  var global: GlobalOptions { office.global }
}

extension CaseOffice {
  /// Makes comparisons as runs that are kept, under this process's name.
  func comparisonMaker(threads: Int) -> ComparisonMaker {
    comparisonMaker(
      threads: threads, by: "command-\(ProcessInfo.processInfo.processIdentifier)")
  }

  /// Asks for runs, leaves them to other workers and says so.
  func leave(
    _ requests: [(request: SimulationRequest, population: Population)], _ console: Console
  ) async throws {
    let runs = try await leave(requests)
    let open = runs.filter { $0.state != .done }
    let pieces = open.reduce(0) { $0 + $1.slices - $1.slicesMade }
    console.line(
      open.isEmpty
        ? console.say(
          "Alle \(runs.count) runs zijn er al; zonder --leave wordt het antwoord samengesteld.",
          "All \(runs.count) runs are there; without --leave the answer is put together.")
        : console.say(
          "Gevraagd in \(open.count) runs, samen \(pieces) delen: speelveld scenario work. "
            + "Daarna geeft hetzelfde commando zonder --leave het antwoord.",
          "Asked in \(open.count) runs, \(pieces) pieces together: speelveld scenario work. "
            + "After that the same command without --leave gives the answer."))
  }
}

/// A word as a shell reads it back.
func shellWord(_ word: String) -> String {
  let plain = word.utf8.allSatisfy { byte in
    (0x30...0x39).contains(byte) || (0x41...0x5A).contains(byte) || (0x61...0x7A).contains(byte)
      || "-_./=:,%@+".utf8.contains(byte)
  }
  return plain && !word.isEmpty ? word : "'" + word.replacing("'", with: "'\\''") + "'"
}

/// Makes a comparison, kept in the store or not, and goes on where an earlier try stopped.
struct ScenarioRunner {
  let keep: KeepOptions
  let draws: DrawOptions

  /// `work` gets the comparison, and the run when it is kept.
  func run(
    _ scenarios: (ScenarioFiles) throws -> [Scenario],
    against reference: (ScenarioFiles) throws -> Scenario = { _ in .baseline },
    _ work: (ScenarioComparison, ScenarioRun?, Console) throws -> Void
  ) async throws {
    if keep.withoutStore {
      let console = keep.global.console()
      try await reporting(console) {
        let files = ScenarioFiles(home: try Home.find())
        let population = try files.population(draws.population)
        let request = SimulationRequest(
          scenarios: try scenarios(files), against: try reference(files), population: population,
          seed: draws.seed, draws: draws.draws)
        let plan = try request.plan(population)
        let progress = Progress(console.say("scenario's", "scenarios"), on: console)
        defer { progress.finish() }
        let comparison = try await Simulation.run(plan, threads: draws.threads) {
          progress.update($0.done, of: $0.of)
        }
        progress.finish()
        try work(comparison, nil, console)
      }
      return
    }
    try await keep.office.runWithoutScheme { office, home, console in
      let files = ScenarioFiles(home: home)
      let population = try files.population(draws.population)
      let request = SimulationRequest(
        scenarios: try scenarios(files), against: try reference(files), population: population,
        seed: draws.seed, draws: draws.draws)
      let asked = try await office.request(
        request, on: population, enqueued: keep.leave)
      if keep.leave, asked.state != .done {
        return console.line(
          console.say(
            "Gevraagd als run \(asked.id), in \(asked.slices) delen: speelveld scenario work",
            "Asked as run \(asked.id), in \(asked.slices) pieces: speelveld scenario work"))
      }
      let run = try await make(asked, office, threads: draws.threads, console)
      try work(try await office.scenarioComparison(run), run, console)
    }
  }
}

/// Makes what is missing of a run, telling how far it is.
func make(_ run: ScenarioRun, _ office: CaseOffice, threads: Int, _ console: Console) async throws
  -> ScenarioRun
{
  if run.state == .done {
    console.note(
      "Deze run is al eens gemaakt: \(run.id).", "This run was made before: \(run.id).")
    return run
  }
  if run.slicesMade > 0 {
    console.note(
      "Run \(run.id) gaat verder: \(run.slicesMade) van \(run.slices) delen waren er al.",
      "Run \(run.id) goes on: \(run.slicesMade) of \(run.slices) pieces were there.")
  }
  let progress = Progress(console.say("scenario's", "scenarios"), on: console)
  defer { progress.finish() }
  do {
    let worker = "command-\(ProcessInfo.processInfo.processIdentifier)"
    let made = try await office.makeScenarios(run, threads: threads, by: worker) {
      progress.update($0, of: $1)
    }
    progress.finish()
    console.note(
      "Bewaard als run \(made.id): speelveld scenario show \(made.id)",
      "Kept as run \(made.id): speelveld scenario show \(made.id)")
    return made
  } catch is CancellationError {
    progress.finish()
    console.note(
      "Gestopt; wat klaar is blijft: speelveld scenario resume \(run.id)",
      "Stopped; what is done stays: speelveld scenario resume \(run.id)")
    throw CancellationError()
  }
}
