import FEEL
import FEELDatamodel
import Statechart

/// A chart from the inside of its `<scxml>` element, in FEEL.
func chart(_ body: String, attributes: String = "") throws -> Statechart {
  let text = """
    <scxml xmlns="http://www.w3.org/2005/07/scxml" xmlns:sv="urn:speelveld:lifecycle:1"
      version="1.0" datamodel="feel" \(attributes)>\(body)</scxml>
    """
  return try Statechart.parse(Array(text.utf8), file: "chart.scxml")
}

/// A chart that is being run, so that a test reads as a story.
struct Run {
  let chart: Statechart
  var language: FEELDatamodel
  var host: ChartHost
  private(set) var step: Step
  /// Texts of all log entries so far.
  private(set) var log: [String] = []

  init(
    _ body: String, attributes: String = "", facts: FEELContext = FEELContext(),
    host: ChartHost = ChartHost()
  ) throws {
    chart = try StatechartTests.chart(body, attributes: attributes)
    language = FEELDatamodel(host: facts)
    self.host = host
    step = chart.start(datamodel: language, host: host)
    note()
  }

  mutating func send(_ event: ChartEvent, at now: ChartInstant = 0) {
    step = chart.step(step.snapshot, event, now: now, datamodel: language, host: host)
    note()
  }

  mutating func wait(until now: ChartInstant) {
    step = chart.step(step.snapshot, nil, now: now, datamodel: language, host: host)
    note()
  }

  private mutating func note() {
    for case .log(_, let text) in step.effects { log.append(text) }
  }

  var active: [String] { step.snapshot.activeAtomicStates(in: chart) }
}

/// A small generator of numbers with a seed, so that a failing case can be run again.
struct SplitMix64: RandomNumberGenerator {
  private var state: UInt64

  init(seed: UInt64) { state = seed }

  mutating func next() -> UInt64 {
    state &+= 0x9E37_79B9_7F4A_7C15
    var z = state
    z = (z ^ (z >> 30)) &* 0xBF58_476D_1CE4_E5B9
    z = (z ^ (z >> 27)) &* 0x94D0_49BB_1331_11EB
    return z ^ (z >> 31)
  }
}

extension Run {
  static let feel = FEELDatamodel()
}
