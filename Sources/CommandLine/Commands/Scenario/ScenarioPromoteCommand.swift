import ArgumentParser
import Casework
import Diagnostics
import Foundation
import JSONText
import LegalCalendar
import SchemeDefinition
import Services
import Simulation
import Storage

struct ScenarioPromoteCommand: AsyncParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "promote",
    abstract: "Write a chosen scenario as the draft of the next scheme, and check it.",
    discussion: """
      The draft is a folder like any scheme's: its difference with the present scheme is the
      scenario, told in its change note. Dates follow the rhythm of 2022 unless they are given.
      Nothing is activated.
      """)

  @OptionGroup var global: GlobalOptions
  @OptionGroup var draws: DrawOptions
  @Argument(help: "A scenario file, or the name of a shipped one.") var scenario: String
  @Option(help: ArgumentHelp("The folder to write; it must not exist.", valueName: "folder"))
  var out: String?
  @Option(help: ArgumentHelp("The present scheme's folder.", valueName: "folder")) var base: String?
  @Option(help: "The first grant year.") var firstYear = SchemeDesign.present.firstYear
  @Option(help: ArgumentHelp("The regulation is published.", valueName: "date"))
  var publication: CivilDate?
  @Option(help: ArgumentHelp("The ceiling is published.", valueName: "date")) var ceiling:
    CivilDate?
  @Option(help: ArgumentHelp("Round 1 opens.", valueName: "date")) var firstOpens: CivilDate?
  @Option(help: ArgumentHelp("Round 1 closes.", valueName: "date")) var firstCloses: CivilDate?
  @Option(help: ArgumentHelp("Round 2 opens.", valueName: "date")) var secondOpens: CivilDate?
  @Option(help: ArgumentHelp("Round 2 closes.", valueName: "date")) var secondCloses: CivilDate?
  @Option(help: ArgumentHelp("The decision.", valueName: "date")) var decision: CivilDate?
  @Option(help: ArgumentHelp("First day without the scheme.", valueName: "date"))
  var lapses: CivilDate?

  func validate() throws {
    guard (2024...2100).contains(firstYear) else {
      throw ValidationError("--first-year must be from 2024 to 2100.")
    }
  }

  func run() async throws {
    let console = global.console()
    try await reporting(console) {
      let home = try Home.find()
      let files = ScenarioFiles(home: home)
      let chosen = try files.scenario(scenario)
      var design = SchemeDesign.present
      design.firstYear = firstYear
      let population = try files.population(draws.population)
      let plan = try SimulationPlan(
        scenarios: [chosen], population: population, baseline: design, seed: draws.seed,
        draws: draws.draws)
      let comparison = try await Simulation.run(plan, threads: draws.threads)
      let folder = base ?? home.path("config/schemes/emancipatie-2022-2027").path
      let (scheme, faults) = SchemeDefinition.load(try readDirectory(folder), checks: .structure)
      guard let rules = scheme?.versions.last, let scheme else { throw FindingsError(faults) }
      let years = firstYear + (comparison.results.last?.design.grantYears ?? 5) - 1
      let id = scheme.id.replacing(#/-\d{4}-\d{4}$/#, with: "") + "-\(firstYear)-\(years)"
      let promotion = try SchemePromotion(
        comparison, scenario: chosen.id, basedOn: rules, id: id, timeline: try timeline(),
        lapses: lapses ?? CivilDate(year: years, month: 1, day: 1),
        models: try home.successorModels())
      let target = out ?? id
      try write(promotion.files, to: target)
      report(promotion, target, console)
      if promotion.findings.hasErrors { throw ExitStatus.findings.code }
    }
  }

  private func timeline() throws -> SuccessorTimeline {
    guard var timeline = SuccessorTimeline(likeTheFirst: firstYear - 1) else {
      throw ValidationError("--first-year is out of range.")
    }
    if let publication {
      timeline.publication = publication
      timeline.ceilingPublished = publication
    }
    if let ceiling { timeline.ceilingPublished = ceiling }
    if let firstOpens { timeline.firstRoundOpens = firstOpens }
    if let firstCloses { timeline.firstRoundCloses = firstCloses }
    if let secondOpens { timeline.secondRoundOpens = secondOpens }
    if let secondCloses { timeline.secondRoundCloses = secondCloses }
    if let decision { timeline.decision = decision }
    return timeline
  }

  private func write(_ files: [String: [UInt8]], to folder: String) throws {
    guard !FileManager.default.fileExists(atPath: folder) else {
      throw Refusal(
        "folder-exists", nl: "“\(folder)” bestaat al en blijft zoals het is.",
        en: "“\(folder)” exists already and stays as it is.",
        details: ["Name another folder with --out."])
    }
    for (path, bytes) in files.sorted(by: { $0.key < $1.key }) {
      let file = URL(filePath: folder).appending(path: path)
      do {
        try FileManager.default.createDirectory(
          at: file.deletingLastPathComponent(), withIntermediateDirectories: true)
        try Data(bytes).write(to: file, options: .atomic)
      } catch {
        throw Refusal(
          "cannot-write", nl: "“\(file.path)” kan niet worden geschreven.",
          en: "“\(file.path)” cannot be written.", details: [error.localizedDescription])
      }
    }
  }

  private func report(_ promotion: SchemePromotion, _ folder: String, _ console: Console) {
    let timeline = promotion.timeline
    let findings = promotion.findings.inReadingOrder()
    if console.json {
      return console.data([
        "folder": .string(folder),
        "changes": .array(
          promotion.changes.map { change in
            [
              "lever": .string(change.lever), "parameter": .string(change.parameter),
              "was": change.was.map { .string($0) } ?? .null, "value": .string(change.value),
              "legalHome": .string(change.legalHome), "read": .bool(change.isRead),
              "changed": .bool(change.isChanged),
            ]
          }),
        "timeline": .object(
          timeline.days.map { JSON.Member($0.name, .string($0.day.description)) }),
        "findings": .array(findings.map(\.json)),
      ])
    }
    console.paragraph("Ontwerp geschreven: \(folder)", "Draft written: \(folder)")
    console.line()
    console.heading(console.say("Wat verandert", "What changes"))
    for change in promotion.changes where change.isChanged {
      let was = change.was ?? console.say("nieuw", "new")
      console.wrapped("- \(change.parameter): \(was) → \(change.value) (\(change.legalHome))")
    }
    let stated = promotion.changes.filter { !$0.isChanged }
    if !stated.isEmpty {
      console.line()
      console.heading(
        console.say("Wat het ontwerp nu zelf noemt", "What the draft now states itself"))
      for change in stated {
        console.wrapped("- \(change.parameter): \(change.value) (\(change.legalHome))")
      }
    }
    console.line()
    console.heading(console.say("Tijdlijn", "Timeline"))
    for (_, title, day) in timeline.days {
      console.line("  \(day)  " + console.say(title.dutch, title.english))
    }
    console.line()
    console.heading(
      console.say(
        "Wat niet past, en wat goed is om te weten", "What does not fit, and what to know"))
    for finding in findings { console.wrapped("- \(finding.message)") }
    let (errors, warnings) = (
      findings.count { $0.severity == .error }, findings.count { $0.severity == .warning }
    )
    console.line()
    console.line(
      console.say(
        "\(errors) fouten, \(warnings) waarschuwingen. Nakijken: speelveld scheme check \(shellWord(folder))",
        "\(errors) errors, \(warnings) warnings. Check: speelveld scheme check \(shellWord(folder))"
      ))
  }
}
