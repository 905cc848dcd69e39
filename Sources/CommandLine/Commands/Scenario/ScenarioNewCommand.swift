import Allocation
import ArgumentParser
import Casework
import Diagnostics
import Foundation
import JSONText
import Simulation

struct ScenarioNewCommand: AsyncParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "new",
    abstract: "Write a scenario file: a difference on the present scheme.",
    discussion: "Without --set the file lists every lever with its values, to fill in.")

  @OptionGroup var global: GlobalOptions
  @Argument(help: "Its name: lower-case letters, digits and hyphens.") var name: String
  @Option(name: .long, help: ArgumentHelp("A lever's value.", valueName: "lever=value"))
  var set: [String] = []
  @Option(help: ArgumentHelp("Start from this scenario.", valueName: "scenario")) var from: String?
  @Option(help: "Its title in Dutch.") var titleNl: String?
  @Option(help: "Its title in English.") var titleEn: String?
  @Option(help: ArgumentHelp("Where to write. Default: NAME.yaml here.", valueName: "file"))
  var out: String?

  func run() async throws {
    let console = global.console()
    try await reporting(console) {
      let base = try from.map { try ScenarioFiles(home: try Home.find()).scenario($0) }
      let changes = try leverChanges(set)
      let kept = (base?.changes ?? []).filter { old in
        !changes.contains { $0.lever == old.lever }
      }
      let scenario = Scenario(
        id: name,
        title: Bilingual(
          nl: titleNl ?? base?.title.dutch ?? name, en: titleEn ?? base?.title.english ?? name),
        note: base?.note ?? Bilingual(nl: "", en: ""),
        changes: (kept + changes).sorted { $0.lever < $1.lever })
      _ = try scenario.design(on: .present)
      let text = ScenarioFile.text(scenario, withEveryLever: scenario.changes.isEmpty)
      // What is written can be read: a bad name is refused here with the reader's own words.
      _ = try ScenarioFile.parse(Array(text.utf8))
      let file = out ?? "\(name).yaml"
      guard !FileManager.default.fileExists(atPath: file) else {
        throw Refusal(
          "file-exists", nl: "“\(file)” bestaat al en blijft zoals het is.",
          en: "“\(file)” exists already and stays as it is.",
          details: ["Choose another name, or --out."])
      }
      do {
        try Data(text.utf8).write(to: URL(filePath: file), options: .withoutOverwriting)
      } catch {
        throw Refusal(
          "cannot-write", nl: "“\(file)” kan niet worden geschreven.",
          en: "“\(file)” cannot be written.", details: [error.localizedDescription])
      }
      if console.json {
        return console.data(["file": .string(file), "scenario": scenario.json])
      }
      console.line(console.say("Geschreven: \(file)", "Written: \(file)"))
      console.line("speelveld scenario run \(shellWord(file))")
    }
  }
}
