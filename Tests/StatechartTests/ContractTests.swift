import FEEL
import Statechart
import Testing

private func contracts(_ transition: String = "", _ state: String = "") -> String {
  """
  <datamodel><data id="n" expr="0"/></datamodel>
  <state id="a"><transition event="go" target="b" \(transition)>
    <assign location="n" expr="_event.data.n"/></transition></state>
  <state id="b" \(state)><transition event="back" target="a"/></state>
  """
}

@Test(arguments: [
  ("sv:pre=\"n = 1\"", "", ContractViolation.Kind.pre),
  ("sv:post=\"n &gt; 5\"", "", .post),
  ("", "sv:pre=\"n &gt; 5\"", .pre),
  ("", "sv:invariant=\"n &gt; 5\"", .invariant),
])
func `a broken contract stops the step and leaves everything as it was`(
  transition: String, state: String, kind: ContractViolation.Kind
) throws {
  var run = try Run(contracts(transition, state))
  let before = run.step.snapshot
  run.send(ChartEvent("go", data: ["n": 3]))
  guard case .contract(let violation)? = run.step.refusal else {
    Issue.record("not stopped")
    return
  }
  #expect(violation.kind == kind)
  #expect(run.step.snapshot == before)
  #expect(run.step.effects.isEmpty)
}

@Test func `a contract that holds stops nothing`() throws {
  var run = try Run(
    contracts("sv:pre=\"n = 0\" sv:post=\"n = 3\"", "sv:invariant=\"n = 3\" sv:post=\"n = 3\""))
  run.send(ChartEvent("go", data: ["n": 3]))
  #expect(run.step.refusal == nil)
  run.send("back")
  #expect(run.step.refusal == nil)
  #expect(run.active == ["a"])
}

@Test func `a broken contract is named by its author`() throws {
  var run = try Run(contracts("sv:pre=\"n = 1\" sv:contract=\"payment after approval\""))
  run.send(ChartEvent("go", data: ["n": 3]))
  #expect(
    run.step.refusal?.description
      == "The precondition of payment after approval does not hold: n = 1")
}

@Test func `a contract without a truth value counts as broken`() throws {
  var run = try Run(contracts("sv:pre=\"unknown &gt; 1\""))
  run.send(ChartEvent("go", data: ["n": 3]))
  guard case .contract(let violation)? = run.step.refusal else {
    Issue.record("not stopped")
    return
  }
  #expect(violation.reason != nil)
  #expect(violation.name == "a → b")
}

@Test func `permitted lists every event of the active states with the reason of a refusal`() throws
{
  let run = try Run(
    """
    <state id="o"><transition event="withdraw" target="end"/>
      <state id="a">
        <transition event="start" cond="case.paid" target="b" sv:label-nl="Starten"/>
        <transition event="start" cond="case.waived" target="b"/>
        <transition event="stop" cond="case.open" target="b"/></state>
      <state id="b"><transition event="other" target="a"/></state></state>
    <final id="end"/>
    """, facts: ["case": .context(["paid": false, "waived": false, "open": true])])
  let permitted = run.chart.permitted(in: run.step.snapshot, datamodel: run.language)
  #expect(permitted.map(\.event).sorted() == ["start", "stop", "withdraw"])
  let start = try #require(permitted.first { $0.event == "start" })
  #expect(!start.isEnabled)
  #expect(start.reason == "case.paid; case.waived")
  #expect(start.metadata["label-nl"] == "Starten")
  #expect(permitted.filter(\.isEnabled).map(\.event).sorted() == ["stop", "withdraw"])
}

@Test func `an enabled outer transition counts when the inner one is refused`() throws {
  let run = try Run(
    """
    <state id="o"><transition event="go" target="x"/>
      <state id="a"><transition event="go" cond="false" target="y"/></state></state>
    <state id="x"/><state id="y"/>
    """)
  let permitted = run.chart.permitted(in: run.step.snapshot, datamodel: run.language)
  #expect(permitted.map(\.isEnabled) == [true])
  #expect(permitted.first?.targets == ["x"])
}

@Test func `a finished chart permits nothing`() throws {
  let run = try Run("<final id=\"end\"/>")
  #expect(run.chart.permitted(in: run.step.snapshot, datamodel: run.language).isEmpty)
}
