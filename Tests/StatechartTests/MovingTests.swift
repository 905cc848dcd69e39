import Diagnostics
import FEELDatamodel
import Statechart
import Testing

private let old = """
  <datamodel><data id="n" expr="0"/><data id="lost" expr="1"/></datamodel>
  <parallel id="work">
    <state id="papers"><history id="back" type="deep"><transition target="asked"/></history>
      <state id="asked"><onentry><send event="remind" delay="7s"/><send event="forget" delay="8s"/>
        </onentry><transition event="remind"><assign location="n" expr="n + 1"/></transition>
        <transition event="forget"/><transition event="got" target="read"/></state>
      <state id="read"/></state>
    <state id="money"><state id="due"><transition event="pay" target="paid"/></state>
      <state id="paid"/></state>
    <transition event="pause" target="paused"/>
  </parallel>
  <state id="paused"><transition event="resume" target="back"/></state>
  """
private let new = """
  <datamodel><data id="n" expr="100"/><data id="fresh" expr="2 + 3"/></datamodel>
  <parallel id="work">
    <state id="papers"><history id="back" type="deep"><transition target="requested"/></history>
      <state id="requested"><transition event="nudge"><assign location="n" expr="n + 10"/></transition>
        <transition event="got" target="read"/></state><state id="read"/></state>
    <state id="money"><state id="due"><transition event="pay" target="paid"/></state>
      <state id="paid"/></state>
    <transition event="pause" target="paused"/>
  </parallel>
  <state id="paused"><transition event="resume" target="back"/></state>
  """
private let mapping = ChartMapping(
  states: ["asked": "requested"], timers: ["remind": "nudge", "forget": nil])

@Test func `a running case moves with its states, data, memory and timers`() throws {
  let (from, to) = (try chart(old), try chart(new))
  #expect(mapping.check(from: from, to: to) == [])
  let language = FEELDatamodel()
  var step = from.start(datamodel: language)
  step = from.step(step.snapshot, "pay", datamodel: language)
  step = from.step(step.snapshot, "pause", datamodel: language)
  let moved = try mapping.move(step.snapshot, from: from, to: to, datamodel: language)
  #expect(moved.activeAtomicStates(in: to) == ["paused"])
  #expect(moved.data == ["n": 0, "fresh": 5])
  #expect(moved.pendingEvents.map(\.event.name) == ["nudge"])
  var next = to.step(moved, "resume", datamodel: language)
  #expect(next.snapshot.activeAtomicStates(in: to) == ["requested", "due"])
  next = to.step(next.snapshot, nil, now: 7000, datamodel: language)
  #expect(next.snapshot.data["n"] == 10)
}

@Test func `a case moves to an equal chart without any change`() throws {
  let chart = try chart(old)
  let language = FEELDatamodel()
  let step = chart.start(datamodel: language)
  let moved = try ChartMapping().move(
    step.snapshot, from: chart, to: chart, datamodel: language)
  #expect(moved == step.snapshot)
}

@Test func `what would be lost on the way stops the move`() throws {
  let (from, to) = (try chart(old), try chart(new))
  let step = from.start(datamodel: FEELDatamodel())
  for (mapping, code) in [
    (ChartMapping(timers: ["remind": nil, "forget": nil]), "unmapped-state"),
    (ChartMapping(states: ["asked": "requested"], timers: ["forget": nil]), "orphan-timer"),
    (
      ChartMapping(states: ["asked": "due"], timers: ["remind": nil, "forget": nil]),
      "illegal-configuration"
    ),
  ] {
    let error = #expect(throws: FindingsError.self) {
      try mapping.move(step.snapshot, from: from, to: to, datamodel: FEELDatamodel())
    }
    #expect(error?.findings.map(\.code).contains(code) == true, "\(code)")
  }
}

@Test func `an orphan or misspelt timer is refused when the mapping is checked`() throws {
  let (from, to) = (try chart(old), try chart(new))
  var broken = mapping
  broken.timers = ["remnid": "nudge"]
  let found = broken.check(from: from, to: to)
  #expect(
    found.filter { $0.severity == .error }.map(\.code).sorted() == [
      "orphan-timer", "orphan-timer", "unknown-timer",
    ])
}

@Test func `timers kept apart from the snapshot and put back give the same snapshot`() throws {
  let chart = try chart(
    """
    <state id="a"><onentry><send event="x" delay="5s"/><send event="y" delay="1s"/></onentry>
      <invoke id="c"><content><scxml version="1.0" datamodel="feel"><state id="k"><onentry>
        <send event="z" delay="3s"/></onentry></state></scxml></content></invoke></state>
    """)
  let snapshot = chart.start(datamodel: FEELDatamodel()).snapshot
  #expect(snapshot.timers.map(\.event) == ["y", "z", "x"])
  #expect(snapshot.withoutTimers.timers == [])
  #expect(try snapshot.withoutTimers.attaching(snapshot.timers.reversed()) == snapshot)
  #expect(throws: FindingsError.self) {
    try chart.resting(in: ["a"], datamodel: FEELDatamodel()).attaching(snapshot.timers)
  }
}

@Test func `a case at rest has the first values of its data and is bare without any`() throws {
  let language = FEELDatamodel()
  let plain = try chart("<state id=\"a\"/><state id=\"b\"/>")
  #expect(try plain.resting(in: ["b"], datamodel: language).isBare)
  let kept = try chart("<datamodel><data id=\"n\" expr=\"1 + 1\"/></datamodel><state id=\"a\"/>")
  let snapshot = try kept.resting(in: ["a"], datamodel: language)
  #expect(snapshot.data == ["n": 2])
  #expect(!snapshot.isBare)
}
