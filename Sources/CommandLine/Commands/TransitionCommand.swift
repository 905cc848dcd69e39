import ArgumentParser
import Casework
import JSONText
import Services
import Storage

struct TransitionCommand: AsyncParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "transition",
    abstract: "Change the period of a whole scheme: plan, approve, apply, undo.",
    subcommands: [
      Plan.self, Approve.self, Apply.self, Undo.self, Show.self, List.self, Except.self,
    ])

  struct Plan: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
      abstract: "Work out who moves, who is blocked and why, and what follows.",
      discussion: """
        The plan is kept for approval by a second person. Use --to settlement after the last period.
        """)

    @OptionGroup var options: OfficeOptions
    @Option(help: "The year that ends.") var from: Int
    @Option(help: "The year that begins, or ‘settlement’.") var to: TransitionTarget
    @Flag(help: "Show the plan without keeping it.") var dryRun = false
    @Flag(help: "Show every payment, obligation, reminder and letter.") var details = false

    func run() async throws {
      try await options.run { session in
        let console = session.console
        let progress = Progress(console.say("overgang", "transition"), on: console)
        let tell: @Sendable (Int, Int) -> Void = { progress.update($0, of: $1) }
        if dryRun {
          let plan = try await session.office.previewTransition(
            scheme: session.scheme, from: from, to: to.year, progress: tell)
          progress.finish()
          console.show(plan, run: nil, details: details)
          return
        }
        let planned = try await session.office.planTransition(
          scheme: session.scheme, from: from, to: to.year, progress: tell)
        progress.finish()
        console.show(planned.plan, run: planned.run, details: details)
        console.note(
          "Plan \(planned.run.id) wacht op een tweede persoon: "
            + "speelveld transition approve \(planned.run.id) --as NAAM",
          "Plan \(planned.run.id) waits for a second person: "
            + "speelveld transition approve \(planned.run.id) --as NAME")
      }
    }
  }

  struct Approve: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
      abstract: "Approve a plan; not by the person who made it.")

    @OptionGroup var options: OfficeOptions
    @Argument(help: "The run, such as 2026-2027-1.") var id: String

    func run() async throws {
      try await options.run { session in
        let run = try await session.office.approveTransition(scheme: session.scheme, run: id)
        session.console.show(run)
        session.console.note(
          "Uitvoeren: speelveld transition apply \(run.id)",
          "To apply it: speelveld transition apply \(run.id)")
      }
    }
  }

  struct Apply: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
      abstract: "Apply an approved plan: completely or not at all.",
      discussion: "Refused when anything that the plan stands on has changed since, naming what.")

    @OptionGroup var options: OfficeOptions
    @Argument(help: "The run, such as 2026-2027-1.") var id: String
    @Flag(help: "Show every payment, obligation, reminder and letter.") var details = false

    func run() async throws {
      try await options.run { session in
        let applied = try await session.office.applyTransition(scheme: session.scheme, run: id)
        session.console.show(applied.plan, run: applied.run, details: details)
        session.console.note(
          "Uitgevoerd. Terugdraaien: speelveld transition undo \(id)",
          "Applied. To undo it: speelveld transition undo \(id)")
      }
    }
  }

  struct Undo: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
      abstract: "Take an applied run back: every record stands as it did before.")

    @OptionGroup var options: OfficeOptions
    @Argument(help: "The run, such as 2026-2027-1.") var id: String

    func run() async throws {
      try await options.run { session in
        let run = try await session.office.undoTransition(scheme: session.scheme, run: id)
        session.console.show(run)
      }
    }
  }

  struct Show: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
      abstract: "Show a run: its plan, or its result read back from the tables.")

    @OptionGroup var options: OfficeOptions
    @Argument(help: "The run, such as 2026-2027-1.") var id: String
    @Flag(help: "Show every payment, obligation, reminder and letter.") var details = false

    func run() async throws {
      try await options.run { session in
        let found = try await session.office.transition(scheme: session.scheme, run: id)
        session.console.show(found.plan, run: found.run, details: details)
      }
    }
  }

  struct List: AsyncParsableCommand {
    static let configuration = CommandConfiguration(abstract: "List the runs of the scheme.")

    @OptionGroup var options: OfficeOptions

    func run() async throws {
      try await options.run { session in
        let runs = try await session.office.transitions(scheme: session.scheme)
        let console = session.console
        if console.json { return console.data(.array(runs.map(\.json))) }
        guard !runs.isEmpty else {
          return console.paragraph(
            "Er zijn nog geen overgangen. Begin met: speelveld transition plan --from 2026 --to 2027",
            "There are no runs yet. Begin with: speelveld transition plan --from 2026 --to 2027")
        }
        var table = TextTable([
          .init(console.say("overgang", "run")), .init(console.say("toestand", "state")),
          .init(console.say("gemaakt", "planned")), .init(console.say("goedgekeurd", "approved")),
          .init(console.say("uitgevoerd", "applied")),
        ])
        for run in runs {
          table.add([
            run.id, run.state.rawValue, run.planned.by, run.approved?.by ?? "–",
            run.applied?.by ?? "–",
          ])
        }
        console.table(table)
      }
    }
  }

  struct Except: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
      abstract: "Let one award move although a rule blocks it, with the reason.")

    @OptionGroup var options: OfficeOptions
    @Argument(help: "The award, such as politica-2023.") var award: String
    @Option(help: "The year that it moves into.") var year: Int
    @Option(help: "Why; kept with the exception.") var reason: String

    func run() async throws {
      try await options.run { session in
        let exception = try await session.office.grantException(
          scheme: session.scheme, award: award, year: year, reason: reason)
        let console = session.console
        if console.json { return console.data(exception.json) }
        console.paragraph(
          "\(award) mag naar \(year): \(exception.reason) (\(exception.grantedBy), \(exception.grantedOn)). "
            + "Maak een nieuw plan.",
          "\(award) may move to \(year): \(exception.reason) (\(exception.grantedBy), "
            + "\(exception.grantedOn)). Make a new plan.")
      }
    }
  }
}

/// The year that begins, or the settlement after the last one.
struct TransitionTarget: ExpressibleByArgument {
  let year: Int?

  init?(argument: String) {
    if ["settlement", "afloop"].contains(argument) {
      year = nil
    } else if let year = Int(argument), (1900...2200).contains(year) {
      self.year = year
    } else {
      return nil
    }
  }
}
