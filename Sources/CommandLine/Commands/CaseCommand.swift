import ArgumentParser
import Casework
import ExactNumbers
import FEEL
import JSONText
import LegalCalendar
import Services

struct CaseCommand: AsyncParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "case", abstract: "Look at one case and move it along its lifecycle.",
    subcommands: [Actions.self, Do.self, Letters.self, Timers.self])

  struct Actions: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
      abstract: "List what is permitted on a case today, and what is refused and why.")

    @OptionGroup var options: OfficeOptions
    @Argument(help: "The case, such as politica-2023 or politica-2023/interim-report/2025.")
    var id: String

    func run() async throws {
      try await options.run { session in
        let view = try await session.office.actions(scheme: session.scheme, case: id)
        let console = session.console
        if console.json { return console.data(view.json) }
        console.line("\(view.subject.rawValue) \(view.key): \(view.state)")
        if view.actions.isEmpty {
          console.line(
            console.say("Hier kan niets meer gebeuren.", "Nothing more can happen here."))
        }
        for action in view.actions {
          let label = console.say(action.labelNL ?? "", action.labelEN ?? "")
          let article = action.article.map { " [\($0)]" } ?? ""
          if action.isPermitted {
            console.wrapped("  ✓ \(action.event)  \(label) → \(action.target ?? "")\(article)")
          } else {
            console.wrapped(
              "  ✗ \(action.event)  \(label)\(article): "
                + (action.unless.map { console.say($0.nl, $0.en) }
                  ?? console.say("geldt niet: ", "does not hold: ") + (action.reason ?? "")))
          }
        }
        for timer in view.timers {
          console.wrapped(
            "  ⏱ \(timer.event)  " + console.say("vanzelf op", "by itself on") + " \(timer.due)")
        }
      }
    }
  }

  struct Do: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
      commandName: "do", abstract: "Send an event to a case; what follows is stored with it.")

    @OptionGroup var options: OfficeOptions
    @Argument(help: "The case, such as politica-2023/interim-report/2026.") var id: String
    @Argument(help: "The event, such as file, settle or pay.") var event: String

    func run() async throws {
      try await options.run { session in
        let event = try await session.office.send(event, scheme: session.scheme, case: id)
        session.console.show(event)
      }
    }
  }

  struct Letters: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
      abstract: "Show the letters drafted for an award, word for word.")

    @OptionGroup var options: OfficeOptions
    @Argument(help: "The award, such as politica-2023.") var award: String

    func run() async throws {
      try await options.run { session in
        let letters = try await session.office.letters(scheme: session.scheme, award: award)
        let console = session.console
        if console.json {
          return console.data(
            .array(letters.map { ["letter": $0.letter.json, "text": .string($0.text)] }))
        }
        for letter in letters {
          console.heading("\(letter.letter.id) (\(letter.letter.state.rawValue))")
          console.line(letter.text)
        }
      }
    }
  }
}

struct AwardCommand: AsyncParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "award", abstract: "Determine an award from its final account.",
    subcommands: [Determine.self])

  struct Determine: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
      abstract: "Determine an award by the scheme's decision Vaststelling (KR 8.6–8.9).")

    @OptionGroup var options: OfficeOptions
    @Argument(help: "The award, such as politica-2023.") var award: String
    @Option(help: "Realised costs in euros.") var costs: Money
    @Option(help: "Contributions of third parties in euros.") var thirdParties = Money(cents: 0)
    @Option(help: "Own contribution as budgeted, in euros.") var ownBudgeted = Money(cents: 0)
    @Option(help: "Own contribution as realised, in euros.") var ownRealised = Money(cents: 0)
    @Option(help: "The equalisation reserve before this account, in euros.") var reserve = Money(
      cents: 0)
    @Option(help: "The part of the activities that was done, from 0 to 1.") var done = "1"

    func validate() throws {
      guard let part = Decimal128(done), part >= Decimal128(0), part <= Decimal128(1) else {
        throw ValidationError("--done must be a number from 0 to 1, such as 0.85.")
      }
    }

    func run() async throws {
      try await options.run { session in
        let account = CaseOffice.FinalAccount(
          realisedCosts: costs, thirdParties: thirdParties, ownBudgeted: ownBudgeted,
          ownRealised: ownRealised, reserve: reserve,
          activitiesDone: Decimal128(done) ?? Decimal128(1))
        let event = try await session.office.determine(
          scheme: session.scheme, award: award, account: account)
        session.console.show(event)
      }
    }
  }
}

extension Money: ExpressibleByArgument {
  public init?(argument: String) { self.init(parsing: argument) }
}

extension CaseOffice.CaseView {
  var json: JSON {
    [
      "subject": .string(subject.rawValue), "case": .string(key), "state": .string(state),
      "step": .int(version.step),
      "timers": .array(
        timers.map { ["event": .string($0.event), "due": .string($0.due.description)] }),
      "actions": .array(
        actions.map { action in
          [
            "event": .string(action.event), "permitted": .bool(action.isPermitted),
            "reason": action.reason.map(JSON.string) ?? .null,
            "target": action.target.map(JSON.string) ?? .null,
            "article": action.article.map(JSON.string) ?? .null,
          ]
        }),
    ]
  }
}

extension Console {
  /// One event with what it changed.
  func show(_ event: Event) {
    if json { return data(event.body) }
    line("\(event.sequence). \(event.kind) \(event.subject) (\(event.actor), \(event.at))")
    for change in event.changes {
      let sign = change.before == nil ? "+" : change.after == nil ? "-" : "~"
      let record = change.after ?? change.before
      let facts = ["state", "due", "amountCents", "determinedCents", "template"].compactMap {
        name in
        record?[name].flatMap { $0.isNull ? nil : "\(name) \($0.string ?? $0.compact)" }
      }
      wrapped("  \(sign) \(change.table.rawValue) \(change.key): \(facts.joined(separator: ", "))")
    }
  }
}
