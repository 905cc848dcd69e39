import FEEL
import FEELDatamodel
import Statechart
import Testing

@Test func `a guard reads the facts of the host`() throws {
  let text = """
    <scxml xmlns="http://www.w3.org/2005/07/scxml" version="1.0" datamodel="feel">
      <state id="a"><transition event="go" cond="case.amount >= 100" target="b">
        <send type="casework" event="oblige"><param name="kind" expr='"interim-report"'/></send>
      </transition></state>
      <final id="b"/>
    </scxml>
    """
  let chart = try Statechart.parse(Array(text.utf8))
  let language = FEELDatamodel(host: ["case": .context(["amount": 100])])
  let start = chart.start(datamodel: language)
  let end = chart.step(start.snapshot, "go", datamodel: language)
  #expect(end.snapshot.configuration == ["b"])
  #expect(end.effects.count == 1)
  guard case .send(let message)? = end.effects.first else { return }
  #expect(message["kind"] == "interim-report")
}
