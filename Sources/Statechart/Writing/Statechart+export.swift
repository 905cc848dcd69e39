import Markup

extension Statechart {
  /// The chart as an SCXML 1.0 document, indented. Reading it again gives an equal chart.
  public func exported() -> String {
    "<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n" + element.indented(0).serialized() + "\n"
  }

  /// The chart as an `<scxml>` element.
  public var element: XMLElement {
    var root = scxml("scxml", [("version", "1.0"), ("name", name), ("datamodel", datamodel)])
    root.namespaces = [XMLNamespaceDeclaration(prefix: "", namespace: scxmlNamespace)]
    if binding == .late { root.add([("binding", "late")]) }
    write(0, into: &root)
    return root
  }

  private func write(_ number: Int, into element: inout XMLElement) {
    let state = states[number]
    element.attributes += state.metadata.attributes.map {
      XMLAttribute(XMLName(namespace: $0.namespace, local: $0.name, prefix: $0.prefix), $0.value)
    }
    element.append(state.metadata.elements)
    if !state.data.isEmpty {
      element.append([
        scxml(
          "datamodel",
          children: state.data.map { scxml("data", [("id", $0.id)], value: $0.value) })
      ])
    }
    writeInitial(of: state, into: &element)
    element.append(state.onEntry.map { scxml("onentry", children: elements($0)) })
    element.append(state.onExit.map { scxml("onexit", children: elements($0)) })
    element.append(state.invocations.map(invoke))
    if let data = state.doneData { element.append([scxml("donedata", payload: data)]) }
    element.append(state.transitions.map { transition($0) })
    for child in state.children {
      let node = states[child]
      let kind =
        switch node.kind {
        case .parallel: "parallel"
        case .final: "final"
        case .history: "history"
        default: "state"
        }
      var inner = scxml(kind, [("id", node.isAnonymous ? nil : node.id)])
      if case .history(deep: true) = node.kind { inner.add([("type", "deep")]) }
      write(child, into: &inner)
      element.append([inner])
    }
  }

  /// Writes where a state begins, unless it is simply its first child.
  private func writeInitial(of state: ChartState, into element: inout XMLElement) {
    guard let number = state.initial else { return }
    let initial = transitions[number]
    let first = state.children.first { !states[$0].isHistory }
    if !initial.actions.isEmpty || !initial.metadata.attributes.isEmpty {
      element.append([scxml("initial", children: [transition(number)])])
    } else if initial.targets != first.map({ [$0] }) {
      element.add([("initial", names(initial.targets))])
    }
  }

  private func names(_ targets: [Int]) -> String {
    targets.map { states[$0].id }.joined(separator: " ")
  }

  private func transition(_ number: Int) -> XMLElement {
    let transition = transitions[number]
    var element = scxml(
      "transition",
      [
        (
          "event",
          transition.events.isEmpty
            ? nil : transition.events.map(\.description).joined(separator: " ")
        ),
        ("cond", transition.condition?.text),
        ("target", transition.targets.isEmpty ? nil : names(transition.targets)),
        ("type", transition.isInternal ? "internal" : nil),
      ])
    element.attributes += transition.metadata.attributes.map {
      XMLAttribute(XMLName(namespace: $0.namespace, local: $0.name, prefix: $0.prefix), $0.value)
    }
    element.append(transition.metadata.elements)
    element.append(elements(transition.actions))
    return element
  }
}
