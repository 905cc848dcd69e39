import Allocation
import ArgumentParser
import Casework
import Diagnostics
import Foundation
import JSONText
import Simulation

struct ScenarioCommand: AsyncParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "scenario",
    abstract: "Compare designs of the successor scheme on a population of applicants.",
    discussion: "The shipped populations are made up; nothing here says who would win.",
    subcommands: [
      Run.self, Check.self, Levers.self, List.self, ScenarioExplainCommand.self,
      ScenarioStudyCommand.self, PopulationCommand.self,
    ])

  struct Run: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
      abstract: "Run scenarios and compare them with the present design.",
      discussion: "Without files: null, size-weighted and reserved-share.")

    @OptionGroup var global: GlobalOptions
    @Argument(help: "Scenario files, or names of shipped ones.") var scenarios: [String] = []
    @Option(help: "A population file, or the name of a shipped one.") var population = "like-2022"
    @Option(help: "Draws of the panel's noise.") var draws = 10_000
    @Option(help: "The seed: the same seed gives the same result.") var seed: UInt64 = 1
    @Option(help: "Threads; the result does not depend on it.") var threads = 2
    @Flag(help: "Print one line per figure as CSV.") var csv = false
    @Option(help: ArgumentHelp("Also write a page with charts to this file.", valueName: "file"))
    var html: String?

    func validate() throws {
      guard (1...10_000_000).contains(draws) else {
        throw ValidationError("--draws must be from 1 to 10000000.")
      }
      guard (1...64).contains(threads) else {
        throw ValidationError("--threads must be from 1 to 64.")
      }
    }

    func run() async throws {
      let console = global.console()
      try await reporting(console) {
        let home = try Home.find()
        let names = scenarios.isEmpty ? ScenarioFiles.first : scenarios
        let comparison = try await ScenarioFiles(home: home).compare(
          names, population: population, seed: seed, draws: draws, threads: threads,
          console: console)
        let command =
          "speelveld scenario run \(names.joined(separator: " ")) --population \(population) "
          + "--draws \(draws) --seed \(seed)"
        if let html {
          try Data(comparison.html(console.language, command: command).utf8)
            .write(to: URL(filePath: html), options: .atomic)
          console.note("Geschreven: \(html)", "Written: \(html)")
        }
        if console.json {
          console.data(comparison.json)
        } else if csv {
          console.line(comparison.csv)
        } else {
          console.line(comparison.text(console.language, command: command))
        }
      }
    }
  }

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
                "kind": .string(lever.kind.description), "legalHome": .string(lever.legalHome),
              ]
            }))
      }
      var table = TextTable([
        .init(console.say("knop", "lever")), .init(console.say("betekenis", "meaning")),
        .init(console.say("waarden", "values")), .init(console.say("grondslag", "legal home")),
      ])
      for lever in Lever.all {
        table.add([
          lever.id, console.say(lever.title.dutch, lever.title.english), lever.kind.description,
          lever.legalHome,
        ])
      }
      console.table(table)
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

  struct PopulationCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
      commandName: "population", abstract: "Make a population of applicants.",
      subcommands: [Generate.self])

    struct Generate: AsyncParsableCommand {
      static let configuration = CommandConfiguration(
        abstract: "Make up a population by stated distributions; the same seed gives the same one.")

      @OptionGroup var global: GlobalOptions
      @Option(help: "Alliances that apply.") var alliances = 20
      @Option(help: "How many of them are partners now.") var present = 8
      @Option(help: "The seed.") var seed: UInt64 = 1

      func run() async throws {
        let console = global.console()
        try await reporting(console) {
          var shape = PopulationShape(name: "generated", alliances: alliances, seed: seed)
          shape.presentPartners = present
          console.line(try Population.generate(shape).csv)
        }
      }
    }
  }
}

/// Scenario and population files, shipped or given by path.
struct ScenarioFiles {
  static let first = ["null", "size-weighted", "reserved-share"]

  let home: Home

  func shipped(_ kind: String) -> [String] {
    let folder = home.path("config/\(kind)")
    let names = (try? FileManager.default.contentsOfDirectory(atPath: folder.path)) ?? []
    return names.map { ($0 as NSString).deletingPathExtension }.sorted()
  }

  private func path(_ name: String, kind: String, ending: String) throws -> String {
    if FileManager.default.fileExists(atPath: name) { return name }
    let path = home.path("config/\(kind)/\(name).\(ending)").path
    guard FileManager.default.fileExists(atPath: path) else {
      throw Refusal(
        "no-file", nl: "“\(name)” is geen bestand en geen meegeleverde naam.",
        en: "“\(name)” is neither a file nor a shipped name.", details: shipped(kind))
    }
    return path
  }

  func scenario(_ name: String) throws -> Scenario {
    let path = try path(name, kind: "scenarios", ending: "yaml")
    return try ScenarioFile.parse(try readFile(path), file: path)
  }

  func population(_ name: String) throws -> Population {
    let path = try path(name, kind: "populations", ending: "csv")
    return try Population.parse(try readFile(path), name: name, file: path)
  }

  func compare(
    _ names: [String], population: String, seed: UInt64, draws: Int, threads: Int, console: Console
  ) async throws -> ScenarioComparison {
    let scenarios = try scenarios(names)
    let progress = Progress(console.say("scenario's", "scenarios"), on: console)
    defer { progress.finish() }
    return try await Simulation.run(
      scenarios: scenarios, population: try self.population(population), baseline: .present,
      seed: seed, draws: draws, threads: threads, panel: PanelModel(),
      progress: { progress.update($0.done, of: $0.of) })
  }
}
