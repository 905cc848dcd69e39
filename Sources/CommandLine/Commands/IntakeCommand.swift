import ArgumentParser
import Casework
import JSONText
import LegalCalendar
import Services

/// What comes in from outside and starts a clock of its own.
struct IntakeCommand: AsyncParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "intake", abstract: "Take in an objection or a request for permission.",
    subcommands: [TakeObjection.self, TakePermission.self])

  struct TakeObjection: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
      commandName: "objection", abstract: "Take in an objection against a decision (Awb 6:4).")

    @OptionGroup var options: OfficeOptions
    @Argument(help: "The award, such as politica-2023.") var award: String
    @Option(help: "The decision objected to, such as ‘vaststelling’.") var against: String
    @Option(help: "The day on which it came in (YYYY-MM-DD). Default: today.") var on: CivilDate?

    func run() async throws {
      try await options.run { session in
        let objection = try await session.office.receiveObjection(
          scheme: session.scheme, award: award, against: against, on: on ?? session.today)
        try await session.showClock(of: "objection/\(objection.id)", objection.json)
      }
    }
  }

  struct TakePermission: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
      commandName: "permission",
      abstract: "Take in a request for permission for a legal act (Awb 4:71).")

    @OptionGroup var options: OfficeOptions
    @Argument(help: "The award, such as politica-2023.") var award: String
    @Option(help: "The act, such as ‘wijziging van de statuten’.") var act: String
    @Option(help: "The day on which it came in (YYYY-MM-DD). Default: today.") var on: CivilDate?

    func run() async throws {
      try await options.run { session in
        let permission = try await session.office.requestPermission(
          scheme: session.scheme, award: award, act: act, on: on ?? session.today)
        try await session.showClock(of: "permission/\(permission.id)", permission.json)
      }
    }
  }
}

extension OfficeSession {
  /// The case that came in, with the clock that it started.
  fileprivate func showClock(of subject: String, _ record: JSON) async throws {
    let milestones = try await office.milestones(scheme: scheme, all: false)
      .filter { $0.obligation.subject == subject }
    if console.json {
      return console.data(["case": record, "obligations": .array(milestones.map(\.json))])
    }
    console.line(subject)
    for milestone in milestones {
      console.line(
        "\(console.say(milestone.title.nl, milestone.title.en)): \(milestone.obligation.due)")
      console.explain(milestone.obligation.steps)
    }
  }
}
