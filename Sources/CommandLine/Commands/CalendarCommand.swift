import ArgumentParser
import Casework
import JSONText
import LegalCalendar
import SchemeDefinition
import Services

struct CalendarCommand: AsyncParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "calendar", abstract: "Holidays and terms, explained; milestones as a calendar.",
    subcommands: [
      Holidays.self, Term.self, Reproject.self, Feed.self, Share.self, Shares.self, Revoke.self,
    ])

  struct Holidays: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
      abstract:
        "List the holidays of the Algemene termijnenwet, and the days put on a par with them.")

    @OptionGroup var global: GlobalOptions
    @Option(help: "The first year.") var from: Int
    @Option(help: "The last year. Default: the first.") var to: Int?

    func validate() throws {
      guard from >= 1583, (to ?? from) >= from, (to ?? from) - from <= 500 else {
        throw ValidationError("The years must follow each other, from 1583 on, 500 at most.")
      }
    }

    func run() async throws {
      let console = global.console()
      try await reporting(console) {
        let calendar = try Home.find().calendar()
        let holidays = (from...(to ?? from)).flatMap { calendar.holidays(in: $0) }
        if console.json { return console.data(.array(holidays.map(\.json))) }
        var table = TextTable([
          .init(console.say("datum", "date")), .init(console.say("dag", "day")),
          .init(console.say("feestdag", "holiday")), .init(console.say("grondslag", "source")),
        ])
        for holiday in holidays {
          table.add([
            holiday.date.description, console.weekday(holiday.date),
            console.say(holiday.name.nl, holiday.name.en),
            (holiday.decree ?? holiday.article)
              + (holiday.standing == .verified ? "" : " (\(holiday.standing.rawValue))"),
          ])
        }
        console.table(table)
        if let last = CivilDate(year: to ?? from, month: 12, day: 31),
          let notice = calendar.notice(about: last)
        {
          console.note("Let op: \(notice.text.nl)", "Note: \(notice.text.en)")
        }
      }
    }
  }

  struct Term: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
      abstract: "Work out when one of the scheme's terms ends, step by step.")

    @OptionGroup var global: GlobalOptions
    @Argument(help: "The term, as the scheme's terms.yaml names it.") var name: String
    @Option(help: "The day from which it counts (YYYY-MM-DD).") var from: CivilDate
    @Option(help: "The scheme's directory. Default: the shipped scheme.") var directory: String?

    func run() async throws {
      let console = global.console()
      try await reporting(console) {
        let rules = try lastRuleSet(directory)
        guard let term = rules.terms[name] else {
          throw Refusal(
            "unknown-term", nl: "Er is geen termijn “\(name)”.", en: "There is no term “\(name)”.",
            details: rules.terms.keys.sorted())
        }
        let outcome = term.rule.outcome(from: from, calendar: try Home.find().calendar())
        if console.json {
          return console.data([
            "term": .string(name), "from": .string(from.description),
            "due": .string(outcome.due.description), "article": .string(term.source.article),
            "steps": .array(outcome.steps.map(\.json)),
          ])
        }
        console.line("\(console.say(term.title.nl, term.title.en)): \(outcome.due)")
        console.explain(outcome.steps)
        for notice in outcome.notices { console.note(notice.text.nl, notice.text.en) }
      }
    }
  }
}

extension CalendarCommand {
  struct Reproject: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
      abstract:
        "Derive every open date anew by today's calendar and rules, and say what moves and why.")

    @OptionGroup var options: OfficeOptions
    @Flag(help: "Show what would move; store nothing.") var dryRun = false

    func run() async throws {
      try await options.run { session in
        let moved = try await session.office.reproject(scheme: session.scheme, dryRun: dryRun)
        let console = session.console
        if console.json { return console.data(.array(moved.map(\.json))) }
        console.show(moved)
        if dryRun { console.note("Proef: er is niets opgeslagen.", "Dry run: nothing was stored.") }
      }
    }
  }
}

extension CaseOffice.MovedTerm {
  var json: JSON {
    [
      "obligation": .string(after.id), "before": .string(before.due.description),
      "after": .string(after.due.description), "because": .array(because.map(\.json)),
    ]
  }
}

extension Console {
  /// Open terms that moved, with the steps that explain it.
  func show(_ moved: [CaseOffice.MovedTerm]) {
    if moved.isEmpty { line(say("Geen open termijn verschuift.", "No open term moves.")) }
    for term in moved {
      line("\(term.after.id): \(term.before.due) → \(term.after.due)")
      explain(term.because)
    }
  }
}

extension Holiday {
  var json: JSON {
    [
      "date": .string(date.description), "nl": .string(name.nl), "en": .string(name.en),
      "article": .string(article), "decree": decree.map(JSON.string) ?? .null,
      "standing": .string(standing.rawValue),
    ]
  }
}

extension TermStep {
  var json: JSON {
    [
      "date": .string(date.description), "kind": .string(kind.rawValue), "nl": .string(text.nl),
      "en": .string(text.en), "article": .string(article),
    ]
  }
}

extension Console {
  func weekday(_ date: CivilDate) -> String {
    let names =
      language == .dutch
      ? ["ma", "di", "wo", "do", "vr", "za", "zo"]
      : ["Mon", "Tue", "Wed", "Thu", "Fri", "Sat", "Sun"]
    return names[date.isoWeekday - 1]
  }
}
