import Diagnostics
import FEELDatamodel
import Statechart
import Testing

/// A chart at random: nested and parallel states, histories, counters and timers.
private struct RandomChart {
  var generator: SplitMix64
  private var count = 0
  private var names: [String] = []
  private let events = ["a", "b", "c", "d"]

  init(seed: UInt64) { generator = SplitMix64(seed: seed) }

  mutating func text() -> String {
    names = []
    count = 0
    let shape = (0..<3).map { _ in tree(depth: 0) }.joined()
    return "<datamodel><data id=\"n\" expr=\"0\"/></datamodel>" + filled(shape)
  }

  private mutating func tree(depth: Int) -> String {
    count += 1
    let name = "s\(count)"
    names.append(name)
    let roll = Int.random(in: 0..<6, using: &generator)
    if depth >= 3 || roll < 3 { return "<state id=\"\(name)\">@\(name)@</state>" }
    let children = (0..<Int.random(in: 1...3, using: &generator)).map { _ in tree(depth: depth + 1)
    }
    .joined()
    if roll == 3 { return "<parallel id=\"\(name)\">@\(name)@\(children)</parallel>" }
    let first = "s\(count)"
    let deep = Bool.random(using: &generator)
    let history =
      deep
      ? "<history id=\"h\(name)\" type=\"deep\"><transition target=\"\(first)\"/></history>" : ""
    if deep { names.append("h\(name)") }
    return "<state id=\"\(name)\">@\(name)@\(history)\(children)</state>"
  }

  /// Replaces the marks by transitions, now that all names are known.
  private mutating func filled(_ shape: String) -> String {
    var result = ""
    for (index, part) in shape.split(separator: "@", omittingEmptySubsequences: false).enumerated()
    {
      if index % 2 == 0 {
        result += part
        continue
      }
      result += "<onentry><assign location=\"n\" expr=\"n + 1\"/></onentry>"
      for event in events where Int.random(in: 0..<3, using: &generator) == 0 {
        let target = names[Int.random(in: 0..<names.count, using: &generator)]
        let kind = Bool.random(using: &generator) ? " type=\"internal\"" : ""
        let delay = Int.random(in: 1...9, using: &generator)
        let timer = delay < 3 ? "<send event=\"\(events[delay])\" delay=\"\(delay)s\"/>" : ""
        result += """
          <transition event="\(event)" target="\(target)"\(kind)>\(timer)</transition>
          """
      }
    }
    return result
  }
}

@Test(arguments: 0..<60)
func `a storm of events never leaves the legal configurations`(seed: Int) throws {
  var random = RandomChart(seed: UInt64(seed))
  let chart = try chart(random.text())
  let language = FEELDatamodel()
  var step = chart.start(datamodel: language)
  #expect(chart.isLegal(step.snapshot))
  var now = ChartInstant(milliseconds: 0)
  for _ in 0..<40 {
    now.milliseconds += Int64.random(in: 0..<3000, using: &random.generator)
    let event = ["a", "b", "c", "d", "e"].randomElement(using: &random.generator) ?? "a"
    step = chart.step(step.snapshot, ChartEvent(event), now: now, datamodel: language)
    #expect(step.refusal == nil)
    #expect(chart.isLegal(step.snapshot), "after \(event): \(step.snapshot.configuration)")
  }
}

@Test(arguments: 0..<40)
func `storing and restoring at any point changes nothing of what follows`(seed: Int) throws {
  var random = RandomChart(seed: UInt64(1000 + seed))
  let chart = try chart(random.text())
  let program = FEELProgram(chart, hostNames: [])
  let language = FEELDatamodel()
  let compiled = FEELDatamodel(program: program)
  var straight = chart.start(datamodel: language)
  var interrupted = straight
  var now = ChartInstant(milliseconds: 0)
  for _ in 0..<25 {
    now.milliseconds += Int64.random(in: 0..<4000, using: &random.generator)
    let event = ["a", "b", "c", "d"].randomElement(using: &random.generator) ?? "a"
    straight = chart.step(straight.snapshot, ChartEvent(event), now: now, datamodel: language)
    let restored = try Snapshot(tree: interrupted.snapshot.tree)
    interrupted = chart.step(restored, ChartEvent(event), now: now, datamodel: compiled)
    #expect(interrupted == straight)
  }
}

@Test(arguments: 0..<20)
func `a chart written out and read again is the same chart`(seed: Int) throws {
  var random = RandomChart(seed: UInt64(2000 + seed))
  let chart = try chart(random.text())
  #expect(try Statechart.parse(Array(chart.exported().utf8)) == chart)
}

@Test func `values of every kind survive storing`() throws {
  var run = try Run(
    """
    <datamodel>
      <data id="date" expr='date("2026-11-23")'/><data id="span" expr='duration("P1Y2M")'/>
      <data id="list" expr='[1.50, "x", true, null]'/><data id="range" expr="[1..3)"/>
    </datamodel>
    <state id="a"><transition event="go" target="b"
      cond='date.year = 2026 and span = @"P1Y2M" and list[1] = 1.5 and 2 in range'/></state>
    <state id="b"/>
    """)
  let restored = try Snapshot(tree: run.step.snapshot.tree)
  #expect(restored == run.step.snapshot)
  run.send("go")
  #expect(run.active == ["b"])
}

@Test func `a flat snapshot is restored from its atomic states`() throws {
  let run = try Run(
    """
    <state id="a"><state id="a1"><transition event="go" target="b1"/></state></state>
    <parallel id="p"><state id="b"><state id="b1"/></state><state id="c"/></parallel>
    """)
  let snapshot = try Snapshot(restoring: ["b1", "c"], in: run.chart)
  #expect(snapshot.configuration == ["p", "b", "b1", "c"])
  let flat = try Snapshot(restoring: ["a1"], in: run.chart)
  let next = run.chart.step(flat, "go", datamodel: run.language)
  #expect(next.snapshot.activeAtomicStates(in: run.chart) == ["b1", "c"])
}

@Test func `restoring says everything that is wrong with the states given`() throws {
  let run = try Run(
    "<parallel id=\"p\"><state id=\"b\"><state id=\"b1\"/><state id=\"b2\"/></state><state id=\"c\"/></parallel>"
  )
  for states in [["b1"], ["b1", "b2", "c"], ["b", "c"], [], ["bl", "c"]] {
    #expect(throws: FindingsError.self) { try Snapshot(restoring: states, in: run.chart) }
  }
}

@Test func `a damaged snapshot is refused with a reason`() throws {
  let run = try Run("<state id=\"a\"/>")
  #expect(throws: FindingsError.self) { try Snapshot(tree: ["format": 1]) }
  #expect(throws: FindingsError.self) { try Snapshot(tree: .null) }
  let other = try chart("<state id=\"z\"/>")
  let step = other.step(run.step.snapshot, "go", datamodel: run.language)
  guard case .unfit? = step.refusal else {
    Issue.record("not refused")
    return
  }
}
