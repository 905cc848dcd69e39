import Diagnostics
import Statechart
import Testing

private func findings(_ body: String, attributes: String = "") -> [Finding] {
  do throws(FindingsError) {
    let text = """
      <scxml xmlns="http://www.w3.org/2005/07/scxml" version="1.0" \(attributes)>
      \(body)
      </scxml>
      """
    return try Statechart.parse(Array(text.utf8), file: "chart.scxml").warnings
  } catch {
    return error.findings
  }
}

@Test(arguments: [
  ("unknown-state", "<state id=\"a\"><transition event=\"e\" target=\"bb\"/></state>"),
  (
    "unknown-attribute",
    "<state id=\"a\"><transition event=\"e\" gaurd=\"x\" target=\"a\"/></state>"
  ),
  ("unknown-element", "<state id=\"a\"><onentrance/></state>"),
  ("double-name", "<state id=\"a\"/><state id=\"a\"/>"),
  ("double-name", "<datamodel><data id=\"x\"/><data id=\"x\"/></datamodel><state id=\"a\"/>"),
  ("bad-name", "<state id=\"a b\"/>"),
  ("no-states", ""),
  ("empty-parallel", "<parallel id=\"p\"/>"),
  ("empty-transition", "<state id=\"a\"><transition/></state>"),
  ("empty-event", "<state id=\"a\"><transition event=\"\" target=\"a\"/></state>"),
  ("history-default", "<state id=\"a\"><history id=\"h\"/><state id=\"b\"/></state>"),
  (
    "history-to-history",
    "<state id=\"a\"><history id=\"h\"><transition target=\"h\"/></history><state id=\"b\"/></state>"
  ),
  (
    "target-outside",
    "<state id=\"a\" initial=\"c\"><state id=\"b\"/></state><state id=\"c\"/>"
  ),
  (
    "targets-apart",
    "<state id=\"a\"><transition event=\"e\" target=\"b c\"/></state><state id=\"b\"/><state id=\"c\"/>"
  ),
  (
    "two-initials",
    "<state id=\"a\" initial=\"b\"><initial><transition target=\"b\"/></initial><state id=\"b\"/></state>"
  ),
  ("initial-without-children", "<state id=\"a\" initial=\"a\"/>"),
  (
    "default-transition",
    "<state id=\"a\"><initial><transition event=\"e\" target=\"b\"/></initial><state id=\"b\"/></state>"
  ),
  ("missing-attribute", "<state id=\"a\"><onentry><raise/></onentry></state>"),
  ("missing-attribute", "<state id=\"a\"><onentry><send type=\"x\"/></onentry></state>"),
  (
    "two-attributes",
    "<state id=\"a\"><onentry><send event=\"e\" eventexpr=\"x\"/></onentry></state>"
  ),
  ("bad-delay", "<state id=\"a\"><onentry><send event=\"e\" delay=\"soon\"/></onentry></state>"),
  (
    "delayed-internal",
    "<state id=\"a\"><onentry><send event=\"e\" target=\"#_internal\" delay=\"1s\"/></onentry></state>"
  ),
  (
    "param-value",
    "<state id=\"a\"><onentry><send event=\"e\"><param name=\"p\"/></send></onentry></state>"
  ),
  (
    "content-and-param",
    "<state id=\"a\"><onentry><send event=\"e\"><param name=\"p\" expr=\"1\"/><content>x</content></send></onentry></state>"
  ),
  (
    "after-else",
    "<state id=\"a\"><onentry><if cond=\"x\"><else/><elseif cond=\"y\"/></if></onentry></state>"
  ),
  (
    "unknown-value",
    "<state id=\"a\"><transition event=\"e\" target=\"a\" type=\"sideways\"/></state>"
  ),
  ("script-source", "<script src=\"x\"/><state id=\"a\"/>"),
])
func `a fault of structure is reported with its place`(code: String, body: String) {
  let found = findings(body)
  #expect(found.contains { $0.code == code && $0.position != nil }, "\(found)")
  #expect(found.hasErrors)
}

@Test func `all faults are reported at once, in reading order`() {
  let found = findings(
    """
    <state id="a"><transition event="e" target="nowhere"/></state>
    <state id="a" colour="red"/>
    <parallel id="p"/>
    """)
  #expect(
    found.map(\.code) == ["unknown-state", "double-name", "unknown-attribute", "empty-parallel"])
  #expect(found.map { $0.position?.line } == [2, 3, 3, 4])
}

@Test func `a misspelt name is answered with the nearest one`() {
  let found = findings("<state id=\"running\"><transition event=\"e\" target=\"runing\"/></state>")
  #expect(found.first?.remedy == "Did you mean \"running\"?")
}

@Test func `a document that is no chart is refused with what to do`() {
  #expect(throws: FindingsError.self) { try Statechart.parse(Array("<html/>".utf8)) }
  #expect(throws: FindingsError.self) { try Statechart.parse(Array("<scxml/>".utf8)) }
  #expect(throws: FindingsError.self) { try Statechart.parse(Array("not XML".utf8)) }
  #expect(throws: FindingsError.self) { try Statechart.parse([]) }
}

@Test func `labels and articles of other namespaces are kept and readable`() throws {
  let chart = try chart(
    """
    <state id="a" sv:label-nl="Lopend"><transition event="go" target="a" sv:article="Awb 4:46"/>
    </state>
    """)
  #expect(chart.state("a")?.metadata["label-nl"] == "Lopend")
  #expect(chart.transitions.first { !$0.events.isEmpty }?.metadata["article"] == "Awb 4:46")
  #expect(try Statechart.parse(Array(chart.exported().utf8)) == chart)
}

@Test func `every kind of content survives being written and read again`() throws {
  let chart = try chart(
    """
    <datamodel><data id="x" expr="1"/><data id="y">[1, 2]</data></datamodel>
    <state id="a" initial="c"><invoke type="scxml" id="i" autoforward="true"><param name="p" expr="1"/>
        <finalize><log expr="1"/></finalize><content><scxml version="1.0"><final id="z"/></scxml></content>
      </invoke>
      <onentry><if cond="x = 1"><raise event="r"/><elseif cond="x = 2"/><log label="l" expr="x"/><else/>
        <cancel sendidexpr='"s"'/></if>
        <foreach array="y" item="i" index="k"><assign location="x" expr="i"/></foreach>
        <send eventexpr='"e"' delay="1s" id="s" namelist="x y"/>
        <send event="e"><content>text &lt; more</content></send></onentry>
      <state id="b"/><state id="c"><transition cond="x &lt; 2" target="b" type="internal"/></state>
      <history id="h" type="deep"><transition target="b"/></history>
    </state>
    <final id="f"><donedata><content expr="x"/></donedata></final>
    """)
  #expect(try Statechart.parse(Array(chart.exported().utf8)) == chart)
}
