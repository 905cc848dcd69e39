import Statechart
import Testing

private func invoking(_ child: String, attributes: String = "", inside: String = "") -> String {
  """
  <state id="a"><invoke id="child" \(attributes)>\(inside)<content>
    <scxml version="1.0" datamodel="feel">\(child)</scxml></content></invoke>
    <transition event="done.invoke.child" target="b"/>
    <transition event="leave" target="b"/>
    <transition event="from.child"><log expr="_event.invokeid"/></transition>
  </state><state id="b"><transition event="from.child" target="wrong"/></state><state id="wrong"/>
  """
}

@Test func `an invoked chart that ends sends its parent a done event`() throws {
  var run = try Run(
    invoking(
      "<state id=\"x\"><transition event=\"end\" target=\"y\"/></state><final id=\"y\"/>",
      attributes: "autoforward=\"true\""))
  #expect(run.active == ["a"])
  run.send("end")
  #expect(run.active == ["b"])
}

@Test func `a child's message bears the name of its invocation`() throws {
  let run = try Run(
    invoking(
      "<state id=\"x\"><onentry><send target=\"#_parent\" event=\"from.child\"/></onentry></state>")
  )
  #expect(run.log == ["child"])
}

@Test func `leaving the state ends the child, which runs its exit and is heard no more`() throws {
  var run = try Run(
    invoking(
      """
      <state id="x"><onexit><log expr='"bye"'/><send target="#_parent" event="from.child"/></onexit>
      </state>
      """))
  run.send("leave")
  #expect(run.log == ["bye"])
  #expect(run.active == ["b"])
}

@Test func `finalize takes an answer into the parent's data before it is processed`() throws {
  let run = try Run(
    """
    <datamodel><data id="n" expr="0"/></datamodel>
    <state id="a"><invoke><content><scxml version="1.0" datamodel="feel"><final id="f"><onentry>
        <send target="#_parent" event="answer"><param name="n" expr="7"/></send></onentry></final>
      </scxml></content><finalize><assign location="n" expr="_event.data.n"/></finalize></invoke>
      <transition event="answer" cond="n = 7" target="b"/><transition event="*" target="wrong"/>
    </state><state id="b"/><state id="wrong"/>
    """)
  #expect(run.active == ["b"])
}

@Test func `parameters replace the first values of a child's variables of the same names`() throws {
  let run = try Run(
    """
    <state id="a"><invoke><param name="n" expr="5"/><param name="unknown" expr="6"/><content>
      <scxml version="1.0" datamodel="feel"><datamodel><data id="n" expr="1"/></datamodel>
        <state id="x"><transition cond="n = 5" target="y"/></state><final id="y"/></scxml>
      </content></invoke><transition event="done.invoke" target="b"/></state><state id="b"/>
    """)
  #expect(run.active == ["b"])
}

@Test func `parent and child answer one another until both rest`() throws {
  let run = try Run(
    """
    <state id="a"><invoke id="echo"><content><scxml version="1.0" datamodel="feel">
        <state id="x"><onentry><send target="#_parent" event="ready"/></onentry>
          <transition event="ping"><send targetexpr="_event.origin" event="pong"/></transition>
        </state></scxml></content></invoke>
      <transition event="ready"><send target="#_echo" event="ping"/></transition>
      <transition event="pong" target="b"/></state><state id="b"/>
    """)
  #expect(run.active == ["b"])
}

@Test func `a chart that invokes itself for ever is refused`() throws {
  let text = """
    <scxml xmlns="http://www.w3.org/2005/07/scxml" version="1.0" datamodel="feel">
      <state id="a"><invoke src="self"/></state></scxml>
    """
  let chart = try Statechart.parse(Array(text.utf8))
  let step = chart.start(
    datamodel: Run.feel, host: ChartHost(charts: ["self": chart], sessionLimit: 20))
  guard case .endless? = step.refusal else {
    Issue.record("not refused")
    return
  }
}

@Test func `a child's timer outlives storing and restoring`() throws {
  var run = try Run(
    invoking(
      """
      <state id="x"><onentry><send event="late" delay="1s"/></onentry>
        <transition event="late" target="y"/></state><final id="y"/>
      """))
  let stored = run.step.snapshot.tree
  let restored = try Snapshot(tree: stored)
  #expect(restored == run.step.snapshot)
  let later = run.chart.step(restored, nil, now: 1000, datamodel: run.language)
  #expect(later.snapshot.activeAtomicStates(in: run.chart) == ["b"])
  run.wait(until: 1000)
  #expect(run.step.snapshot == later.snapshot)
}
