import Allocation
import ArgumentParser
import Casework
import Diagnostics
import ExactNumbers
import JSONText
import Simulation

struct PopulationCommand: AsyncParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "population", abstract: "Make and check populations of applicants.",
    subcommands: [Generate.self, Check.self, Columns.self])

  struct Generate: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
      abstract: "Make up a population by stated distributions; the same seed gives the same one.",
      discussion: "The distributions are stated in docs/scenarios.md. Nobody in it exists.")

    @OptionGroup var global: GlobalOptions
    @Option(help: "Alliances that apply, at most 100,000.") var alliances = 20
    @Option(help: "How many of them are partners now.") var present = 8
    @Option(help: "Median income of an organisation in euros a year.") var medianIncome = 500_000
    @Option(help: "Spread of the logarithm of income, in hundredths.") var incomeSpread = 120
    @Option(help: "Hundredths of a point for every doubling of income.") var sizeAdvantage = 8
    @Option(help: "The seed.") var seed: UInt64 = 1

    func validate() throws {
      func check(_ name: String, _ value: Int, _ range: ClosedRange<Int>) throws {
        guard range.contains(value) else {
          throw ValidationError("\(name) must be from \(range.lowerBound) to \(range.upperBound).")
        }
      }
      try check("--alliances", alliances, 1...100_000)
      try check("--present", present, 0...alliances)
      try check("--median-income", medianIncome, 1...100_000_000)
      try check("--income-spread", incomeSpread, 0...400)
      try check("--size-advantage", sizeAdvantage, 0...200)
    }

    func run() async throws {
      let console = global.console()
      try await reporting(console) {
        let shape = PopulationShape(
          name: "generated", alliances: alliances, presentPartners: present,
          medianIncome: medianIncome, incomeSpread: incomeSpread, sizeAdvantage: sizeAdvantage,
          seed: seed)
        console.line(String(try Population.generate(shape).csv.dropLast()))
      }
    }
  }

  struct Check: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
      abstract: "Read a population file and report every fault at once.")

    @OptionGroup var global: GlobalOptions
    @Argument(help: "A population file, or the name of a shipped one.") var population: String

    func run() async throws {
      let console = global.console()
      try await reporting(console) {
        let read = try ScenarioFiles(home: try Home.find()).population(population)
        let groups = PopulationGroups(read, baseline: .present)
        let bands = SizeBand.allCases.map { band in
          (band, groups.alliance.count { $0 == band }, groups.organisation.count { $0 == band })
        }
        if console.json {
          return console.data([
            "alliances": .int(read.pool.count),
            "organisations": .int(read.pool.organisations.count),
            "sha256": .string(read.hash),
            "bands": .object(
              bands.map { band, alliances, organisations in
                JSON.Member(
                  band.name, ["alliances": .int(alliances), "organisations": .int(organisations)])
              }),
          ])
        }
        console.line(
          console.say(
            "In orde: \(read.pool.count) allianties, \(read.pool.organisations.count) organisaties.",
            "No faults: \(read.pool.count) alliances, \(read.pool.organisations.count) organisations."
          ))
        for (band, alliances, organisations) in bands {
          console.line(
            console.say(
              "  \(band.title.dutch): \(alliances) allianties, \(organisations) organisaties",
              "  \(band.title.english): \(alliances) alliances, \(organisations) organisations"))
        }
      }
    }
  }

  struct Columns: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
      abstract: "List the columns of a population file with their units.")

    @OptionGroup var global: GlobalOptions

    func run() async throws {
      let console = global.console()
      let columns = Population.columnMeanings
      if console.json {
        return console.data(
          .array(
            columns.map {
              [
                "column": .string($0.name),
                "meaning": .string(console.say($0.meaning.dutch, $0.meaning.english)),
              ]
            }))
      }
      var table = TextTable([
        .init(console.say("kolom", "column")), .init(console.say("betekenis", "meaning")),
      ])
      for column in columns {
        table.add([column.name, console.say(column.meaning.dutch, column.meaning.english)])
      }
      console.table(table)
    }
  }
}
