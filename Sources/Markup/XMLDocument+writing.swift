extension XMLDocument {
  /// The document as text, with an XML declaration; reading it gives an equal tree but for positions.
  public func serialized() -> String {
    var out = "<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n"
    var writer = XMLWriter()
    for node in prologue {
      writer.write(node, scope: [:], to: &out)
      out += "\n"
    }
    writer.write(root, scope: [:], to: &out)
    out += "\n"
    for node in epilogue {
      writer.write(node, scope: [:], to: &out)
      out += "\n"
    }
    return out
  }
}

extension XMLElement {
  /// The element as text without an XML declaration.
  ///
  /// Prefixes stay as they are; a namespace that no declaration in scope binds to its prefix is
  /// declared where it is first needed.
  public func serialized() -> String {
    var out = ""
    var writer = XMLWriter()
    writer.write(self, scope: [:], to: &out)
    return out
  }
}

private struct XMLWriter {
  private var invented = 0

  init() {}

  mutating func write(_ node: XMLNode, scope: [String: String], to out: inout String) {
    switch node {
    case .element(let element): write(element, scope: scope, to: &out)
    case .text(let text, _): escape(text, quoted: false, to: &out)
    case .cdata(let text, _):
      let pieces = text.unicodeScalars.split(separator: "]", omittingEmptySubsequences: false)
      out += "<![CDATA["
      // "]]>" cannot stand inside a section; it is cut between its brackets.
      for (i, piece) in pieces.enumerated() {
        if i > 0 { out += "]" }
        if i > 1, pieces[i - 1].isEmpty, piece.first == ">" { out += "]]><![CDATA[" }
        out.unicodeScalars.append(contentsOf: piece)
      }
      out += "]]>"
    case .comment(let text): out += "<!--\(text)-->"
    case .processingInstruction(let target, let data):
      out += data.isEmpty ? "<?\(target)?>" : "<?\(target) \(data)?>"
    }
  }

  mutating func write(_ element: XMLElement, scope: [String: String], to out: inout String) {
    var scope = scope
    var declarations = element.namespaces
    for declaration in declarations { scope[declaration.prefix] = declaration.namespace }
    if scope[element.name.prefix, default: ""] != element.name.namespace {
      declarations.removeAll { $0.prefix == element.name.prefix }
      declarations.append(
        XMLNamespaceDeclaration(prefix: element.name.prefix, namespace: element.name.namespace))
      scope[element.name.prefix] = element.name.namespace
    }
    var attributes = ""
    for attribute in element.attributes {
      var name = attribute.name
      if name.prefix.isEmpty, !name.namespace.isEmpty {
        repeat {
          invented += 1
          name.prefix = "ns\(invented)"
        } while scope[name.prefix] != nil
      }
      if !name.prefix.isEmpty, name.prefix != "xml", scope[name.prefix] != name.namespace {
        declarations.append(
          XMLNamespaceDeclaration(prefix: name.prefix, namespace: name.namespace))
        scope[name.prefix] = name.namespace
      }
      attributes += " \(name.qualified)=\""
      escape(attribute.value, quoted: true, to: &attributes)
      attributes += "\""
    }
    out += "<\(element.name.qualified)"
    for declaration in declarations {
      out += declaration.prefix.isEmpty ? " xmlns=\"" : " xmlns:\(declaration.prefix)=\""
      escape(declaration.namespace, quoted: true, to: &out)
      out += "\""
    }
    out += attributes
    guard !element.children.isEmpty else {
      out += "/>"
      return
    }
    out += ">"
    for child in element.children { write(child, scope: scope, to: &out) }
    out += "</\(element.name.qualified)>"
  }

  private func escape(_ text: String, quoted: Bool, to out: inout String) {
    for scalar in text.unicodeScalars {
      switch scalar {
      case "&": out += "&amp;"
      case "<": out += "&lt;"
      case ">": out += "&gt;"
      case "\"" where quoted: out += "&quot;"
      case "\n" where quoted: out += "&#10;"
      case "\t" where quoted: out += "&#9;"
      case "\r": out += "&#13;"
      default: out.unicodeScalars.append(scalar)
      }
    }
  }
}
