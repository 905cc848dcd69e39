import Diagnostics
import Markup

extension ChartReader {
  /// Reads what stands inside a state (or the root) that already has its number.
  mutating func readChildren(of element: XMLElement, state: Int) {
    states[state].metadata = metadata(of: element)
    var initials: [XMLElement] = []
    for child in element.elements where child.name.namespace == scxmlNamespace {
      switch child.local {
      case "state", "parallel", "final", "history": readState(child, parent: state)
      case "transition": readTransition(child, source: state)
      case "initial": initials.append(child)
      case "onentry":
        check(child)
        states[state].onEntry.append(actions(in: child))
      case "onexit":
        check(child)
        states[state].onExit.append(actions(in: child))
      case "datamodel": readData(child, state: state)
      case "donedata":
        check(child)
        states[state].doneData = payload(of: child)
      case "invoke":
        if let invocation = invocation(child) { states[state].invocations.append(invocation) }
      case "script": readRootScript(child)
      default: break
      }
    }
    states[state].last = states.count - 1
    readInitial(of: element, state: state, initials: initials)
  }

  private mutating func readState(_ element: XMLElement, parent: Int) {
    check(element)
    let number = states.count
    var name = element[attribute: "id"]
    if let given = name {
      let position = element.attribute("id")?.position
      if given.isEmpty || given.spaceSeparated != [given] {
        error(
          "bad-name", "The id \"\(given)\" is empty or holds white space.", at: position,
          remedy: "Give one word, such as in-progress.")
        name = nil
      } else if let other = numbers[given] {
        let place = states[other].position.map { " at \($0)" } ?? ""
        error(
          "double-name", "The id \"\(given)\" is used already\(place).", at: position,
          remedy: "Give every state an id of its own.")
        name = nil
      }
    }
    let kind: ChartState.Kind =
      switch element.local {
      case "parallel": .parallel
      case "final": .final
      case "history": .history(deep: element[attribute: "type"] == "deep")
      default: .atomic
      }
    let isAnonymous = name == nil
    let id = name ?? anonymousName(for: element)
    numbers[id] = number
    states.append(
      ChartState(
        id: id, isAnonymous: isAnonymous, kind: kind, parent: parent, last: number,
        position: element.position))
    states[parent].children.append(number)
    if case .history = kind {
      readHistory(element, number: number)
    } else {
      readChildren(of: element, state: number)
      if kind == .atomic, childCount(number) > 0 { states[number].kind = .compound }
    }
    if kind == .parallel, childCount(number) == 0 {
      error(
        "empty-parallel", "<parallel id=\"\(id)\"> has no child state.", at: element.position,
        remedy: "Give it at least one <state>, or make it a <state>.")
    }
  }

  private mutating func readHistory(_ element: XMLElement, number: Int) {
    states[number].metadata = metadata(of: element)
    if let type = element.attribute("type"), type.value != "deep", type.value != "shallow" {
      error(
        "unknown-value", "type=\"\(type.value)\" is neither deep nor shallow.", at: type.position,
        remedy: "Write deep or shallow.")
    }
    let defaults = element.elements("transition")
    for transition in defaults.prefix(1) {
      readDefault(transition, source: number, role: .history)
      states[number].transitions = [transitions.count - 1]
    }
    if defaults.count != 1 {
      error(
        "history-default",
        "<history id=\"\(states[number].id)\"> must have exactly one <transition>, which says where "
          + "to go before the first visit; it has \(defaults.count).",
        at: element.position)
    }
  }

  private mutating func readInitial(of element: XMLElement, state: Int, initials: [XMLElement]) {
    let attribute = element.attribute("initial")
    let name = states[state].id
    guard !states[state].isHistory else { return }
    if childCount(state) == 0 || states[state].kind == .parallel {
      if let place = attribute?.position ?? initials.first?.position, states[state].kind != .root {
        error(
          "initial-without-children",
          "\"\(name)\" has an initial state but no child states to choose from.", at: place,
          remedy: "Remove it, or add child states.")
      }
      return
    }
    if let second = initials.dropFirst().first ?? (attribute == nil ? nil : initials.first) {
      error(
        "two-initials", "\"\(name)\" says more than once where it begins.", at: second.position,
        remedy: "Keep one of <initial> and the attribute \"initial\".")
    }
    if let initial = initials.first {
      check(initial)
      let inside = initial.elements("transition")
      if inside.count == 1, let transition = inside.first {
        readDefault(transition, source: state, role: .initial)
        states[state].initial = transitions.count - 1
      } else {
        error(
          "initial-transition", "<initial> must hold exactly one <transition>.",
          at: initial.position)
      }
      return
    }
    var transition = ChartTransition(
      source: state, events: [], condition: nil, targets: [], isInternal: false, actions: [],
      position: attribute?.position ?? element.position)
    if let attribute {
      references.append(
        Reference(
          transition: transitions.count, names: attribute.value.spaceSeparated,
          position: attribute.position, role: .initial))
    } else if let first = states[state].children.first(where: { !states[$0].isHistory }) {
      transition.targets = [first]
    }
    states[state].initial = transitions.count
    transitions.append(transition)
  }

  private mutating func readTransition(_ element: XMLElement, source: Int) {
    check(element)
    if source == 0 {
      warning(
        "root-transition", "A <transition> directly inside <scxml> is no part of SCXML 1.0.",
        at: element.position, remedy: "Put the states and it inside one <state>.")
    }
    let transition = transition(element, source: source)
    if transition.events.isEmpty, transition.condition == nil, element[attribute: "target"] == nil {
      error(
        "empty-transition", "A <transition> needs an event, a cond or a target.",
        at: element.position, remedy: "Say when it is taken or where it leads.")
    }
    addReference(element, role: .transition)
    states[source].transitions.append(transitions.count)
    transitions.append(transition)
  }

  /// Reads the transition of an `<initial>` or `<history>`: a target, no event and no condition.
  private mutating func readDefault(_ element: XMLElement, source: Int, role: Reference.Role) {
    check(element)
    for name in ["event", "cond"] {
      guard let attribute = element.attribute(name) else { continue }
      error(
        "default-transition",
        "The transition of <\(role == .initial ? "initial" : "history")> may have no \"\(name)\".",
        at: attribute.position, remedy: "Remove \(name).")
    }
    _ = required(element, "target")
    addReference(element, role: role)
    transitions.append(transition(element, source: source))
  }

  private mutating func addReference(_ element: XMLElement, role: Reference.Role) {
    guard let target = element.attribute("target") else { return }
    references.append(
      Reference(
        transition: transitions.count, names: target.value.spaceSeparated,
        position: target.position, role: role))
  }

  private mutating func transition(_ element: XMLElement, source: Int) -> ChartTransition {
    let type = element.attribute("type")
    if let type, type.value != "internal", type.value != "external" {
      error(
        "unknown-value", "type=\"\(type.value)\" is neither internal nor external.",
        at: type.position, remedy: "Write internal or external.")
    }
    if let event = element.attribute("event"), event.value.spaceSeparated.isEmpty {
      error(
        "empty-event", "The attribute \"event\" is empty.", at: event.position,
        remedy: "Name an event, or remove the attribute.")
    }
    return ChartTransition(
      source: source,
      events: (element[attribute: "event"] ?? "").spaceSeparated.map { EventDescriptor($0) },
      condition: expression(element, "cond"), targets: [],
      isInternal: type?.value == "internal", actions: actions(in: element),
      metadata: metadata(of: element), position: element.position)
  }

  private mutating func readData(_ element: XMLElement, state: Int) {
    check(element)
    for item in element.elements("data") {
      check(item)
      guard let id = required(item, "id") else { continue }
      if item.attribute("src") != nil, item.attribute("expr") != nil {
        error(
          "two-attributes", "<data> has both \"src\" and \"expr\"; only one may be given.",
          at: item.position, remedy: "Remove one of the two.")
      }
      if let other = dataNames[id.value] {
        error(
          "double-name", "The data \"\(id.value)\" is declared already at \(other).",
          at: id.position, remedy: "Give it another name.")
      }
      dataNames[id.value] = id.position
      let value: ValueSource =
        if let source = item[attribute: "src"] {
          .resource(source)
        } else {
          valueSource(item)
        }
      states[state].data.append(DataItem(id: id.value, value: value, position: item.position))
    }
  }

  private mutating func readRootScript(_ element: XMLElement) {
    if let source = element.attribute("src") {
      error(
        "script-source", "The script \"\(source.value)\" cannot be fetched: scripts are not run.",
        at: source.position, remedy: "Remove the <script>.")
    } else {
      warning(
        "script", "A <script> is not run; its expression language has no statements.",
        at: element.position, remedy: "Use <assign> in an <onentry>.")
    }
  }
}
