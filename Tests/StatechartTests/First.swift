import Statechart
import Testing

@Test func `a chart runs from its initial state to its end`() throws {
  let text = """
    <scxml xmlns="http://www.w3.org/2005/07/scxml" version="1.0" initial="a">
      <state id="a"><transition event="go" target="b"/></state>
      <final id="b"/>
    </scxml>
    """
  let chart = try Statechart.parse(Array(text.utf8))
  let start = chart.start(datamodel: NullDatamodel())
  #expect(start.snapshot.configuration == ["a"])
  let end = chart.step(start.snapshot, "go", datamodel: NullDatamodel())
  #expect(end.snapshot.configuration == ["b"])
  #expect(end.isFinished)
}
