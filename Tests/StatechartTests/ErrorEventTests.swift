import Statechart
import Testing

@Test func `an error of a delayed message is processed when it falls due, not at the next event`()
  throws
{
  var run = try Run(
    """
    <state id="a"><onentry><send event="x" target="#_gone" delay="2s"/></onentry>
      <transition event="error.communication" target="b"/></state><state id="b"/>
    """)
  #expect(run.active == ["a"])
  run.wait(until: 2000)
  #expect(run.active == ["b"])
}

@Test func `the error of a message that could not be made bears the id of its send`() throws {
  let run = try Run(
    """
    <state id="a"><onentry><send id="mine" event="x"><param name="p" expr="1 +"/></send></onentry>
      <transition event="error.execution" cond='_event.sendid = "mine"' target="b"/>
      <transition event="*" target="wrong"/></state><state id="b"/><state id="wrong"/>
    """)
  #expect(run.active == ["b"])
}

@Test func `a parent learns which invocation answers whatever address the child used`() throws {
  var run = try Run(
    """
    <state id="a"><invoke id="child"><content><scxml version="1.0" datamodel="feel">
        <state id="x"><transition event="ask"><send event="answer" targetexpr="_event.origin"
          typeexpr="_event.origintype"/></transition></state></scxml></content></invoke>
      <transition event="go"><send event="ask" target="#_child"/></transition>
      <transition event="answer" cond='_event.invokeid = "child"' target="b"/>
      <transition event="answer" target="wrong"/></state><state id="b"/><state id="wrong"/>
    """)
  run.send("go")
  #expect(run.active == ["b"])
}

@Test func `a cancelled child is not heard at its parent's session address either`() throws {
  var run = try Run(
    """
    <state id="a"><invoke id="child"><content><scxml version="1.0" datamodel="feel">
        <datamodel><data id="parent"/></datamodel>
        <state id="x"><transition event="ask"><assign location="parent" expr="_event.origin"/>
          </transition>
          <onexit><send event="late" targetexpr="parent"/></onexit></state></scxml></content></invoke>
      <transition event="go"><send event="ask" target="#_child"/></transition>
      <transition event="leave" target="b"/></state>
    <state id="b"><transition event="late error.*" target="wrong"/></state><state id="wrong"/>
    """)
  run.send("go")
  run.send("leave")
  #expect(run.active == ["b"])
}

@Test func `a chart invoked from a variable keeps the namespaces it was written under`() throws {
  let run = try Run(
    """
    <datamodel><data id="chart"/></datamodel>
    <state id="a"><onentry><assign location="chart"><scxml version="1.0" datamodel="feel"><final id="f"/>
      </scxml></assign></onentry>
      <invoke><content expr="chart"/></invoke>
      <transition event="done.invoke" target="b"/><transition event="error" target="wrong"/></state>
    <state id="b"/><state id="wrong"/>
    """)
  #expect(run.active == ["b"])
}

@Test func `a delay that is no delay and a target that is no address are execution errors`() throws
{
  for attributes in [
    "delayexpr='\"soon\"'", "delayexpr='\"-1s\"'", "target=\"baz\"", "typeexpr=\"27\"",
    "targetexpr='\"#_internal\"' delayexpr='\"1s\"'",
  ] {
    let run = try Run(
      """
      <state id="a"><onentry><send event="x" \(attributes)/><raise event="not reached"/></onentry>
        <transition event="error.execution" target="b"/><transition event="*" target="wrong"/></state>
      <state id="b"/><state id="wrong"/>
      """, host: ChartHost(sendTypes: []))
    #expect(run.active == ["b"], "\(attributes)")
  }
}

@Test func `a session ends with its messages, and a copy of what foreach visits is visited`() throws
{
  let run = try Run(
    """
    <datamodel><data id="list" expr="[1, 2, 3]"/><data id="sum" expr="0"/><data id="x"/></datamodel>
    <state id="a"><onentry><foreach array="list" item="x">
        <assign location="list" expr="append(list, 9)"/><assign location="sum" expr="sum + x"/>
      </foreach></onentry>
      <transition cond="sum = 6 and count(list) = 6" target="f"/></state>
    <final id="f"><onentry><send event="never" delay="1s"/></onentry></final>
    """)
  #expect(run.step.isFinished)
  #expect(run.step.snapshot.nextDue == nil)
}

@Test func `thousands of timers may fall due at once, and timers without end are refused`() throws {
  var run = try Run(
    """
    <datamodel><data id="n" expr="0"/></datamodel>
    <state id="a"><onentry><send event="t" delay="1s"/></onentry>
      <transition event="t"><assign location="n" expr="n + 1"/><send event="t" delay="1s"/>
      </transition></state>
    """, host: ChartHost(microstepLimit: 100, timerLimit: 5000))
  run.wait(until: 3_000_000)
  #expect(run.step.snapshot.data["n"] == 3000)
  #expect(run.step.delivered.count == 3000)
  let before = run.step.snapshot
  run.wait(until: 30_000_000)
  guard case .endless? = run.step.refusal else { Issue.record("not refused"); return }
  #expect(run.step.snapshot == before)
}
