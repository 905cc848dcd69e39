import ArgumentParser
import Diagnostics
import JSONText
import Simulation

struct ScenarioCommand: AsyncParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "scenario",
    abstract: "Compare designs of the successor scheme on a population of applicants.",
    discussion: "The shipped populations are made up; nothing here says who would win.",
    subcommands: [
      ScenarioNewCommand.self, Check.self, ScenarioRunCommand.self, ScenarioCompareCommand.self,
      ScenarioSweepCommand.self, ScenarioSensitivityCommand.self, ScenarioSearchCommand.self,
      ScenarioExplainCommand.self, ScenarioPromoteCommand.self, ScenarioStudyCommand.self,
      ScenarioResultsCommand.self, ScenarioShowCommand.self, ScenarioResumeCommand.self,
      ScenarioWorkCommand.self,
      ScenarioCancelCommand.self, LotsCommand.self, Levers.self, List.self, PopulationCommand.self,
    ])

  struct Check: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
      abstract: "Check scenario files and report every fault at once.")

    @OptionGroup var global: GlobalOptions
    @Argument(help: "Scenario files, or names of shipped ones.") var scenarios: [String]

    func run() async throws {
      let console = global.console()
      try await reporting(console) {
        let files = ScenarioFiles(home: try Home.find())
        var findings: [Finding] = []
        for name in scenarios {
          do {
            _ = try files.scenario(name).design(on: .present)
          } catch let error as FindingsError {
            findings += error.findings
          }
        }
        if !findings.isEmpty { throw FindingsError(findings) }
        console.line(console.say("In orde.", "No faults."))
      }
    }
  }

  struct Levers: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
      abstract: "List the levers with unit, bounds, legal home and who pays.")

    @OptionGroup var global: GlobalOptions

    func run() async throws {
      let console = global.console()
      if console.json {
        return console.data(
          .array(
            Lever.all.map { lever in
              [
                "lever": .string(lever.id),
                "title": .string(console.say(lever.title.dutch, lever.title.english)),
                "values": .string(
                  console.say(lever.kind.text.dutch, lever.kind.text.english)),
                "present": .string(lever.value(in: .present).description),
                "legalHome": .string(lever.legalHome),
                "cost": .string(console.say(lever.cost.dutch, lever.cost.english)),
              ]
            }))
      }
      var table = TextTable([
        .init(console.say("hefboom", "lever")), .init(console.say("betekenis", "meaning")),
        .init(console.say("waarden", "values")), .init(console.say("nu", "now")),
        .init(console.say("grondslag", "legal home")), .init(console.say("kosten", "cost")),
      ])
      for lever in Lever.all {
        table.add([
          lever.id, console.say(lever.title.dutch, lever.title.english),
          console.say(lever.kind.text.dutch, lever.kind.text.english),
          lever.value(in: .present).description,
          console.say(lever.home.dutch, lever.home.english),
          console.say(lever.cost.dutch, lever.cost.english),
        ])
      }
      console.table(table)
      console.line()
      console.heading(console.say("Wat geen hefboom is, en waarom", "What no lever does, and why"))
      for (id, reason) in Lever.refused {
        console.wrapped("- \(id): \(console.say(reason.dutch, reason.english)).")
      }
    }
  }

  struct List: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
      abstract: "List the shipped scenarios and populations.")

    @OptionGroup var global: GlobalOptions

    func run() async throws {
      let console = global.console()
      try await reporting(console) {
        let files = ScenarioFiles(home: try Home.find())
        let (scenarios, populations) = (files.shipped("scenarios"), files.shipped("populations"))
        if console.json {
          return console.data([
            "scenarios": .array(scenarios.map(JSON.string)),
            "populations": .array(populations.map(JSON.string)),
          ])
        }
        console.line(
          console.say("scenario's:  ", "scenarios:   ") + scenarios.joined(separator: " "))
        console.line(
          console.say("populaties:  ", "populations: ") + populations.joined(separator: " "))
      }
    }
  }
}
