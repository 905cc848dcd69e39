import Markup

/// Replaces the simple ECMAScript of a chart by FEEL: expressions, and scripts that only assign.
struct ScriptMapping {
  private var declared: Set<String> = []
  private var assigned: [String] = []

  private static let expressions: Set<String> = [
    "expr", "cond", "array", "eventexpr", "targetexpr", "typeexpr", "delayexpr", "srcexpr",
    "sendidexpr",
  ]

  /// Elements whose text is a value.
  private static let literals: Set<String> = ["data", "assign"]

  /// A list, object or string of ECMAScript as FEEL; other text as it is.
  private func literal(_ text: String) -> String {
    guard let first = text.trimmed.first, "[{'\"".contains(first) else { return text }
    return ScriptExpression.feel(text) ?? text
  }

  mutating func chart(_ root: XMLElement) -> XMLElement {
    var result = element(root)
    result.attributes.removeAll { $0.name.local == "datamodel" }
    result.attributes.append(XMLAttribute(XMLName(local: "datamodel"), "feel"))
    let missing = assigned.filter { !declared.contains($0) }
    guard !missing.isEmpty else { return result }
    var datamodel = make("datamodel", like: root)
    datamodel.children = Set(missing).sorted().map { name in
      var data = make("data", like: root)
      data.attributes = [XMLAttribute(XMLName(local: "id"), name)]
      return .element(data)
    }
    result.children.insert(.element(datamodel), at: 0)
    return result
  }

  private mutating func element(_ element: XMLElement) -> XMLElement {
    var result = element
    if element.local == "data", let id = element[attribute: "id"] { declared.insert(id) }
    result.attributes = element.attributes.map { attribute in
      guard attribute.name.namespace.isEmpty, Self.expressions.contains(attribute.name.local) else {
        return attribute
      }
      var attribute = attribute
      attribute.value = ScriptExpression.feel(attribute.value) ?? attribute.value
      return attribute
    }
    result.children = element.children.flatMap { node -> [XMLNode] in
      if case .text(let text, let position) = node, Self.literals.contains(element.local) {
        return [.text(literal(text), position)]
      }
      guard case .element(let child) = node else { return [node] }
      if child.local == "script", let assignments = assignments(child, at: element) {
        return assignments.map { .element($0) }
      }
      return [.element(self.element(child))]
    }
    return result
  }

  /// The `<assign>` elements for a script, nil when it does anything else. A script of the document
  /// itself, which runs before all else, becomes declarations.
  private mutating func assignments(_ script: XMLElement, at parent: XMLElement) -> [XMLElement]? {
    guard let statements = ScriptExpression.assignments(script.text) else { return nil }
    let isTop = parent.local == "scxml"
    let elements = statements.map { name, value in
      if isTop { declared.insert(name) } else { assigned.append(name) }
      var element = make(isTop ? "data" : "assign", like: script)
      element.attributes = [
        XMLAttribute(XMLName(local: isTop ? "id" : "location"), name),
        XMLAttribute(XMLName(local: "expr"), value),
      ]
      return element
    }
    guard isTop else { return elements }
    var datamodel = make("datamodel", like: script)
    datamodel.children = elements.map { .element($0) }
    return [datamodel]
  }

  private func make(_ name: String, like element: XMLElement) -> XMLElement {
    XMLElement(XMLName(namespace: element.name.namespace, local: name), at: element.position)
  }
}
