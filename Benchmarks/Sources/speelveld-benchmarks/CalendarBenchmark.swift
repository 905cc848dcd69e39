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
  }
}
