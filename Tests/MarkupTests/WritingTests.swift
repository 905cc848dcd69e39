import Diagnostics
import Markup
import Testing

@Suite struct WritingTests {
  /// The tree without places, which writing does not keep.
  private func bare(_ element: XMLElement) -> XMLElement {
    let nowhere = SourcePosition(line: 1, column: 1)
    return XMLElement(
      element.name, namespaces: element.namespaces,
      attributes: element.attributes.map { XMLAttribute($0.name, $0.value) },
      children: element.children.map {
        switch $0 {
        case .element(let child): .element(bare(child))
        case .text(let text, _): .text(text, nowhere)
        case .cdata(let text, _): .cdata(text, nowhere)
        default: $0
        }
      })
  }

  @Test func `what is read and written and read again is the same tree`() throws {
    let text = """
      <?go fast?><!-- first -->
      <m:a xmlns:m="urn:m" xmlns="urn:d" q="&quot;&lt;&#10;&#9;'" m:r="2"> a &amp; b &gt; c
        <b xmlns=""><![CDATA[ x < y ]]></b><!-- in --><?pi data?><m:c/>
      </m:a><!-- last -->
      """
    let first = try XMLDocument.parse(text: text)
    let second = try XMLDocument.parse(text: first.serialized())
    #expect(bare(first.root) == bare(second.root))
    #expect(first.prologue == second.prologue)
    #expect(first.epilogue == second.epilogue)
    #expect(second.serialized() == first.serialized())
  }

  @Test func `a namespace nobody declared is declared by the writer`() throws {
    let child = XMLElement(XMLName(namespace: "urn:b", local: "b", prefix: "p"))
    let root = XMLElement(
      XMLName(namespace: "urn:a", local: "a"),
      attributes: [XMLAttribute(XMLName(namespace: "urn:c", local: "k"), "v")],
      children: [.element(child), .element(XMLElement(XMLName(local: "plain")))])
    let back = try XMLDocument.parse(text: root.serialized()).root
    #expect(back.name == root.name)
    #expect(back.attribute("k", in: "urn:c")?.value == "v")
    #expect(back.elements.map(\.name) == [child.name, XMLName(local: "plain")])
  }

  @Test func `the end of a section inside a section is cut in two`() throws {
    let root = XMLElement(
      XMLName(local: "a"), children: [.cdata("x]]>y]]", SourcePosition(line: 1, column: 1))])
    #expect(try XMLDocument.parse(text: root.serialized()).root.text == "x]]>y]]")
  }
}
