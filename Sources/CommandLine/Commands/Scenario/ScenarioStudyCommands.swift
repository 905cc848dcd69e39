import ArgumentParser
import Casework
import Diagnostics
import Foundation
import JSONText
import Simulation

/// One alliance under each design: places, points, and how little would change the decision.
struct ScenarioExplainCommand: AsyncParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "explain",
    abstract: "Say how one alliance fares under each design, and how easily that flips.")

  @OptionGroup var global: GlobalOptions
  @Argument(help: "The alliance, as the population names it, such as A06.") var alliance: String
  @Argument(help: "Scenario files, or names of shipped ones.") var scenarios: [String] = []
  @Option(help: "A population file, or the name of a shipped one.") var population = "like-2022"
  @Option(help: "Draws of the panel's noise.") var draws = 2_000
  @Option(help: "The seed: the same seed gives the same result.") var seed: UInt64 = 1

  func validate() throws {
    guard (1...1_000_000).contains(draws) else {
      throw ValidationError("--draws must be from 1 to 1000000.")
    }
  }

  func run() async throws {
    let console = global.console()
    try await reporting(console) {
      let files = ScenarioFiles(home: try Home.find())
      let chosen = try files.scenarios(scenarios.isEmpty ? ScenarioFiles.first : scenarios)
      let applicants = try files.population(population)
      let plan = try SimulationPlan(
        scenarios: chosen, population: applicants, baseline: .present, seed: seed, draws: draws)
      let comparison = try await Simulation.run(plan, threads: 2)
      let flips = try (0...chosen.count).map { try plan.flips(scenario: $0) }
      guard let text = comparison.explanation(of: alliance, console.language, flips: flips) else {
        throw Refusal(
          "unknown-applicant",
          nl: "De bevolking “\(population)” heeft geen alliantie “\(alliance)”.",
          en: "The population “\(population)” has no alliance “\(alliance)”.",
          details: [applicants.pool.alliances.map(\.id).joined(separator: " ")])
      }
      console.line(text)
    }
  }
}

/// The shipped designs on the shipped shapes of population, and a page of answers.
struct ScenarioStudyCommand: AsyncParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "study",
    abstract: "Answer what would narrow the playing field, at what price, and how sure that is.",
    discussion: """
      All shipped designs on made-up populations; the limits are said first. The comparisons are
      runs in the store: a study that was stopped goes on, others can work along (--leave).
      """)

  @OptionGroup var keep: KeepOptions
  @Option(help: "Draws of the panel's noise.") var draws = 2_000
  @Option(help: "The seed: the same seed gives the same result.") var seed: UInt64 = 1
  @Option(help: "Threads; the result does not depend on it.") var threads = 2

  func validate() throws {
    guard (1...1_000_000).contains(draws) else {
      throw ValidationError("--draws must be from 1 to 1000000.")
    }
    guard (1...64).contains(threads) else {
      throw ValidationError("--threads must be from 1 to 64.")
    }
  }

  func run() async throws {
    if keep.withoutStore {
      let console = keep.global.console()
      return try await reporting(console) {
        let files = ScenarioFiles(home: try Home.find())
        show(try await study(files, .here(threads: threads), console), console)
      }
    }
    try await keep.office.runWithoutScheme { office, home, console in
      let files = ScenarioFiles(home: home)
      if keep.leave {
        let all = try SuccessorStudy.requests(
          scenarios: try scenarios(files), populations: try populations(), seed: seed, draws: draws)
        return try await office.leave(all, console)
      }
      let answer = try await study(files, office.comparisonMaker(threads: threads), console)
      let run = try await office.keep(answer)
      show(answer, console)
      console.note(
        "Bewaard als run \(run.id): speelveld scenario show \(run.id)",
        "Kept as run \(run.id): speelveld scenario show \(run.id)")
    }
  }

  private func show(_ study: SuccessorStudy, _ console: Console) {
    if console.json {
      console.data(study.json)
    } else {
      console.line(study.text(console.language))
    }
  }

  private func scenarios(_ files: ScenarioFiles) throws -> [Scenario] {
    try files.scenarios(files.shipped("scenarios"))
  }

  private func populations() throws -> [Population] {
    let shapes: [PopulationShape] = [.like2017, .withoutSizeAdvantage, .like2022]
    return try shapes.map { try Population.generate($0) }
  }

  private func study(_ files: ScenarioFiles, _ maker: ComparisonMaker, _ console: Console)
    async throws -> SuccessorStudy
  {
    let progress = Progress(console.say("studie", "study"), on: console)
    defer { progress.finish() }
    return try await SuccessorStudy.run(
      scenarios: try scenarios(files), populations: try populations(), seed: seed, draws: draws,
      maker: maker, progress: { progress.update($0.done, of: $0.of) })
  }
}
