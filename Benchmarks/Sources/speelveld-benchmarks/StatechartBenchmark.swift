import ExactNumbers
import FEEL
import FEELDatamodel
import Statechart

/// Macrosteps per second of charts of three shapes.
enum StatechartBenchmark {
  static func run(_ options: Options) throws {
    for (name, text) in charts where options.wants("statechart", name) {
      let chart = try Statechart.parse(Array(text.utf8), file: "\(name).scxml")
      let language = FEELDatamodel()
      let start = chart.start(datamodel: language).snapshot
      let event = ChartEvent("go")
      var snapshot = start
      let samples = Timing.perTurn(runs: options.runs ?? 7) { _ in
        let step = chart.step(snapshot, event, datamodel: language)
        snapshot = step.snapshot
      }
      guard chart.step(start, event, datamodel: language).isHandled else {
        throw BrokenBenchmark("The chart \(name) does not take its event.")
      }
      Output.report("statechart", name, unit: "macrosteps/s", samples.map { 1_000_000 / $0 })
    }
    if options.wants("statechart", "guarded") { try runGuarded(options) }
  }

  /// A ring of states with a guard at each transition, its guards compiled beforehand or at each step.
  private static func runGuarded(_ options: Options) throws {
    let text = wrapped(
      ring("s", of: 8, guarded: "case.paid = null or case.paid &gt;= case.due"), initial: "s0")
    let chart = try Statechart.parse(Array(text.utf8), file: "guarded.scxml")
    let facts: FEELContext = ["case": .context(["paid": .number(7), "due": .number(5)])]
    let program = FEELProgram(chart, hostNames: facts.names)
    for (name, language) in [
      ("guarded", FEELDatamodel(host: facts, program: program)),
      ("guarded.compiled-at-each-step", FEELDatamodel(host: facts)),
    ] {
      var snapshot = chart.start(datamodel: language).snapshot
      let samples = Timing.perTurn(runs: options.runs ?? 7) { _ in
        snapshot = chart.step(snapshot, "go", datamodel: language).snapshot
      }
      Output.report("statechart", name, unit: "macrosteps/s", samples.map { 1_000_000 / $0 })
    }
  }

  private static let charts = [
    ("flat", wrapped(ring("s", of: 8), initial: "s0")),
    ("nested", wrapped(nested(depth: 6), initial: "n0")),
    (
      "parallel",
      wrapped(
        "<parallel id=\"p\">"
          + (0..<4).map { "<state id=\"r\($0)\">\(ring("r\($0)s", of: 4))</state>" }.joined()
          + "</parallel>", initial: "p")
    ),
  ]

  private static func wrapped(_ states: String, initial: String) -> String {
    """
    <scxml xmlns="http://www.w3.org/2005/07/scxml" version="1.0" datamodel="feel" initial="\(initial)">
    \(states)
    </scxml>
    """
  }

  private static func ring(_ name: String, of count: Int, guarded: String? = nil) -> String {
    let condition = guarded.map { " cond=\"\($0)\"" } ?? ""
    return (0..<count).map { index in
      """
      <state id="\(name)\(index)"><transition event="go"\(condition) target="\(name)\((index + 1) % count)"/></state>
      """
    }.joined()
  }

  /// States within states; the event moves between the two innermost, through all handlers.
  private static func nested(depth: Int) -> String {
    let inner = ring("leaf", of: 2)
    return (0..<depth).reversed().reduce(inner) { "<state id=\"n\($1)\">\($0)</state>" }
  }
}
