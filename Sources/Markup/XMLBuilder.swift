import CLibxml2
import Diagnostics

/// Turns libxml2's events into a tree, beside a cursor over the source that knows exact places.
final class XMLBuilder {
  private let bytes: [UInt8]
  private let file: String?
  private let limits: XMLDocument.Limits
  private var cursor: SourceCursor
  private var open: [XMLElement] = []
  private var selfClosing: [Bool] = []
  private var nodes = 0
  /// Long names repeat; libxml2 interns them, so their address is a key while a parse lasts.
  private var interned: [UnsafePointer<UInt8>: String] = [:]

  var findings: [Finding] = []
  var root: XMLElement?
  var prologue: [XMLNode] = []
  var epilogue: [XMLNode] = []

  init(bytes: [UInt8], file: String?, limits: XMLDocument.Limits) {
    self.bytes = bytes
    self.file = file
    self.limits = limits
    cursor = SourceCursor(bytes)
  }

  /// Parses; returns libxml2's code, 0 for a well-formed document.
  func run() -> Int {
    var handlers = markup_handlers()
    handlers.user = Unmanaged.passUnretained(self).toOpaque()
    handlers.start_element = {
      user, local, prefix, uri, namespaceCount, namespaces, count, values in
      builder(user).start(
        XMLBuilder.Names(local, prefix, uri), Int(namespaceCount), namespaces, Int(count), values)
    }
    handlers.end_element = { builder($0).end() }
    handlers.characters = { builder($0).characters($1, Int($2)) }
    handlers.cdata = { builder($0).cdata($1, Int($2)) }
    handlers.comment = { builder($0).comment($1) }
    handlers.instruction = { builder($0).instruction($1, $2) }
    handlers.doctype = { builder($0).doctype() }
    handlers.problem = { builder($0).problem($1, $2, $3, $4) }
    return bytes.withUnsafeBytes { buffer in
      withUnsafePointer(to: &handlers) {
        Int(markup_parse(buffer.bindMemory(to: CChar.self).baseAddress, Int32(buffer.count), $0))
      }
    }
  }

  struct Names {
    let local: UnsafePointer<UInt8>?
    let prefix: UnsafePointer<UInt8>?
    let uri: UnsafePointer<UInt8>?

    init(
      _ local: UnsafePointer<UInt8>?, _ prefix: UnsafePointer<UInt8>?, _ uri: UnsafePointer<UInt8>?
    ) {
      self.local = local
      self.prefix = prefix
      self.uri = uri
    }
  }

  private func string(_ pointer: UnsafePointer<UInt8>?) -> String {
    guard let pointer else { return "" }
    if let known = interned[pointer] { return known }
    let text = String(cString: pointer)
    interned[pointer] = text
    return text
  }

  private func name(_ names: Names) -> XMLName {
    XMLName(
      namespace: string(names.uri), local: string(names.local), prefix: string(names.prefix))
  }

  private func refuse(_ code: String, _ message: String, _ remedy: String? = nil) -> Int32 {
    findings.append(.error(code, message, file: file, at: cursor.position, remedy: remedy))
    return 1
  }

  private func append(_ node: XMLNode) -> Int32 {
    nodes += 1
    if nodes > limits.nodes {
      return refuse("xml-too-large", "The document has more than \(limits.nodes) nodes.")
    }
    if open.isEmpty {
      if root == nil { prologue.append(node) } else { epilogue.append(node) }
    } else {
      open[open.count - 1].children.append(node)
    }
    return 0
  }

  private func start(
    _ names: Names, _ namespaceCount: Int,
    _ namespaces: UnsafeMutablePointer<UnsafePointer<UInt8>?>?, _ attributeCount: Int,
    _ attributes: UnsafeMutablePointer<UnsafePointer<UInt8>?>?
  ) -> Int32 {
    let tag = cursor.startTag()
    if open.count >= limits.depth {
      return refuse("xml-too-deep", "Elements are nested more than \(limits.depth) deep.")
    }
    var element = XMLElement(name(names), at: tag.position)
    if let namespaces {
      for i in 0..<namespaceCount {
        element.namespaces.append(
          XMLNamespaceDeclaration(
            prefix: string(namespaces[2 * i]), namespace: string(namespaces[2 * i + 1])))
      }
    }
    if let attributes {
      element.attributes.reserveCapacity(attributeCount)
      for i in 0..<attributeCount {
        let part = attributes + 5 * i
        guard let begin = part[3], let end = part[4] else { continue }
        let value = String(
          decoding: UnsafeBufferPointer(start: begin, count: end - begin), as: UTF8.self)
        element.attributes.append(
          XMLAttribute(
            name(Names(part[0], part[1], part[2])), value,
            at: i < tag.values.count ? tag.values[i] : tag.position))
      }
    }
    open.append(element)
    selfClosing.append(tag.selfClosing)
    return 0
  }

  private func end() -> Int32 {
    guard let element = open.popLast(), let closed = selfClosing.popLast() else { return 0 }
    if !closed { cursor.skip(past: ">") }
    if open.isEmpty {
      root = element
      return 0
    }
    return append(.element(element))
  }

  private func characters(_ text: UnsafePointer<UInt8>?, _ count: Int) -> Int32 {
    guard let text, !open.isEmpty else { return 0 }
    let piece = String(decoding: UnsafeBufferPointer(start: text, count: count), as: UTF8.self)
    let last = open.count - 1
    if case .text(let before, let position)? = open[last].children.last {
      open[last].children[open[last].children.count - 1] = .text(before + piece, position)
      return 0
    }
    return append(.text(piece, cursor.position))
  }

  private func cdata(_ text: UnsafePointer<UInt8>?, _ count: Int) -> Int32 {
    guard let text else { return 0 }
    cursor.skip(past: "<![CDATA[")
    let position = cursor.position
    cursor.skip(past: "]]>")
    return append(
      .cdata(
        String(decoding: UnsafeBufferPointer(start: text, count: count), as: UTF8.self), position))
  }

  private func comment(_ text: UnsafePointer<UInt8>?) -> Int32 {
    cursor.skip(past: "<!--")
    cursor.skip(past: "-->")
    return append(.comment(text.map { String(cString: $0) } ?? ""))
  }

  private func instruction(_ target: UnsafePointer<UInt8>?, _ data: UnsafePointer<UInt8>?) -> Int32
  {
    cursor.skip(past: "?>")
    return append(
      .processingInstruction(
        target: string(target), data: data.map { String(cString: $0) } ?? ""))
  }

  private func doctype() -> Int32 {
    cursor.moveToMarkup()
    return refuse(
      "xml-doctype", "The document has a document type declaration, which is not read.",
      "Remove the <!DOCTYPE …> declaration and write entities out.")
  }

  private func problem(
    _ level: Int32, _ line: Int32, _ column: Int32, _ text: UnsafePointer<CChar>?
  )
    -> Int32
  {
    guard level >= 2 else { return 0 }
    let said = (text.map { String(cString: $0) } ?? "").split(separator: "\n").joined(
      separator: " ")
    findings.append(
      .error(
        "xml-not-well-formed", "The XML is not well-formed: \(said).", file: file,
        at: SourceCursor.place(line: Int(line), byteColumn: Int(column), in: bytes)))
    return findings.count >= 100 ? 1 : 0
  }
}

private func builder(_ user: UnsafeMutableRawPointer?) -> XMLBuilder {
  guard let user else { preconditionFailure("libxml2 lost the handler's user data") }
  return Unmanaged<XMLBuilder>.fromOpaque(user).takeUnretainedValue()
}
