import ArgumentParser
import Casework
import Foundation
import JSONText
import Postgres
import Services
import Storage

struct DatabaseCommand: AsyncParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "database", abstract: "Bring the database up to date and look at its make-up.",
    subcommands: [Migrate.self, Schema.self])

  struct Migrate: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
      abstract: "Apply missing migrations. Every other command does this too.")

    @OptionGroup var options: OfficeOptions

    func run() async throws {
      try await options.runWithoutScheme { office, home, console in
        let names = try home.migrations().map(\.name).sorted()
        if console.json { return console.data(.array(names.map(JSON.string))) }
        console.line(
          console.say(
            "Bijgewerkt tot en met \(names.last ?? "–").", "Up to date with \(names.last ?? "–")."))
      }
    }
  }

  struct Schema: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
      abstract: "Print the schema that the migrations give, as db/schema.sql holds it.")

    @OptionGroup var global: GlobalOptions

    func run() async throws {
      let console = global.console()
      try await reporting(console) {
        for line in try await SchemaText.make(Home.find().migrations()) { console.line(line) }
      }
    }
  }
}
