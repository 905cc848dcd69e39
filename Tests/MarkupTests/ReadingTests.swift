import Diagnostics
import Markup
import Testing

@Suite struct ReadingTests {
  @Test func `elements attribute values and text know their exact place`() throws {
    let text = """
      <?xml version="1.0" encoding="UTF-8"?>
      <!-- <no a="b"> -->
      <a xmlns="urn:x" xmlns:p="urn:p"
         één = 'é' p:two="x > y">é<b/>tail<c>
        <![CDATA[1 < 2]]></c></a>
      """
    let root = try XMLDocument.parse(text: text).root
    #expect(root.position == SourcePosition(line: 3, column: 1))
    #expect(root.name == XMLName(namespace: "urn:x", local: "a"))
    #expect(root.attribute("één")?.position == SourcePosition(line: 4, column: 11))
    let two = try #require(root.attribute("two", in: "urn:p"))
    #expect(two.position == SourcePosition(line: 4, column: 21))
    #expect(two.value == "x > y")
    #expect(root.children.first == .text("é", SourcePosition(line: 4, column: 28)))
    #expect(root.elements("b").first?.position == SourcePosition(line: 4, column: 29))
    #expect(root.children[2] == .text("tail", SourcePosition(line: 4, column: 33)))
    let c = try #require(root.first("c"))
    #expect(c.position == SourcePosition(line: 4, column: 37))
    #expect(c.textPosition == SourcePosition(line: 5, column: 12))
    #expect(c.text.contains("1 < 2"))
  }

  @Test func `a text broken by an entity is one text at its first character`() throws {
    let root = try XMLDocument.parse(text: "<a v='&lt;&amp;'>x &lt; y &amp; z &#233;</a>").root
    #expect(root.children == [.text("x < y & z é", SourcePosition(line: 1, column: 18))])
    #expect(root[attribute: "v"] == "<&")
  }

  @Test func `faults are reported with their place`() throws {
    let fault = try #require(throws: FindingsError.self) {
      try XMLDocument.parse(text: "<a>\n  <b>é</c>\n</a>", file: "m.dmn")
    }
    let first = try #require(fault.findings.first)
    #expect(first.code == "xml-not-well-formed")
    #expect(first.file == "m.dmn")
    #expect(first.position?.line == 2)
  }

  @Test func `an unbound prefix is a fault`() {
    #expect(throws: FindingsError.self) { try XMLDocument.parse(text: "<p:a/>") }
  }

  @Test(arguments: [
    "", " ", "x", "<a>", "<a/><b/>", "<a b='1' b='2'/>", "<a>&unknown;</a>", "<", "<a\u{0}/>",
  ])
  func `what is not a document is refused and never crashes`(text: String) {
    #expect(throws: FindingsError.self) { try XMLDocument.parse(text: text) }
  }

  @Test func `a document type declaration is refused so that nothing expands`() throws {
    let bomb = """
      <!DOCTYPE a [<!ENTITY x "xxxxxxxxxx"><!ENTITY y "&x;&x;&x;"><!ENTITY z SYSTEM "file:///etc/hostname">]>
      <a>&y;&z;</a>
      """
    let fault = try #require(throws: FindingsError.self) { try XMLDocument.parse(text: bomb) }
    #expect(fault.findings.first?.code == "xml-doctype")
  }

  @Test func `nesting size and encoding have limits with a clear refusal`() throws {
    let deep = String(repeating: "<a>", count: 5_000) + String(repeating: "</a>", count: 5_000)
    let tooDeep = try #require(throws: FindingsError.self) { try XMLDocument.parse(text: deep) }
    #expect(tooDeep.findings.map(\.code) == ["xml-too-deep"])
    let tooLarge = try #require(throws: FindingsError.self) {
      try XMLDocument.parse(Array("<a></a>".utf8), limits: .init(bytes: 5))
    }
    #expect(tooLarge.findings.map(\.code) == ["xml-too-large"])
    for text in [
      "<?xml version='1.0' encoding='ISO-8859-1'?><a/>",
      "\u{FEFF}<?xml version='1.0' encoding='utf-16'?><a/>",
    ] {
      let refused = try #require(throws: FindingsError.self) { try XMLDocument.parse(text: text) }
      #expect(refused.findings.map(\.code) == ["xml-encoding"])
    }
    #expect(throws: FindingsError.self) {
      try XMLDocument.parse([0x3C, 0x61, 0x3E, 0xFF, 0x3C, 0x2F, 0x61, 0x3E])
    }
  }

  @Test func `many threads may read at once`() async throws {
    await withTaskGroup(of: Int.self) { group in
      for i in 0..<16 {
        group.addTask {
          let body = (0..<200).map { "<x n='\($0)'/>" }.joined()
          return (try? XMLDocument.parse(text: "<a i='\(i)'>\(body)</a>").root.elements.count) ?? -1
        }
      }
      for await count in group { #expect(count == 200) }
    }
  }
}
