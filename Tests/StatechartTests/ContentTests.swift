import FEEL
import Statechart
import Testing

@Test func `an error ends its block but not the next one`() throws {
  let run = try Run(
    """
    <state id="a">
      <onentry><log expr='"one"'/><log expr="1 +"/><log expr='"never"'/></onentry>
      <onentry><log expr='"two"'/></onentry>
      <transition event="error.execution" target="b"/>
    </state><state id="b"/>
    """)
  #expect(run.log == ["one", "two"])
  #expect(run.active == ["b"])
  #expect(run.step.diagnostics.first?.event == "error.execution")
  #expect(run.step.diagnostics.first?.position?.line == 3)
}

@Test func `a condition that is no truth value counts as false and is an error`() throws {
  var run = try Run(
    """
    <state id="a"><transition event="go" cond='"x"' target="wrong"/>
      <transition event="error.execution" target="right"/></state>
    <state id="wrong"/><state id="right"/>
    """)
  run.send("go")
  #expect(run.active == ["right"])
}

@Test func `a condition may ask whether a member is there without that being an error`() throws {
  var run = try Run(
    """
    <state id="a"><transition event="go" cond="_event.data.reason = null" target="b"/></state>
    <state id="b"/>
    """)
  run.send(ChartEvent("go", data: ["other": 1]))
  #expect(run.active == ["b"])
  #expect(run.step.diagnostics.isEmpty)
}

@Test func `the first branch whose condition holds is the only one that runs`() throws {
  let run = try Run(
    """
    <datamodel><data id="x" expr="2"/></datamodel>
    <state id="a"><onentry>
      <if cond="x = 1"><log expr='"one"'/><elseif cond="x = 2"/><log expr='"two"'/>
      <elseif cond="x = 2"/><log expr='"again"'/><else/><log expr='"else"'/></if>
    </onentry></state>
    """)
  #expect(run.log == ["two"])
}

@Test func `foreach visits the items in order with an index from nought`() throws {
  let run = try Run(
    """
    <datamodel><data id="list">[10, 20, 30]</data></datamodel>
    <state id="a"><onentry><foreach array="list" item="x" index="i">
      <assign location="list" expr="append(list, x)"/>
      <log expr="string(i) + &quot;:&quot; + string(x)"/></foreach></onentry></state>
    """)
  #expect(run.log == ["0:10", "1:20", "2:30"])
  #expect(run.step.snapshot.data["list"] == [10, 20, 30, 10, 20, 30])
}

@Test(arguments: ["undeclared", "_event", "_sessionid", "case", "x.y.z", "1 +"])
func `assigning where no variable of the chart is gives an error and changes nothing`(
  location: String
) throws {
  let run = try Run(
    """
    <datamodel><data id="x" expr="1"/></datamodel>
    <state id="a"><onentry><assign location="\(location)" expr="2"/></onentry>
      <transition event="error.execution" target="b"/></state><state id="b"/>
    """, facts: ["case": .context(["id": 1])])
  #expect(run.active == ["b"])
  #expect(run.step.snapshot.data == ["x": 1])
}

@Test func `assigning to a member changes that member alone`() throws {
  let run = try Run(
    """
    <datamodel><data id="x">{a: 1, b: {c: 2}}</data></datamodel>
    <state id="a"><onentry><assign location="x.b.c" expr="3"/></onentry></state>
    """)
  #expect(run.step.snapshot.data["x"] == ["a": 1, "b": ["c": 3]])
}

@Test func `late data have their first value only when their state is first entered`() throws {
  var run = try Run(
    """
    <datamodel><data id="top" expr="1"/></datamodel>
    <state id="a"><transition event="go" target="b"/></state>
    <state id="b"><datamodel><data id="x" expr="top + 1"/></datamodel>
      <onentry><assign location="x" expr="x + 10"/></onentry>
      <transition event="go" target="a"/></state>
    """, attributes: "binding=\"late\"")
  #expect(run.step.snapshot.data == ["top": 1, "x": nil])
  for _ in 1...3 { run.send("go") }
  #expect(run.step.snapshot.data["x"] == 22)
}

@Test func `a message for the host comes out as an effect with its parameters evaluated`() throws {
  let run = try Run(
    """
    <state id="a"><onentry><send type="casework" event="oblige" id="m1">
      <param name="kind" expr='"interim-report"'/><param name="amount" expr="case.amount * 2"/>
    </send></onentry></state>
    """, facts: ["case": .context(["amount": 21])])
  guard case .send(let message)? = run.step.effects.first else {
    Issue.record("no message")
    return
  }
  #expect(message.event == "oblige")
  #expect(message.type == "casework")
  #expect(message.id == "m1")
  #expect(message["kind"] == "interim-report")
  #expect(message["amount"] == 42)
}

@Test func `a type that the host does not know is an execution error`() throws {
  let run = try Run(
    """
    <state id="a"><onentry><send type="pigeon" event="x"/></onentry>
      <transition event="error.execution" target="b"/></state><state id="b"/>
    """, host: ChartHost(sendTypes: ["casework"]))
  #expect(run.active == ["b"])
  #expect(run.step.effects.isEmpty)
}

@Test func `a message to nobody is a communication error with the sender's id`() throws {
  let run = try Run(
    """
    <state id="a"><onentry><send target="#_scxml_nobody" event="x" id="m"/></onentry>
      <transition event="error.communication" cond='_event.sendid = "m"' target="b"/></state>
    <state id="b"/>
    """)
  #expect(run.active == ["b"])
}

@Test func `a delayed event comes at its time and not before`() throws {
  var run = try Run(
    """
    <state id="a"><onentry><send event="late" delay="1.5s"/></onentry>
      <transition event="late" target="b"/></state><state id="b"/>
    """)
  #expect(run.step.snapshot.nextDue == 1500)
  run.wait(until: 1499)
  #expect(run.active == ["a"])
  run.wait(until: 1500)
  #expect(run.active == ["b"])
  #expect(run.step.snapshot.nextDue == nil)
}

@Test func `delays may be FEEL durations`() throws {
  let run = try Run(
    """
    <state id="a"><onentry><send event="late" delayexpr='duration("PT1H30M")'/></onentry></state>
    """)
  #expect(run.step.snapshot.nextDue == 5_400_000)
}

@Test func `after a long absence timers fall due one after the other, each at its own time`() throws
{
  let beat = """
    <datamodel><data id="n" expr="0"/></datamodel>
    <state id="a"><onentry><send event="beat" delay="10s"/></onentry>
      <transition event="beat" target="a"><assign location="n" expr="n + 1"/></transition></state>
    """
  var patient = try Run(beat)
  var late = try Run(beat)
  for second in 1...10 { patient.wait(until: ChartInstant(milliseconds: Int64(second) * 10_000)) }
  late.wait(until: 100_000)
  #expect(late.step.snapshot.data["n"] == 10)
  #expect(late.step.snapshot == patient.step.snapshot)
}

@Test func `a cancelled message never comes`() throws {
  var run = try Run(
    """
    <state id="a"><onentry><send event="late" id="t" delay="1s"/></onentry>
      <transition event="stop"><cancel sendid="t"/></transition>
      <transition event="late" target="b"/></state><state id="b"/>
    """)
  run.send("stop")
  run.wait(until: 5000)
  #expect(run.active == ["a"])
}

@Test func `a done event carries its data and leaves out what cannot be evaluated`() throws {
  let run = try Run(
    """
    <state id="a"><transition event="done.state.a" cond="_event.data.good = 1" target="b"/>
      <transition event="done.state.a" target="wrong"/>
      <final id="f"><donedata><param name="good" expr="1"/><param name="bad" expr="1 +"/></donedata>
      </final></state><state id="b"/><state id="wrong"/>
    """)
  #expect(run.active == ["b"])
}

@Test func `a state is active for In until it is left`() throws {
  var run = try Run(
    """
    <parallel id="p">
      <state id="a"><state id="a1"><transition event="go" target="a2"/></state><state id="a2"/></state>
      <state id="b"><state id="b1"><transition event="try" cond='In("a2")' target="b2"/></state>
        <state id="b2"/></state>
    </parallel>
    """)
  run.send("try")
  #expect(run.active == ["a1", "b1"])
  run.send("go")
  run.send("try")
  #expect(run.active == ["a2", "b2"])
}
