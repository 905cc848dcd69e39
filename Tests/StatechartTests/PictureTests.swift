import Markup
import Statechart
import Testing

private let sample = """
  <state id="open" sv:label-nl="Open">
    <transition event="close" cond="a &lt; b" target="shut"/><transition event="tick"/></state>
  <final id="shut"/>
  """

@Test func `the text picture lists states and transitions and marks the active state in words`()
  throws
{
  let text = try chart(sample, attributes: "name=\"door\"").rendered(as: .text, marking: ["open"])
  #expect(
    text == """
      door
        ● open (now)
            close [a < b] → shut
            tick → (stays)
        ○ shut (end)

      """)
}

@Test func `the drawing is well-formed, has title and description and marks in words too`() throws {
  let svg = try chart(sample).rendered(as: .svg, marking: ["open"], language: "nl")
  let document = try XMLDocument.parse(Array(svg.utf8))
  #expect(document.root.first("title") != nil)
  #expect(document.root.first("desc")?.text.contains("Nu actief: Open") == true)
  #expect(svg.contains("Open (nu)"))
  #expect(svg.contains("close [a &lt; b]"))
}

@Test func `the drawing of nested and parallel states is well-formed`() throws {
  let nested = try chart(
    """
    <parallel id="p"><state id="a"><state id="a1"><transition event="x" target="a2 b1"/></state>
      <state id="a2"><transition event="y" target="a1"/></state></state>
      <state id="b"><history id="h"><transition target="b1"/></history><state id="b1"/></state>
      <transition event="out" target="z"/></parallel><state id="z"><transition event="in" target="h"/>
    </state>
    """)
  for format in PictureFormat.allCases {
    #expect(!nested.rendered(as: format).isEmpty)
  }
  _ = try XMLDocument.parse(Array(nested.rendered(as: .svg).utf8))
}

@Test func `no two states of a drawing overlap unless one holds the other`() throws {
  let chart = try chart(
    (0..<12).map {
      "<state id=\"s\($0)\"><transition event=\"e\" target=\"s\(($0 * 7 + 3) % 12)\"/></state>"
    }
    .joined())
  let root = try XMLDocument.parse(Array(chart.rendered(as: .svg).utf8)).root
  let boxes = root.elements("g").compactMap { $0.first("rect") }.map { box in
    ["x", "y", "width", "height"].map { Int(box[attribute: $0] ?? "") ?? 0 }
  }
  #expect(boxes.count == 12)
  for (index, a) in boxes.enumerated() {
    for b in boxes.dropFirst(index + 1) {
      let apart =
        a[0] + a[2] <= b[0] || b[0] + b[2] <= a[0] || a[1] + a[3] <= b[1] || b[1] + b[3] <= a[1]
      #expect(apart)
    }
  }
}
