import ArgumentParser
import Casework
import Diagnostics
import Foundation
import LegalCalendar

/// The options that every command understands.
struct GlobalOptions: ParsableArguments {
  @Flag(name: .long, help: "Print one JSON document instead of text.")
  var json = false

  @Option(name: .long, help: "Language of messages: nl or en. Default: the locale's.")
  var lang: Language?

  func console() -> Console {
    Console.standard(
      language: lang, json: json, environment: ProcessInfo.processInfo.environment)
  }
}

/// The options of commands that read or change casework.
struct OfficeOptions: ParsableArguments {
  @OptionGroup var global: GlobalOptions

  @Option(name: .long, help: "The scheme. Default: the only one that is active.")
  var scheme: String?

  @Option(
    name: .long, help: ArgumentHelp("Directory of the private database.", valueName: "dir"))
  var dataDir: String?

  @Option(
    name: .customLong("as"),
    help: ArgumentHelp("Who acts. Default: the signed-in user.", valueName: "name"))
  var actor: String?

  @Option(
    name: .long,
    help: ArgumentHelp(
      "Act as if today were this day (YYYY-MM-DD); the time is 09:00 UTC.", valueName: "date"))
  var today: CivilDate?

  func validate() throws {
    if dataDir?.isEmpty == true {
      throw ValidationError("--data-dir needs the name of a directory.")
    }
  }

  func console() -> Console { global.console() }
}

extension Language: ExpressibleByArgument {}

extension CivilDate: ExpressibleByArgument {
  public init?(argument: String) { self.init(iso: argument) }
}
