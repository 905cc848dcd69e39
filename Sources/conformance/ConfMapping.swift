import Diagnostics
import Markup

/// Replaces the `conf:` vocabulary of W3C's test templates by SCXML with FEEL expressions.
struct ConfMapping {
  static let namespace = "http://www.w3.org/2005/scxml-conformance"
  static let scxml = "http://www.w3.org/2005/07/scxml"

  /// Words of the vocabulary that this mapping does not know.
  private(set) var unknown: [String] = []

  private var scripted = false
  private var declared: Set<String> = []
  private static let scriptVariable = "Var1"

  /// The test's chart in SCXML with FEEL.
  ///
  /// A script of the document itself, which runs when it is loaded, becomes the first value of the
  /// variable that it sets.
  mutating func chart(_ root: XMLElement) -> XMLElement {
    let isScript = { (node: XMLNode) in
      if case .element(let child) = node {
        return child.name.namespace == Self.namespace && child.local == "script"
      }
      return false
    }
    var source = root
    source.children.removeAll(where: isScript)
    let runsAtLoad = source.children.count < root.children.count
    var result = element(source)
    if (runsAtLoad || scripted) && !declared.contains(Self.scriptVariable) {
      var datamodel = make("datamodel", [], at: root.position)
      let value = runsAtLoad ? [("expr", "1")] : []
      datamodel.children = [
        .element(make("data", [("id", Self.scriptVariable)] + value, at: root.position))
      ]
      result.children.insert(.element(datamodel), at: 0)
    }
    return result
  }

  mutating func element(_ element: XMLElement) -> XMLElement {
    if element.name.namespace == Self.namespace { return replaced(element) }
    var result = element
    result.attributes = element.attributes.compactMap { attribute in
      guard attribute.name.namespace == Self.namespace else { return attribute }
      guard let (name, value) = replaced(attribute, in: element.local) else { return nil }
      if element.local == "data", name == "id" { declared.insert(value) }
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
    case "script":
      // The vocabulary's one script sets its first variable; FEEL has no statements.
      scripted = true
      return make("assign", [("location", Self.scriptVariable), ("expr", "1")], at: at)
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
    if let condition = ConfCondition.feel(word, value) ?? ConfExpression.feel(word, value) {
      return (Self.place(of: word, in: element), condition)
    }
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

  /// The attribute of an element that holds its expression.
  private static func place(of word: String, in element: String) -> String {
    switch element {
    case "transition", "if", "elseif": "cond"
    case "foreach": "array"
    case "cancel": "sendidexpr"
    case "send": word == "invalidSendTypeExpr" ? "typeexpr" : "targetexpr"
    case "invoke": "srcexpr"
    default: "expr"
    }
  }

  /// Attributes that always mean the same.
  private static let fixed: [String: (String, String)] = [
    "datamodel": ("datamodel", "feel"), "targetpass": ("target", "pass"),
    "targetfail": ("target", "fail"), "invalidLocation": ("location", "foo.bar.baz"),
    "illegalItem": ("item", "'continue'"), "invalidNamelist": ("namelist", "'"),
    "illegalTarget": ("target", "baz"), "unreachableTarget": ("target", "#_scxml_foo"),
    "invalidSendType": ("type", "27"),
    "scriptBadSrc": ("src", "unknown"),
  ]
}
