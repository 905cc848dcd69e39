import ArgumentParser
import Casework
import ExactNumbers
import JSONText
import LegalCalendar
import Services

struct PortfolioCommand: AsyncParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "portfolio",
    abstract: "Bring in and look at alliances, awards and what surrounds them.",
    subcommands: [Import.self, List.self, Show.self])

  struct Import: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
      abstract: "Import a portfolio (YAML or CSV): all of it or nothing; twice changes nothing.")

    @OptionGroup var options: OfficeOptions
    @Argument(help: "The file.") var file: String
    @Flag(help: "Check and say what would change; store nothing.") var dryRun = false

    func run() async throws {
      try await options.run { session in
        let result = try await session.office.importPortfolio(
          try readFile(file), file: file, scheme: session.scheme, dryRun: dryRun)
        let console = session.console
        if console.json {
          console.data([
            "added": .int(result.added), "corrected": .int(result.corrected),
            "dryRun": .bool(dryRun),
            "findings": .array(result.findings.map(\.json)),
          ])
          return
        }
        for finding in result.findings { console.line("\(finding)") }
        let prefix = dryRun ? console.say("Zou: ", "Would be: ") : ""
        console.line(
          prefix
            + console.say(
              "\(result.added) toegevoegd, \(result.corrected) verbeterd",
              "\(result.added) added, \(result.corrected) corrected")
            + (result.added + result.corrected == 0
              ? console.say(" (alles was er al)", " (all of it was there already)") : ""))
      }
    }
  }

  struct List: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
      abstract: "List the awards with their alliances.")

    @OptionGroup var options: OfficeOptions
    @Option(help: "Answer with what was valid and known at the end of that day (YYYY-MM-DD).")
    var asOf: CivilDate?

    func run() async throws {
      try await options.run { session in
        let state = try await session.office.state(of: session.scheme, asOf: asOf)
        let day = asOf ?? session.today
        let views = state.awards.values.sorted { $0.id < $1.id }
          .map { AwardView($0, in: state, on: day) }
        session.console.show(views, asOf: asOf)
      }
    }
  }

  struct Show: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
      abstract:
        "Show one alliance: parties, periods, payments, reports, activities, goals, signals.")

    @OptionGroup var options: OfficeOptions
    @Argument(help: "The alliance, such as politica.") var alliance: String
    @Option(help: "Answer with what was valid and known at the end of that day (YYYY-MM-DD).")
    var asOf: CivilDate?

    func run() async throws {
      try await options.run { session in
        let state = try await session.office.state(of: session.scheme, asOf: asOf)
        guard let found = state.alliances[alliance] else {
          throw Refusal(
            "unknown-alliance", nl: "Er is geen alliantie “\(alliance)”.",
            en: "There is no alliance “\(alliance)”.", details: state.alliances.keys.sorted())
        }
        AllianceView(found, in: state, on: asOf ?? session.today).show(on: session.console)
      }
    }
  }
}
