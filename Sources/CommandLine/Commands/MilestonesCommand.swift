import ArgumentParser
import Casework
import JSONText
import LegalCalendar
import Services

struct MilestonesCommand: AsyncParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "milestones", abstract: "See what is due, and why on that date.",
    subcommands: [List.self, Why.self], defaultSubcommand: List.self)

  struct List: AsyncParsableCommand {
    static let configuration = CommandConfiguration(abstract: "List obligations by due date.")

    @OptionGroup var options: OfficeOptions
    @Flag(help: "Also those that are done, waived or cancelled.") var all = false
    @Option(help: "Answer with what was known at the end of that day (YYYY-MM-DD).")
    var asOf: CivilDate?

    func run() async throws {
      try await options.run { session in
        let milestones = try await session.office.milestones(
          scheme: session.scheme, all: all, asOf: asOf)
        let console = session.console
        if console.json { return console.data(.array(milestones.map(\.json))) }
        guard !milestones.isEmpty else {
          return console.line(console.say("Er staat niets open.", "Nothing is due."))
        }
        var table = TextTable([
          .init(console.say("fatale datum", "due")), .init(console.say("dagen", "days"), .right),
          .init(console.say("wie", "who")), .init(console.say("wat", "what")),
          .init(console.say("artikel", "article")),
        ])
        for milestone in milestones {
          let obligation = milestone.obligation
          table.add([
            obligation.due.description,
            obligation.state == .open
              ? (milestone.daysLeft < 0
                ? console.say("\(-milestone.daysLeft) te laat", "\(-milestone.daysLeft) late")
                : "\(milestone.daysLeft)")
              : obligation.state.rawValue, milestone.name,
            obligation.kind + (obligation.year.map { " \($0)" } ?? ""), obligation.article,
          ])
        }
        console.table(table)
        console.note(
          "Waarom die datum? speelveld milestones why \(milestones[0].obligation.id)",
          "Why that date? speelveld milestones why \(milestones[0].obligation.id)")
      }
    }
  }

  struct Why: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
      abstract: "Explain an obligation's due date step by step.")

    @OptionGroup var options: OfficeOptions
    @Argument(help: "The obligation, as ‘milestones list --json’ names it.") var id: String

    func run() async throws {
      try await options.run { session in
        let obligation = try await session.office.milestone(scheme: session.scheme, id)
        let console = session.console
        if console.json { return console.data(obligation.json) }
        console.line("\(obligation.id): \(obligation.due) (\(obligation.state.rawValue))")
        for step in try JSON.parse(obligation.why).array ?? [] {
          let text = step[console.language == .dutch ? "nl" : "en"]?.string ?? ""
          let head = "  \(step["date"]?.string ?? "")  "
          let lines = wrapText(
            "\(text) [\(step["article"]?.string ?? "")]", width: console.width - head.count)
          for (index, part) in lines.enumerated() {
            console.line((index == 0 ? head : String(repeating: " ", count: head.count)) + part)
          }
        }
      }
    }
  }
}

extension CaseOffice.Milestone {
  var json: JSON {
    guard case .object(let members) = obligation.json else { return .null }
    return .object(
      members + [
        .init("name", .string(name)), .init("daysLeft", .int(daysLeft)),
      ])
  }
}
