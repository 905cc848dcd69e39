import FEEL
import FEELDatamodel
import Statechart
import Testing

private func codes(
  _ body: String, raised: Set<String>? = nil, facts: FEELContext = ["case": .null]
) throws -> [String] {
  try chart(body).analysis(
    AnalysisContext(datamodel: FEELDatamodel(host: facts), raisedElsewhere: raised)
  ).map(\.code)
}

@Test func `a sound chart has nothing to report`() throws {
  let found = try codes(
    """
    <state id="a"><transition event="go" cond="case.ready" target="b"/></state>
    <state id="b"><onentry><send event="late" delay="1s"/></onentry>
      <transition event="late" target="c"/></state><final id="c"/>
    """, raised: ["go"])
  #expect(found == [])
}

@Test(arguments: [
  (
    "unreachable-state",
    "<state id=\"a\"><transition event=\"e\" target=\"z\"/></state><state id=\"b\"><transition event=\"e\" target=\"z\"/></state><final id=\"z\"/>"
  ),
  (
    "no-way-to-end",
    "<state id=\"a\"><transition event=\"e\" target=\"z\"/><transition event=\"f\" target=\"b\"/></state><state id=\"b\"/><final id=\"z\"/>"
  ),
  ("no-end", "<state id=\"a\"/>"),
  (
    "timer-unhandled",
    "<state id=\"a\"><onentry><send event=\"t\" delay=\"1s\"/></onentry><transition event=\"e\" target=\"z\"/></state><final id=\"z\"/>"
  ),
  (
    "event-unhandled",
    "<state id=\"a\"><onentry><raise event=\"t\"/></onentry><transition event=\"e\" target=\"z\"/></state><final id=\"z\"/>"
  ),
  (
    "never-taken",
    "<state id=\"a\"><transition event=\"e\" target=\"z\"/><transition event=\"e\" cond=\"case.x\" target=\"a\"/></state><final id=\"z\"/>"
  ),
  (
    "never-taken",
    "<state id=\"a\"><transition event=\"e\" cond=\"case.x\" target=\"z\"/><transition event=\"e\" cond=\"case.x\" target=\"a\"/></state><final id=\"z\"/>"
  ),
  (
    "order-decides",
    "<state id=\"a\"><transition event=\"e\" cond=\"case.x\" target=\"z\"/><transition event=\"e\" cond=\"case.y\" target=\"a\"/></state><final id=\"z\"/>"
  ),
  (
    "constant-condition",
    "<state id=\"a\"><transition event=\"e\" cond=\"1 &lt; 2\" target=\"z\"/></state><final id=\"z\"/>"
  ),
  (
    "never-taken",
    "<state id=\"a\"><transition event=\"e.*\" target=\"z\"/><transition event=\"e.f\" target=\"a\"/></state><final id=\"z\"/>"
  ),
  (
    "never-taken",
    "<state id=\"a\"><transition cond=\"true\" target=\"z\"/><transition target=\"a\"/></state><final id=\"z\"/>"
  ),
  (
    "regions-compete",
    "<parallel id=\"p\"><state id=\"a\"><transition event=\"e\" target=\"z\"/></state><state id=\"b\"><transition event=\"e\" target=\"z\"/></state></parallel><final id=\"z\"/>"
  ),
  (
    "timer-unhandled",
    "<state id=\"a\"><onentry><send event=\"t\" delayexpr=\"case.after\"/></onentry><transition event=\"tt\" target=\"z\"/></state><final id=\"z\"/>"
  ),
  (
    "constant-condition",
    "<state id=\"a\"><transition event=\"e\" cond=\"1 = 2\" target=\"a\"/><transition event=\"e\" target=\"z\"/></state><final id=\"z\"/>"
  ),
  (
    "feel-syntax",
    "<state id=\"a\"><transition event=\"e\" cond=\"1 +\" target=\"z\"/></state><final id=\"z\"/>"
  ),
  (
    "feel-unknown-name",
    "<state id=\"a\"><transition event=\"e\" cond=\"csae.x\" target=\"z\"/></state><final id=\"z\"/>"
  ),
])
func `the analysis finds what would go wrong later`(code: String, body: String) throws {
  #expect(try codes(body).contains(code))
}

@Test func `events that others raise must be handled and handlers must have somebody who raises`()
  throws
{
  let body = "<state id=\"a\"><transition event=\"strat\" target=\"z\"/></state><final id=\"z\"/>"
  #expect(try codes(body, raised: ["start"]) == ["event-unhandled", "event-unraised"])
}

@Test func `a state that only a refused transition leads to is unreachable`() throws {
  let body = """
    <state id="a"><transition event="e" cond="false" target="b"/>
      <transition event="f" target="z"/></state>
    <state id="b"><transition event="e" target="z"/></state><final id="z"/>
    """
  #expect(try codes(body).contains("unreachable-state"))
}

@Test func `a fault in an expression is shown at its place in the document`() throws {
  let chart = try chart(
    """

    <state id="a"><transition event="e" cond="1 + * 2" target="a"/></state>
    """)
  let finding = chart.analysis(AnalysisContext(datamodel: FEELDatamodel()))
    .first { $0.code == "feel-syntax" }
  #expect(finding?.position?.line == 3)
  #expect((finding?.position?.column ?? 0) > 42)
}

private let old = """
  <state id="applied"><onentry><send event="reminder" delay="7s"/></onentry>
    <transition event="reminder" target="applied"/><transition event="grant" target="running"/></state>
  <state id="running"><transition event="end" target="closed"/></state><final id="closed"/>
  """
private let new = """
  <state id="received"><transition event="grant" target="running"/></state>
  <state id="running"><state id="first"><transition event="end" target="closed"/></state></state>
  <final id="closed"/>
  """

@Test func `a mapping must give every state a place and every timer a handler`() throws {
  let found = ChartMapping().check(from: try chart(old), to: try chart(new))
  #expect(
    Set(found.map(\.code)) == ["unmapped-state", "mapped-to-compound", "orphan-timer"])
  let complete = ChartMapping(
    states: ["applied": "received", "running": "first"], timers: ["reminder": nil])
  #expect(complete.check(from: try chart(old), to: try chart(new)) == [])
}

@Test func `a mapping neither revives ended cases nor ends running ones`() throws {
  let mapping = ChartMapping(
    states: ["applied": "closed", "running": "first", "closed": "received"],
    timers: ["reminder": nil])
  let found = mapping.check(from: try chart(old), to: try chart(new))
  #expect(Set(found.map(\.code)) == ["running-ended", "ended-revived"])
}

@Test(arguments: [
  ("case.x &gt; 1", "case.x &lt;= 1"), ("case.x", "not(case.x)"), ("case.x = 1", "1 != case.x"),
  ("case.kind = &quot;a&quot; and case.y", "case.kind = &quot;b&quot;"),
  ("case.x &lt; case.y", "case.y &lt; case.x"),
])
func `conditions that exclude each other do not compete`(first: String, second: String) throws {
  let body = """
    <state id="a"><transition event="e" cond="\(first)" target="z"/>
      <transition event="e" cond="\(second)" target="a"/></state><final id="z"/>
    """
  #expect(try !codes(body).contains("order-decides"))
}

@Test(arguments: [
  ("case.x &gt;= 1", "case.x &lt;= 1"), ("case.x = 1 or case.y", "case.x = 2"),
  ("case.x", "not(case.y)"), ("case.x != 1", "case.x != 2"),
])
func `conditions that may both hold are reported`(first: String, second: String) throws {
  let body = """
    <state id="a"><transition event="e" cond="\(first)" target="z"/>
      <transition event="e" cond="\(second)" target="a"/></state><final id="z"/>
    """
  #expect(try codes(body).contains("order-decides"))
}
