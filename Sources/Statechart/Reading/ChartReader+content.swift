import Diagnostics
import Markup

extension ChartReader {
  /// The executable content inside an element, in document order.
  mutating func actions(in element: XMLElement) -> [Action] {
    element.elements.compactMap { action($0) }
  }

  private mutating func action(_ element: XMLElement) -> Action? {
    guard element.name.namespace == scxmlNamespace else {
      return Action(kind: .unsupported(element.name.qualified), position: element.position)
    }
    check(element)
    let kind: Action.Kind? =
      switch element.local {
      case "raise": required(element, "event").map { .raise(event: $0.value) }
      case "if": branches(element).map { .branch($0) }
      case "foreach": forEach(element)
      case "log": .log(label: element[attribute: "label"], expression: expression(element, "expr"))
      case "assign": assignment(element)
      case "send": send(element)
      case "cancel": cancel(element)
      case "script": script(element)
      default: nil
      }
    return kind.map { Action(kind: $0, position: element.position) }
  }

  private mutating func branches(_ element: XMLElement) -> [Action.Branch]? {
    guard required(element, "cond") != nil else { return nil }
    var branches = [Action.Branch(condition: expression(element, "cond"), actions: [])]
    for child in element.elements {
      switch child.local {
      case "elseif" where child.name.namespace == scxmlNamespace,
        "else" where child.name.namespace == scxmlNamespace:
        check(child)
        if branches.count > 1, branches.last?.condition == nil {
          error(
            "after-else", "<\(child.local)> stands behind the <else> of its <if>.",
            at: child.position, remedy: "Put <else> last, once.")
        }
        if child.local == "elseif", required(child, "cond") == nil { continue }
        branches.append(
          Action.Branch(
            condition: child.local == "else" ? nil : expression(child, "cond"), actions: []))
      default:
        guard let action = action(child) else { continue }
        branches[branches.count - 1].actions.append(action)
      }
    }
    return branches
  }

  private mutating func forEach(_ element: XMLElement) -> Action.Kind? {
    let array = required(element, "array")
    let item = required(element, "item")
    guard let array, let item else { return nil }
    return .forEach(
      Action.ForEach(
        array: ChartExpression(array.value, at: array.position), item: item.value,
        index: element[attribute: "index"], actions: actions(in: element)))
  }

  private mutating func assignment(_ element: XMLElement) -> Action.Kind? {
    guard let location = required(element, "location") else { return nil }
    return .assign(
      location: ChartExpression(location.value, at: location.position), value: valueSource(element))
  }

  private mutating func cancel(_ element: XMLElement) -> Action.Kind? {
    if let id = textOrExpression(element, "sendid") { return .cancel(id) }
    error(
      "missing-attribute", "<cancel> lacks \"sendid\" or \"sendidexpr\".", at: element.position,
      remedy: "Name the <send> to cancel.")
    return nil
  }

  private mutating func script(_ element: XMLElement) -> Action.Kind {
    warning(
      "script", "A <script> is not run: it fails with error.execution.", at: element.position,
      remedy: "Use <assign>.")
    return .unsupported("script")
  }

  private mutating func send(_ element: XMLElement) -> Action.Kind {
    if let delay = element.attribute("delay"), ChartDelay.milliseconds(delay.value) == nil {
      error(
        "bad-delay", "\"\(delay.value)\" is not a delay.", at: delay.position,
        remedy: "Write a number with ms or s, such as 1.5s.")
    }
    let hasEvent = element.attribute("event") != nil || element.attribute("eventexpr") != nil
    if !hasEvent, element.elements("content").isEmpty {
      error(
        "missing-attribute", "<send> lacks \"event\", \"eventexpr\" or <content>.",
        at: element.position, remedy: "Name the event to send.")
    }
    if element.attribute("id") != nil, let other = element.attribute("idlocation") {
      error(
        "two-attributes", "<send> has both \"id\" and \"idlocation\"; only one may be given.",
        at: other.position, remedy: "Remove one of the two.")
    }
    if element[attribute: "target"] == "#_internal",
      let delay = element.attribute("delay") ?? element.attribute("delayexpr")
    {
      error(
        "delayed-internal", "A <send> to #_internal may have no delay.", at: delay.position,
        remedy: "Remove the delay or the target.")
    }
    return .send(
      Action.Send(
        event: textOrExpression(element, "event"), target: textOrExpression(element, "target"),
        type: textOrExpression(element, "type"), delay: textOrExpression(element, "delay"),
        id: element[attribute: "id"], idLocation: expression(element, "idlocation"),
        payload: payload(of: element)))
  }

  /// The namelist, parameters and content of `<send>`, `<invoke>` or `<donedata>`.
  mutating func payload(of element: XMLElement) -> Payload {
    var payload = Payload()
    if let names = element.attribute("namelist") {
      payload.namelist = names.value.spaceSeparated.map {
        ChartExpression($0, at: names.position)
      }
    }
    for parameter in element.elements("param") {
      check(parameter)
      guard let name = required(parameter, "name") else { continue }
      let (expr, location) = (expression(parameter, "expr"), expression(parameter, "location"))
      if (expr == nil) == (location == nil) {
        error(
          "param-value",
          "<param name=\"\(name.value)\"> needs exactly one of \"expr\" and \"location\".",
          at: parameter.position)
      }
      guard let value = expr ?? location else { continue }
      payload.parameters.append(
        Payload.Parameter(name: name.value, value: value, isLocation: location != nil))
    }
    let contents = element.elements("content")
    if let content = contents.first {
      check(content)
      payload.content = valueSource(content)
      if contents.count > 1 {
        error(
          "two-contents", "<\(element.local)> has more than one <content>.",
          at: contents[1].position, remedy: "Keep one.")
      }
      // An <invoke> may pass parameters to the chart inside its <content>; the others carry one or
      // the other.
      if element.local != "invoke", !payload.parameters.isEmpty || !payload.namelist.isEmpty {
        error(
          "content-and-param",
          "<\(element.local)> has <content> beside <param> or a namelist; only one may be given.",
          at: content.position, remedy: "Keep one of the two.")
      }
    }
    return payload
  }

  /// The value of an element with `expr`, or else with content of its own.
  mutating func valueSource(_ element: XMLElement) -> ValueSource {
    let isEmpty = element.elements.isEmpty && element.text.trimmingSpaces.isEmpty
    if let expression = expression(element, "expr") {
      if !isEmpty {
        error(
          "two-values", "<\(element.local)> has both \"expr\" and content; only one may be given.",
          at: element.position, remedy: "Remove one of the two.")
      }
      return .expression(expression)
    }
    if isEmpty { return .none }
    if element.elements.isEmpty { return .inline(element.text, element.textPosition) }
    return .inline(
      element.elements.map { $0.serialized() }.joined(), element.elements.first?.position)
  }

  mutating func invocation(_ element: XMLElement) -> Invocation? {
    check(element)
    let autoforward = element.attribute("autoforward")
    if let autoforward, autoforward.value != "true", autoforward.value != "false" {
      error(
        "unknown-value", "autoforward=\"\(autoforward.value)\" is neither true nor false.",
        at: autoforward.position, remedy: "Write true or false.")
    }
    checkAlternatives(element)
    var charts: [Statechart] = []
    if let content = element.first("content"), let inner = content.elements.first,
      inner.local == "scxml", inner.name.namespace == scxmlNamespace
    {
      var reader = ChartReader(file: file)
      if let chart = reader.read(inner) { charts = [chart] }
      findings += reader.findings
    }
    let finalize = element.elements("finalize")
    var handlers: [Action]?
    for handler in finalize {
      check(handler)
      handlers = (handlers ?? []) + actions(in: handler)
    }
    var payload = payload(of: element)
    if !charts.isEmpty { payload.content = nil }
    return Invocation(
      type: textOrExpression(element, "type"), source: textOrExpression(element, "src"),
      id: element[attribute: "id"], idLocation: expression(element, "idlocation"),
      autoforward: autoforward?.value == "true", payload: payload,
      finalize: handlers, inlineChart: charts,
      position: element.position)
  }

  /// What an `<invoke>` may say in one way only (SCXML §6.4.1).
  private mutating func checkAlternatives(_ element: XMLElement) {
    if element.attribute("id") != nil, let other = element.attribute("idlocation") {
      error(
        "two-attributes", "<invoke> has both \"id\" and \"idlocation\"; only one may be given.",
        at: other.position, remedy: "Remove one of the two.")
    }
    if let source = element.attribute("src") ?? element.attribute("srcexpr"),
      element.first("content") != nil
    {
      error(
        "two-sources", "<invoke> has both \"\(source.name.local)\" and <content>.",
        at: source.position, remedy: "Say once where the chart comes from.")
    }
  }
}
