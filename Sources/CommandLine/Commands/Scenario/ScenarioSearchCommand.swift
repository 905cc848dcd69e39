import Allocation
import ArgumentParser
import Diagnostics
import ExactNumbers
import JSONText
import Simulation

struct ScenarioSearchCommand: AsyncParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "search",
    abstract:
      "Find lever settings that reach a goal, and the frontier of points, money and burden.",
    discussion: """
      Without --lever: extra points, a reserve and the basis of accountability. Tries every
      combination, 4096 at most. ‘--merit-loss 2’ allows two per cent fewer expected points than now.
      The comparisons are runs in the store: a search that was stopped goes on, others can work along.
      """)

  @OptionGroup var keep: KeepOptions
  @OptionGroup var draws: DrawOptions
  @Option(
    help: ArgumentHelp(
      "A lever with FIRST:LAST:COUNT or values with commas.", valueName: "lever=values"))
  var lever: [String] = []
  @Option(help: ArgumentHelp("Search on this scenario.", valueName: "scenario"))
  var on = Scenario.baseline.id
  @Option(help: ArgumentHelp("Least share of the money for small alliances.", valueName: "percent"))
  var smallShare: String?
  @Option(help: ArgumentHelp("Most loss of expected points.", valueName: "percent"))
  var meritLoss: String?
  @Option(help: ArgumentHelp("A figure's least value.", valueName: "figure=value"))
  var atLeast: [String] = []
  @Option(help: ArgumentHelp("A figure's greatest value.", valueName: "figure=value"))
  var atMost: [String] = []

  func run() async throws {
    if keep.withoutStore {
      let console = keep.global.console()
      return try await reporting(console) {
        let files = ScenarioFiles(home: try Home.find())
        show(try await found(files, .here(threads: draws.threads), console), console)
      }
    }
    try await keep.office.runWithoutScheme { office, home, console in
      let files = ScenarioFiles(home: home)
      let population = try files.population(draws.population)
      if keep.leave {
        let all = try requests(files, population)
        return try await office.leave(all.map { ($0, population) }, console)
      }
      let maker = office.comparisonMaker(threads: draws.threads)
      let frontier = try await found(files, maker, console)
      let run = try await office.keep(
        frontier, on: population, seed: draws.seed, draws: draws.draws)
      show(frontier, console)
      console.note(
        "Bewaard als run \(run.id): speelveld scenario show \(run.id)",
        "Kept as run \(run.id): speelveld scenario show \(run.id)")
    }
  }

  private func show(_ frontier: SuccessorStudy.Frontier, _ console: Console) {
    if console.json {
      console.data(frontier.json)
    } else {
      console.line(frontier.text(console.language))
    }
  }

  /// The present scheme, on which goals are measured.
  private func present(_ population: Population) -> SimulationRequest {
    SimulationRequest(scenarios: [], population: population, seed: draws.seed, draws: draws.draws)
  }

  private func search(
    _ files: ScenarioFiles, now: ScenarioComparison?
  ) throws -> ScenarioSearch {
    let axes = try searchAxes(lever)
    let asked = !(atLeast.isEmpty && atMost.isEmpty) || smallShare != nil || meritLoss != nil
    let usual = SuccessorStudy.usualSearch(merit: now?.baseline.figure("drawn.merit.mean"))
    return ScenarioSearch(
      base: try files.scenario(on), axes: axes.isEmpty ? usual.axes : axes,
      goals: try now.map { asked ? try goals($0) : usual.goals } ?? [])
  }

  private func requests(_ files: ScenarioFiles, _ population: Population) throws
    -> [SimulationRequest]
  {
    try [present(population)]
      + search(files, now: nil).requests(on: population, seed: draws.seed, draws: draws.draws)
  }

  private func found(_ files: ScenarioFiles, _ maker: ComparisonMaker, _ console: Console)
    async throws -> SuccessorStudy.Frontier
  {
    let population = try files.population(draws.population)
    let now = try await maker.make(present(population), on: population)
    let search = try search(files, now: now)
    let progress = Progress(console.say("combinaties", "combinations"), on: console)
    defer { progress.finish() }
    let found = try await search.run(
      population: population, seed: draws.seed, draws: draws.draws, maker: maker
    ) { progress.update($0.done, of: $0.of) }
    return SuccessorStudy.Frontier(
      population: population.name, search: search, points: found.points, best: found.best)
  }

  private func goals(_ now: ScenarioComparison) throws(FindingsError) -> [ScenarioSearch.Goal] {
    var findings: [Finding] = []
    func millionths(_ text: String) -> Int64? {
      LeverKind.share(0...100).read(text).flatMap {
        if case .share(let share) = $0 { Int64(share.count) * 100 } else { nil }
      }
    }
    var goals: [ScenarioSearch.Goal] = []
    func fault(_ message: String, _ remedy: String) {
      findings.append(.error("search-goal", message, remedy: remedy))
    }
    if let smallShare {
      if let share = millionths(smallShare) {
        goals.append(.init("drawn.small-alliance-share.mean", atLeast: share))
      } else {
        fault("“\(smallShare)” is no percentage.", "Give --small-share from 0 to 100.")
      }
    }
    if let meritLoss {
      if let loss = millionths(meritLoss), let merit = now.baseline.figure("drawn.merit.mean") {
        goals.append(
          .init(
            "drawn.merit.mean", atLeast: Int64(Int128(merit) * Int128(1_000_000 - loss) / 1_000_000)
          ))
      } else {
        fault("“\(meritLoss)” is no percentage.", "Give --merit-loss from 0 to 100.")
      }
    }
    for (texts, isLeast) in [(atLeast, true), (atMost, false)] {
      for text in texts {
        let parts = text.split(separator: "=", maxSplits: 1).map(String.init)
        let figure = parts.count == 2 ? now.baseline.figures.first { $0.name == parts[0] } : nil
        guard parts.count == 2, let figure else {
          fault(
            "“\(text)” is not FIGURE=VALUE of a figure that there is.",
            "Take a name from ‘speelveld scenario run --csv’, such as measure.gini=0.4.")
          continue
        }
        guard let value = figure.unit.read(parts[1]) else {
          fault(
            "“\(parts[1])” is no value of \(parts[0]).", "Give it as ‘scenario run --csv’ does.")
          continue
        }
        goals.append(
          .init(parts[0], atLeast: isLeast ? value : nil, atMost: isLeast ? nil : value))
      }
    }
    if !findings.isEmpty { throw FindingsError(findings) }
    return goals
  }
}
