import Markup

extension Statechart {
  func elements(_ actions: [Action]) -> [XMLElement] { actions.map(element) }

  private func element(_ action: Action) -> XMLElement {
    switch action.kind {
    case .raise(let event): return scxml("raise", [("event", event)])
    case .log(let label, let expression):
      return scxml("log", [("label", label), ("expr", expression?.text)])
    case .assign(let location, let value):
      return scxml("assign", [("location", location.text)], value: value)
    case .cancel(let id):
      var element = scxml("cancel")
      element.add("sendid", id)
      return element
    case .forEach(let loop):
      return scxml(
        "foreach", [("array", loop.array.text), ("item", loop.item), ("index", loop.index)],
        children: elements(loop.actions))
    case .branch(let branches): return element(branches)
    case .send(let send):
      var element = scxml("send", payload: send.payload)
      element.add("event", send.event)
      element.add("target", send.target)
      element.add("type", send.type)
      element.add("delay", send.delay)
      element.add([("id", send.id), ("idlocation", send.idLocation?.text)])
      return element
    case .unsupported(let name): return scxml(name == "script" ? name : "script")
    }
  }

  private func element(_ branches: [Action.Branch]) -> XMLElement {
    var element = scxml("if", [("cond", branches.first?.condition?.text)])
    for (index, branch) in branches.enumerated() {
      if index > 0 {
        element.append([
          branch.condition.map { scxml("elseif", [("cond", $0.text)]) } ?? scxml("else")
        ])
      }
      element.append(elements(branch.actions))
    }
    return element
  }

  func invoke(_ invocation: Invocation) -> XMLElement {
    var element = scxml("invoke", payload: invocation.payload)
    element.add("type", invocation.type)
    element.add("src", invocation.source)
    element.add([
      ("id", invocation.id), ("idlocation", invocation.idLocation?.text),
      ("autoforward", invocation.autoforward ? "true" : nil),
    ])
    if let finalize = invocation.finalize {
      element.append([scxml("finalize", children: elements(finalize))])
    }
    if let chart = invocation.inlineChart.first {
      element.append([scxml("content", children: [chart.element])])
    }
    return element
  }
}

/// An element of SCXML's namespace with the attributes that have a value.
func scxml(
  _ name: String, _ attributes: [(String, String?)] = [], children: [XMLElement] = []
) -> XMLElement {
  var element = XMLElement(XMLName(namespace: scxmlNamespace, local: name))
  element.add(attributes)
  element.append(children)
  return element
}

func scxml(_ name: String, _ attributes: [(String, String?)], value: ValueSource) -> XMLElement {
  var element = scxml(name, attributes)
  element.set(value)
  return element
}

func scxml(_ name: String, payload: Payload) -> XMLElement {
  var element = scxml(name)
  if !payload.namelist.isEmpty {
    element.add([("namelist", payload.namelist.map(\.text).joined(separator: " "))])
  }
  for parameter in payload.parameters {
    let value = parameter.value.text
    element.append([
      scxml(
        "param",
        [("name", parameter.name), (parameter.isLocation ? "location" : "expr", value)])
    ])
  }
  if let content = payload.content { element.append([scxml("content", [], value: content)]) }
  return element
}

extension XMLElement {
  mutating func add(_ attributes: [(String, String?)]) {
    for (name, value) in attributes {
      guard let value else { continue }
      self.attributes.append(XMLAttribute(XMLName(local: name), value))
    }
  }

  /// Adds `name` or `nameexpr`.
  mutating func add(_ name: String, _ value: TextOrExpression?) {
    switch value {
    case .text(let text): add([(name, text)])
    case .expression(let expression): add([(name + "expr", expression.text)])
    case nil: break
    }
  }

  mutating func append(_ elements: [XMLElement]) { children += elements.map { .element($0) } }

  mutating func set(_ value: ValueSource) {
    switch value {
    case .expression(let expression): add([("expr", expression.text)])
    case .resource(let name): add([("src", name)])
    case .inline(let text, let position):
      // Mark-up is kept as text; it stands as mark-up again when it is well-formed.
      if text.hasPrefix("<"), let inner = try? XMLDocument.parse(Array("<x>\(text)</x>".utf8)) {
        children += inner.root.children
      } else {
        children.append(.text(text, position ?? self.position))
      }
    case .none: break
    }
  }

  /// The element with line breaks between its children; text content is left as it is.
  func indented(_ depth: Int) -> XMLElement {
    let hasText = children.contains { node in
      switch node {
      case .text, .cdata: true
      default: false
      }
    }
    if hasText || children.isEmpty { return self }
    var result = self
    let margin = "\n" + String(repeating: "  ", count: depth + 1)
    result.children = children.flatMap { node -> [XMLNode] in
      if case .element(let inner) = node {
        return [.text(margin, position), .element(inner.indented(depth + 1))]
      }
      return [.text(margin, position), node]
    }
    result.children.append(.text(String(margin.dropLast(2)), position))
    return result
  }
}
