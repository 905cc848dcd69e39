import Diagnostics
import Markup

/// Replaces the `conf:` vocabulary of W3C's test templates by SCXML with FEEL expressions.
struct ConfMapping {
  static let namespace = "http://www.w3.org/2005/scxml-conformance"
  static let scxml = "http://www.w3.org/2005/07/scxml"

  /// Words of the vocabulary that this mapping does not know.
  private(set) var unknown: [String] = []

  mutating func element(_ element: XMLElement) -> XMLElement {
    if element.name.namespace == Self.namespace { return replaced(element) }
    var result = element
    result.attributes = element.attributes.compactMap { attribute in
      guard attribute.name.namespace == Self.namespace else { return attribute }
      guard let (name, value) = replaced(attribute, in: element.local) else { return nil }
      return XMLAttribute(XMLName(local: name), value, at: attribute.position)
    }
    result.children = element.children.map { node in
      guard case .element(let child) = node else { return node }
      if child.name.namespace == Self.namespace, let text = inlineText(child.local) {
        return .text(text, child.position)
      }
      return .element(self.element(child))
    }
    return result
  }

  private func inlineText(_ name: String) -> String? {
    switch name {
    case "array123": "[1,2,3]"
    case "someInlineVal": "123"
    default: nil
    }
  }

  private mutating func replaced(_ element: XMLElement) -> XMLElement {
    let value = { (name: String) in element[attribute: name] ?? "" }
    let at = element.position
    switch element.local {
    case "pass", "fail":
      return make("final", [("id", element.local)], at: at)
    case "incrementID":
      let id = "Var" + value("id")
      return make("assign", [("location", id), ("expr", "\(id) + 1")], at: at)
    case "sumVars", "concatVars":
      let (first, second) = ("Var" + value("id1"), "Var" + value("id2"))
      return make("assign", [("location", first), ("expr", "\(first) + \(second)")], at: at)
    case "extendArray":
      let id = "Var" + value("id")
      return make("assign", [("location", id), ("expr", "append(\(id), 4)")], at: at)
    case "sendToSender":
      return make(
        "send",
        [
          ("event", value("name")), ("targetexpr", "_event.origin"),
          ("typeexpr", "_event.origintype"),
        ], at: at)
    case "contentFoo":
      var content = make("content", [], at: at)
      content.children = [.text("foo", at)]
      return content
    case "script": return make("script", [], at: at)
    default:
      unknown.append(element.local)
      return make("log", [], at: at)
    }
  }

  private func make(
    _ name: String, _ attributes: [(String, String)], at position: SourcePosition
  ) -> XMLElement {
    XMLElement(
      XMLName(namespace: Self.scxml, local: name),
      attributes: attributes.map { XMLAttribute(XMLName(local: $0.0), $0.1, at: position) },
      at: position)
  }

  /// The SCXML attribute for one of the vocabulary; nil when nothing is left of it.
  private mutating func replaced(_ attribute: XMLAttribute, in element: String) -> (String, String)?
  {
    let value = attribute.value
    let word = attribute.name.local
    if let name = Self.variables[word] {
      return (name, value.split(separator: " ").map { "Var\($0)" }.joined(separator: " "))
    }
    if let fixed = Self.fixed[word] { return fixed }
    if let condition = ConfCondition.feel(word, value) { return ("cond", condition) }
    if let expression = ConfExpression.feel(word, value) { return ("expr", expression) }
    switch word {
    case "expr":
      if value.isEmpty { return nil }
      let isQuoted = value.count > 1 && value.hasPrefix("'") && value.hasSuffix("'")
      return ("expr", isQuoted ? "\"\(value.dropFirst().dropLast())\"" : value)
    case "delay": return ("delayexpr", "\"\(value)s\"")
    case "systemVarLocation": return ("location", value)
    default:
      unknown.append(word)
      return nil
    }
  }

  /// Attributes that name variables by number, and the SCXML attribute that takes the names.
  private static let variables = [
    "id": "id", "name": "name", "location": "location", "item": "item", "index": "index",
    "namelist": "namelist", "idlocation": "idlocation", "arrayVar": "array",
    "arrayTextVar": "array", "varExpr": "expr", "varChildExpr": "expr", "eventExpr": "eventexpr",
    "targetExpr": "targetexpr", "targetVar": "targetexpr", "typeExpr": "typeexpr",
    "srcExpr": "srcexpr", "sendIDExpr": "sendidexpr", "delayFromVar": "delayexpr",
    "delayExpr": "delayexpr",
  ]

  /// Attributes that always mean the same.
  private static let fixed: [String: (String, String)] = [
    "datamodel": ("datamodel", "feel"), "targetpass": ("target", "pass"),
    "targetfail": ("target", "fail"), "invalidLocation": ("location", "foo.bar.baz"),
    "illegalItem": ("item", "'continue'"), "invalidNamelist": ("namelist", "'"),
    "illegalTarget": ("target", "baz"), "unreachableTarget": ("target", "#_scxml_foo"),
    "invalidSendType": ("type", "27"), "invalidSendTypeExpr": ("typeexpr", "27"),
    "scriptBadSrc": ("src", "unknown"),
  ]
}
