import LegalCalendar
import SchemeDefinition

/// Due dates under Dutch term law, from the scheme's own terms.
enum CalendarBenchmark {
  static func run(_ options: Options) throws {
    let calendar = try Shipped.calendar()
    guard let rules = try Shipped.scheme().versions.first,
      let start = CivilDate(iso: "2022-01-01")
    else { throw BrokenBenchmark("The scheme has no version.") }
    let anchors = (0..<2048).map { start.adding(days: $0) }
    for name in ["completion", "decision", "objection"] {
      guard let term = rules.terms[name]?.rule else { continue }
      if options.wants("calendar", "due") {
        let samples = Timing.perTurn(runs: options.runs ?? 7) { turn in
          keep(term.dueDate(from: anchors[turn & 2047], calendar: calendar))
        }
        Output.report(
          "calendar", "due", [("term", .string(name))], unit: "evaluations/s",
          samples.map { 1_000_000 / $0 })
      }
      if options.wants("calendar", "explained") {
        let samples = Timing.perTurn(runs: options.runs ?? 7) { turn in
          keep(term.outcome(from: anchors[turn & 2047], calendar: calendar))
        }
        Output.report(
          "calendar", "explained", [("term", .string(name))], unit: "evaluations/s",
          samples.map { 1_000_000 / $0 })
      }
    }
    try ledgers(options, rules, calendar, anchors)
  }

  /// Terms with a history: suspended, resumed and extended, as a determination that lacked something.
  private static func ledgers(
    _ options: Options, _ rules: RuleSet, _ calendar: HolidayCalendar, _ anchors: [CivilDate]
  ) throws {
    guard options.wants("calendar", "ledger"), let rule = rules.terms["determination"]?.rule else {
      return
    }
    func entry(_ id: String, _ day: CivilDate, _ action: TermEntry.Action) -> TermEntry {
      TermEntry(
        id: id, date: day, action: action,
        reason: BilingualText(nl: "aanvulling", en: "completion"),
        article: "Awb 4:15")
    }
    let ledgers = anchors.map { start in
      TermLedger(
        rule: rule, start: start,
        entries: [
          entry("1", start.adding(days: 18), .suspend(until: nil)),
          entry("2", start.adding(days: 28), .resume(suspension: "1")),
          entry("3", start.adding(days: 30), .extend(by: .weeks(2))),
        ])
    }
    func report(_ name: String, _ samples: [Double]) {
      Output.report(
        "calendar", name, [("entries", .int(3))], unit: "evaluations/s",
        samples.map { 1_000_000 / $0 })
    }
    let runs = options.runs ?? 7
    report(
      "ledger",
      Timing.perTurn(runs: runs) { keep(ledgers[$0 & 2047].dueDate(calendar: calendar)) })
    report(
      "ledger.explained",
      Timing.perTurn(runs: runs) { keep(ledgers[$0 & 2047].outcome(calendar: calendar)) })
  }
}
