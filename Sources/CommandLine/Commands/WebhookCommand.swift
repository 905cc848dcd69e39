import ArgumentParser
import Foundation
import JSONText
import Services
import Storage

/// Others that hear of events.
struct WebhookCommand: AsyncParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "webhook",
    abstract: "Call out events to other systems (CloudEvents, NL GOV profile).",
    discussion: """
      Calls are signed after Standard Webhooks (HMAC-SHA256) and repeated until the receiver answers 2xx.
      ‘speelveld reminders run’ and the worker hand them over; ‘reminders outbox’ shows them.
      """,
    subcommands: [Add.self, List.self, Remove.self])

  struct Add: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
      abstract: "Subscribe an address; prints the secret once.")

    @OptionGroup var options: OfficeOptions
    @Argument(help: "https address that is called.") var url: String
    @Option(help: "Only event types that begin so; may be repeated.") var type: [String] = []

    func run() async throws {
      try await options.run { session in
        let added = try await session.office.addWebhook(
          scheme: session.scheme, url: url, types: type,
          organisation: ProcessInfo.processInfo.environment["SPEELVELD_OIN"],
          random: randomBytes(32))
        let console = session.console
        if console.json {
          return console.data([
            "id": .string(added.subscription.id), "secret": .string(added.secret),
            "source": .string(added.subscription.source),
          ])
        }
        console.line("\(added.subscription.id)  \(added.secret)")
        console.note(
          "Geef dit geheim aan de ontvanger; het wordt niet nog eens getoond.",
          "Give this secret to the receiver; it is not shown again.")
      }
    }
  }

  struct List: AsyncParsableCommand {
    static let configuration = CommandConfiguration(abstract: "List the subscriptions.")

    @OptionGroup var options: OfficeOptions

    func run() async throws {
      try await options.run { session in
        let all = try await session.office.webhooks(scheme: session.scheme)
        session.console.list(
          all, json: \.json, empty: ("Geen abonnementen.", "No subscriptions."),
          [("kenmerk", "id"), ("adres", "address"), ("soorten", "types"), ("beëindigd", "ended")]
        ) { one in
          [
            one.id, one.url, one.types.joined(separator: " "),
            one.endedAt.map { String($0.description.prefix(10)) } ?? "",
          ]
        }
      }
    }
  }

  struct Remove: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
      abstract: "End a subscription; what waits for it is taken back.")

    @OptionGroup var options: OfficeOptions
    @Argument(help: "The subscription.") var id: String

    func run() async throws {
      try await options.run { session in
        try await session.office.endWebhook(scheme: session.scheme, id: id)
        if session.console.json { return session.console.data(["ended": .string(id)]) }
        session.console.line(session.console.say("\(id) is beëindigd.", "\(id) was ended."))
      }
    }
  }
}

extension WebhookStore.Subscription {
  var json: JSON {
    [
      "id": .string(id), "url": .string(url), "source": .string(source),
      "types": .array(types.map { .string($0) }), "createdAt": .string(createdAt.description),
      "createdBy": .string(createdBy),
      "endedAt": endedAt.map { .string($0.description) } ?? .null,
    ]
  }
}
