import ArgumentParser
import Casework
import Delivery
import Foundation
import JSONText
import Services
import Storage

/// Whose dates a calendar holds.
struct FeedOptions: ParsableArguments {
  @Option(help: "Only this alliance.") var alliance: String?
  @Option(help: ArgumentHelp("Only what concerns this contact.", valueName: "contact"))
  var person: String?

  func validate() throws {
    if alliance != nil, person != nil {
      throw ValidationError("Choose --alliance or --person, not both.")
    }
  }

  var kind: FeedStore.Feed.Kind { alliance != nil ? .alliance : person != nil ? .person : .scheme }
  var key: String { alliance ?? person ?? "" }
}

extension CalendarCommand {
  struct Feed: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
      abstract: "Write the milestones as a calendar (iCalendar) for any calendar program.")

    @OptionGroup var options: OfficeOptions
    @OptionGroup var feed: FeedOptions
    @Option(help: ArgumentHelp("File to write. Default: standard output.", valueName: "file"))
    var out: String?

    func run() async throws {
      try await options.run { session in
        let document = try await session.office.calendarFeed(
          scheme: session.scheme, kind: feed.kind, key: feed.key,
          language: session.console.language == .dutch ? "nl" : "en"
        ).document
        guard let out else {
          FileHandle.standardOutput.write(Data(document.bytes))
          return
        }
        try Data(document.bytes).write(to: URL(filePath: out), options: .atomic)
        session.console.note(
          "\(out): \(document.bytes.count) bytes.", "\(out): \(document.bytes.count) bytes.")
      }
    }
  }

  struct Share: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
      abstract: "Make a secret address under which others subscribe to a calendar.")

    @OptionGroup var options: OfficeOptions
    @OptionGroup var feed: FeedOptions

    func run() async throws {
      try await options.run { session in
        let shared = try await session.office.shareCalendar(
          scheme: session.scheme, kind: feed.kind, key: feed.key,
          language: session.console.language == .dutch ? "nl" : "en", random: randomBytes(32))
        let console = session.console
        let path = "/agenda/\(shared.token).ics"
        if console.json {
          return console.data(["id": .string(shared.feed.id), "path": .string(path)])
        }
        console.line(path)
        console.note(
          "Wie dit adres kent, leest de agenda. Het wordt niet nog eens getoond; intrekken: speelveld "
            + "calendar revoke \(shared.feed.id)",
          "Whoever knows this address reads the calendar. It is not shown again; to revoke: speelveld "
            + "calendar revoke \(shared.feed.id)")
      }
    }
  }

  struct Shares: AsyncParsableCommand {
    static let configuration = CommandConfiguration(abstract: "List the shared calendars.")

    @OptionGroup var options: OfficeOptions

    func run() async throws {
      try await options.run { session in
        let feeds = try await session.office.sharedCalendars(scheme: session.scheme)
        let console = session.console
        console.list(
          feeds, json: \.json, empty: ("Geen gedeelde agenda's.", "No shared calendars."),
          [
            ("kenmerk", "id"), ("van", "of"), ("gemaakt", "made"), ("door", "by"),
            ("ingetrokken", "revoked"),
          ]
        ) { feed in
          [
            feed.id, feed.key.isEmpty ? console.say("hele regeling", "whole scheme") : feed.key,
            String(feed.createdAt.description.prefix(10)), feed.createdBy,
            feed.revokedAt.map { String($0.description.prefix(10)) } ?? "",
          ]
        }
      }
    }
  }

  struct Revoke: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
      abstract: "Make a shared calendar's address stop working.")

    @OptionGroup var options: OfficeOptions
    @Argument(help: "The shared calendar.") var id: String

    func run() async throws {
      try await options.run { session in
        try await session.office.revokeCalendar(scheme: session.scheme, id: id)
        if session.console.json { return session.console.data(["revoked": .string(id)]) }
        session.console.line(session.console.say("\(id) is ingetrokken.", "\(id) was revoked."))
      }
    }
  }
}

/// Bytes from the system's generator, fit for secrets.
func randomBytes(_ count: Int) -> [UInt8] {
  var generator = SystemRandomNumberGenerator()
  return (0..<count).map { _ in UInt8.random(in: 0...255, using: &generator) }
}

extension FeedStore.Feed {
  var json: JSON {
    [
      "id": .string(id), "kind": .string(kind.rawValue), "key": .string(key),
      "language": .string(language), "createdAt": .string(createdAt.description),
      "createdBy": .string(createdBy),
      "revokedAt": revokedAt.map { .string($0.description) } ?? .null,
    ]
  }
}
