import ArgumentParser
import Casework
import JSONText
import LegalCalendar
import Services

/// What every change of a term needs: which obligation, when, why, and whether to store it.
struct TermOptions: ParsableArguments {
  @OptionGroup var options: OfficeOptions
  @Argument(help: "The obligation, as ‘milestones list --json’ names it.") var id: String
  @Option(help: "Why; it stands beside the date for good.") var reason: String
  @Option(help: "The ground, such as ‘Awb 4:15’. Default: the one that the scheme gives.")
  var article: String?
  @Option(help: "The day on which it takes effect (YYYY-MM-DD). Default: today.")
  var on: CivilDate?
  @Flag(help: "Show every date that would move; store nothing.") var dryRun = false

  func run(_ action: TermChange.Action) async throws {
    try await options.run { session in
      let change = TermChange(
        action, on: on ?? session.today, reason: reason, article: article)
      let result =
        dryRun
        ? try await session.office.previewTerm(
          scheme: session.scheme, obligation: id, change)
        : try await session.office.changeTerm(scheme: session.scheme, obligation: id, change)
      let console = session.console
      if console.json {
        return console.data([
          "before": result.before.json, "after": result.after.json,
          "moves": .array(result.moves.map(\.json)), "stored": .bool(result.event != nil),
        ])
      }
      console.line("\(id): \(result.before.due) → \(result.after.due)")
      console.explain(result.after.steps)
      console.show(result.moves)
      if result.event == nil {
        console.note("Proef: er is niets opgeslagen.", "Dry run: nothing was stored.")
      }
    }
  }
}

extension MilestonesCommand {
  struct Extend: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
      abstract:
        "Extend a term by a length or to a day; also a day that has passed, for a recipient.")

    @OptionGroup var term: TermOptions
    @Option(help: "By how much, such as ‘4 weeks’.") var by: TermLength?
    @Option(help: "By how many working days.") var workingDays: Int?
    @Option(help: "To which day (YYYY-MM-DD).") var to: CivilDate?

    func validate() throws {
      guard [by != nil, workingDays != nil, to != nil].count(where: \.self) == 1 else {
        throw ValidationError("Give one of --by, --working-days and --to.")
      }
    }

    func run() async throws {
      if let by { return try await term.run(.extend(by: by)) }
      if let workingDays { return try await term.run(.extendByWorkingDays(workingDays)) }
      if let to { try await term.run(.extendTo(to)) }
    }
  }

  struct Suspend: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
      abstract: "Stop the clock from the day after, until it is resumed.")

    @OptionGroup var term: TermOptions
    @Option(help: "The day on which it runs again by itself (YYYY-MM-DD).") var until: CivilDate?

    func run() async throws { try await term.run(.suspend(until: until)) }
  }

  struct Resume: AsyncParsableCommand {
    static let configuration = CommandConfiguration(abstract: "Let the clock run again.")

    @OptionGroup var term: TermOptions
    @Option(help: "The suspension. Default: the one that is open.") var suspension: String?

    func run() async throws { try await term.run(.resume(suspension: suspension)) }
  }

  struct Withdraw: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
      abstract: "Withdraw an entry of the ledger: it counts as never made, and stays on record.")

    @OptionGroup var term: TermOptions
    @Option(help: "The entry, as ‘milestones why’ names it.") var entry: String

    func run() async throws { try await term.run(.withdraw(entry: entry)) }
  }

  struct Waive: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
      abstract: "Release from an obligation; its reminders are cancelled.")

    @OptionGroup var term: TermOptions

    func run() async throws { try await term.run(.waive) }
  }

  struct Done: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
      abstract: "Mark an obligation as done where no report or decision does.")

    @OptionGroup var term: TermOptions

    func run() async throws { try await term.run(.fulfil) }
  }

  struct Notice: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
      commandName: "notice", abstract: "Record a notice of default that came in (Awb 4:17).")

    @OptionGroup var term: TermOptions

    func run() async throws { try await term.run(.defaultNotice) }
  }

  struct Add: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
      abstract: "Add reports or other obligations on agreed days, in a pattern or not.")

    @OptionGroup var options: OfficeOptions
    @Argument(help: "The award, such as politica-2023.") var award: String
    @Option(help: "The kind, such as agreed-report.") var kind = "agreed-report"
    @Option(help: "A day (YYYY-MM-DD); may be given several times.") var on: [CivilDate]
    @Option(help: "Repeat the first day every so many months, without drift at month ends.")
    var everyMonths: Int?
    @Option(help: "How many days in such a series.") var count = 1
    @Option(help: "Why.") var reason: String

    func validate() throws {
      guard !on.isEmpty else { throw ValidationError("Give at least one day with --on.") }
      guard everyMonths == nil || on.count == 1 else {
        throw ValidationError("A series starts on one day.")
      }
      guard (1...120).contains(count), everyMonths.map({ (1...120).contains($0) }) ?? true else {
        throw ValidationError("--count and --every-months are 1 to 120.")
      }
    }

    func run() async throws {
      let days =
        everyMonths.flatMap { Recurrence(first: on[0], everyMonths: $0) }?.dates(count: count) ?? on
      try await options.run { session in
        let added = try await session.office.addMilestones(
          scheme: session.scheme, award: award, kind: kind, on: days, reason: reason)
        let console = session.console
        if console.json { return console.data(.array(added.map(\.json))) }
        for obligation in added { console.line("\(obligation.due)  \(obligation.id)") }
      }
    }
  }

  struct FollowUpCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
      commandName: "follow-up",
      abstract: "Record how far a recommendation or a commitment to Parliament was followed up.")

    @OptionGroup var options: OfficeOptions
    @Argument(help: "The recommendation or commitment.") var id: String
    @Option(help: "open, planned, done or rejected.") var status: FollowUp
    @Option(help: "Who follows it up.") var owner: String?
    @Option(help: "By which day (YYYY-MM-DD).") var due: CivilDate?

    func run() async throws {
      try await options.run { session in
        try await session.office.followUp(
          scheme: session.scheme, id, status: status, owner: owner, due: due)
        session.console.line("\(id): \(status.rawValue)" + (due.map { ", \($0)" } ?? ""))
      }
    }
  }

  struct SweepCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
      commandName: "sweep",
      abstract: "Do what the passing of days asks for; run it daily, it does nothing twice.")

    @OptionGroup var options: OfficeOptions
    @Flag(help: "Show what it would do; store nothing.") var dryRun = false

    func run() async throws {
      try await options.run { session in
        let result = try await session.office.sweep(scheme: session.scheme, dryRun: dryRun)
        let console = session.console
        if console.json { return console.data(result.json) }
        for obligation in result.opened {
          console.line("+ \(obligation.due)  \(obligation.id) [\(obligation.article)]")
        }
        for obligation in result.closed {
          console.line("- \(obligation.id) (\(obligation.state.rawValue))")
        }
        for payment in result.sweep.payments {
          console.line(console.say("betaalbaar: \(payment)", "fell due: \(payment)"))
        }
        for late in result.sweep.late {
          console.wrapped(
            late.isSent
              ? "→ \(late.subject): \(late.event) [\(late.article)]"
              : console.say("u kunt nu: ", "you may now: ")
                + "speelveld case do \(late.subject.drop { $0 != "/" }.dropFirst()) \(late.event) [\(late.article)]"
          )
        }
        if result.event == nil {
          console.note(
            dryRun ? "Proef: er is niets opgeslagen." : "Er was niets te doen.",
            dryRun ? "Dry run: nothing was stored." : "There was nothing to do.")
        }
      }
    }
  }
}

extension CaseOffice.SweepResult {
  var json: JSON {
    [
      "opened": .array(opened.map(\.json)), "closed": .array(closed.map(\.json)),
      "payments": .array(sweep.payments.map(JSON.string)),
      "late": .array(
        sweep.late.map {
          [
            "obligation": .string($0.obligation), "subject": .string($0.subject),
            "event": .string($0.event), "article": .string($0.article), "sent": .bool($0.isSent),
          ]
        }), "stored": .bool(event != nil),
    ]
  }
}

extension TermLength: ExpressibleByArgument {
  public init?(argument: String) { self.init(argument) }
}

extension FollowUp: ExpressibleByArgument {}
