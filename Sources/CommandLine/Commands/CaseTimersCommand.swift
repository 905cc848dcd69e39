import ArgumentParser
import Casework
import JSONText
import LegalCalendar
import Services
import Storage

extension CaseCommand {
  struct Timers: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
      abstract: "Look at what waits to happen to cases by itself, and let it come when it is due.",
      subcommands: [List.self, Run.self], defaultSubcommand: List.self)

    struct List: AsyncParsableCommand {
      static let configuration = CommandConfiguration(
        abstract: "List the delayed events that wait, the earliest first.")

      @OptionGroup var options: OfficeOptions
      @Option(help: "List at most so many.") var limit = 100

      func validate() throws {
        guard limit > 0 else { throw ValidationError("--limit must be at least 1.") }
      }

      func run() async throws {
        try await options.run { session in
          let waiting = try await session.office.waitingTimers(
            scheme: session.scheme, limit: limit)
          session.console.list(
            waiting, json: \.json, empty: ("Er wacht niets.", "Nothing waits."),
            [("wanneer (UTC)", "when (UTC)"), ("zaak", "case"), ("gebeurtenis", "event")]
          ) { [$0.due.description, $0.instance, $0.event] }
        }
      }
    }

    struct Run: AsyncParsableCommand {
      static let configuration = CommandConfiguration(
        abstract: "Let every delayed event come in that has fallen due, each once and in order.")

      @OptionGroup var options: OfficeOptions

      func run() async throws {
        try await options.run { session in
          let run = try await session.office.runTimers(scheme: session.scheme)
          let console = session.console
          if console.json { return console.data(run.json) }
          for event in run.events { console.show(event) }
          console.line(
            console.say(
              "\(run.delivered) gebeurtenissen kwamen binnen.",
              "\(run.delivered) delayed events came in."))
          for refused in run.refused {
            console.wrapped(
              "✗ \(refused.instance): " + console.say(refused.reason.nl, refused.reason.en))
          }
        }
      }
    }
  }
}

extension TimerStore.Waiting {
  var json: JSON {
    [
      "case": .string(instance), "event": .string(event), "due": .string(due.description),
    ]
  }
}

extension CaseOffice.TimerRun {
  var json: JSON {
    [
      "delivered": .int(delivered), "events": .array(events.map(\.body)),
      "refused": .array(
        refused.map {
          ["case": .string($0.instance), "reason": .string($0.reason.en)]
        }),
    ]
  }
}
