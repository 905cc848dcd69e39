import Statechart
import Testing

/// A state that logs when it is entered and left.
private func traced(_ id: String, _ inside: String = "", initial: String? = nil) -> String {
  """
  <state id="\(id)"\(initial.map { " initial=\"\($0)\"" } ?? "")>
    <onentry><log expr='"+\(id)"'/></onentry><onexit><log expr='"-\(id)"'/></onexit>\(inside)
  </state>
  """
}

@Test func `states are entered from the outside in and left from the inside out`() throws {
  var run = try Run(
    traced("a", traced("b", traced("c")) + "<transition event=\"go\" target=\"x\"/>") + traced("x"))
  run.send("go")
  #expect(run.log == ["+a", "+b", "+c", "-c", "-b", "-a", "+x"])
}

@Test func `a transition acts after the states are left and before others are entered`() throws {
  var run = try Run(
    traced("a", "<transition event=\"go\" target=\"b\"><log expr='\"act\"'/></transition>")
      + traced("b"))
  run.send("go")
  #expect(run.log == ["+a", "-a", "act", "+b"])
}

@Test func `regions are entered in document order and left in reverse`() throws {
  var run = try Run(
    "<parallel id=\"p\">" + traced("a") + traced("b")
      + "<transition event=\"go\" target=\"x\"/></parallel>" + traced("x"))
  #expect(run.active == ["a", "b"])
  run.send("go")
  #expect(run.log == ["+a", "+b", "-b", "-a", "+x"])
}

@Test func `both regions take their transition for one event`() throws {
  var run = try Run(
    """
    <parallel id="p">
      <state id="a"><state id="a1"><transition event="go" target="a2"/></state><state id="a2"/></state>
      <state id="b"><state id="b1"><transition event="go" target="b2"/></state><state id="b2"/></state>
    </parallel>
    """)
  run.send("go")
  #expect(run.active == ["a2", "b2"])
  #expect(run.step.transitions.map(\.source) == ["a1", "b1"])
}

@Test func `an inner state's transition goes before an outer state's`() throws {
  var run = try Run(
    """
    <state id="a"><transition event="go" target="outer"/>
      <state id="b"><transition event="go" target="inner"/></state>
    </state><state id="outer"/><state id="inner"/>
    """)
  run.send("go")
  #expect(run.active == ["inner"])
}

@Test func `of two transitions that leave the same states the one found first wins`() throws {
  var run = try Run(
    """
    <parallel id="p">
      <state id="a"><transition event="go" target="x"/></state>
      <state id="b"><transition event="go" target="y"/></state>
    </parallel><state id="x"/><state id="y"/>
    """)
  run.send("go")
  #expect(run.active == ["x"])
}

@Test func `an inner transition preempts an outer one of another region's ancestor`() throws {
  var run = try Run(
    """
    <parallel id="p"><transition event="go" target="x"/>
      <state id="a"/>
      <state id="b"><state id="b1"><transition event="go" target="b2"/></state><state id="b2"/></state>
    </parallel><state id="x"/>
    """)
  run.send("go")
  #expect(run.active == ["a", "b2"])
}

@Test func `an external transition leaves its source and an internal one does not`() throws {
  let inside = """
    <state id="i"/><state id="j"/>
    <transition event="out" target="j"/><transition event="in" type="internal" target="j"/>
    """
  var run = try Run(traced("a", inside))
  run.send("in")
  #expect(run.log == ["+a"])
  run.send("out")
  #expect(run.log == ["+a", "-a", "+a"])
  #expect(run.active == ["j"])
}

@Test func `a transition without target leaves nothing`() throws {
  var run = try Run(traced("a", "<transition event=\"tick\"><log expr='\"tick\"'/></transition>"))
  run.send("tick")
  #expect(run.log == ["+a", "tick"])
  #expect(run.step.isHandled)
}

@Test func `an event that nothing reacts to changes nothing`() throws {
  var run = try Run(traced("a"))
  let before = run.step.snapshot.configuration
  run.send("unknown")
  #expect(!run.step.isHandled)
  #expect(run.step.snapshot.configuration == before)
}

@Test(arguments: [
  ("error", "error", true), ("error", "error.send", true), ("error", "errors", false),
  ("error.*", "error.send", true), ("error.", "error.send.failed", true), ("*", "anything", true),
  ("error.send", "error", false),
])
func `a descriptor matches whole words of an event's name`(
  descriptor: String, event: String, matches: Bool
) throws {
  #expect(EventDescriptor(descriptor).matches(event) == matches)
}

@Test func `internal events go before external ones and eventless transitions before both`() throws
{
  var run = try Run(
    """
    <state id="a"><onentry><send event="external"/><raise event="internal"/></onentry>
      <transition event="external" target="x"/><transition event="internal" target="b"/></state>
    <state id="b"><onentry><raise event="late"/></onentry>
      <transition event="late" target="y"/><transition target="c"/></state>
    <state id="c"><transition event="late" target="d"/></state>
    <state id="d"><transition event="external" target="e"/></state>
    <state id="e"/><state id="x"/><state id="y"/>
    """)
  #expect(run.active == ["e"])
  run.send("nothing")
}

@Test func `a final child makes its parent done and all regions done make the parallel done`()
  throws
{
  var run = try Run(
    """
    <parallel id="p">
      <transition event="done.state.a"><log expr='"a done"'/></transition>
      <transition event="done.state.p" target="end"/>
      <state id="a"><state id="a1"><transition event="x" target="a2"/></state><final id="a2"/></state>
      <state id="b"><state id="b1"><transition event="y" target="b2"/></state><final id="b2"/></state>
    </parallel><final id="end"/>
    """)
  run.send("x")
  #expect(run.log == ["a done"])
  #expect(!run.step.isFinished)
  run.send("y")
  #expect(run.step.isFinished)
  #expect(run.step.snapshot.configuration == ["end"])
}

@Test func `a finished chart takes no more events and keeps the state in which it ended`() throws {
  var run = try Run(
    "<state id=\"a\"><transition event=\"go\" target=\"b\"/></state><final id=\"b\"/>")
  run.send("go")
  run.send("go")
  #expect(run.step.snapshot.configuration == ["b"])
  #expect(!run.step.isHandled)
}

private let remembering = """
  <state id="out"><transition event="shallow" target="hs"/><transition event="deep" target="hd"/></state>
  <state id="s"><history id="hs"><transition target="s2"/></history>
    <history id="hd" type="deep"><transition target="s2"/></history>
    <transition event="leave" target="out"/>
    <state id="s1"><state id="s11"><transition event="in" target="s12"/></state><state id="s12"/></state>
    <state id="s2"><transition event="one" target="s1"/></state>
  </state>
  """

@Test func `a history leads to its default before the first visit`() throws {
  var run = try Run(remembering)
  run.send("shallow")
  #expect(run.active == ["s2"])
}

@Test func `a shallow history remembers the child and a deep one the innermost state`() throws {
  for (event, expected) in [("shallow", "s11"), ("deep", "s12")] {
    var run = try Run(remembering)
    for name in ["shallow", "one", "in", "leave"] { run.send(ChartEvent(name)) }
    #expect(run.active == ["out"])
    run.send(ChartEvent(event))
    #expect(run.active == [expected])
  }
}

@Test func `content of an initial transition runs after the entry of its state`() throws {
  let run = try Run(
    """
    <state id="a"><onentry><log expr='"entry"'/></onentry>
      <initial><transition target="b"><log expr='"initial"'/></transition></initial>
      <state id="b"><onentry><log expr='"child"'/></onentry></state></state>
    """)
  #expect(run.log == ["entry", "initial", "child"])
}

@Test func `a chart that never comes to rest is refused and stays where it was`() throws {
  var run = try Run(
    """
    <state id="rest"><transition event="go" target="a"/></state>
    <state id="a"><transition target="b"/></state><state id="b"><transition target="a"/></state>
    """)
  run.send("go")
  guard case .endless? = run.step.refusal else {
    Issue.record("not refused: \(run.active)")
    return
  }
  #expect(run.active == ["rest"])
}

@Test func `content of an initial transition does not run when a child is entered directly`() throws
{
  var run = try Run(
    """
    <state id="o"><transition event="direct" target="c"/><transition event="default" target="a"/></state>
    <state id="a"><initial><transition target="b"><log expr='"initial"'/></transition></initial>
      <state id="b"/><state id="c"><transition event="default" target="a"/></state></state>
    """)
  run.send("direct")
  #expect(run.log == [])
  run.send("default")
  #expect(run.log == ["initial"])
}

@Test func `content of a history's default runs on the first visit only`() throws {
  var run = try Run(
    """
    <state id="o"><transition event="in" target="h"/></state>
    <state id="a"><history id="h"><transition target="b"><log expr='"default"'/></transition></history>
      <transition event="out" target="o"/><state id="b"/></state>
    """)
  run.send("in")
  #expect(run.log == ["default"])
  run.send("out")
  run.send("in")
  #expect(run.log == ["default"])
  #expect(run.active == ["b"])
}

@Test func `an internal transition of a parallel state leaves it like an external one`() throws {
  var run = try Run(
    "<parallel id=\"p\"><onexit><log expr='\"left\"'/></onexit><state id=\"a\"/>"
      + "<state id=\"b\"><state id=\"b1\"/><state id=\"b2\"/></state>"
      + "<transition event=\"go\" type=\"internal\" target=\"b2\"/></parallel>")
  run.send("go")
  #expect(run.log == ["left"])
  #expect(run.active == ["a", "b2"])
}
