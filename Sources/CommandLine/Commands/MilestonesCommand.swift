import ArgumentParser
import Casework
import JSONText
import LegalCalendar
import Services

struct MilestonesCommand: AsyncParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "milestones",
    abstract: "See what is due and why on that date, and change it for a reason.",
    subcommands: [
      List.self, Why.self, Extend.self, Suspend.self, Resume.self, Withdraw.self, Waive.self,
      Done.self, Notice.self, Penalty.self, Add.self, FollowUpCommand.self, SweepCommand.self,
    ], defaultSubcommand: List.self)

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
            obligation.due.description + (milestone.entries.isEmpty ? "" : "*"),
            console.standing(of: milestone), milestone.name,
            obligation.kind + (obligation.year.map { " \($0)" } ?? ""), obligation.article,
          ])
        }
        console.table(table)
        if milestones.contains(where: { !$0.entries.isEmpty }) {
          console.note(
            "* verlengd, opgeschort of anders gewijzigd", "* extended, suspended or changed")
        }
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
        let milestone = try await session.office.milestone(scheme: session.scheme, id)
        let obligation = milestone.obligation
        let console = session.console
        if console.json { return console.data(milestone.json) }
        console.line("\(obligation.id): \(obligation.due) (\(obligation.state.rawValue))")
        console.explain(obligation.steps)
        if let target = obligation.target {
          console.line(console.say("streefdatum: \(target)", "target date: \(target)"))
        }
        if let since = obligation.suspendedSince {
          console.paragraph(
            "De klok staat stil sinds \(since); de datum is de vroegst mogelijke.",
            "The clock stands still since \(since); the date is the earliest possible one.")
        }
        for entry in milestone.entries {
          console.wrapped(
            "  \(entry.id): \(entry.action.rawValue) \(entry.on), \(entry.reason) "
              + "[\(entry.article)] (\(entry.actor), \(entry.recordedOn))")
        }
      }
    }
  }

  struct Penalty: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
      abstract: "Project what a late decision costs (Awb 4:17).")

    @OptionGroup var options: OfficeOptions
    @Argument(help: "The obligation.") var id: String
    @Option(help: "Suppose that the notice of default came on this day (YYYY-MM-DD).")
    var supposing: CivilDate?

    func run() async throws {
      try await options.run { session in
        let penalty = try await session.office.penalty(
          scheme: session.scheme, obligation: id, supposing: supposing)
        let console = session.console
        let projection = penalty.projection
        if console.json { return console.data(penalty.json) }
        console.paragraph(
          "Uiterlijk \(penalty.obligation.due) te beslissen; ingebrekestelling \(penalty.notice). "
            + "De dwangsom loopt van \(projection.firstDay) tot en met \(projection.lastDay).",
          "To be decided by \(penalty.obligation.due); notice of default \(penalty.notice). "
            + "The penalty runs from \(projection.firstDay) through \(projection.lastDay).")
        console.paragraph(
          "Tot nu toe \(projection.days) dagen: \(DutchText.euros(.init(cents: projection.cents))); "
            + "ten hoogste \(DutchText.euros(.init(cents: projection.maximumCents))).",
          "So far \(projection.days) days: \(DutchText.euros(.init(cents: projection.cents))); "
            + "at most \(DutchText.euros(.init(cents: projection.maximumCents))).")
        console.explain(projection.steps)
        for notice in projection.notices { console.note(notice.text.nl, notice.text.en) }
      }
    }
  }
}

extension CaseOffice.Penalty {
  var json: JSON {
    [
      "obligation": .string(obligation.id), "due": .string(obligation.due.description),
      "notice": .string(notice.description), "firstDay": .string(projection.firstDay.description),
      "lastDay": .string(projection.lastDay.description), "days": .int(projection.days),
      "cents": .int(Int(projection.cents)), "maximumCents": .int(Int(projection.maximumCents)),
      "steps": .array(projection.steps.map(\.json)),
    ]
  }
}

extension CaseOffice.Milestone {
  var json: JSON {
    guard case .object(let members) = obligation.json else { return .null }
    return .object(
      members + [
        .init("title", ["nl": .string(title.nl), "en": .string(title.en)]),
        .init("name", .string(name)), .init("daysLeft", .int(daysLeft)),
        .init("late", .bool(isLate)), .init("ledger", .array(entries.map(\.json))),
      ])
  }
}

extension Console {
  /// How long until the due date, or what became of the obligation.
  func standing(of milestone: CaseOffice.Milestone) -> String {
    let obligation = milestone.obligation
    guard obligation.state == .open else { return obligation.state.rawValue }
    if obligation.suspendedSince != nil { return say("staat stil", "suspended") }
    return milestone.daysLeft < 0
      ? say("\(-milestone.daysLeft) te laat", "\(-milestone.daysLeft) late")
      : "\(milestone.daysLeft)"
  }

  /// The steps that led to a date, each with its article.
  func explain(_ steps: [TermStep]) {
    for step in steps {
      let head = "  \(step.date)  "
      let text = "\(say(step.text.nl, step.text.en)) [\(step.article)]"
      for (index, part) in wrapText(text, width: width - head.count).enumerated() {
        line((index == 0 ? head : String(repeating: " ", count: head.count)) + part)
      }
    }
  }

  /// The dates that a change moves.
  func show(_ moves: [DateMove]) {
    guard !moves.isEmpty else {
      return line(say("Geen datum verschuift.", "No date moves."))
    }
    var table = TextTable([
      .init(say("wat", "what")), .init(say("van", "from")), .init(say("naar", "to")),
      .init(say("kenmerk", "key")),
    ])
    for move in moves {
      table.add([
        word(move.what) + " " + move.kind, move.before?.description ?? say("nieuw", "new"),
        move.after?.description ?? say("vervalt", "falls away"), move.key,
      ])
    }
    self.table(table)
  }

  private func word(_ what: DateMove.What) -> String {
    switch what {
    case .obligation: say("verplichting", "obligation")
    case .report: say("rapportage", "report")
    case .payment: say("betaling", "payment")
    case .reminder: say("herinnering", "reminder")
    }
  }
}
