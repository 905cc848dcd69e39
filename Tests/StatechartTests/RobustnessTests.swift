import Diagnostics
import FEELDatamodel
import Statechart
import Testing

private let sample = """
  <scxml xmlns="http://www.w3.org/2005/07/scxml" version="1.0" datamodel="feel" initial="p">
  <datamodel><data id="n" expr="0"/></datamodel>
  <parallel id="p"><history id="h" type="deep"><transition target="a1"/></history>
  <state id="a"><state id="a1"><transition event="x" cond="n &lt; 3" target="a2"/></state>
  <state id="a2"><onentry><send event="y" delay="1s"/></onentry><transition event="y" target="a1"/>
  </state></state><state id="b"><state id="b1"><transition event="x" target="b2"/></state>
  <final id="b2"/></state><transition event="done.state.b" target="z"/></parallel>
  <state id="z"><transition event="x" target="h"><assign location="n" expr="n + 1"/></transition>
  <transition cond="n > 2" target="end"/></state><final id="end"/></scxml>
  """

@Test(arguments: 0..<10)
func `a damaged document is refused or runs, and never breaks the engine`(seed: Int) throws {
  var generator = SplitMix64(seed: UInt64(seed))
  let words = [
    "id", "a1", "p", "z", "x", "target", "transition", "history", "state", "final", "1s",
  ]
  var understood = 0
  for _ in 0..<25 {
    var text = sample
    for _ in 0..<Int.random(in: 1...2, using: &generator) {
      let from = words.randomElement(using: &generator) ?? ""
      let to = words.randomElement(using: &generator) ?? ""
      let places = text.ranges(of: "\"\(from)\"") + text.ranges(of: "<\(from) ")
      guard let place = places.randomElement(using: &generator) else { continue }
      text.replaceSubrange(place, with: text[place].replacing(from, with: to))
    }
    guard let chart = try? Statechart.parse(Array(text.utf8)) else { continue }
    understood += 1
    let language = FEELDatamodel()
    _ = chart.analysis(AnalysisContext(datamodel: language))
    for format in PictureFormat.allCases { _ = chart.rendered(as: format) }
    var step = chart.start(datamodel: language)
    for second in 1...6 where step.refusal == nil {
      #expect(step.isFinished || chart.isLegal(step.snapshot))
      let now = ChartInstant(milliseconds: Int64(second) * 700)
      step = chart.step(step.snapshot, "x", now: now, datamodel: language)
    }
  }
  #expect(understood > 0)
}

@Test func `states that cannot be active together are refused, not run`() throws {
  let chart = try Statechart.parse(Array(sample.utf8))
  let step = chart.start(datamodel: FEELDatamodel())
  guard case .context(var parts) = step.snapshot.tree,
    case .list(let sessions)? = parts.first(where: { $0.name == "sessions" })?.value,
    case .context(var session)? = sessions.first,
    let place = parts.firstIndex(where: { $0.name == "sessions" }),
    let active = session.firstIndex(where: { $0.name == "active" })
  else {
    Issue.record("the tree has another shape")
    return
  }
  for states: ChartValue in [["a1"], ["p", "a", "a1", "a2"], [], ["p", "a", "a1", "b"], ["h"]] {
    session[active].value = states
    parts[place].value = .list([.context(session)])
    let damaged = try Snapshot(tree: .context(parts))
    let next = chart.step(damaged, "x", datamodel: FEELDatamodel())
    #expect(next.refusal != nil)
    #expect(next.snapshot == damaged)
    #expect(chart.permitted(in: damaged, datamodel: FEELDatamodel()).isEmpty)
  }
}

@Test func `a chart of more states than anybody needs is refused with a reason`() throws {
  let text =
    "<scxml xmlns=\"http://www.w3.org/2005/07/scxml\" version=\"1.0\">"
    + String(repeating: "<state/>", count: 10_001) + "</scxml>"
  do throws(FindingsError) {
    _ = try Statechart.parse(Array(text.utf8))
    Issue.record("not refused")
  } catch {
    #expect(error.findings.map(\.code) == ["chart-too-large"])
  }
}

@Test func `text where the language has none is a warning`() throws {
  let chart = try chart("<state id=\"a\">stray</state>")
  #expect(chart.warnings.map(\.code) == ["stray-text"])
}

@Test(arguments: [
  ("10ms", 10), ("1.5s", 1500), (".5s", 500), ("0s", 0), ("2s", 2000), ("PT1H30M", 5_400_000),
  ("P1DT0.25S", 86_400_250),
])
func `a delay is read to the millisecond`(text: String, milliseconds: Int64) throws {
  let run = try Run(
    "<state id=\"a\"><onentry><send event=\"e\" delayexpr='\"\(text)\"'/></onentry></state>")
  #expect((run.step.snapshot.nextDue?.milliseconds ?? 0) == milliseconds)
  #expect(run.step.diagnostics.isEmpty)
}

@Test(arguments: [
  "", "s", "1", "-1s", "1 s s", "soon", "PT", "P1Y", "99999999999999999999s",
])
func `what is no delay is an error of the running chart`(text: String) throws {
  let run = try Run(
    "<state id=\"a\"><onentry><send event=\"e\" delayexpr='\"\(text)\"'/></onentry></state>")
  #expect(run.step.snapshot.nextDue == nil)
  #expect(run.step.diagnostics.map(\.event) == ["error.execution"])
}

@Test func `the delay of a very distant event does not overflow the clock`() throws {
  var run = try Run(
    "<state id=\"a\"><transition event=\"go\"><send event=\"e\" delay=\"9223372036854775s\"/></transition></state>"
  )
  run.send("go", at: 1_000_000_000_000)
  #expect(run.step.snapshot.nextDue?.milliseconds == .max)
}
